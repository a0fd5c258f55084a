"""JSON (one array) and JSON Lines (one object a line): lists are arrays, and what has no value is absent."""

from collections.abc import Iterator

import msgspec

from hairtx.model import Edition
from hairtx.tables.table import Table
from hairtx.tables.writers import Rows


def jsonl(table: Table, rows: Rows, edition: Edition) -> Iterator[str]:
    """A row a line."""
    return (f"{text}\n" for text in _objects(table, rows))


def json(table: Table, rows: Rows, edition: Edition) -> Iterator[str]:
    """An array with a row a line."""
    lead = "["
    for text in _objects(table, rows):
        yield f"{lead}\n{text}"
        lead = ","
    yield "[]\n" if lead == "[" else "\n]\n"


def _objects(table: Table, rows: Rows) -> Iterator[str]:
    encode = msgspec.json.Encoder().encode
    names = [column.name for column in table.columns]
    for row in rows:
        pairs = zip(names, row, strict=True)
        yield encode({name: value for name, value in pairs if value is not None and value != []}).decode()
