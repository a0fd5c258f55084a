"""All items together: their order, their numbers, and who repeats (CSL 1.0.2, "Bibliography")."""

from collections.abc import Sequence
from typing import Any

from hairtx.citation.processor.cite import Cite
from hairtx.citation.processor.disambiguation import Apart, told_apart
from hairtx.citation.processor.entry import cite_of, printed
from hairtx.citation.processor.pieces import Pieces
from hairtx.citation.processor.sheet import Sheet
from hairtx.citation.processor.sorting import in_order

Item = dict[str, Any]


def bibliography(sheet: Sheet, items: Sequence[Item]) -> list[tuple[Item, Pieces]]:
    """The references in the order of the style, numbered."""
    ordered, aparts = _ordered(sheet, items)
    substitute = sheet.options("bibliography").get("subsequent-author-substitute")
    out: list[tuple[Item, Pieces]] = []
    before: tuple[object, ...] = ()
    for number, (item, apart) in enumerate(zip(ordered, aparts, strict=True), 1):
        cite = _set(cite_of(sheet, item, "bibliography", number), apart)
        out.append((item, printed(cite, substitute, before)))
        before = cite.head
    return out


def citations(sheet: Sheet, items: Sequence[Item]) -> list[tuple[Item, Pieces]]:
    """The citation in running text of each item on its own, in the order of the bibliography."""
    ordered, aparts = _ordered(sheet, items)
    cites = [
        _set(cite_of(sheet, item, "citation", number), apart)
        for number, (item, apart) in enumerate(zip(ordered, aparts, strict=True), 1)
    ]
    return [(cite.item, printed(cite)) for cite in cites]


def _ordered(sheet: Sheet, items: Sequence[Item]) -> tuple[list[Item], list[Apart]]:
    """The items in the order of the bibliography, and what tells each apart."""
    ordered = [items[place] for place in in_order(sheet, items, "bibliography")]
    aparts = told_apart(sheet, ordered)
    rule = sheet.citation.at.get("givenname-disambiguation-rule", "by-cite")
    if rule != "by-cite" and any(apart.givens for apart in aparts):
        # a given name that is written out wherever its bearer is cited counts in full
        places = in_order(sheet, ordered, "bibliography", [apart.givens for apart in aparts])
        if places != sorted(places):
            ordered = [ordered[place] for place in places]
            aparts = told_apart(sheet, ordered)
    return ordered, aparts


def _set(cite: Cite, apart: Apart) -> Cite:
    cite.names, cite.givens = apart.names, apart.givens
    cite.year_suffix, cite.disambiguate = apart.year_suffix, apart.disambiguate
    return cite
