"""The dataset as flat tables for other people's tools. Names and meanings of all columns stand here, once.

``TABLES`` are in an order in which each refers only to earlier ones. The last two describe the export itself.
"""

from collections.abc import Iterator

from hairtx.library import Library
from hairtx.model import Edition
from hairtx.tables.statements import STATEMENT_STUDIES, STATEMENTS
from hairtx.tables.studies import ARMS, COMPARISONS, OUTCOMES, RECOMMENDATIONS, STUDIES
from hairtx.tables.subjects import CONDITIONS, TERMS, TREATMENTS, USES
from hairtx.tables.table import Column, Contents, Table
from hairtx.tables.tags import STUDY_CONDITIONS, STUDY_TREATMENTS

_RECORDS = (
    TREATMENTS, CONDITIONS, STUDIES, USES, ARMS, OUTCOMES, COMPARISONS, RECOMMENDATIONS, STATEMENTS,
    STUDY_TREATMENTS, STUDY_CONDITIONS, STATEMENT_STUDIES, TERMS,
)  # fmt: skip


def _described(_: Contents) -> Iterator[tuple[Table, Column]]:
    return ((table, column) for table in TABLES.values() for column in table.columns)


_COLUMNS = Table(
    "columns",
    "one column of these tables and what it means",
    (
        Column("table", "text", "the table", lambda row: row[0].name),
        Column("column", "text", "the column", lambda row: row[1].name),
        Column("type", "text", "text, integer, number, boolean or list", lambda row: row[1].kind),
        Column("meaning", "text", "what it holds", lambda row: row[1].meaning),
    ),
    ("table", "column"),
    _described,
)


def _edition(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning, lambda edition: getattr(edition, name))


def _editions(contents: Contents) -> tuple[Edition]:
    return (contents.edition,)


_DATASET = Table(
    "dataset",
    "the edition that all tables are of",
    (
        _edition("version", "version of the dataset"),
        _edition("date", "its date, YYYY-MM-DD"),
        _edition("licence", "its licence"),
        _edition("title", "its title"),
    ),
    ("version",),
    _editions,
)

TABLES: dict[str, Table] = {table.name: table for table in (*_RECORDS, _COLUMNS, _DATASET)}


def contents(library: Library) -> Contents:
    """Everything that tables are made from, disputed citations included."""
    edition = library.edition
    overlays: dict[tuple[str, str], list[str]] = {}
    # an edition that overlays lie on knows every record that they touched
    for change in getattr(edition, "changes", ()):
        overlays.setdefault((change.kind, change.id), []).append(change.overlay)
    return Contents(
        edition,
        tuple(library.treatments()),
        tuple(library.conditions()),
        {study.id: study for study in library.studies()},
        tuple(library.terms()),
        {(found.treatment, found.condition): found for found in library.all_evidence()},
        {record: tuple(dict.fromkeys(names)) for record, names in overlays.items()},
    )
