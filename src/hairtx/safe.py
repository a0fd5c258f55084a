"""Text from a dataset made safe for a stream: no controls, no direction marks, nothing it cannot encode."""

import re
import unicodedata
from functools import lru_cache

# C0 and C1 controls, zero-width, filling and directional marks, line separators, annotation and tag characters,
# lone surrogates, the byte-order mark
HIDDEN = (
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)

_PLAIN = {
    "–": "-", "—": "--", "‐": "-", "‑": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...",
    "•": "*", "·": "-", "→": "->", "≤": "<=", "≥": ">=", "±": "+/-", "×": "x", "µ": "u", "μ": "u",
    "α": "alpha", "β": "beta", "γ": "gamma", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i",
    "æ": "ae", "œ": "oe", "đ": "d", "®": "(R)", "™": "(TM)", "£": "GBP ", "€": "EUR ",
}  # fmt: skip


def safe(text: str) -> str:
    """``text`` without any character that could steer a terminal or hide; tabs and breaks become spaces."""
    # nearly all text is printable, and a pattern that large takes time to compile
    if text.isascii() and text.isprintable():
        return text
    return re.sub(HIDDEN, lambda found: " " if found[0] in "\t\n\r\x0b\x0c" else "", text)


def encodable(text: str, encoding: str) -> str:
    """``text`` with what ``encoding`` lacks written in plainer letters, and ``?`` for the rest."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_plainer(char, encoding) for char in text)
    except LookupError:
        return encodable(text, "ascii")
    return text


@lru_cache(maxsize=4096)
def _plainer(char: str, encoding: str) -> str:
    decomposed = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    for candidate in (char, _PLAIN.get(char, decomposed), decomposed):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return "?"
