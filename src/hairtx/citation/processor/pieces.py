"""The pieces of a reference and how they meet: affixes, repeated punctuation, quotes.

CSL 1.0.2, "Affixes", "Delimiter", "punctuation-in-quote" and "quotes"; which of two marks that meet is kept
follows the table of citeproc-js's test ``punctuation_FullMontyPlain``.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Kind = Literal["text", "affix", "open", "close", "names", "margin"]


class Piece(NamedTuple):
    """A run of text with its formats, outermost first ("i", "b", "sc", "sup", "sub", "u").

    ``affix`` is text of the style that gives way to what stands before it; ``open`` and ``close`` are the
    two sides of a quotation (``INNER`` is one that was written with the inner marks); ``names`` marks where
    the first list of names begins and ends; ``margin`` ends the first field of a style that sets it apart.
    """

    kind: Kind
    text: str = ""
    formats: tuple[str, ...] = ()


Pieces = list[Piece]
Quotes = tuple[str, str, str, str]

OPEN, CLOSE, NAMES, MARGIN = Piece("open"), Piece("close"), Piece("names"), Piece("margin")
INNER = Piece("open", "", ("inner",))

_MARKS = frozenset(".,;:!?")


def met(left: str, right: str) -> str:
    """What is left of two marks that meet, the first the text's or the style's, the second the style's."""
    if left == right:
        return left
    if left in "!?" and right in ".:":
        return left
    if left in ":;" and right in "!?":
        return right
    if (left == ":" and right == ".") or (left == ";" and right in ".:"):
        return left
    return left + right


def affix(text: str | None) -> Pieces:
    """A prefix, suffix or delimiter."""
    return [Piece("affix", text)] if text else []


def text_of(pieces: Iterable[Piece]) -> str:
    """The bare text, without quotation marks."""
    return "".join(piece.text for piece in pieces)


def empty(pieces: Iterable[Piece]) -> bool:
    """Whether nothing in it would be printed."""
    return not any(piece.text for piece in pieces)


def formatted(pieces: Pieces, name: str) -> Pieces:
    """The pieces inside of one more format."""
    inside = [piece.text or piece.kind in ("open", "close") for piece in pieces]
    return [
        piece._replace(formats=(name, *piece.formats)) if holds else piece
        for piece, holds in zip(pieces, inside, strict=True)
    ]


def join(parts: Iterable[Pieces], delimiter: str = "") -> Pieces:
    """The parts that print something, with the delimiter between them."""
    out: Pieces = []
    for part in parts:
        if empty(part):
            continue
        if out:
            out += affix(delimiter)
        out += part
    return out


def settle(pieces: Pieces, quotes: Quotes, inside: bool) -> Pieces:
    """The pieces as they are printed: marks merged, moved to their side of a quotation, quotes drawn.

    ``quotes`` are open, close, inner open and inner close; ``inside`` moves full stops and commas into them.
    """
    out: Pieces = []
    for piece in pieces:
        if piece.kind == "affix":
            _append_affix(out, piece, inside)
        elif piece.kind == "close" and not inside:
            _close(out, piece)
        else:
            out.append(piece)
    drawn: Pieces = []
    levels: list[int] = []
    for piece in out:
        if piece.kind == "open":
            own = 2 if "inner" in piece.formats else 0
            # a quotation directly inside one of the same shape takes the other shape
            levels.append(2 - own if levels and levels[-1] == own else own)
            formats = tuple(name for name in piece.formats if name != "inner")
            drawn.append(Piece("text", quotes[levels[-1]], formats))
        elif piece.kind == "close":
            drawn.append(Piece("text", quotes[levels.pop() + 1], piece.formats))
        elif piece.text or piece.kind == "margin":
            drawn.append(piece)
    return drawn


def _append_affix(out: Pieces, piece: Piece, inside: bool) -> None:
    text = piece.text
    while text and text[0] in _MARKS:
        last = _last(out)
        if last < 0:
            break
        within = last < len(out) - 1 and any(one.kind == "close" for one in out[last + 1 :])
        before = out[last].text
        merged = met(before[-1], text[0]) if before[-1] in _MARKS else ""
        if within and (not inside or text[0] in ";:") and merged != before[-1]:
            break
        if merged:
            if len(merged) > 1 and not within:
                break
            out[last] = out[last]._replace(text=before[:-1] + merged)
        elif within:
            out[last] = out[last]._replace(text=before + text[0])
        else:
            break
        text = text[1:]
    if text[:1] == " ":
        last = _last(out)
        if last == len(out) - 1 >= 0 and out[last].text[-1] == " ":
            text = text[1:]
    if text:
        out.append(piece._replace(text=text))


def _close(out: Pieces, close: Piece) -> None:
    # without punctuation-in-quote a comma that the quotation ends in goes outside
    last = _last(out)
    moved = ""
    while last >= 0 and out[last].kind == "affix" and out[last].text[-1:] in (",", ";", ":"):
        moved = out[last].text[-1] + moved
        out[last] = out[last]._replace(text=out[last].text[:-1])
    out.append(close)
    out.extend(affix(moved))


def _last(out: Pieces) -> int:
    index = len(out) - 1
    while index >= 0 and not out[index].text:
        index -= 1
    return index
