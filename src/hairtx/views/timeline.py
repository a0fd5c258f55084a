"""What happened when: `hairtx timeline`."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from hairtx.model import Comparison, Edition, Study
from hairtx.page import Column, Heading, Line, Matrix, Page, Paragraph, Row, Span, Table, joined, line, muted
from hairtx.timeline import Event
from hairtx.views.words import (
    CONTROLS,
    DIRECTIONS,
    SHORT_DESIGNS,
    authors_of,
    counted,
    direction_span,
    footer,
    listed,
)

# between-group results that a trial's line shows before the rest is only counted
_SHOWN = 3


def page(
    title: str,
    note: str,
    events: Sequence[Event],
    studies: Mapping[str, Study],
    subject: str | None,
    edition: Edition,
) -> Page:
    """One row an event. ``studies`` are those of trials by key; directions are seen from ``subject`` if it is given."""
    rows = [(event, _said(event, studies.get(event.id), subject)) for event in events]
    columns = (Column("year"), Column("kind"), Column("what happened"))
    table = Table(columns, tuple(_row(event, said) for event, said in rows))
    flat = Table((*columns, Column("pages")), tuple(_flat(event, said) for event, said in rows), listing=True)
    return Page(
        (Heading(title, 1), Paragraph((muted(note),)), Matrix(table, flat)), footer(edition, medical=True)
    )


def _row(event: Event, said: Line) -> Row:
    """For people: an address is too long to read, so its host stands below as a link."""
    links = [Span(urlsplit(page).hostname or page, "muted", page) for page in event.pages]
    return Row((*_when(event), said), joined([(link,) for link in links]))


def _flat(event: Event, said: Line) -> Row:
    return Row((*_when(event), said, line(" ".join(event.pages))))


def _when(event: Event) -> tuple[Line, Line]:
    return line(str(event.year or "n.d.")), line(event.kind)


def _said(event: Event, study: Study | None, subject: str | None) -> Line:
    return _trial(study, subject) if study and event.kind == "trial" else _told(event, study, subject)


def _told(event: Event, study: Study | None, subject: str | None) -> Line:
    about = event.by or ""
    if event.kind != "guideline" and event.id != subject:
        about = ", ".join(filter(None, (listed(event.treatments), about)))
    if study and event.kind == "guideline":
        about = authors_of(study, most=1)
    lead = (Span(f"{about}: ", "strong"),) if about else ()
    parts: list[str | Span] = [*lead, event.text]
    parts += [muted(" (as reported by another's page)")] if event.reported else []
    parts += [muted(f" (not seen in a source: {event.unseen})")] if event.unseen else []
    parts += [Span(f" Against it: {', '.join(event.against)}.", "warn")] if event.against else []
    if study and not study.weighs:
        parts.append(Span(f" {_worth(study)}.", "warn"))
    return (*line(*parts), *_sources(event.studies))


def _sources(keys: Sequence[str]) -> Line:
    return (muted(f" [{', '.join(keys)}]"),) if keys else ()


def _trial(study: Study, subject: str | None) -> Line:
    """A trial in one line: who, design, people, and each between-group result in words."""
    who = authors_of(study, most=1)
    people = f", {counted(study.n, 'person', 'people')}" if study.n else ""
    people += f", {listed(study.conditions)}" if study.conditions else ""
    lead = f"{who}, " if who else ""
    design = SHORT_DESIGNS[study.design]
    if not study.weighs:
        result: Line = (Span(_worth(study), "warn"),)
    elif subject:
        result = _seen_from(study, subject)
    else:
        result = _results(study)
    return (*line(f"{lead}{design}{people}: "), *result, *_sources([study.id]))


def _worth(study: Study) -> str:
    return "retracted" if study.retracted else study.provenance.status


def _seen_from(study: Study, subject: str) -> Line:
    rivals = [
        CONTROLS.get(rival, rival)
        for row in study.comparisons
        if subject in (row.treatment, row.comparator)
        for rival in [row.comparator if row.treatment == subject else row.treatment]
    ]
    against = f"v {listed(dict.fromkeys(rivals))}, " if rivals else ""
    return line(
        against, direction_span(study, subject) if study.arms or rivals else muted("no arms recorded")
    )


def _results(study: Study) -> Line:
    rows = list(
        dict.fromkeys(
            (row.treatment, row.comparator, row.added_to, row.direction) for row in study.comparisons
        )
    )
    by_row = {(r.treatment, r.comparator, r.added_to, r.direction): r for r in study.comparisons}
    if not rows:
        return line(muted("no between-group result seen"))
    spans: list[str | Span] = []
    for key in rows[:_SHOWN]:
        spans += ["; " if spans else "", *_result(by_row[key])]
    if len(rows) > _SHOWN:
        spans.append(f"; and {counted(len(rows) - _SHOWN, 'more result')}")
    return line(*spans)


def _result(row: Comparison) -> list[str | Span]:
    text, role = DIRECTIONS[row.direction]
    added = f", both with {listed(row.added_to)}" if row.added_to else ""
    return [f"{row.treatment} v {CONTROLS.get(row.comparator, row.comparator)}{added}, ", Span(text, role)]
