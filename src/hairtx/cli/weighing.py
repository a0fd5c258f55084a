"""`hairtx compare` and `hairtx evidence`: from names and filters to what is put side by side."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple, get_args

from hairtx.cli import asking
from hairtx.evidence import Evidence
from hairtx.library import Library
from hairtx.model import Study, Treatment
from hairtx.output import Answer, fail, give
from hairtx.vocabulary import Category, UseStatus

_ORDER = get_args(UseStatus)


class Filters(NamedTuple):
    """What limits the evidence map, as typed."""

    condition: str | None
    category: str | None
    level: int | None
    status: str | None


def compare(names: Sequence[str], condition: str | None, *, json: bool, pager: bool) -> None:
    """`hairtx compare`."""
    from hairtx.comparison import head_to_head
    from hairtx.views import comparison as view

    library = asking.library()
    chosen: dict[str, str] = {}
    messages: list[str] = []
    for name in names:
        match, said = asking.found(library, name, ("treatment",))
        messages += said
        if match.id in chosen:
            messages.append(f"'{chosen[match.id]}' and '{name}' are the same treatment: {match.id}")
        chosen.setdefault(match.id, name)
    if len(chosen) < 2:
        same = f"; {messages[-1]}" if len(names) > 1 else ""
        fail(f"compare needs two treatments or more{same}", asking.USAGE)
    about = None
    if condition is not None:
        found, said = asking.found(library, condition, ("condition",))
        about, messages = found.id, [*messages, *said]
    sides = [_compared(library, id, about) for id in chosen]
    used = [condition for side in sides for condition in side.evidence]
    shared = [condition for condition in dict.fromkeys(used) if used.count(condition) > 1]
    studies = {study.id: study for id in chosen for study in library.studies_of(id)}
    conditions = library.names("condition")
    wanted = [about] if about else list(conditions)
    heads = head_to_head(list(chosen), wanted, studies.values())
    data = {
        "id": " v ".join(chosen),
        "kind": "comparison",
        "treatments": [_side(side) for side in sides],
        "shared_conditions": shared,
        "head_to_head": heads,
    }
    answer = Answer(
        command="compare", edition=library.edition, data=data, messages=messages,
        page=lambda: view.page(sides, shared, heads, conditions, library.edition),
    )  # fmt: skip
    give(answer, json=json, pager=pager)


def _compared(library: Library, id: str, about: str | None) -> Any:
    from hairtx.views.comparison import Compared

    return Compared(
        treatment=library.treatment(id),
        evidence={e.condition: e for e in library.evidence_of(id) if about in (None, e.condition)},
        answers={a.condition: a for a in library.answers_of(id) if about in (None, a.condition)},
    )


def _side(side: Any) -> dict[str, Any]:
    from hairtx.views.comparison import ROUTES

    treatment: Treatment = side.treatment
    row = {
        "id": treatment.id, "name": treatment.name, "category": treatment.category,
        "given": ROUTES.get(treatment.category), "uses": treatment.uses,
        "evidence": list(side.evidence.values()), "answers": list(side.answers.values()),
        "harms": treatment.harms, "dosing": treatment.dosing, "regulation": treatment.regulation,
    }  # fmt: skip
    return {name: value for name, value in row.items() if value is not None}


def evidence(name: str | None, filters: Filters, *, json: bool, pager: bool) -> None:
    """`hairtx evidence`: the map, a condition's ranking, or a treatment's findings."""
    library = asking.library()
    about: str | None = None
    messages: list[str] = []
    if filters.condition is not None:
        match, messages = asking.found(library, filters.condition, ("condition",))
        about = match.id
    if name is not None:
        if filters.category is not None or filters.level is not None or filters.status is not None:
            fail(
                "--category, --level and --status filter the map; with a name only --condition does",
                asking.USAGE,
            )
        _findings(library, name, about, messages, json=json, pager=pager)
        return
    rows, status = _filtered(library, about, filters)
    if not rows:
        messages = [*messages, "no evidence fits these filters"]
    if about:
        _ranking(library, about, rows, status, messages, json=json, pager=pager)
        return
    from hairtx.views import weighing as view

    data = [_row(found, status[found.treatment, found.condition]) for found in rows]
    answer = Answer(
        command="evidence", edition=library.edition, data=data, messages=messages,
        page=lambda: view.evidence_map(rows, status, library.edition),
    )  # fmt: skip
    give(answer, json=json, pager=pager)


def _filtered(
    library: Library, about: str | None, filters: Filters
) -> tuple[list[Evidence], dict[tuple[str, str], str]]:
    """The rows of the map that fit, and each one's best standing (approved before off-label …)."""
    category = asking.picked(filters.category, get_args(Category), "--category")
    wanted = asking.picked(filters.status, _ORDER, "--status")
    treatments = {treatment.id: treatment for treatment in library.treatments()}
    held: dict[tuple[str, str], list[str]] = {}
    for treatment in treatments.values():
        for use in treatment.uses:
            held.setdefault((treatment.id, use.condition), []).append(use.status)
    rows = [
        found
        for found in (library.evidence_for(about) if about else library.all_evidence())
        if category in (None, treatments[found.treatment].category)
        and filters.level in (None, found.level)
        and (wanted is None or wanted in held[found.treatment, found.condition])
    ]
    return rows, {pair: min(statuses, key=_ORDER.index) for pair, statuses in held.items()}


def _row(found: Evidence, status: str) -> dict[str, Any]:
    """A row of the map; its ``id`` is the treatment's and the condition's, as TREATMENT/CONDITION."""
    import msgspec

    from hairtx.weighing import agreement

    return {
        "id": f"{found.treatment}/{found.condition}",
        "status": status,
        **msgspec.to_builtins(found),
        "agreement": agreement(found),
    }


def _ranking(
    library: Library, about: str, rows: list[Evidence], status: dict[tuple[str, str], str],
    messages: list[str], *, json: bool, pager: bool,
) -> None:  # fmt: skip
    from hairtx.views import weighing as view
    from hairtx.weighing import ranked

    statuses = {treatment: text for (treatment, condition), text in status.items() if condition == about}
    answers = {found.treatment: found for found in library.answers_for(about)}
    order = ranked(rows, statuses, answers)
    data = [
        {**_row(row.evidence, row.status), "rank": number, "answers": row.answers}
        for number, row in enumerate(order, 1)
    ]
    title = library.names("condition")[about]
    answer = Answer(
        command="evidence", edition=library.edition, data=data, messages=messages,
        page=lambda: view.ranking(order, title, library.edition),
    )  # fmt: skip
    give(answer, json=json, pager=pager)


def _findings(
    library: Library, name: str, about: str | None, messages: list[str], *, json: bool, pager: bool
) -> None:
    from hairtx.summary import findings
    from hairtx.views import weighing as view

    match, said = asking.found(library, name, ("treatment",))
    treatment = library.treatment(match.id)
    studies = library.studies_of(match.id)
    answers = {found.condition: found for found in library.answers_of(match.id)}
    parts = [
        (
            found.condition, found, answers[found.condition], findings(match.id, found.condition, studies),
            _ratings(match.id, found.condition, studies),
        )
        for found in library.evidence_of(match.id)
        if about in (None, found.condition)
    ]  # fmt: skip
    if not parts:
        used = ", ".join(dict.fromkeys(use.condition for use in treatment.uses))
        fail(f"{match.id} is not used for {about} in the records; for: {used}", asking.USAGE)
    data = {
        "id": match.id, "kind": "evidence", "name": treatment.name,
        "conditions": [
            {
                "condition": condition, "evidence": found, "answers": answer, "findings": rows,
                "ratings": [{"study": study.id, "text": text} for study, text in ratings],
            }
            for condition, found, answer, rows, ratings in parts
        ],
    }  # fmt: skip
    names = library.names("condition")
    whole = Answer(
        command="evidence", edition=library.edition, data=data, messages=[*said, *messages],
        page=lambda: view.findings(treatment, parts, names, library.edition),
    )  # fmt: skip
    give(whole, json=json, pager=pager)


def _ratings(treatment: str, condition: str, studies: Sequence[Study]) -> list[tuple[Study, str]]:
    """Gradings of certainty that a review or guideline published: its own words in the record, none of ours."""
    from hairtx.evidence import concerns

    found = []
    for study in studies:
        if not study.weighs or not concerns(study, treatment, condition):
            continue
        sentences = re.split(r"(?<=[.;])\s+", " ".join(filter(None, (study.finding, study.limits))))
        found += [(study, sentence) for sentence in sentences if re.search(r"GRADE|certainty", sentence)]
        found += [
            (study, f"{row.strength}; {row.level}")
            for row in study.recommendations
            if row.level and row.condition == condition and treatment in row.treatments
        ]
    return found
