"""Settled pieces as plain text, HTML and Markdown. Nothing that came from a field can be taken for markup."""

import html
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from hairtx.citation.processor.pieces import Piece, Pieces

_TAGS = {
    "i": ("<i>", "</i>"),
    "b": ("<b>", "</b>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "sc": ('<span style="font-variant:small-caps">', "</span>"),
    "u": ('<span style="text-decoration:underline">', "</span>"),
}
_MARKS = {
    "i": ("*", "*"),
    "b": ("**", "**"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
}
_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LIST = re.compile(r"^(\s*\d*)([.)+-])(?=\s)")

Links = Sequence[tuple[str, str]]


class Run(NamedTuple):
    """A run of text in its formats ("i", "b", "sc", "sup", "sub", "u"), and the address it leads to."""

    text: str
    formats: tuple[str, ...] = ()
    link: str | None = None


def runs(pieces: Pieces, links: Links) -> list[Run]:
    """The printed text in runs; ``links`` are (text, address) of what leads somewhere."""
    spaced: Pieces = []
    for piece in pieces:
        if piece.kind != "margin":
            spaced.append(piece)
        elif spaced and piece is not pieces[-1]:
            spaced.append(Piece("text", " "))
    out: list[Run] = []
    for formats, group in groupby(spaced, _shown):
        out += _linked("".join(piece.text for piece in group), formats, links)
    return out


def text(printed: Sequence[Run]) -> str:
    """Plain text: no markup, no line breaks."""
    return "".join(run.text for run in printed)


def as_html(printed: Sequence[Run]) -> str:
    """HTML without an element around it."""
    return _written(printed, _TAGS, _html)


def as_markdown(printed: Sequence[Run]) -> str:
    """Markdown in one line."""
    # a number or a dash at the beginning would start a list
    return _LIST.sub(r"\1\\\2", _written(printed, _MARKS, _markdown))


def links_of(item: dict[str, Any]) -> Links:
    """What an item's reference may hold that leads somewhere, the longest first."""
    out: list[tuple[str, str]] = []
    doi = str(item.get("DOI") or "")
    if doi:
        bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi, flags=re.IGNORECASE)
        address = f"https://doi.org/{bare}"
        for form in (address, f"http://doi.org/{bare}", f"https://dx.doi.org/{bare}", f"doi:{bare}", bare):
            out.append((form, address))
    url = str(item.get("URL") or "")
    if re.match(r"https?://\S+$", url):
        out.append((url, url))
    return sorted(out, key=lambda pair: -len(pair[0]))


def _written(printed: Sequence[Run], tags: dict[str, tuple[str, str]], show: Callable[[Run], str]) -> str:
    out = ""
    opened: tuple[str, ...] = ()
    for run in [*printed, Run("")]:
        common = 0
        while common < min(len(opened), len(run.formats)) and opened[common] == run.formats[common]:
            common += 1
        out += "".join(tags.get(name, ("", ""))[1] for name in reversed(opened[common:]))
        out += "".join(tags.get(name, ("", ""))[0] for name in run.formats[common:])
        opened = run.formats
        out += show(run)
    return out


def _shown(piece: Piece) -> tuple[str, ...]:
    # a format inside of itself is undone: a species in italics in a title in italics stands upright
    shown: list[str] = []
    for name in piece.formats:
        if name == "plain":
            shown = [one for one in shown if one != "i"]
        elif name in shown:
            shown.remove(name)
        else:
            shown.append(name)
    return tuple(shown)


def _linked(part: str, formats: tuple[str, ...], links: Links) -> list[Run]:
    for shown, address in links:
        before, found, after = part.partition(shown)
        if found:
            around = _linked(before, formats, links), _linked(after, formats, links)
            return [*around[0], Run(found, formats, address), *around[1]]
    return [Run(part, formats)] if part else []


def _html(run: Run) -> str:
    shown = html.escape(run.text)
    return f'<a href="{html.escape(run.link)}">{shown}</a>' if run.link else shown


def _markdown(run: Run) -> str:
    shown = _ACTIVE.sub(r"\\\1", run.text)
    if not run.link:
        return shown
    return f"[{shown}](<{run.link.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>)"
