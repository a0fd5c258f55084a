"""Codes of classifications, as pages of treatments and conditions show them."""

from collections.abc import Iterable

from hairtx.model import Code
from hairtx.page import Bullets, Span, line
from hairtx.views.marks import Marks


def codes(given: Iterable[Code], marks: Marks) -> Bullets:
    """A code a line: its system, itself, what it stands for, and the page it was seen on, or that none was."""
    items = []
    for code in given:
        text = f"{code.system} {code.code}" + (f", {code.label}" if code.label else "")
        unseen = (Span(" (no page seen for this code)", "warn"),) if code.unseen else ()
        items.append((*line(text), *unseen, *marks.mark(*code.pages)))
    return Bullets(tuple(items))
