"""The page of a treatment: `hairtx show adsc`."""

from collections.abc import Callable, Mapping, Sequence

from hairtx.evidence import Evidence, directions
from hairtx.findings import Answers
from hairtx.model import Edition, Statement, Study, Treatment, Use
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
    text_of,
)
from hairtx.views.answers import both
from hairtx.views.codes import codes
from hairtx.views.marks import Marks
from hairtx.views.words import (
    BLINDING,
    SHORT_DESIGNS,
    authors_of,
    counted,
    direction_span,
    evidence_text,
    footer,
    source_of,
    use_text,
    year_of,
)
from hairtx.vocabulary import RANDOMISED, REVIEWS

# the sections in their order on the page, by the name that --section takes, with their headings
SECTIONS: Mapping[str, str] = {
    "evidence": "Used for, and how well studied",
    "bottom-line": "Bottom line",
    "summary": "Summary",
    "mechanism": "How it may work",
    "trials": "What the studies found",
    "guidelines": "What guidelines say",
    "harms": "Safety",
    "contraindications": "Who should not",
    "dosing": "Dosing as studied",
    "caveats": "Caveats",
    "regulation": "Regulation",
    "history": "History",
    "codes": "Codes",
    "not-found": "Quoted elsewhere, not found",
    "references": "References",
}
BRIEF = ("evidence", "bottom-line", "summary")

# groups of studies on the page: a title, the designs in it, and how many are shown before "and n more"
_GROUPS: Sequence[tuple[str, frozenset[str], int]] = (
    ("Randomised trials", RANDOMISED, 20),
    ("Reviews that pool or collect studies", REVIEWS, 8),
    ("Other controlled studies", frozenset({"controlled-trial", "cohort", "case-control"}), 8),
    ("Studies without a control group", frozenset({"single-arm-trial", "case-series", "case-report"}), 8),
)


def page(
    treatment: Treatment,
    evidence: Sequence[Evidence],
    studies: Sequence[Study],
    cited: Sequence[Study],
    conditions: Mapping[str, str],
    edition: Edition,
    sections: Sequence[str] = (),
    answers: Sequence[Answers] = (),
) -> Page:
    """The treatment's page.

    ``studies`` are all that touch it, disputed citations included; ``cited`` are those its statements name;
    ``conditions`` are names by id of the conditions that the page is about. ``sections`` limits the page to
    some of ``SECTIONS``; the references of what is marked always follow.
    """
    shown = set(sections or SECTIONS)
    # marks without their references would say nothing; references alone are those of the whole page
    read = set(SECTIONS) if shown == {"references"} else shown | {"references"}
    marks = Marks({study.id: study for study in (*studies, *cited)})
    known = [study for study in studies if study.provenance.status != "disputed"]
    makers: dict[str, Callable[[], list[Block]]] = {
        "evidence": lambda: _evidence(treatment.uses, evidence, answers, conditions),
        "bottom-line": lambda: _prose(marks, (treatment.bottom_line,)),
        "summary": lambda: _prose(marks, treatment.summary),
        "mechanism": lambda: _bullets(marks, treatment.mechanism),
        "trials": lambda: _trials(treatment, known, conditions, marks, _behind(answers)),
        "guidelines": lambda: _guidelines(treatment, known, conditions, marks),
        "harms": lambda: _bullets(marks, treatment.harms),
        "contraindications": lambda: _bullets(marks, treatment.contraindications),
        "dosing": lambda: _bullets(marks, treatment.dosing),
        "caveats": lambda: _bullets(marks, treatment.caveats),
        "regulation": lambda: _regulation(treatment, marks),
        "history": lambda: _history(treatment, marks),
        "codes": lambda: [codes(treatment.codes, marks)] if treatment.codes else [],
        "not-found": lambda: _not_found(studies),
        "references": lambda: [marks.references()] if marks.cited else [],
    }
    blocks: list[Block] = [Heading(treatment.name, 1), *_names(treatment)]
    for section, heading in SECTIONS.items():
        body = makers[section]() if section in read else []
        if body and (section in shown or section == "references"):
            blocks += [Heading(heading), *body]
    return Page(tuple(blocks), footer(edition, medical=True))


def _names(treatment: Treatment) -> list[Block]:
    facts: list[tuple[str, Line]] = [("id", line(treatment.id)), ("kind", line(treatment.category))]
    if treatment.aliases:
        facts.append(("also", line(", ".join(treatment.aliases))))
    if treatment.brands:
        facts.append(("brands", line(", ".join(treatment.brands))))
    return [Facts(tuple(facts))]


def _evidence(
    uses: Sequence[Use],
    evidence: Sequence[Evidence],
    answers: Sequence[Answers],
    conditions: Mapping[str, str],
) -> list[Block]:
    by_condition = {found.condition: found for found in evidence}
    answered = {found.condition: found for found in answers}
    told: dict[tuple[str, str], str] = {}
    blocks: list[Block] = []
    for condition in dict.fromkeys(use.condition for use in uses):
        name = conditions.get(condition, condition)
        statuses = ", ".join(use_text(use) for use in uses if use.condition == condition)
        blocks.append(Paragraph(line(Span(name, "strong"), f": {statuses}"), indent=1))
        if found := by_condition.get(condition):
            blocks.append(Paragraph(line(evidence_text(found)), indent=2))
        if answer := answered.get(condition):
            for what, text in both(answer):
                # a figure of people with several kinds of hair loss is told once
                first = told.setdefault((what, text), name)
                same = answer.difference and first != name
                shown = f"the same as for {first}." if same else text
                blocks.append(Paragraph(line(muted(f"{what}: "), shown), indent=2))
    return blocks


def _prose(marks: Marks, statements: Sequence[Statement]) -> list[Block]:
    return [Paragraph(marks.statement(statement), indent=1) for statement in statements]


def _bullets(marks: Marks, statements: Sequence[Statement]) -> list[Block]:
    return [Bullets(tuple(marks.statement(statement) for statement in statements))] if statements else []


def _history(treatment: Treatment, marks: Marks) -> list[Block]:
    if not treatment.history:
        return []
    entries = sorted(treatment.history, key=lambda entry: entry.year or 0)
    labels = tuple(str(entry.year or "") for entry in entries)
    return [Bullets(tuple(marks.statement(entry) for entry in entries), labels)]


def _regulation(treatment: Treatment, marks: Marks) -> list[Block]:
    items = []
    for entry in treatment.regulation:
        year = f", {entry.year}" if entry.year else ""
        reported = (muted(" (as reported by another's page)"),) if entry.reported else ()
        lead = Span(f"{entry.jurisdiction}, {entry.body}{year}: ", "strong")
        items.append((lead, *line(entry.text), *reported, *marks.mark(*entry.studies, entry.url)))
    return [Bullets(tuple(items))] if items else []


def _trials(
    treatment: Treatment,
    studies: Sequence[Study],
    conditions: Mapping[str, str],
    marks: Marks,
    behind: frozenset[str],
) -> list[Block]:
    blocks: list[Block] = []
    grouped = 0
    only = next(iter(conditions)) if len(conditions) == 1 else None
    for title, designs, most in _GROUPS:
        group = [study for study in studies if study.design in designs]
        if not group:
            continue
        # newest first, but what cannot be trusted to exist comes last
        group.sort(key=lambda s: (s.weighs, s.year or 0, s.n or 0), reverse=True)
        # a page must not drop the trials against placebo because newer ones merely used the treatment, nor the
        # study that its own figure comes from
        ranked = sorted(group, key=lambda s: (s.id not in behind, _telling(s, treatment.id, only)))
        kept = {study.id for study in ranked[:most]}
        shown = [study for study in group if study.id in kept]
        blocks += [Heading(title, 3), _study_table(treatment.id, shown, only, marks)]
        grouped += len(group)
        if hidden := len(group) - len(shown):
            more = f"{hidden} more; shown are those behind its figures, those with a result for it against a control, "
            more += "then against another treatment, then the newest. "
            more += f"All: hairtx studies --treatment {treatment.id}"
            blocks.append(Paragraph((muted(more),)))
    rest = len(studies) - grouped
    if rest > 0 and blocks:
        more = f"{counted(rest, 'more record speaks', 'more records speak')} of it (laboratory work, guidelines, "
        more += f"narrative reviews and the like): hairtx studies --treatment {treatment.id}"
        blocks.append(Paragraph((muted(more),)))
    return blocks


def _behind(answers: Sequence[Answers]) -> frozenset[str]:
    """The studies that the figures of "how much difference" come from."""
    chosen = [found for answer in answers for found in (answer.difference, answer.pictured) if found]
    return frozenset(found.effect.study for found in chosen)


def _telling(study: Study, treatment: str, condition: str | None) -> int:
    """How much a study says of a treatment between groups: 0 against a control, 1 against another, 2 nothing."""
    if not study.weighs:
        return 3
    if directions([study], treatment, condition, controls=True):
        return 0
    return 1 if directions([study], treatment, condition) else 2


def _guidelines(
    treatment: Treatment, studies: Sequence[Study], conditions: Mapping[str, str], marks: Marks
) -> list[Block]:
    items = []
    for study in sorted(studies, key=lambda study: study.year or 0, reverse=True):
        for row in study.recommendations:
            if treatment.id in row.treatments and row.condition in conditions:
                as_class = f", as {row.as_class}" if row.as_class else ""
                lead = f"{study.id}, {conditions[row.condition]}{as_class}: "
                level = f"; {row.level}" if row.level else ""
                items.append((Span(lead, "strong"), *line(row.strength + level), *marks.mark(study.id)))
    return [Bullets(tuple(items))] if items else []


def _study_table(treatment: str, studies: Sequence[Study], condition: str | None, marks: Marks) -> Table:
    columns = (
        Column("study"), Column("design"), Column("n", number=True), Column("weeks", number=True),
        Column("between groups"),
    )  # fmt: skip
    rows = []
    for study in studies:
        blinding = study.blinding if study.blinding in ("double", "assessor", "single") else None
        design = SHORT_DESIGNS[study.design] + (f", {BLINDING[blinding]}" if blinding else "")
        cells = (
            line(Span(study.id, "strong")),
            line(design),
            line(str(study.n or "")),
            line(str(study.weeks or "")),
            (direction_span(study, treatment, condition),),
        )
        rows.append(Row(cells, (*line(study.finding), *marks.mark(study.id))))
    return _without_empty_columns(Table(columns, tuple(rows)))


def _without_empty_columns(table: Table) -> Table:
    """Reviews have no weeks and no groups: a column that nobody fills only takes room."""
    filled = range(len(table.columns))
    return table.only([at for at in filled if any(text_of(row.cells[at]) for row in table.rows)])


def _not_found(studies: Sequence[Study]) -> list[Block]:
    disputed = [study for study in studies if study.provenance.status == "disputed"]
    if not disputed:
        return []
    intro = "Quoted elsewhere for this treatment. They could not be found and count for nothing here."
    items = []
    for study in disputed:
        parts = (authors_of(study), year_of(study).rstrip("."), study.title.rstrip("."), source_of(study))
        doi = f"doi {study.doi}. " if study.doi else ""
        reference = f": {'. '.join(filter(None, parts))}. {doi}"
        items.append(line(Span(study.id, "strong"), reference, study.dispute.reason if study.dispute else ""))
    return [Paragraph(line(intro), indent=1), Bullets(tuple(items))]
