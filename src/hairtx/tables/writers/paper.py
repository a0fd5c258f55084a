"""Markdown and HTML: the table as a page of its own, its edition at the foot."""

from collections.abc import Iterator

from hairtx import page
from hairtx.model import Edition
from hairtx.tables.table import Table, Value
from hairtx.tables.writers import Rows
from hairtx.tables.writers.delimited import BETWEEN


def markdown(table: Table, rows: Rows, edition: Edition) -> Iterator[str]:
    """A GFM table."""
    from hairtx.render.markdown import render

    yield render(_page(table, rows, edition))


def html(table: Table, rows: Rows, edition: Edition) -> Iterator[str]:
    """A whole document."""
    from hairtx.render.html import render

    yield render(_page(table, rows, edition))


def _page(table: Table, rows: Rows, edition: Edition) -> page.Page:
    columns = tuple(
        page.Column(column.name, number=column.kind in ("integer", "number")) for column in table.columns
    )
    body = tuple(page.Row(tuple(page.line(_text(value)) for value in row)) for row in rows)
    blocks = (
        page.Heading(f"hairtx: {table.name}", 1),
        page.Paragraph(page.line(f"A row is {table.meaning}.")),
        page.Table(columns, body),
    )
    return page.Page(blocks, f"{edition.title} {edition.version}, {edition.date}, {edition.licence}.")


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return BETWEEN.join(value) if isinstance(value, list) else str(value)
