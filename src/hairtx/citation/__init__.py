"""Citations: studies and other people's references, in any CSL style and in the common exchange formats.

Knows studies, not treatments. ``csl`` turns a study into a CSL-JSON item, ``engine`` an item into a
reference, ``styles`` a short name into a style. Nothing here imports citeproc before a style is asked for.
"""
