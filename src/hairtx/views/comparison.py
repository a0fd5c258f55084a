"""Treatments side by side: `hairtx compare A B`."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from hairtx.comparison import HeadToHead
from hairtx.evidence import Evidence
from hairtx.findings import Answers
from hairtx.model import Edition, Statement, Treatment
from hairtx.page import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Line,
    Page,
    Paragraph,
    Row,
    Span,
    Table,
    line,
    muted,
)
from hairtx.views.answers import how_much, how_safe, outcome_name, size, told
from hairtx.views.weighing import tallies
from hairtx.views.words import SHORT_DESIGNS, evidence_text, footer, use_text

# statements shown of each treatment before "and n more"
_SHOWN = 3
# how it is given, where the kind of treatment says so
ROUTES: Mapping[str, str] = {
    "oral drug": "by mouth",
    "topical drug": "on the skin",
    "injection": "injected",
    "surgery": "surgery",
}


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One of the treatments, with its evidence and answers by condition."""

    treatment: Treatment
    evidence: Mapping[str, Evidence]
    answers: Mapping[str, Answers]


def page(
    sides: Sequence[Compared],
    shared: Sequence[str],
    heads: Sequence[HeadToHead],
    conditions: Mapping[str, str],
    edition: Edition,
) -> Page:
    """The treatments side by side; ``shared`` are conditions that two or more of them are used for."""
    ids = [side.treatment.id for side in sides]
    blocks: list[Block] = [
        Heading(" v ".join(side.treatment.name for side in sides), 1),
        Heading("Head to head"),
        *_heads(heads, ids, conditions),
        Heading("What they are"),
        _kinds(sides),
    ]
    for condition in shared:
        blocks += _condition(condition, sides, conditions)
    if not shared:
        blocks.append(Paragraph(line("They are used for no condition in common.")))
    blocks += _alone(sides, shared, conditions)
    blocks += _statements("Harms", sides, lambda treatment: treatment.harms, "harms")
    blocks += _statements(
        "Cost in time: dosing as studied", sides, lambda treatment: treatment.dosing, "dosing"
    )
    blocks += _regulation(sides)
    return Page(tuple(blocks), footer(edition, medical=True))


def _heads(heads: Sequence[HeadToHead], ids: Sequence[str], conditions: Mapping[str, str]) -> list[Block]:
    if not heads:
        return [Paragraph(line(f"No study in the records puts {' and '.join(ids)} against each other."))]
    columns = (
        Column("study"), Column("design"), Column("n", number=True), Column("weeks", number=True),
        Column("for"), Column("found"),
    )  # fmt: skip
    # a study that found the same for several conditions is told once
    told_once: dict[tuple[object, ...], list[HeadToHead]] = {}
    for row in heads:
        told_once.setdefault((row.study, row.treatment, row.comparator, result(row)), []).append(row)
    rows = tuple(_head(rows, conditions, len(ids) > 2) for rows in told_once.values())
    return [Table(columns, rows)]


def _head(rows: Sequence[HeadToHead], conditions: Mapping[str, str], several: bool) -> Row:
    row = rows[0]
    pair = f"{row.treatment} v {row.comparator}: " if several else ""
    cells = (
        line(Span(row.study, "strong")),
        line(SHORT_DESIGNS[row.design]),
        line(str(row.people or "")),
        line(str(row.weeks or "")),
        line(", ".join(conditions.get(row.condition, row.condition) for row in rows)),
        line(pair, result(row)),
    )
    found = row.difference
    figure = ""
    if found:
        figure = f" Figure ({row.treatment} against {row.comparator}), {outcome_name(found.effect)}: "
        figure += f"{size(found.effect)}; {_told(row)}."
    return Row(cells, line(row.finding, figure))


def _told(row: HeadToHead) -> str:
    """Whether the pair differed, by names rather than by sides."""
    assert row.difference
    text = told(row.difference)
    return text.replace("with it", f"with {row.treatment}").replace(
        "with the comparator", f"with {row.comparator}"
    ).replace("found it better", f"found {row.treatment} better").replace(
        "found the comparator better", f"found {row.comparator} better"
    )  # fmt: skip


def result(row: HeadToHead) -> Span:
    """What a study found for its pair, naming the better one."""
    direction = row.direction
    if direction is None and row.difference:
        found = row.difference
        if found.significant is False:
            direction = "no-significant-difference"
        elif found.significant and found.favours in ("treatment", "comparator"):
            direction = "favours-treatment" if found.favours == "treatment" else "favours-comparator"
    if direction == "favours-treatment":
        return Span(f"favours {row.treatment}", "good")
    if direction == "favours-comparator":
        return Span(f"favours {row.comparator}", "good")
    if direction == "no-significant-difference":
        return Span("no significant difference", "warn")
    if direction == "mixed":
        return Span("mixed", "warn")
    return Span("no between-group result that was seen", "muted")


def _kinds(sides: Sequence[Compared]) -> Table:
    columns = (Column("treatment"), Column("kind"), Column("given"), Column("name", optional=True))
    rows = [
        Row(
            (
                line(Span(side.treatment.id, "strong")),
                line(side.treatment.category),
                line(ROUTES.get(side.treatment.category, "see dosing")),
                (muted(side.treatment.name),),
            )
        )
        for side in sides
    ]
    return Table(columns, tuple(rows))


def _condition(condition: str, sides: Sequence[Compared], conditions: Mapping[str, str]) -> list[Block]:
    used = [side for side in sides if condition in side.evidence]
    columns = (
        Column("treatment"), Column("status"), Column("level", number=True), Column("randomised trials"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                line(Span(side.treatment.id, "strong")),
                line(_uses(side.treatment, condition)),
                line(str(side.evidence[condition].level or "-")),
                line(tallies(side.evidence[condition])),
            )
        )
        for side in used
    )
    blocks: list[Block] = [Heading(conditions.get(condition, condition)), Table(columns, rows)]
    answers = [
        (
            side.treatment.id,
            evidence_text(side.evidence[condition]),
            how_much(side.answers[condition]),
            how_safe(side.answers[condition].safety),
        )
        for side in used
    ]
    for place, question in enumerate(("How well studied", "How much difference", "How safe"), 1):
        facts = tuple((answer[0], line(answer[place])) for answer in answers)
        blocks += [Heading(question, 3), Facts(facts)]
    return blocks


def _uses(treatment: Treatment, condition: str) -> str:
    return ", ".join(use_text(use) for use in treatment.uses if use.condition == condition)


def _alone(sides: Sequence[Compared], shared: Sequence[str], conditions: Mapping[str, str]) -> list[Block]:
    facts = []
    for side in sides:
        others = [
            f"{conditions.get(condition, condition)} ({_uses(side.treatment, condition)})"
            for condition in side.evidence
            if condition not in shared
        ]
        if others:
            facts.append((side.treatment.id, line("; ".join(others))))
    return [Heading("Used by one alone for"), Facts(tuple(facts))] if facts else []


def _statements(
    heading: str, sides: Sequence[Compared], of: Callable[[Treatment], Sequence[Statement]], section: str
) -> list[Block]:
    blocks: list[Block] = []
    for side in sides:
        said = of(side.treatment)
        items: list[Line] = [_said(statement) for statement in said[:_SHOWN]]
        if len(said) > _SHOWN:
            more = f"{len(said) - _SHOWN} more: hairtx show {side.treatment.id} --section {section}"
            items.append((muted(more),))
        blocks.append(Paragraph(line(Span(side.treatment.id, "strong"))))
        blocks.append(Bullets(tuple(items)) if items else Paragraph(line("nothing in the records"), indent=1))
    return [Heading(heading), *blocks]


def _said(statement: Statement) -> Line:
    sources = ", ".join((*statement.studies, *statement.pages))
    against = f"; against it: {', '.join(statement.against)}" if statement.against else ""
    unseen = f" (not seen in a source: {statement.unseen})" if statement.unseen else ""
    return line(statement.text, muted(f" [{sources}{against}]") if sources or against else "", muted(unseen))


def _regulation(sides: Sequence[Compared]) -> list[Block]:
    blocks: list[Block] = []
    for side in sides:
        items: list[Line] = [
            line(
                Span(
                    f"{entry.jurisdiction}, {entry.body}{f', {entry.year}' if entry.year else ''}: ", "strong"
                ),
                entry.text,
                muted(f" [{entry.url}]"),
            )
            for entry in side.treatment.regulation[:_SHOWN]
        ]
        rest = len(side.treatment.regulation) - _SHOWN
        if rest > 0:
            items.append((muted(f"{rest} more: hairtx show {side.treatment.id} --section regulation"),))
        blocks.append(Paragraph(line(Span(side.treatment.id, "strong"))))
        blocks.append(Bullets(tuple(items)) if items else Paragraph(line("nothing in the records"), indent=1))
    return [Heading("Regulation"), *blocks]
