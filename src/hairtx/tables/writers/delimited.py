"""CSV (RFC 4180) and TSV: UTF-8 without a byte-order mark, a line of names first, an empty cell for no value.

No text is taken for a formula by a spreadsheet: one that could be has an apostrophe put before it. Numbers
are left alone, negative ones too.
"""

import csv as delimiting
import re
from collections.abc import Iterator

from hairtx.model import Edition
from hairtx.tables.table import Table, Value
from hairtx.tables.writers import Rows

# what separates the entries of a list inside a cell
BETWEEN = "; "

# apostrophes and white space before the sign count too: so a guard can be told from an apostrophe of the text
# (a cell that matches without its first apostrophe was guarded), and a reader that trims cells is no way round it
_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")


def csv(table: Table, rows: Rows, edition: Edition) -> Iterator[str]:
    """Commas and CRLF, as RFC 4180 has it."""
    return _lines(table, rows, ",", "\r\n")


def tsv(table: Table, rows: Rows, edition: Edition) -> Iterator[str]:
    """Tabs and LF; a cell with a quotation mark is quoted as in CSV."""
    return _lines(table, rows, "\t", "\n")


def guarded(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet could take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _lines(table: Table, rows: Rows, between: str, end: str) -> Iterator[str]:
    writer = delimiting.writer(_Echo(), delimiter=between, lineterminator=end)
    # typed as giving a number of characters, it gives what the file's write gives
    yield str(writer.writerow([column.name for column in table.columns]))
    for row in rows:
        yield str(writer.writerow([_cell(value) for value in row]))


def _cell(value: Value) -> str | int | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return guarded(BETWEEN.join(value))
    return guarded(value) if isinstance(value, str) else value
