"""One finished reference or citation (CSL 1.0.2, "Layout", "Whitespace", "Reference Grouping")."""

from typing import Any

from hairtx.citation.processor.cite import Cite
from hairtx.citation.processor.elements import render
from hairtx.citation.processor.pieces import MARGIN, NAMES, Piece, Pieces, affix, empty, join, settle
from hairtx.citation.processor.sheet import Sheet
from hairtx.citation.processor.style import styled

Item = dict[str, Any]


def cite_of(sheet: Sheet, item: Item, area: str, number: int = 1) -> Cite:
    """A fresh start at printing an item."""
    return Cite(sheet, item, area, number, sheet.options(area))


def printed(cite: Cite, substitute: str | None = None, before: tuple[object, ...] = ()) -> Pieces:
    """The item in the layout of its area, ready to be written out; nothing if the style prints nothing.

    ``substitute`` stands for the first names where they are those of the entry before, ``before``.
    """
    area = cite.sheet.citation if cite.area == "citation" else cite.sheet.bibliography
    layout = area.child("layout") if area else None
    if layout is None:
        return []
    parts = [part for part in (render(cite, node).pieces for node in layout.children) if not empty(part)]
    if not parts:
        return []
    if substitute is not None and before and cite.head == before:
        parts[0] = _substituted(parts[0], substitute)
    if cite.area == "bibliography" and "second-field-align" in cite.options and len(parts) > 1:
        # the first field stands in a margin of its own, so a space belongs after it
        parts[0] = [*parts[0], MARGIN]
    delimiter = "" if cite.area == "citation" else layout.at.get("delimiter", "")
    body = styled(layout, join(parts, delimiter))
    body = [*affix(layout.at.get("prefix")), *body, *affix(layout.at.get("suffix"))]
    return settle(body, cite.sheet.quotes, cite.sheet.punctuation_in_quote)


def _substituted(pieces: Pieces, substitute: str) -> Pieces:
    marks = [place for place, piece in enumerate(pieces) if piece == NAMES]
    if len(marks) < 2 or not empty(pieces[: marks[0]]):
        return pieces
    return [*pieces[: marks[0]], Piece("text", substitute), *pieces[marks[1] + 1 :]]
