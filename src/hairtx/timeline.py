"""What happened when: histories, regulators' acts, randomised trials and guidelines, put in order of year.

Computed from the records. A trial stands at the year in which it was published, and "earliest" means the earliest
in the records, never the first ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from hairtx.model import Study, Treatment
from hairtx.vocabulary import RANDOMISED, UseStatus

EventKind = Literal["history", "regulation", "trial", "guideline"]

# the uses by which a treatment counts as let onto the market for hair loss somewhere
ADMITTED: frozenset[UseStatus] = frozenset({"approved", "cleared-device", "over-the-counter"})


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that happened. ``id`` is the study's, or the treatment's whose record tells it.

    ``text`` is the record's own: a statement, what a regulator said, a finding or a guideline's title. ``studies``
    and ``pages`` are its sources, ``by`` the regulator and its country, ``unseen`` what of it no source was seen for;
    ``reported`` marks a regulator's act that was read on another's page.
    """

    id: str
    kind: EventKind
    year: int | None = None
    text: str
    by: str | None = None
    treatments: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    unseen: str | None = None
    reported: bool = False


def of_treatment(treatment: Treatment, studies: Iterable[Study]) -> list[Event]:
    """A treatment's history, its regulation, and the randomised trials and guidelines among ``studies``."""
    events = [*_history(treatment), *_regulation(treatment)]
    return _ordered([*events, *_published(studies)])


def of_condition(
    condition: str,
    treatments: Iterable[Treatment],
    studies: Sequence[Study],
    tags: Mapping[str, Sequence[str]],
) -> list[Event]:
    """The trials and guidelines among ``studies``, and what of the treatments' histories is about the condition.

    A history's entry is if a study that it names is tagged with the condition (``tags``: conditions by study), or
    if its treatment is used for nothing else; regulation is told of treatments admitted for the condition.
    """
    events: list[Event] = list(_published(studies))
    for treatment in treatments:
        uses = {use.condition for use in treatment.uses}
        if condition not in uses:
            continue
        events += [
            event
            for event in _history(treatment)
            if uses == {condition} or any(condition in tags.get(key, ()) for key in event.studies)
        ]
        if any(use.condition == condition and use.status in ADMITTED for use in treatment.uses):
            events += _regulation(treatment)
    return _ordered(events)


def of_all(treatments: Iterable[Treatment], studies: Sequence[Study]) -> list[Event]:
    """The field in outline: regulation of admitted treatments, each treatment's earliest trial, guidelines."""
    events: list[Event] = list(_published(study for study in studies if study.design == "guideline"))
    dated = sorted((s for s in studies if s.year and s.weighs and s.design in RANDOMISED), key=_date)
    earliest: dict[str, Study] = {}
    for treatment in treatments:
        if any(use.status in ADMITTED for use in treatment.uses):
            events += _regulation(treatment)
        trial = next((s for s in dated if any(row.treatment == treatment.id for row in s.comparisons)), None)
        if trial:
            earliest[trial.id] = trial
    return _ordered([*events, *_published(earliest.values())])


def _date(study: Study) -> str:
    return study.date or ""


def _history(treatment: Treatment) -> list[Event]:
    return [
        Event(
            id=treatment.id, kind="history", year=entry.year, text=entry.text, treatments=(treatment.id,),
            studies=entry.studies, against=entry.against, pages=entry.pages, unseen=entry.unseen,
        )
        for entry in treatment.history
    ]  # fmt: skip


def _regulation(treatment: Treatment) -> list[Event]:
    return [
        Event(
            id=treatment.id, kind="regulation", year=entry.year, text=entry.text,
            by=f"{entry.jurisdiction}, {entry.body}", treatments=(treatment.id,), studies=entry.studies,
            pages=(entry.url,), reported=entry.reported,
        )
        for entry in treatment.regulation
    ]  # fmt: skip


def _published(studies: Iterable[Study]) -> Iterable[Event]:
    """Randomised trials and guidelines; a citation that could not be found is neither."""
    for study in studies:
        trial = study.design in RANDOMISED
        if (trial or study.design == "guideline") and study.provenance.status != "disputed":
            yield Event(
                id=study.id, kind="trial" if trial else "guideline", year=study.year,
                text=study.finding if trial else study.title, treatments=study.treatments,
                conditions=study.conditions, studies=(study.id,),
            )  # fmt: skip


def _ordered(events: Iterable[Event]) -> list[Event]:
    """By year, the undated last; within a year what was told first, trials and guidelines after it."""
    order = {"regulation": 0, "history": 1, "guideline": 2, "trial": 3}
    return sorted(_together(events), key=lambda e: (e.year is None, e.year or 0, order[e.kind], e.id))


def _together(events: Iterable[Event]) -> list[Event]:
    """What a regulator said of several treatments in the same words is told once."""
    told: dict[object, Event] = {}
    for event in events:
        key = (
            (event.year, event.by, event.text)
            if event.kind == "regulation"
            else (event.kind, event.id, event.text)
        )
        first = told.setdefault(key, event)
        if first is not event:
            told[key] = msgspec.structs.replace(
                first,
                treatments=tuple(dict.fromkeys((*first.treatments, *event.treatments))),
                studies=tuple(dict.fromkeys((*first.studies, *event.studies))),
                pages=tuple(dict.fromkeys((*first.pages, *event.pages))),
            )
    return list(told.values())
