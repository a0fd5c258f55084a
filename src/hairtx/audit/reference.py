"""A reference found in somebody's text, taken apart as far as its own shape allows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hairtx.audit.folding import Word, squashed, words
from hairtx.audit.identifiers import Identifier, first_of_each, identifiers
from hairtx.audit.shapes import places, title_in, years


@dataclass(frozen=True)
class Reference:
    """One reference: its number or key in the text, and its text on one line.

    ``entry`` is False for a mention in running text, of which only what identifies a work is read. ``title`` is
    given where the source says which part the title is (BibTeX, RIS).
    """

    id: str
    text: str
    entry: bool = True
    title: str | None = None
    found: Sequence[Identifier] = field(default=())

    @cached_property
    def identifiers(self) -> list[Identifier]:
        """Every identifier in it."""
        return list(self.found) or identifiers(self.text)

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The first identifier of each scheme."""
        return first_of_each(self.identifiers)

    @cached_property
    def words(self) -> list[Word]:
        """Its words, folded, without those of identifiers and addresses."""
        spans = [(found.start, found.end) for found in self.identifiers]
        return [word for word in words(self.text) if not any(a <= word.start < b for a, b in spans)]

    @cached_property
    def squash(self) -> str:
        """Its words as one string."""
        return squashed([word.text for word in self.words])

    @cached_property
    def starts(self) -> dict[int, int]:
        """The number of the word that begins at a place of ``squash``."""
        out, place = {}, 0
        for number, word in enumerate(self.words):
            out[place] = number
            place += len(word.text)
        out[place] = len(self.words)
        return out

    @cached_property
    def said_title(self) -> str:
        """The title that it gives, or seems to give; "" where it has none."""
        return self.title if self.title is not None else title_in(self.bare)

    @cached_property
    def bare(self) -> str:
        """Its text with identifiers and addresses blanked out, every other letter in its place."""
        text = self.text
        for found in self.identifiers:
            text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
        return text

    def outside(self, start: int, end: int) -> str:
        """Its text without identifiers and without what stands between two places (its title)."""
        return self.bare[:start] + " . " + self.bare[end:]

    @property
    def has_words(self) -> bool:
        """Whether it says more than identifiers and the words that introduce them."""
        return (
            len(
                re.sub(
                    r"(?i)\b(?:doi|pmid|pmcid|pubmed|available|from|at|see|https?|and)\b|\W|\d", "", self.bare
                )
            )
            > 24
        )


_PAGES = re.compile(r"\b\d{1,5}\s?[-–—‐‑]\s?\d{1,5}\b")
_VISITED = re.compile(
    r"(?:\b(?:accessed|retrieved|viewed|visited)|\[cited)\b[^;\]\n]{0,24}\b(?:19|20)\d\d\b", re.I
)


def years_of(text: str) -> set[int]:
    """Years of a part of a reference; the pages 1911-1920 are none, nor is the day on which somebody read a page."""
    text = _VISITED.sub(" ", text)
    return years(_PAGES.sub(" ", text)) or years(text)


def places_of(text: str) -> list[tuple[str, str]]:
    """The (volume, first page) pairs of a part of a reference."""
    return places(text)
