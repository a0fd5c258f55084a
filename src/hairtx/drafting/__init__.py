"""Drafts of study records: what is known of a work put into the dataset's form, the rest marked for a person.

``sources`` turns services' records and people's files into a ``Draft``, ``keys`` names it, ``text`` prints it.
"""

from hairtx.drafting.draft import Draft

__all__ = ["Draft"]
