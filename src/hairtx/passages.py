"""What of a record is searched: its names, people's words for it, and its statements, as passages.

The index is filled from them, and a search reads them again to say where in a record the words stand.
"""

from collections.abc import Iterator

import msgspec

from hairtx.model import Condition, Record, Study, Term, Treatment
from hairtx.names import names_of
from hairtx.synonyms import CATEGORIES, PLAIN, TOPICS, words_in

# the columns of the index's table of words, the most telling first
COLUMNS = ("name", "alias", "plain", "source", "title", "topic", "main", "rest")

# a study with a notice is found by the word for the notice and for the study
_NOTICES = {
    "retraction": "retracted retraction",
    "correction": "corrected correction erratum",
    "expression-of-concern": "expression of concern",
}

_REASONS = {"alias": "also called {text}", "brand": "brand of {id}", "ambiguous": "shares the name {text}"}


class Passage(msgspec.Struct, frozen=True):
    """A piece of a record: its column in the index, the reason it gives, its text, and what to quote of it."""

    column: str
    reason: str
    text: str
    excerpt: str = ""


def passages(record: Record) -> Iterator[Passage]:
    """Everything of a record that is searched, the most telling first."""
    kind = type(record).__name__.lower()
    for name in names_of(record):
        if name.how == "id" and isinstance(record, Study):
            yield Passage("title", "key", name.text)
        elif name.how in ("id", "name"):
            yield Passage("name", "name", name.text)
        elif name.how == "identifier":
            yield Passage("source", "identifier", name.text)
        else:
            yield Passage("alias", _REASONS[name.how].format(id=record.id, text=name.text), name.text)
    for phrase in PLAIN.get((kind, record.id), ()):
        yield Passage("plain", f"in plain words: {phrase}", phrase)
    if isinstance(record, Study):
        yield from _of_study(record)
    elif isinstance(record, Term):
        yield Passage("main", "in definition", record.text, record.text)
    else:
        if isinstance(record, Treatment):
            kinds = f"{record.category} {CATEGORIES.get(record.category, '')}"
            yield Passage("topic", record.category, kinds)
        yield from _of_sections(record)


def _of_study(study: Study) -> Iterator[Passage]:
    yield Passage("title", "in title", study.title)
    for number, author in enumerate(study.authors):
        # a study goes by the name of its first author
        yield Passage("title" if number else "source", "author", author)
    if study.date:
        yield Passage("source", "year", study.date[:4])
    if study.journal:
        yield Passage("topic", "journal", study.journal)
    for notice in study.notices:
        yield Passage("topic", notice.kind.replace("-", " "), _NOTICES[notice.kind])
    named = (study.trial_name, study.trial, *study.registration)
    yield from (Passage("source", "trial", name) for name in named if name)
    yield Passage("topic", "design", study.design.replace("rct", "rct randomised controlled trial"))
    yield Passage("topic", "treatment studied", " ".join(study.treatments))
    yield Passage("topic", "condition studied", " ".join(study.conditions))
    for place in ("finding", "population", "harms", "limits"):
        if text := getattr(study, place):
            yield Passage("main" if place == "finding" else "rest", f"in {place}", text, text)


def _of_sections(record: Treatment | Condition) -> Iterator[Passage]:
    """The statements of a record, each section led by the words that people ask for it with."""
    for section in record.__struct_fields__:
        value = getattr(record, section)
        parts = [part for part in (value if isinstance(value, tuple) else (value,)) if hasattr(part, "text")]
        reason = f"in {section.replace('_', ' ')}"
        column = "main" if section in ("bottom_line", "summary") else "rest"
        for number, part in enumerate(parts):
            if not number and section in TOPICS:
                yield Passage("topic", reason, TOPICS[section], part.text)
            label = f"{getattr(part, 'name', '')} {getattr(part, 'body', '')} {part.text}"
            yield Passage(column, reason, label, part.text)


def columns(record: Record) -> tuple[str, ...]:
    """The row of a record in the FTS table: its words, column by column."""
    parts: dict[str, list[str]] = {column: [] for column in COLUMNS}
    for passage in passages(record):
        parts[passage.column] += words_in(passage.text)
    return tuple(" ".join(words) for words in parts.values())
