"""CSL-JSON items in, finished references out, in the order of the bibliography."""

from collections.abc import Sequence
from dataclasses import dataclass

from hairtx.citation.csl import Item
from hairtx.citation.styles import style_file


@dataclass(frozen=True)
class Reference:
    """One formatted reference: ``text`` is bare, ``html`` and ``markdown`` keep italics and links."""

    id: str
    text: str
    html: str
    markdown: str


def render(
    items: Sequence[Item], style: str, *, locale: str | None = None, in_text: bool = False
) -> list[Reference]:
    """Format ``items`` in a style (short name or id), sorted and numbered as the style asks.

    ``locale`` is a tag of CSL's locales, "en-GB"; without one the style's own holds, else en-US. ``in_text``
    gives each item's citation in running text. Raises ``UnknownStyleError``, or ValueError for a locale.
    """
    return render_file(items, str(style_file(style)), locale=locale, in_text=in_text)


def render_file(
    items: Sequence[Item], path: str, *, locale: str | None = None, in_text: bool = False
) -> list[Reference]:
    """As ``render``, in the independent style of the file at ``path``."""
    from hairtx.citation.processor.bibliography import bibliography, citations
    from hairtx.citation.processor.output import as_html, as_markdown, links_of, text
    from hairtx.citation.processor.sheet import load

    sheet = load(path, locale)
    made = citations(sheet, items) if in_text or sheet.bibliography is None else bibliography(sheet, items)
    out = []
    for item, pieces in made:
        links = links_of(item)
        shown = text(pieces), as_html(pieces, links), as_markdown(pieces, links)
        out.append(Reference(str(item.get("id", "")), *shown))
    return out
