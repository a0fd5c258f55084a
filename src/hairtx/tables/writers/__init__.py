"""One module a kind of format: a table and its rows in, text out; SQLite alone writes a file and all tables."""

from collections.abc import Callable, Iterable, Iterator

from hairtx.model import Edition
from hairtx.tables.table import Table, Value

Rows = Iterable[tuple[Value, ...]]
Writer = Callable[[Table, Rows, Edition], Iterator[str]]

FORMATS = ("csv", "tsv", "json", "jsonl", "markdown", "html", "sqlite")
SUFFIXES = {
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite",
}  # fmt: skip


def writer(format: str) -> Writer:
    """The writer of one of the text ``FORMATS``."""
    from hairtx.tables.writers import delimited, objects, paper

    return {
        "csv": delimited.csv,
        "tsv": delimited.tsv,
        "json": objects.json,
        "jsonl": objects.jsonl,
        "markdown": paper.markdown,
        "html": paper.html,
    }[format]
