"""All items together: their order, their numbers."""

from collections.abc import Sequence

from hairtx.citation.processor.entry import Item, cite_of, printed
from hairtx.citation.processor.pieces import Pieces
from hairtx.citation.processor.sheet import Sheet


def bibliography(sheet: Sheet, items: Sequence[Item]) -> list[tuple[Item, Pieces]]:
    return [(item, printed(cite_of(sheet, item, "bibliography", i+1))) for i, item in enumerate(items)]


def citations(sheet: Sheet, items: Sequence[Item]) -> list[tuple[Item, Pieces]]:
    return [(item, printed(cite_of(sheet, item, "citation", i+1))) for i, item in enumerate(items)]
