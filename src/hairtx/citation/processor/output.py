"""Settled pieces as plain text, HTML and Markdown. Nothing that came from a field can be taken for markup."""

import html
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

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
_LINE_START = re.compile(r"^(\s*)(\d+)([.)])(?=\s)|^(\s*)([-+])(?=\s)")

Links = Sequence[tuple[str, str]]


def text(pieces: Pieces) -> str:
    """Plain text: no markup, no line breaks."""
    return "".join(piece.text for piece in _spaced(pieces))


def as_html(pieces: Pieces, links: Links) -> str:
    """HTML without an element around it; ``links`` are (text, address) of what becomes a link."""
    return _written(pieces, links, _TAGS, html.escape, _html_link)


def as_markdown(pieces: Pieces, links: Links) -> str:
    """Markdown in one line."""
    line = _written(pieces, links, _MARKS, _markdown, _markdown_link)
    # a number at the beginning would start a list
    return _LINE_START.sub(
        lambda found: f"{found[1]}{found[2]}\\{found[3]}" if found[2] else f"{found[4]}\\{found[5]}", line
    )


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


def _spaced(pieces: Pieces) -> Pieces:
    out: Pieces = []
    for piece in pieces:
        if piece.kind != "margin":
            out.append(piece)
        elif out:
            out.append(Piece("text", " "))
    return out


def _written(
    pieces: Pieces,
    links: Links,
    tags: dict[str, tuple[str, str]],
    escape: Callable[[str], str],
    link: Callable[[str, str, Callable[[str], str]], str],
) -> str:
    runs = [(key, "".join(piece.text for piece in run)) for key, run in groupby(_spaced(pieces), _shown)]
    out, opened = "", ()
    for formats, run in [*runs, ((), "")]:
        common = 0
        while common < min(len(opened), len(formats)) and opened[common] == formats[common]:
            common += 1
        for name in reversed(opened[common:]):
            out += tags.get(name, ("", ""))[1]
        for name in formats[common:]:
            out += tags.get(name, ("", ""))[0]
        opened = formats
        out += _linked(run, links, escape, link)
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


def _linked(
    run: str, links: Links, escape: Callable[[str], str], link: Callable[[str, str, Callable[[str], str]], str]
) -> str:
    for shown, address in links:
        before, found, after = run.partition(shown)
        if found:
            return escape(before) + link(found, address, escape) + _linked(after, links, escape, link)
    return escape(run)


def _html_link(shown: str, address: str, escape: Callable[[str], str]) -> str:
    return f'<a href="{escape(address)}">{escape(shown)}</a>'


def _markdown(run: str) -> str:
    return _ACTIVE.sub(r"\\\1", run)


def _markdown_link(shown: str, address: str, escape: Callable[[str], str]) -> str:
    safe = address.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    return f"[{escape(shown)}](<{safe}>)"
