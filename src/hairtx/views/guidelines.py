"""Who recommends what: `hairtx guidelines`."""

from collections.abc import Iterator, Sequence

from hairtx.model import Edition, Recommendation, Study
from hairtx.page import Block, Column, Heading, Matrix, Page, Paragraph, Row, Span, Table, line, muted
from hairtx.views.marks import reference
from hairtx.views.words import authors_of, footer, listed, year_of

_NOTE = (
    "Strength and level are as each guideline words them; they are not one scale and are not compared here. "
    "A class recommendation speaks of a whole class and not of the one treatment."
)

_SHOWN = (Column("what"), Column("condition"), Column("recommendation"))
_PIPED = tuple(
    Column(label)
    for label in ("guideline", "year", "what", "condition", "strength", "level", "class", "record")
)


def page(rows: Sequence[tuple[Study, Sequence[Recommendation]]], edition: Edition) -> Page:
    """Guidelines in their order, each with its recommendations."""
    blocks: list[Block] = [Heading("What guidelines recommend", 1), Paragraph((muted(_NOTE),))]
    for study, recommendations in rows:
        blocks += [
            Heading(f"{authors_of(study, most=1) or study.id}, {year_of(study)}", 3),
            Paragraph(reference(study), indent=1),
            Matrix(
                Table(_SHOWN, tuple(_row(study, row) for row in recommendations)),
                Table(_PIPED, tuple(_flat(study, row) for row in recommendations), listing=True),
            ),
        ]
    if not rows:
        # through a pipe nothing at all, as of any list that is empty
        blocks.append(Matrix(Table(_SHOWN, ()), Table(_PIPED, (), listing=True)))
    return Page(tuple(blocks), footer(edition, medical=True))


def _row(study: Study, row: Recommendation) -> Row:
    return Row((line(Span(subject(row), "strong")), line(row.condition), tuple(_said(study, row))))


def _flat(study: Study, row: Recommendation) -> Row:
    cells = (
        study.id, year_of(study), subject(row), row.condition, row.strength, row.level or "",
        row.as_class or "", _worth(study),
    )  # fmt: skip
    return Row(tuple(line(cell) for cell in cells))


def _worth(study: Study) -> str:
    """What is wrong with a record that weighs nothing."""
    return "" if study.weighs else "retracted" if study.retracted else study.provenance.status


def subject(row: Recommendation) -> str:
    """What is recommended: treatments by id, or the words of what has no record."""
    return listed(row.treatments) or row.intervention or row.as_class or ""


def _said(study: Study, row: Recommendation) -> Iterator[Span]:
    """The strength as worded, the level beside it, the class it spoke of, and what the record is worth."""
    yield Span(row.strength)
    if row.level:
        yield muted(f" (level: {row.level})")
    if row.as_class and row.as_class != subject(row):
        yield Span(f" [class recommendation: {row.as_class}]", "warn")
    if not study.weighs:
        yield Span(f" [{_worth(study)}]", "warn")


def unread(studies: Sequence[Study]) -> str:
    """One line on the guidelines of which no recommendation was read."""
    keys = ", ".join(study.id for study in studies)
    return f"guidelines in the records whose recommendations were not read: {keys}"
