"""The pages of a condition and of all conditions: `hairtx condition`."""

from collections.abc import Mapping, Sequence

from hairtx.evidence import Evidence
from hairtx.model import Condition, Edition, Statement, Study, Treatment
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
from hairtx.views.codes import codes
from hairtx.views.marks import Marks
from hairtx.views.words import SHORT_LEGEND, STATUSES, footer, short_evidence


def page(
    condition: Condition,
    treatments: Sequence[Treatment],
    evidence: Mapping[str, Evidence],
    cited: Sequence[Study],
    edition: Edition,
) -> Page:
    """The condition's page.

    ``treatments`` are those used for it, ``evidence`` theirs by treatment id, ``cited`` the studies it names.
    """
    marks = Marks({study.id: study for study in cited})
    blocks: list[Block] = [Heading(condition.name, 1), Facts(tuple(_facts(condition, marks)))]
    blocks += _section("When it needs a doctor", condition.red_flags, marks)
    blocks += _section("What causes it", condition.cause, marks)
    blocks += _section("What to expect", condition.course, marks)
    if condition.prevalence:
        items = tuple(
            (*line(row.text), *marks.mark(*row.studies, *row.pages)) for row in condition.prevalence
        )
        blocks += [Heading("How common it is"), Bullets(items)]
    if condition.scales:
        scales = tuple(
            line(Span(f"{row.name}: ", "strong")) + marks.statement(row) for row in condition.scales
        )
        blocks += [Heading("How severity is graded"), Bullets(scales)]
    if treatments:
        blocks += [Heading("Treatments in the records"), _treatments(condition.id, treatments, evidence)]
        more = f"hairtx show ID --condition {condition.id} for one, hairtx list --condition {condition.id} for the list"
        blocks += [Paragraph((muted(SHORT_LEGEND),)), Paragraph((muted(more),))]
    if condition.codes:
        blocks += [Heading("Codes"), codes(condition.codes, marks)]
    if marks.cited:
        blocks += [Heading("References"), marks.references()]
    return Page(tuple(blocks), footer(edition, medical=True))


def listing(conditions: Sequence[Condition], edition: Edition) -> Page:
    """All conditions, a row each."""
    columns = (Column("id"), Column("name"), Column("also called"))
    rows = tuple(
        Row((line(Span(c.id, "strong")), line(c.name), (muted(", ".join(c.aliases[:3])),)))
        for c in conditions
    )
    return Page((Table(columns, rows, listing=True),), footer(edition))


def _facts(condition: Condition, marks: Marks) -> list[tuple[str, Line]]:
    rows: list[tuple[str, Line]] = [("id", line(condition.id))]
    if condition.aliases:
        rows.append(("also", line(", ".join(condition.aliases))))
    if condition.ambiguous:
        rows.append(("shared names", line(", ".join(condition.ambiguous))))
    scarring = line("yes: lost follicles do not come back" if condition.scarring else "no")
    if condition.scarring_note:
        scarring += line(". ") + marks.statement(condition.scarring_note)
    rows.append(("scarring", scarring))
    return rows


def _section(heading: str, statements: Sequence[Statement], marks: Marks) -> list[Block]:
    if not statements:
        return []
    return [Heading(heading), Bullets(tuple(marks.statement(statement) for statement in statements))]


def _treatments(condition: str, treatments: Sequence[Treatment], evidence: Mapping[str, Evidence]) -> Table:
    columns = (
        Column("treatment"),
        Column("status"),
        Column("level", number=True),
        Column("randomised trials"),
    )
    rows = []
    for treatment in treatments:
        found = evidence[treatment.id]
        uses = [use for use in treatment.uses if use.condition == condition]
        status = ", ".join(dict.fromkeys(STATUSES[use.status] for use in uses))
        cells = (
            line(Span(treatment.id, "strong")), line(status), line(str(found.level or "-")),
            line(short_evidence(found)),
        )  # fmt: skip
        rows.append(Row(cells))
    return Table(columns, tuple(rows))
