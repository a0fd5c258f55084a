"""References and styles as pages."""

from collections.abc import Sequence

from hairtx.citation.engine import Reference, Run
from hairtx.citation.styles import Style
from hairtx.model import Edition
from hairtx.page import Column, Page, Role, Row, Span, Table
from hairtx.views.words import footer


def references(made: Sequence[Reference], number: bool) -> Page:
    """One reference a line, italics and links kept; ``number`` counts them."""
    rows = []
    for place, reference in enumerate(made, 1):
        before = (Span(f"{place}. "),) if number else ()
        rows.append(Row(((*before, *(_span(run) for run in reference.runs)),)))
    return Page((Table((Column(""),), tuple(rows), listing=True),))


def styles(rows: Sequence[Style], edition: Edition) -> Page:
    """One style a line: its id with its short names, title, fields, and the date of its edition."""
    columns = (
        Column("id"),
        Column("title"),
        Column("fields", optional=True),
        Column("edition", optional=True),
    )
    out = []
    for row in rows:
        names = f"{row.id} ({', '.join(row.short_names)})" if row.short_names else row.id
        cells = names, row.title, ", ".join(row.fields), row.edition
        out.append(Row(tuple((Span(cell),) for cell in cells)))
    return Page((Table(columns, tuple(out), listing=True),), footer(edition))


def _span(run: Run) -> Span:
    role: Role = "emphasis" if run.italic else "strong" if run.bold else ""
    return Span(run.text, role, run.link)
