"""CSL-JSON items in, finished references out, in the order of the bibliography."""

from collections.abc import Sequence

import msgspec

from hairtx.citation.csl import Item
from hairtx.citation.styles import style_file


class Run(msgspec.Struct, frozen=True, array_like=True):
    """A run of text: whether it stands in italics or bold, and the address it leads to."""

    text: str
    italic: bool = False
    bold: bool = False
    link: str | None = None


class Reference(msgspec.Struct, frozen=True):
    """One formatted reference: ``text`` is bare, ``html``, ``markdown`` and ``runs`` keep italics and links."""

    id: str
    text: str
    html: str
    markdown: str
    runs: tuple[Run, ...] = ()


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
    """As ``render``, in the independent style of the file at ``path``; ValueError if it is no style."""
    from hairtx.citation.processor.bibliography import bibliography, citations
    from hairtx.citation.processor.output import as_html, as_markdown, links_of, runs, text
    from hairtx.citation.processor.sheet import load

    sheet = load(path, locale)
    printed_by = citations if in_text or sheet.bibliography is None else bibliography
    try:
        made = printed_by(sheet, items)
    except RecursionError as error:
        raise ValueError(f"{path} has a macro that calls itself") from error
    out = []
    for item, pieces in made:
        printed = runs(pieces, links_of(item))
        simple = tuple(Run(run.text, "i" in run.formats, "b" in run.formats, run.link) for run in printed)
        shown = text(printed), as_html(printed), as_markdown(printed)
        out.append(Reference(str(item.get("id", "")), *shown, simple))
    return out
