"""Lists of treatments and of studies: `hairtx list`, `hairtx studies`."""

from collections.abc import Mapping, Sequence

from hairtx.evidence import Evidence
from hairtx.model import Edition, Study, Treatment
from hairtx.page import Column, Page, Paragraph, Row, Span, Table, line, muted
from hairtx.views.words import (
    SHORT_DESIGNS,
    SHORT_LEGEND,
    STATUSES,
    authors_of,
    direction_span,
    footer,
    short_evidence,
    year_of,
)


def treatments(
    rows: Sequence[tuple[Treatment, Sequence[Evidence]]], condition: str | None, edition: Edition
) -> Page:
    """Treatments with their status and evidence for ``condition``, or for all their conditions."""
    columns = (
        (
            Column("id"),
            Column("status"),
            Column("level", number=True),
            Column("randomised trials"),
            Column("name", optional=True),
        )
        if condition
        else (Column("id"), Column("kind"), Column("used for"), Column("name", optional=True))
    )
    made = tuple(_for_condition(*row, condition) if condition else _overall(row[0]) for row in rows)
    notes = (Paragraph((muted(SHORT_LEGEND),)),) if condition else ()
    return Page((Table(columns, made, listing=True), *notes), footer(edition))


def _for_condition(treatment: Treatment, evidence: Sequence[Evidence], condition: str) -> Row:
    uses = [use for use in treatment.uses if use.condition == condition]
    status = ", ".join(dict.fromkeys(STATUSES[use.status] for use in uses))
    found = evidence[0]
    return Row(
        (
            line(Span(treatment.id, "strong")),
            line(status),
            line(str(found.level or "-")),
            line(short_evidence(found)),
            (muted(treatment.name),),
        )
    )


def _overall(treatment: Treatment) -> Row:
    """Without a condition no level: it would stand without the direction of its trials."""
    used = ", ".join(dict.fromkeys(use.condition for use in treatment.uses))
    return Row(
        (line(Span(treatment.id, "strong")), line(treatment.category), line(used), (muted(treatment.name),))
    )


def studies(rows: Sequence[Study], treatment: str | None, edition: Edition) -> Page:
    """Studies with design, year, size and, for a ``treatment``, what they found between groups."""
    columns = (
        Column("key"), Column("year"), Column("design"), Column("n", number=True),
        *((Column("between groups"),) if treatment else ()), Column("title"),
    )  # fmt: skip
    return Page((Table(columns, tuple(_study(s, treatment) for s in rows), listing=True),), footer(edition))


def _study(study: Study, treatment: str | None) -> Row:
    found = ((direction_span(study, treatment),),) if treatment else ()
    who = authors_of(study, most=1)
    title = f"{who}. {study.title}" if who else study.title
    return Row(
        (
            line(Span(study.id, "strong")),
            line(year_of(study)),
            line(SHORT_DESIGNS[study.design]),
            line(str(study.n or "")),
            *found,
            line(title),
        )
    )


def names(typed: str, matches: Mapping[str, str]) -> str:
    """One line that lists the records an ambiguous name fits."""
    shown = list(matches.items())
    listed = "; ".join(f"{id} ({name})" for id, name in shown[:12])
    more = f"; and {len(shown) - 12} more" if len(shown) > 12 else ""
    return f"'{typed[:80]}' fits {len(shown)} records, name one: {listed}{more}"
