"""A glossary term, and the list of all terms: `hairtx define`."""

from collections.abc import Sequence

from hairtx.model import Edition, Term
from hairtx.page import Block, Bullets, Column, Facts, Heading, Page, Paragraph, Row, Span, Table, line, muted
from hairtx.views.words import footer


def page(term: Term, edition: Edition) -> Page:
    """A term with its definition, its other names and where it was seen."""
    blocks: list[Block] = [Heading(term.name, 1), Paragraph(line(term.text), indent=1)]
    if term.unseen:
        blocks.append(Paragraph((muted(f"Not seen in a source: {term.unseen}."),), indent=1))
    if term.aliases:
        blocks.append(Facts((("also", line(", ".join(term.aliases))),)))
    if term.pages:
        blocks += [Heading("Seen at"), Bullets(tuple((Span(page, link=page),) for page in term.pages))]
    return Page(tuple(blocks), footer(edition))


def listing(terms: Sequence[Term], edition: Edition) -> Page:
    """All terms, a row each."""
    columns = (Column("term"), Column("also called"), Column("id"))
    ordered = sorted(terms, key=lambda term: term.name.casefold())
    rows = tuple(
        Row((line(Span(t.name, "strong")), line(", ".join(t.aliases[:3])), (muted(t.id),))) for t in ordered
    )
    return Page((Table(columns, rows, listing=True),), footer(edition))
