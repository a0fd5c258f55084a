"""What an element's attributes do to the pieces inside of it (CSL 1.0.2, "Formatting", "Affixes", "Quotes")."""

from hairtx.citation.processor.pieces import CLOSE, OPEN, Piece, Pieces, affix, empty, formatted
from hairtx.citation.processor.sheet import Node
from hairtx.citation.processor.textcase import cased

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
    """The pieces in the element's formats."""
    for (name, value), tag in _FORMATS.items():
        if node.at.get(name) == value:
            pieces = formatted(pieces, tag)
    return pieces


def dressed(node: Node, pieces: Pieces) -> Pieces:
    """The pieces in the element's formats and quotes, with its affixes outside of both; nothing if empty."""
    if empty(pieces):
        return []
    pieces = styled(node, pieces)
    if node.at.get("quotes") == "true":
        pieces = [OPEN, *pieces, CLOSE]
    return [*affix(node.at.get("prefix")), *pieces, *affix(node.at.get("suffix"))]


def recased(pieces: Pieces, case: str, english: bool) -> Pieces:
    """Text case of an element that holds others: the first word's or every piece's."""
    out = list(pieces)
    for index, piece in enumerate(out):
        if piece.kind == "text" and piece.text.strip():
            out[index] = piece._replace(text=cased(piece.text, case, english))
            if case in ("capitalize-first", "sentence"):
                break
    return out


def without_periods(pieces: Pieces) -> Pieces:
    """The pieces without full stops in their text; those of affixes stay (CSL 1.0.2, "Strip-periods")."""
    return [
        Piece(piece.kind, piece.text.replace(".", ""), piece.formats) if piece.kind == "text" else piece
        for piece in pieces
    ]
