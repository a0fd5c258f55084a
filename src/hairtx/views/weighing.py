"""The evidence map, its ranking for a condition, and a treatment's summary of findings: `hairtx evidence`."""

from collections.abc import Mapping, Sequence

from hairtx.evidence import Evidence, Tally
from hairtx.findings import Answers
from hairtx.model import Edition, Study, Treatment
from hairtx.page import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Matrix,
    Page,
    Paragraph,
    Row,
    Span,
    Table,
    line,
    muted,
)
from hairtx.summary import FEW, MOST, SHORT, Finding
from hairtx.views.answers import both, size, told, versus
from hairtx.views.words import SHORT_DESIGNS, STATUSES, counted, evidence_text, footer, tally_text
from hairtx.weighing import Agreement, Ranked

_CODES: Mapping[str, str] = {
    "male-pattern": "male",
    "female-pattern": "female",
    "alopecia-areata": "areata",
    "telogen-effluvium": "telogen",
    "chemotherapy-induced": "chemo",
    "traction": "traction",
    "lichen-planopilaris": "lichen",
    "frontal-fibrosing": "frontal",
    "central-centrifugal": "central",
}
_LEGEND = (
    "A cell: the level of the best design, 1 (best) to 5, or - where no study is graded; then the randomised trials "
    "against placebo, vehicle, sham or no treatment by what they found: +2 two favour it, =1 one found no "
    "significant difference, -1 one favours the comparator, ~1 one mixed; after v the same against another "
    "treatment; ?1 one gives no between-group result that was seen. A level grades the design of the evidence, never "
    "the effect."
)
_RANKING = (
    "Ranked by the design of the best evidence (its level), then by how far its randomised trials agree with each "
    "other, then by their number, their people and the name. It is no ranking of how well they work: a treatment "
    "whose trials agree that it makes no difference stands high too."
)


def evidence_map(rows: Sequence[Evidence], statuses: Mapping[tuple[str, str], str], edition: Edition) -> Page:
    """Treatments by conditions; piped, one of both a line."""
    conditions = [code for code in _CODES if any(found.condition == code for found in rows)]
    conditions += sorted({found.condition for found in rows} - set(conditions))
    cells = {(found.treatment, found.condition): cell(found) for found in rows}
    treatments = list(dict.fromkeys(found.treatment for found in rows))
    table = Table(
        # set to the right, so that they keep their label where a narrow screen stacks them
        (Column("treatment"), *(Column(_CODES.get(code, code), number=True) for code in conditions)),
        tuple(
            Row((line(Span(id, "strong")), *(line(cells.get((id, code), "")) for code in conditions)))
            for id in treatments
        ),
    )
    flat = Table(_FLAT, tuple(_flat(found, statuses) for found in rows), listing=True)
    return Page((Matrix(table, flat), Paragraph((muted(_LEGEND),))), footer(edition))


_FLAT = tuple(
    Column(label, number=label not in ("treatment", "condition", "status"))
    for label in (
        "treatment", "condition", "status", "level", "trials", "people", "cell",
    )
)  # fmt: skip


def _flat(found: Evidence, statuses: Mapping[tuple[str, str], str]) -> Row:
    parts = (
        found.treatment, found.condition, statuses.get((found.treatment, found.condition), ""),
        str(found.level or "-"), str(found.trials), str(found.people), cell(found),
    )  # fmt: skip
    return Row(tuple(line(part) for part in parts))


def cell(found: Evidence) -> str:
    """A cell of the map: ``1 +7 v+1=1-2~1 ?1``; the legend says how to read it."""
    level = str(found.level) if found.level else "-"
    rivals = _code(found.head_to_head)
    parts = [level, _code(found.control), f"v{rivals}" if rivals else ""]
    parts.append(f"?{found.unrecorded}" if found.unrecorded else "")
    return " ".join(part for part in parts if part)


def _code(tally: Tally) -> str:
    marks = (
        ("+", tally.favours), ("=", tally.no_significant_difference), ("-", tally.against), ("~", tally.mixed),
    )  # fmt: skip
    return "".join(f"{mark}{count}" for mark, count in marks if count)


def ranking(rows: Sequence[Ranked], condition: str, edition: Edition) -> Page:
    """The treatments used for a condition, by design and agreement."""
    columns = (
        Column("", number=True), Column("id"), Column("status"), Column("level", number=True),
        Column("agreement"), Column("randomised trials"),
    )  # fmt: skip
    made = tuple(_ranked(number, row) for number, row in enumerate(rows, 1))
    title = Heading(f"Evidence for {condition}", 1)
    return Page((title, Paragraph((muted(_RANKING),)), Table(columns, made, listing=True)), footer(edition))


def _ranked(number: int, row: Ranked) -> Row:
    found = row.answers.difference if row.answers else None
    detail = ""
    if found:
        detail = f"{versus(found.effect)}: {size(found.effect)}; {told(found)} "
        detail += f"({SHORT_DESIGNS[found.design]} {found.effect.study})"
    elif row.answers:
        detail = row.answers.no_figure or ""
    cells = (
        line(str(number)),
        line(Span(row.evidence.treatment, "strong")),
        line(STATUSES.get(row.status, row.status)),
        line(str(row.evidence.level or "-")),
        line(agreement_text(row.agreement, row.evidence)),
        line(tallies(row.evidence)),
    )
    return Row(cells, (muted(detail),) if detail else ())


def tallies(found: Evidence) -> str:
    """The trials of a row by what they found, those against another treatment apart."""
    if not found.trials:
        return "none"
    parts = [f"against a control: {tally_text(found.control)}"] if found.control.trials else []
    if found.head_to_head.trials:
        parts.append(f"against another treatment: {tally_text(found.head_to_head)}")
    if found.unrecorded:
        parts.append(f"{found.unrecorded} without a result that was seen")
    return f"{found.trials}: {'; '.join(parts)}"


def agreement_text(agreement: Agreement, found: Evidence) -> str:
    """How far the trials agree and on what, in words: "all 2 agree" alone could be taken for success."""
    if not agreement.trials:
        return "no trial with a result"
    if agreement.trials == 1:
        return "one trial"
    tally = found.control if found.control.trials else found.head_to_head
    said = {
        "favour it": tally.favours,
        "found no significant difference": tally.no_significant_difference,
        "favour the comparator": tally.against,
    }
    shared = [words for words, count in said.items() if count == agreement.alike]
    # where two answers are as frequent as each other, or nothing is, there is no shared one to name
    if len(shared) != 1 or agreement.alike == 1:
        return f"{agreement.trials} trials divided"
    if agreement.alike == agreement.trials:
        return f"all {agreement.trials} {shared[0]}"
    return f"{agreement.alike} of {agreement.trials} {shared[0]}"


def findings(
    treatment: Treatment,
    parts: Sequence[tuple[str, Evidence, Answers, Sequence[Finding], Sequence[tuple[Study, str]]]],
    names: Mapping[str, str],
    edition: Edition,
) -> Page:
    """The summary of findings of a treatment, condition by condition; ratings only as their source printed them."""
    blocks: list[Block] = [Heading(f"{treatment.name}: the evidence", 1)]
    for condition, evidence, answers, rows, ratings in parts:
        blocks += [Heading(names.get(condition, condition)), Paragraph(line(evidence_text(evidence)))]
        blocks.append(Facts(tuple((what, line(text)) for what, text in both(answers))))
        for row in rows:
            blocks += _finding(row)
        if not rows:
            blocks.append(Paragraph(line("No figure between groups was seen for any outcome.")))
        if ratings:
            blocks.append(Heading("Ratings published by others", 3))
            blocks.append(Bullets(tuple(line(f"{study.id}: {text}") for study, text in ratings)))
    blocks.append(
        Paragraph(
            (
                muted(
                    f"At most {MOST} outcomes: those that the records use most, then quality of life and harms. "
                    "Each figure is chosen by a fixed order (what it is against, design, measure, length …), never by "
                    f"its size. Few are under {FEW} people, short is under {SHORT} weeks. These are reasons, no grade."
                ),
            )
        )
    )
    return Page(tuple(blocks), footer(edition, medical=True))


def _finding(row: Finding) -> list[Block]:
    found = row.difference
    effect = found.effect
    source = f"{SHORT_DESIGNS[found.design]} {effect.study}"
    if effect.computed:
        source += ", computed" if effect.low is not None else ", the two groups' figures"
    facts = [
        ("effect", line(f"{versus(effect)}: {size(effect)}; {told(found)} ({source})")),
        ("trials", line(_trials(row))),
        ("for", line("; ".join(row.reasons_for) or "nothing")),
        ("against", line("; ".join(row.reasons_against) or "nothing")),
    ]
    if effect.note:
        facts.append(("note", line(effect.note)))
    return [Heading(row.group[0].upper() + row.group[1:], 3), Facts(tuple(facts))]


def _trials(row: Finding) -> str:
    effect = row.difference.effect
    parts = []
    if effect.pooled:
        number = (
            counted(effect.k, "study", "studies") if effect.k else "a number of studies that was not seen"
        )
        parts.append(f"{number} pooled")
    if row.trials:
        text = counted(row.trials, "randomised trial") + " in the records with figures between groups"
        text += f" ({row.people:,} people)" if row.people else ""
        tested = [
            (row.better, "significantly better"),
            (row.no_difference, "no significant difference"),
            (row.worse, "significantly better with the comparator"),
            (row.trials - row.better - row.no_difference - row.worse, "no test seen"),
        ]
        text += ": " + ", ".join(f"{count} {what}" for count, what in tested if count)
        parts.append(text)
    return "; ".join(parts) or "no randomised trial with figures between groups"
