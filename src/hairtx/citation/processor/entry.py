"""One finished reference or citation, and the bibliography it stands in (CSL 1.0.2, "Layout", "Bibliography")."""

from collections.abc import Sequence
from typing import Any

from hairtx.citation.processor.cite import Cite
from hairtx.citation.processor.elements import render
from hairtx.citation.processor.pieces import MARGIN, Pieces, affix, empty, join, settle
from hairtx.citation.processor.sheet import Node, Sheet
from hairtx.citation.processor.style import styled

Item = dict[str, Any]


def cite_of(sheet: Sheet, item: Item, area: str, number: int = 1) -> Cite:
    """A fresh start at printing an item."""
    return Cite(sheet, item, area, number, sheet.options(area))


def printed(cite: Cite) -> Pieces:
    """The item in the layout of its area, ready to be written out; nothing if the style prints nothing."""
    area = cite.sheet.citation if cite.area == "citation" else cite.sheet.bibliography
    layout = area.child("layout") if area else None
    if layout is None:
        return []
    parts = [render(cite, node).pieces for node in _flat(layout)]
    parts = [part for part in parts if not empty(part)]
    if not parts:
        return []
    if cite.area == "bibliography" and "second-field-align" in cite.options and len(parts) > 1:
        # the first field stands in a margin of its own, so a space belongs after it
        parts[0] = [*parts[0], MARGIN]
    delimiter = "" if cite.area == "citation" else layout.at.get("delimiter", "")
    body = [*affix(layout.at.get("prefix")), *styled(layout, join(parts, delimiter)), *affix(layout.at.get("suffix"))]
    return settle(body, cite.sheet.quotes, cite.sheet.punctuation_in_quote)


def _flat(layout: Node) -> Sequence[Node]:
    return layout.children
