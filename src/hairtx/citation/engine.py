"""CSL-JSON items in, finished references out, in the order of the bibliography."""

from collections.abc import Sequence
from dataclasses import dataclass

from hairtx.citation.csl import Item
from hairtx.citation.styles import style_file


@dataclass(frozen=True)
class Reference:
    """One formatted reference: ``text`` has no markup at all, ``html`` and ``markdown`` keep italics and links."""

    id: str
    text: str
    html: str
    markdown: str


def render(
    items: Sequence[Item], style: str, *, locale: str = "en-US", in_text: bool = False
) -> list[Reference]:
    """Format ``items`` in a style (short name or id), sorted and numbered as the style asks.

    ``in_text`` gives each item's citation in running text. Raises ``UnknownStyleError``.
    """
    from citeproc import (  # type: ignore[attr-defined]
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    csl_style = CitationStylesStyle(str(style_file(style)), validate=False, locale=locale)
    bibliography = CitationStylesBibliography(csl_style, CiteProcJSON(list(items)), formatter.plain)
    cites = [Citation([CitationItem(str(item["id"]))]) for item in items]
    for cite in cites:
        bibliography.register(cite)
    if in_text:
        texts = [str(bibliography.cite(cite, lambda _: None)) for cite in cites]
        return [Reference(str(item["id"]), text, text, text) for item, text in zip(items, texts, strict=True)]
    bibliography.sort()
    texts = [str(text) for text in bibliography.bibliography()]
    ids = {str(item["id"]).lower(): str(item["id"]) for item in items}
    return [Reference(ids[key], text, text, text) for key, text in zip(bibliography.keys, texts, strict=True)]
