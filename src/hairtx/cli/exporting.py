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
    progress = _Progress()
    library = asking.library()
    holds = contents(library)
    if output is None:
        write_utf8(_text(chosen, name or DEFAULT, holds, progress))
        return
    try:
        with written(output, force=force) as place:
            if chosen == "sqlite":
                from hairtx.tables.writers import sqlite

                sqlite.write(place, TABLES, holds, progress)
            else:
                place.write_bytes(_text(chosen, name or DEFAULT, holds, progress).encode())
    except FileExistsError:
        fail(f"{output} exists; --force replaces it", asking.USAGE)
    except (OSError, sqlite3.Error) as error:
        fail(f"cannot write {output}: {getattr(error, 'strerror', None) or error}", UNWRITTEN)
    what = "all tables" if chosen == "sqlite" else f"the table {name or DEFAULT}"
    edition = library.edition
    note(f"wrote {what} of dataset {edition.version} ({edition.date}, {edition.licence}) to {output}")


def _text(format: str, name: str, holds: Contents, progress: "_Progress") -> str:
    table = TABLES[name]
    return "".join(writer(format)(table, progress(table.rows(holds)), holds.edition))


class _Progress:
    """Lets rows pass; from the second second on their number stands on standard error, if that is a terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._since = time.monotonic()
        self._passed = 0

    def __call__(self, rows: Rows) -> Iterator[tuple[Value, ...]]:
        told = ""
        for row in rows:
            self._passed += 1
            if self._shown and self._passed % _STEP == 0 and time.monotonic() - self._since > asking.PATIENCE:
                told = f"\r{self._passed:,} rows"
                sys.stderr.write(told)
                sys.stderr.flush()
            yield row
        if told:
            sys.stderr.write("\r" + " " * len(told) + "\r")
