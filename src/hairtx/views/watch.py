"""The list of `hairtx watch`."""

from collections.abc import Sequence

from hairtx.model import Edition
from hairtx.page import Column, Page, Paragraph, Row, Span, Table, line, muted
from hairtx.remote.work import Work
from hairtx.views.words import footer


def page(works: Sequence[Work], edition: Edition) -> Page:
    """A record a row: PMID, date, journal, title; a retracted one says so before its title."""
    columns = (Column("PMID"), Column("date"), Column("journal", optional=True), Column("title"))
    hint = "for one of them: hairtx draft PMID" if works else "nothing new"
    return Page(
        (Table(columns, tuple(map(_row, works)), listing=True), Paragraph((muted(hint),))), footer(edition)
    )


def _row(work: Work) -> Row:
    retracted = (Span("RETRACTED ", "bad"),) if work.retracted else ()
    return Row(
        (
            line(Span(work.pmid or "", "strong")),
            line(work.date or "n.d."),
            line(work.journal_abbr or work.journal or ""),
            (*retracted, Span(work.title or "(no title)")),
        )
    )
