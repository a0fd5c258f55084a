"""Auditing other people's texts: a document in, its references out, and what the dataset knows of each.

``documents`` turns a file into text or entries, ``splitting`` and ``finding`` find the references in text,
``identifiers`` the DOIs and numbers in a reference. ``known`` holds works for comparison, ``matching`` compares
one reference with one work, ``judging`` and ``disputes`` say what that means. Only ``online`` asks anybody, by
the clients of ``hairtx.remote``.
"""
