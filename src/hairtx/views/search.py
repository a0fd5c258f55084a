"""What a search found, by kind, with the matching words marked: `hairtx search`."""

import re
from collections.abc import Mapping, Sequence

from hairtx.model import Edition, Kind
from hairtx.page import Block, Column, Heading, Line, Page, Role, Row, Span, Table, line, muted
from hairtx.search import Hit, holds
from hairtx.synonyms import words_in
from hairtx.views.words import footer

_HEADINGS: Mapping[Kind, str] = {
    "treatment": "Treatments",
    "condition": "Conditions",
    "study": "Studies",
    "term": "Terms",
}
_COLUMNS = (Column("kind", optional=True), Column("id"), Column("name"), Column("reason"))

# letters of a text quoted below a result, and how many of them stand before the first word that matched
_QUOTED = 180
_BEFORE = 60


def page(hits: Sequence[Hit], edition: Edition) -> Page:
    """A table for each kind, the kind of the best hit first; ``hits`` come best first."""
    blocks: list[Block] = []
    for kind in dict.fromkeys(hit.kind for hit in hits):
        rows = tuple(_row(hit) for hit in hits if hit.kind == kind)
        blocks += [Heading(_HEADINGS[kind]), Table(_COLUMNS, rows, listing=True)]
    return Page(tuple(blocks), footer(edition))


def messages(hits: Sequence[Hit]) -> list[str]:
    """A note for each word that no record holds: what was searched for in its place."""
    return [
        f"no record holds '{word[:80]}'; searched {f'for {_as_written(known, hits)}' if known else 'without it'}"
        for word, known in hits[0].meant
    ]


def nothing(typed: str, kinds: Sequence[Kind]) -> str:
    """One line that says that nothing was found, and where."""
    what = "nothing" if len(kinds) == len(_HEADINGS) else f"no {kinds[0]}"
    return f"{what} found for '{typed[:80]}'; try fewer words, or see hairtx list"


def _row(hit: Hit) -> Row:
    cells = (
        (muted(hit.kind),),
        line(Span(hit.id, "" if hit.kind == "study" else "strong")),
        _marked(hit.name, hit.words),
        (Span(hit.reason, "warn" if hit.caution else "muted"),),
    )
    return Row(cells, _marked(_quoted(hit.excerpt, hit.words), hit.words, "muted") if hit.excerpt else ())


def _marked(text: str, words: Sequence[str], rest: Role = "") -> Line:
    """The text with every word that was looked for in the role ``strong``."""
    spans: list[Span] = []
    for piece in re.split(r"(\w+)", text):
        role: Role = "strong" if _matches(piece, words) else rest
        if piece and spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + piece, spans[-1].role)
        elif piece:
            spans.append(Span(piece, role))
    return tuple(spans)


def _quoted(text: str, words: Sequence[str]) -> str:
    """The part of a long text around the first word that matched, cut at spaces."""
    if len(text) <= _QUOTED:
        return text
    first = next((found.start() for found in re.finditer(r"\w+", text) if _matches(found[0], words)), 0)
    start = 0 if first <= _BEFORE else text.find(" ", first - _BEFORE) + 1
    piece = text[start : start + _QUOTED]
    end = piece.rfind(" ")
    cut = start + _QUOTED < len(text)
    return ("… " if start else "") + (piece[:end] + " …" if cut and end > 0 else piece)


def _matches(word: str, words: Sequence[str]) -> bool:
    return any(holds(each, looked) for each in words_in(word) for looked in words)


def _as_written(word: str, hits: Sequence[Hit]) -> str:
    """A word of the index as the results write it."""
    texts = (text for hit in hits for text in (hit.name, hit.excerpt))
    written = (found for text in texts for found in re.findall(r"\w+", text) if _matches(found, (word,)))
    return next(written, word).lower()
