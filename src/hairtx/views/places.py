"""Where the data is: `hairtx data path`."""

from collections.abc import Mapping, Sequence

from hairtx.model import Edition
from hairtx.page import Column, Page, Row, Span, Table, line, muted
from hairtx.views.words import footer


def page(rows: Sequence[Mapping[str, object]], edition: Edition) -> Page:
    """A place a row: what it is called, its path, what it holds and whether it is there."""
    columns = Column("place"), Column("path"), Column("holds")
    made = tuple(
        Row(
            (
                line(Span(str(row["id"]), "strong")),
                line(str(row["path"])),
                (muted(f"{row['holds']}{'' if row['exists'] else ' (not there)'}"),),
            )
        )
        for row in rows
    )
    return Page((Table(columns, made, listing=True),), footer(edition))
