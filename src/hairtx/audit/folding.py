"""Words of a text folded for comparison, with their places in it.

Case, accents, hyphens, ligatures, "&" for "and", Greek letters and British or American -ise and -ize are no
difference between two titles.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+|&")
_GREEK = str.maketrans(
    {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ω": "omega",
     "ß": "ss", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "đ": "d", "&": "and", "z": "s"}
)  # fmt: skip


class Word(NamedTuple):
    """A folded word and the place in the text that it stands at."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text, folded; a word made of signs that fold to nothing is left out."""
    # soft and unusual hyphens and markup inside a word divide it, which the squashed comparison doesn't mind
    return [
        Word(folded, found.start(), found.end())
        for found in _WORD.finditer(text)
        if (folded := _folded(found[0]))
    ]


def tokens(text: str) -> list[str]:
    """The folded words of a text without their places."""
    return [word.text for word in words(text)]


def squashed(parts: Sequence[str]) -> str:
    """Words as one string, so that neither a hyphen nor a broken line makes a difference."""
    return "".join(parts)


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    if word.isascii():
        return word.lower().translate(_GREEK)
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold().translate(_GREEK)
