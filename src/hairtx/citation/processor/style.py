"""What an element's attributes do to the pieces inside of it (CSL 1.0.2, "Formatting", "Affixes", "Quotes")."""

import re

from hairtx.citation.processor.initials import HAS_WESTERN
from hairtx.citation.processor.pieces import CLOSE, MARGIN, OPEN, Pieces, affix, empty, formatted, text_of
from hairtx.citation.processor.sheet import Node

_FORMATS = {
    ("font-style", "italic"): "i",
    ("font-style", "oblique"): "i",
    ("font-style", "normal"): "plain",
    ("font-weight", "bold"): "b",
    ("font-variant", "small-caps"): "sc",
    ("text-decoration", "underline"): "u",
    ("vertical-align", "sup"): "sup",
    ("vertical-align", "sub"): "sub",
}


def styled(node: Node, pieces: Pieces) -> Pieces:
    """The pieces in the element's formats; text in a writing that has no italics does not get them."""
    several = node.tag in ("group", "layout", "names") or "macro" in node.at
    italics = several or bool(HAS_WESTERN.search(text_of(pieces)))
    for (name, value), tag in _FORMATS.items():
        if node.at.get(name) == value and (italics or name != "font-style"):
            pieces = formatted(pieces, tag)
    return pieces


def dressed(node: Node, pieces: Pieces) -> Pieces:
    """The pieces in the element's formats and quotes, with its affixes outside of both; nothing if empty."""
    if empty(pieces):
        return []
    pieces = styled(node, pieces)
    if node.at.get("quotes") == "true":
        pieces = [OPEN, *pieces, CLOSE]
    pieces = [*affix(node.at.get("prefix")), *pieces, *affix(node.at.get("suffix"))]
    # what the style sets in a block of its own is set apart by a space, for a reference is one line here
    return [MARGIN, *pieces, MARGIN] if node.at.get("display") in ("block", "indent") else pieces


def without_periods(pieces: Pieces) -> Pieces:
    """The pieces without full stops in their text; those of affixes stay (CSL 1.0.2, "Strip-periods")."""
    return [piece._replace(text=bare(piece.text)) if piece.kind == "text" else piece for piece in pieces]


def bare(text: str) -> str:
    """Text without full stops, but for those before a small letter, as in an address."""
    return re.sub(r"\.(?![a-z])", "", text)
