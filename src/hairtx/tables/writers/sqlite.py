"""SQLite: all tables in one file, with foreign keys, an index for each, and views of what is asked most."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from hairtx.tables.table import Column, Contents, Table, Value
from hairtx.tables.writers import Rows
from hairtx.tables.writers.delimited import BETWEEN

_TYPES = {"text": "TEXT", "list": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}

# a name, what it is for, and the query; the descriptions stand in the file's own schema
_VIEWS = """
CREATE VIEW trial_results AS
  -- between-group results that hairtx counts: seen, existing and not retracted, each with its study's title
  SELECT c.*, s.title, s.finding FROM comparisons AS c JOIN studies AS s ON s.id = c.study WHERE c.weighs;
CREATE VIEW effects AS
  -- published between-group effects with what the study is about
  SELECT o.*, s.title, s.design, s.year, s.trial, s.treatments, s.conditions
  FROM outcomes AS o JOIN studies AS s ON s.id = o.study WHERE o.effect IS NOT NULL;
"""


def write(
    path: Path,
    tables: dict[str, Table],
    contents: Contents,
    watched: Callable[[Rows], Rows] = lambda rows: rows,
) -> None:
    """Write a new file at ``path``; ``watched`` sees every row pass."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # the file is thrown away if anything goes wrong: it needs no journal
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
        for table in tables.values():
            connection.execute(_schema(table))
            marks = ", ".join("?" * len(table.columns))
            rows = watched(table.rows(contents))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', map(_stored, rows))
        for table in tables.values():
            for column in _referring(table):
                name = f'"{table.name}_{column.name}"'
                connection.execute(f'CREATE INDEX {name} ON "{table.name}" ("{column.name}")')
        connection.execute("COMMIT")
        connection.executescript(_VIEWS)


def _schema(table: Table) -> str:
    parts = [f'"{column.name}" {_TYPES[column.kind]}' for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    parts.append(f"PRIMARY KEY ({key})")
    parts += [
        f'FOREIGN KEY ("{column.name}") REFERENCES "{column.refers}" ("id")' for column in _referring(table)
    ]
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)})'


def _referring(table: Table) -> Iterator[Column]:
    return (column for column in table.columns if column.refers)


def _stored(row: tuple[Value, ...]) -> tuple[str | int | float | None, ...]:
    return tuple((BETWEEN.join(value) or None) if isinstance(value, list) else value for value in row)
