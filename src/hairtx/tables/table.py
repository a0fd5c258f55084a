"""What a table of an export is made of: named, described columns, each with the way to its value."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hairtx.evidence import Evidence
from hairtx.model import Condition, Edition, Study, Term, Treatment
from hairtx.safe import safe

Kind = Literal["text", "integer", "number", "boolean", "list"]

# one value of a row: lists are of texts; None stands for what the record does not hold
Value = str | int | float | bool | list[str] | None

# above it a float no longer tells neighbouring whole numbers apart
_WHOLE = 2**53


@dataclass(frozen=True)
class Contents:
    """The dataset as tables are made from it; studies by key, ``evidence`` by treatment and condition."""

    edition: Edition
    treatments: tuple[Treatment, ...]
    conditions: tuple[Condition, ...]
    studies: Mapping[str, Study]
    terms: tuple[Term, ...]
    evidence: Mapping[tuple[str, str], Evidence]
    # the names of the overlays that added or changed a record, by its kind and id
    overlays: Mapping[tuple[str, str], Sequence[str]]


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, in a sentence without a full stop what that means, and how to get it.

    ``refers`` names the table whose ``id`` it holds, for foreign keys.
    """

    name: str
    kind: Kind
    meaning: str
    get: Callable[[Any], Any]
    refers: str | None = None


# how far a row is the bundled dataset's: its values come from the contents, not from the row
OVERLAYS = Column(
    "overlays",
    "list",
    "names of your own overlays that had a part in the row; none where it is as hairtx brings it",
    lambda _: (),
)


@dataclass(frozen=True)
class Table:
    """A table: what a row is, its columns, the names of those that identify a row, and what rows are made from.

    ``of`` gives the kind and id of each record that a row is from; such a table ends in the column ``OVERLAYS``.
    """

    name: str
    meaning: str
    own: tuple[Column, ...]
    key: tuple[str, ...]
    items: Callable[[Contents], Iterable[Any]]
    of: Callable[[Any], Iterable[tuple[str, str]]] | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in the order of the rows' values."""
        return (*self.own, OVERLAYS) if self.of else self.own

    def rows(self, contents: Contents) -> Iterator[tuple[Value, ...]]:
        """The rows in the order of the columns; text without control and direction characters, numbers unformatted."""
        for item in self.items(contents):
            row = tuple(_value(column.kind, column.get(item)) for column in self.own)
            yield (*row, _overlays(contents, self.of(item))) if self.of else row


def _overlays(contents: Contents, records: Iterable[tuple[str, str]]) -> list[str]:
    return list(dict.fromkeys(name for record in records for name in contents.overlays.get(record, ())))


def _value(kind: Kind, value: Any) -> Value:
    if value is None or value == "":
        return None
    if kind == "text":
        return safe(str(value))
    if kind == "list":
        return [safe(str(part)) for part in value]
    if kind == "number":
        return _number(value)
    return bool(value) if kind == "boolean" else int(value)


def _number(value: float) -> Value:
    """28.0 of the record as the 28 of its source; no two tools agree on how to write what is no number."""
    if not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() and abs(value) < _WHOLE else value
