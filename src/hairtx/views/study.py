"""The page of a study: `hairtx study tak2020`."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from hairtx.evidence import level_of
from hairtx.model import Arm, Comparison, Edition, Outcome, Study
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
from hairtx.views.marks import unseen_text
from hairtx.views.words import (
    BLINDING,
    CONTROLS,
    DESIGNS,
    DIRECTIONS,
    NOTICES,
    footer,
    listed,
    number,
    source_of,
)


def page(study: Study, names: Mapping[str, str], siblings: Sequence[str], edition: Edition) -> Page:
    """Everything the record holds.

    ``names`` are treatments' and conditions' names by id; ``siblings`` are other reports of the same trial.
    """
    blocks: list[Block] = [Heading(study.title, 1), *_warnings(study), Facts(tuple(_bibliography(study)))]
    blocks += [Heading("What it found"), Paragraph(line(study.finding), indent=1)]
    if study.comparisons:
        blocks.append(Bullets(tuple(_comparisons(study.comparisons, names))))
    blocks += [Heading("How it was done"), Facts(tuple(_method(study, names, siblings)))]
    if study.arms:
        blocks += [Heading("Arms"), Bullets(tuple(_arm(arm, names) for arm in study.arms))]
    if study.outcomes:
        blocks += [Heading("Outcomes, as printed"), _outcomes(study.outcomes)]
    blocks += _told("Harms", study.harms) + _told("Limits", study.limits)
    if study.doubts:
        blocks += [Heading("Doubts"), Bullets(tuple(line(doubt) for doubt in study.doubts))]
    if study.recommendations:
        blocks += [Heading("Recommendations"), _recommendations(study, names)]
    if study.conflicts:
        rows = tuple(
            line(f"{row.field.replace('_', ' ')}: {row.kept} (kept); another source: {row.other}")
            for row in study.conflicts
        )
        blocks += [Heading("Sources that disagree"), Bullets(rows)]
    blocks += [Heading("Where it was seen"), *_provenance(study)]
    return Page(tuple(blocks), footer(edition))


def _warnings(study: Study) -> list[Block]:
    blocks: list[Block] = []
    if study.dispute:
        text = "NOT FOUND. This citation is quoted elsewhere, and no such work could be found. "
        blocks.append(Paragraph(line(Span(text, "bad"), study.dispute.reason)))
        if study.dispute.nearest:
            near = ", ".join(study.dispute.nearest)
            blocks.append(Paragraph(line("Real works nearest to it: ", Span(near, "strong"))))
    elif study.provenance.status == "unverified":
        blocks.append(
            Paragraph(
                (Span("UNVERIFIED. Nobody has seen this citation whole; it counts for nothing.", "warn"),)
            )
        )
    for notice in study.notices:
        when = f", {notice.date}" if notice.date else ""
        about = f": {notice.text}" if notice.text else ""
        blocks.append(Paragraph(line(Span(f"{NOTICES[notice.kind]}{when}{about} ", "bad"), notice.url)))
    return blocks


def _bibliography(study: Study) -> list[tuple[str, Line]]:
    authors = "; ".join(author.rstrip(",") for author in study.authors)
    authors += " and others" if study.authors_partial and authors else ""
    numbers = [("doi", study.doi, "https://doi.org/"), ("PMID", study.pmid, "https://pubmed.ncbi.nlm.nih.gov/"),
               ("PMCID", study.pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/")]  # fmt: skip
    rows: list[tuple[str, Line]] = [("key", line(study.id))]
    unknown = "not known" if study.authors_partial else ""
    rows += [("authors", line(authors or unknown))] if authors or unknown else []
    rows += [("source", line(source_of(study)))] if source_of(study) else []
    rows.append(("date", line(study.date or "n.d. (undated)")))
    rows += [(name, (Span(value, link=base + value),)) for name, value, base in numbers if value]
    rows += [("page", (Span(study.url, link=study.url),))] if study.url else []
    return rows


def _method(study: Study, names: Mapping[str, str], siblings: Sequence[str]) -> list[tuple[str, Line]]:
    design = DESIGNS[study.design]
    if study.blinding:
        design += f", {BLINDING[study.blinding]}"
    level = level_of(study) if study.weighs else None
    people = f"{study.n:,}" if study.n is not None else "not stated"
    people += f", {study.analysed:,} analysed" if study.analysed is not None else ""
    rows = [
        ("design", design + (f" (Oxford level {level})" if level else "")),
        ("pools", study.pools.replace("-", " ") + " studies" if study.pools else ""),
        ("people", people if study.n is not None or study.analysed is not None else ""),
        ("weeks", str(study.weeks) if study.weeks is not None else ""),
        ("who", study.population or ""),
        ("treatments", ", ".join(names.get(id, id) for id in study.treatments)),
        ("conditions", ", ".join(names.get(id, id) for id in study.conditions)),
        ("trial", " ".join(filter(None, (study.trial_name, study.trial)))),
        ("registered", ", ".join(study.registration)),
        ("same trial", ", ".join(siblings)),
        ("funding", study.funding or ""),
    ]
    return [(name, line(value)) for name, value in rows if value]


def _arm(arm: Arm, names: Mapping[str, str]) -> Line:
    what = [names.get(id, id) for id in arm.treatments]
    control = CONTROLS.get(arm.control, arm.control) if arm.control else ""
    # "placebo (placebo)" says nothing twice
    what += [control] if control and control not in arm.label else []
    extra = muted(f" ({', '.join(what)})") if what else ""
    return line(arm.label, f", n = {arm.n:,}" if arm.n is not None else "", extra)


def _comparisons(rows: Sequence[Comparison], names: Mapping[str, str]) -> Iterator[Line]:
    """One line for each result; conditions for which a trial gave it together stand together."""
    together: dict[Comparison, list[str]] = {}
    for row in rows:
        result = msgspec.structs.replace(row, condition="")
        together.setdefault(result, []).append(names.get(row.condition, row.condition))
    for row, conditions in together.items():
        text, role = DIRECTIONS[row.direction]
        rival = names.get(row.comparator) or CONTROLS.get(row.comparator, row.comparator)
        added = f", both with {listed(names.get(id, id) for id in row.added_to)}" if row.added_to else ""
        note = f" ({row.note})" if row.note else ""
        lead = f"{names.get(row.treatment, row.treatment)} v {rival}{added}, {listed(conditions)}: "
        yield line(lead, Span(text, role), note)


def _outcomes(outcomes: Sequence[Outcome]) -> Table:
    columns = (Column("outcome"), Column("week", number=True), Column("figure"))
    return Table(columns, tuple(_outcome(outcome) for outcome in outcomes))


def _outcome(outcome: Outcome) -> Row:
    week = str(outcome.week) if outcome.week is not None else ""
    note = [outcome.kind.replace("-", " ")]
    note += [f"{outcome.k} studies" if outcome.k and outcome.k > 1 else ""]
    note += [f"I² {number(outcome.i2)} %" if outcome.i2 is not None else "", outcome.note or ""]
    return Row(
        (line(outcome.wording), line(week), line(figure(outcome))), (muted("; ".join(filter(None, note))),)
    )


def figure(outcome: Outcome) -> str:
    """The figure of an outcome in one phrase: value, comparator's value, effect with interval, p."""
    unit = _unit(outcome.unit)
    own = _value(outcome.value, outcome.sd, outcome.se, outcome.value_ci, unit)
    rival = _value(outcome.comparator_value, outcome.comparator_sd, None, None, unit)
    lead = outcome.arm or ""
    lead += f": {own}" if lead and own else own
    parts = [lead] if lead else []
    if rival:
        parts.append(f"{outcome.comparator or 'comparator'}: {rival}")
    elif outcome.comparator:
        parts = [f"{lead} v {outcome.comparator}".strip()]
    if outcome.effect is not None:
        kind = (outcome.effect_kind or "effect").replace("-", " ")
        scale = unit if kind == "mean difference" else ""
        parts.append(f"{kind} {number(outcome.effect)}{scale}{_interval(outcome.ci)}")
    if outcome.n is not None:
        parts.append(f"n = {outcome.n:,}")
    if outcome.p:
        parts.append(
            f"p {outcome.p}"
            if outcome.p[0] in "<>="
            else f"p = {outcome.p}"
            if outcome.p[0].isdigit()
            else outcome.p
        )
    return "; ".join(parts)


def _value(
    value: float | None, sd: float | None, se: float | None, ci: tuple[float, float] | None, unit: str
) -> str:
    if value is None:
        return ""
    spread = f" (SD {number(sd)})" if sd is not None else f" (SE {number(se)})" if se is not None else ""
    return f"{number(value)}{unit}{spread}{_interval(ci)}"


def _interval(ci: tuple[float, float] | None) -> str:
    return f" (95 % CI {number(ci[0])} to {number(ci[1])})" if ci else ""


def _unit(unit: str | None) -> str:
    return f" {unit.replace('cm2', 'cm²')}" if unit else ""


def _recommendations(study: Study, names: Mapping[str, str]) -> Bullets:
    items = []
    for row in study.recommendations:
        what = listed(names.get(id, id) for id in row.treatments) or row.intervention or row.as_class or ""
        as_class = f" (as {row.as_class})" if row.as_class and row.as_class != what else ""
        level = f"; {row.level}" if row.level else ""
        where = names.get(row.condition, row.condition)
        items.append(line(Span(f"{what}{as_class}, {where}: ", "strong"), f"{row.strength}{level}"))
    return Bullets(tuple(items))


def _told(heading: str, text: str | None) -> list[Block]:
    return [Heading(heading), Paragraph(line(text), indent=1)] if text else []


def _provenance(study: Study) -> list[Block]:
    seen = study.provenance
    facts: list[tuple[str, Line]] = [("status", line(seen.status)), ("checked", line(seen.checked))]
    second = seen.second_reading or "not yet"
    facts.append(("read again", line(second)))
    if unseen := unseen_text(study):
        facts.append(("unseen", (Span(unseen, "warn"),)))
    if seen.note:
        facts.append(("note", line(seen.note)))
    pages = tuple(line(Span(page.page, link=page.page), muted(f" {page.kind}")) for page in seen.seen)
    return [Facts(tuple(facts)), *([Bullets(pages)] if pages else [])]
