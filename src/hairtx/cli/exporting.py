"""`hairtx export`: which table in which format, and where it goes."""

import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from hairtx.cli import asking
from hairtx.files import written
from hairtx.output import fail, note, write_utf8
from hairtx.tables import TABLES, contents
from hairtx.tables.table import Contents, Value
from hairtx.tables.writers import FORMATS, SUFFIXES, Rows, writer

UNWRITTEN = 1

# a row is a study: the records that all the others lean on
DEFAULT = "studies"

# how many rows pass between two looks at the clock
_STEP = 200


def export(format: str | None, table: str | None, output: Path | None, *, force: bool) -> None:
    """Write one table, or for sqlite all of them, to ``output`` or to standard output."""
    chosen = asking.picked(format, FORMATS, "--format")
    chosen = chosen or (SUFFIXES.get(output.suffix.lower(), "csv") if output else "csv")
    name = asking.picked(table, tuple(TABLES), "--table")
    if chosen == "sqlite" and output is None:
        fail("an SQLite file needs a place: --output hairtx.sqlite", asking.USAGE)
    if chosen == "sqlite" and name:
        fail("an SQLite file holds all tables: leave --table out", asking.USAGE)
    if force and output is None:
        fail("--force is for --output", asking.USAGE)
    library = asking.library()
    holds = contents(library)
    if output is None:
        write_utf8(_text(chosen, name or DEFAULT, holds))
        return
    try:
        with written(output, force=force) as place:
            if chosen == "sqlite":
                from hairtx.tables.writers import sqlite

                sqlite.write(place, TABLES, holds, _watched)
            else:
                place.write_bytes(_text(chosen, name or DEFAULT, holds).encode())
    except FileExistsError:
        fail(f"{output} exists; --force replaces it", asking.USAGE)
    except (OSError, sqlite3.Error) as error:
        fail(f"cannot write {output}: {getattr(error, 'strerror', None) or error}", UNWRITTEN)
    what = "all tables" if chosen == "sqlite" else f"the table {name or DEFAULT}"
    edition = library.edition
    note(f"wrote {what} of dataset {edition.version} ({edition.date}, {edition.licence}) to {output}")


def _text(format: str, name: str, holds: Contents) -> str:
    table = TABLES[name]
    return "".join(writer(format)(table, _watched(table.rows(holds)), holds.edition))


def _watched(rows: Rows) -> Iterator[tuple[Value, ...]]:
    """The rows; from the second second on their number stands on standard error, if that is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from rows
        return
    since = time.monotonic()
    told = ""
    for number, row in enumerate(rows, 1):
        if number % _STEP == 0 and time.monotonic() - since > asking.PATIENCE:
            told = f"\r{number:,} rows"
            sys.stderr.write(told)
            sys.stderr.flush()
        yield row
    if told:
        sys.stderr.write("\r" + " " * len(told) + "\r")
