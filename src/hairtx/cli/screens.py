"""From a person's words to an answer: look up, filter, and hand records to a view and to JSON."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from hairtx.cli import asking
from hairtx.evidence import Evidence, directions
from hairtx.library import KINDS, Library
from hairtx.model import Condition, Record, Study, Treatment
from hairtx.output import Answer, fail, give
from hairtx.page import Page
from hairtx.vocabulary import Category, Design, Direction, UseStatus

if TYPE_CHECKING:
    from hairtx.model import Kind
    from hairtx.output import Medium

# the exit code of a search that ran well and found nothing
NOTHING = 1

_SORTS = ("id", "name", "category", "status", "level", "trials")


def show(
    name: str, section: Sequence[str], condition: str | None, brief: bool,
    *, json: bool, pager: bool, medium: "Medium | None" = None,
) -> None:  # fmt: skip
    """`hairtx show`: a treatment's page, or that of whatever else the name is."""
    library = asking.library()
    match, messages = asking.found(library, name)
    if match.kind == "treatment":
        about, said = _condition(library, condition)
        data, page = _treatment(library, library.treatment(match.id), section, about, brief)
        messages = [*messages, *said]
    elif section or condition is not None or brief:
        fail(
            f"--section, --condition and --brief are for treatments; {match.id} is a {match.kind}",
            asking.USAGE,
        )
    else:
        data, page = _screen(library, library.record(match))
    _give(library, "show", data, page, messages, json=json, pager=pager, medium=medium)


def record(
    name: str, kind: "Kind", command: str, *, json: bool, pager: bool, medium: "Medium | None" = None
) -> None:
    """`hairtx study`, `condition NAME` and `define NAME`: one record of one kind."""
    library = asking.library()
    match, messages = asking.found(library, name, (kind,))
    data, page = _screen(library, library.record(match))
    _give(library, command, data, page, messages, json=json, pager=pager, medium=medium)


def treatments(
    condition: str | None, category: str | None, status: str | None, level: int | None, sort: str | None,
    *, json: bool, pager: bool,
) -> None:  # fmt: skip
    """`hairtx list`."""
    from hairtx.views import listing

    library = asking.library()
    wanted, messages = _condition(library, condition)
    category = asking.picked(category, get_args(Category), "--category")
    status = asking.picked(status, get_args(UseStatus), "--status")
    order = asking.chosen(sort, _SORTS, "--sort") if sort is not None else "status" if wanted else "id"
    evidence: dict[str, list[Evidence]] = {}
    for found in library.evidence_for(wanted) if wanted else library.all_evidence():
        evidence.setdefault(found.treatment, []).append(found)
    rows = [
        (treatment, evidence[treatment.id])
        for treatment in library.treatments()
        if treatment.id in evidence
        and category in (None, treatment.category)
        and (status is None or status in _statuses(treatment, wanted))
        and (level is None or level in {found.level for found in evidence[treatment.id]})
    ]
    rows.sort(key=lambda row: _rank(row[0], row[1], wanted, order))
    data = [_row(treatment, found, wanted) for treatment, found in rows]
    page = lambda: listing.treatments(rows, wanted, library.edition)  # noqa: E731
    _give(library, "list", data, page, [*messages, *_none(rows, "treatments")], json=json, pager=pager)


def search(words: Sequence[str], kind: str | None, limit: int, *, json: bool, pager: bool) -> None:
    """`hairtx search`: JSON by score, people's results by kind."""
    from hairtx.views import search as view

    library = asking.library()
    only = asking.picked(kind, KINDS, "--kind")
    kinds = [value for value in KINDS if only in (None, value)]
    typed = " ".join(words)
    hits = library.search(typed, kinds, limit)
    if not hits:
        fail(view.nothing(typed, kinds), NOTHING)
    data = [
        {"id": hit.id, "kind": hit.kind, "score": hit.score, "reason": hit.reason, "name": hit.name}
        for hit in hits
    ]
    page = lambda: view.page(hits, library.edition)  # noqa: E731
    _give(library, "search", data, page, view.messages(hits), json=json, pager=pager)


def studies(
    treatment: str | None, condition: str | None, design: str | None, direction: str | None,
    since: int | None, until: int | None, include_disputed: bool, *, json: bool, pager: bool,
) -> None:  # fmt: skip
    """`hairtx studies`."""
    from hairtx.views import listing

    library = asking.library()
    about, messages = _condition(library, condition)
    subject: str | None = None
    if treatment is not None:
        match, said = asking.found(library, treatment, ("treatment",))
        subject, messages = match.id, [*messages, *said]
    design = asking.picked(design, get_args(Design), "--design")
    direction = asking.picked(direction, get_args(Direction), "--direction")
    pool = library.studies_of(subject, disputed=True) if subject else library.studies()
    rows = [
        study
        for study in pool
        if (include_disputed or study.provenance.status != "disputed")
        and (about is None or about in study.conditions)
        and design in (None, study.design)
        and (since is None or (study.year or 0) >= since)
        and (until is None or (study.year is not None and study.year <= until))
        and (direction is None or direction in _directions(study, subject, about))
    ]
    page = lambda: listing.studies(rows, subject, library.edition)  # noqa: E731
    _give(library, "studies", rows, page, [*messages, *_none(rows, "studies")], json=json, pager=pager)


def conditions(*, json: bool, pager: bool, medium: "Medium | None" = None) -> None:
    """`hairtx condition`: all of them."""
    from hairtx.views import condition

    library = asking.library()
    rows = library.conditions()
    page = lambda: condition.listing(rows, library.edition)  # noqa: E731
    _give(library, "condition", rows, page, json=json, pager=pager, medium=medium)


def terms(*, json: bool, pager: bool, medium: "Medium | None" = None) -> None:
    """`hairtx define`: all terms."""
    from hairtx.views import term

    library = asking.library()
    rows = library.terms()
    page = lambda: term.listing(rows, library.edition)  # noqa: E731
    _give(library, "define", rows, page, json=json, pager=pager, medium=medium)


_Screen = tuple[dict[str, Any], Callable[[], Page]]


def _give(
    library: Library, command: str, data: Any, page: Callable[[], Page], messages: Sequence[str] = (),
    *, json: bool, pager: bool, medium: "Medium | None" = None,
) -> None:  # fmt: skip
    answer = Answer(command=command, edition=library.edition, data=data, page=page, messages=messages)
    give(answer, json=json, pager=pager, medium=medium)


def _treatment(
    library: Library, treatment: Treatment, section: Sequence[str], wanted: str | None, brief: bool
) -> _Screen:
    from hairtx.views import treatment as view

    sections = [asking.chosen(typed, tuple(view.SECTIONS), "--section") for typed in section]
    sections += view.BRIEF if brief else ()
    evidence = library.evidence_of(treatment.id)
    answers = library.answers_of(treatment.id)
    studies = library.studies_of(treatment.id, disputed=True)
    names = library.names("condition")
    if wanted:
        used = dict.fromkeys(use.condition for use in treatment.uses)
        if wanted not in used:
            fail(
                f"{treatment.id} is not used for {wanted} in the records; for: {', '.join(used)}",
                asking.USAGE,
            )
        treatment = msgspec.structs.replace(
            treatment, uses=tuple(u for u in treatment.uses if u.condition == wanted)
        )
        evidence = [found for found in evidence if found.condition == wanted]
        answers = [found for found in answers if found.condition == wanted]
        studies = [study for study in studies if wanted in study.conditions]
        names = {wanted: names[wanted]}
    cited = library.cited(treatment)
    data = {
        **_data(treatment),
        "evidence": evidence,
        "answers": answers,
        "studies": list({study.id: study for study in (*studies, *cited)}.values()),
    }
    return data, lambda: view.page(
        treatment, evidence, studies, cited, names, library.edition, sections, answers
    )


def _screen(library: Library, record: Record) -> _Screen:
    """What JSON holds and the page of a record that is not (or is) a treatment."""
    if isinstance(record, Treatment):
        return _treatment(library, record, (), None, False)
    if isinstance(record, Study):
        from hairtx.views import study as study_view

        study = record
        names = {**library.names("treatment"), **library.names("condition")}
        reports = library.reports_of(study.trial) if study.trial else []
        siblings = [key for key in reports if key != study.id]
        return _data(study), lambda: study_view.page(study, names, siblings, library.edition)
    if isinstance(record, Condition):
        from hairtx.views import condition as condition_view

        condition = record
        evidence = {found.treatment: found for found in library.evidence_for(condition.id)}
        used = [treatment for treatment in library.treatments() if treatment.id in evidence]
        used.sort(key=lambda t: _rank(t, [evidence[t.id]], condition.id, "status"))
        cited = library.cited(condition)
        data = {
            **_data(condition),
            "treatments": [_row(treatment, [evidence[treatment.id]], condition.id) for treatment in used],
            "studies": cited,
        }
        return data, lambda: condition_view.page(condition, used, evidence, cited, library.edition)
    from hairtx.views import term as term_view

    term = record
    return _data(term), lambda: term_view.page(term, library.edition)


def _data(record: Record) -> dict[str, Any]:
    return {"kind": type(record).__name__.lower(), **msgspec.to_builtins(record)}


def _condition(library: Library, typed: str | None) -> tuple[str | None, list[str]]:
    if typed is None:
        return None, []
    match, messages = asking.found(library, typed, ("condition",))
    return match.id, messages


def _row(treatment: Treatment, evidence: Iterable[Evidence], condition: str | None) -> dict[str, Any]:
    """A treatment as one flat row of a list; its evidence a row for each condition."""
    uses = [use for use in treatment.uses if condition in (None, use.condition)]
    return {
        "id": treatment.id, "name": treatment.name, "category": treatment.category,
        "uses": uses, "evidence": list(evidence),
    }  # fmt: skip


def _statuses(treatment: Treatment, condition: str | None) -> list[str]:
    return [use.status for use in treatment.uses if condition in (None, use.condition)]


def _rank(
    treatment: Treatment, evidence: Sequence[Evidence], condition: str | None, order: str
) -> tuple[Any, ...]:
    """The sort key of a list's row; ties go by id."""
    order_of = get_args(UseStatus).index
    keys: dict[str, Any] = {
        "id": treatment.id,
        "name": treatment.name.casefold(),
        "category": treatment.category,
        "status": min(map(order_of, _statuses(treatment, condition)), default=len(get_args(UseStatus))),
        "level": min((found.level or 9 for found in evidence), default=9),
        "trials": -sum(found.trials for found in evidence),
    }
    return keys[order], treatment.id


def _directions(study: Study, subject: str | None, condition: str | None) -> frozenset[Direction]:
    """A study's directions: seen from the treatment asked for, else as its own rows have them."""
    if subject:
        return directions([study], subject, condition)
    return frozenset(row.direction for row in study.comparisons if condition in (None, row.condition))


def _none(rows: Sequence[object], what: str) -> list[str]:
    return [] if rows else [f"no {what} fit these filters"]
