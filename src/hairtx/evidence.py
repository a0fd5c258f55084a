"""How well a treatment is studied for a condition: computed from the studies, never typed by hand.

The level follows the Oxford CEBM 2011 table for treatment benefits. It says how good the best design is,
never that the treatment works, so it always travels with the direction of the trials. Only between-group
results count; people are counted once a trial; unverified, disputed and retracted records weigh nothing.
"""

from collections.abc import Iterable, Mapping

import msgspec

from hairtx.model import Study
from hairtx.vocabulary import CONTROLS, RANDOMISED, REVIEWS, Direction

_LEVELS: Mapping[str, int] = {
    **dict.fromkeys(RANDOMISED, 2),
    "controlled-trial": 3,
    "cohort": 3,
    "case-control": 4,
    "single-arm-trial": 4,
    "case-series": 4,
    "case-report": 4,
    "animal": 5,
    "in-vitro": 5,
}


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Trials by the direction of their between-group results, seen from one treatment."""

    favours: int = 0
    no_significant_difference: int = 0
    against: int = 0
    mixed: int = 0

    @property
    def trials(self) -> int:
        """All trials with a between-group result."""
        return self.favours + self.no_significant_difference + self.against + self.mixed


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What the records hold on one treatment for one condition.

    ``trials`` randomised trials in ``people`` people (``people_known`` of the trials say how many), the
    longest of the ``weeks_known`` that say ``weeks`` long. ``shared`` of them mix in people with another
    condition and are counted whole. ``control`` tallies those against placebo, vehicle, sham or nothing,
    ``head_to_head`` those against another treatment; ``unrecorded`` gave no between-group result.
    ``studies`` are the records counted, ``left_out`` those that exist but weigh nothing.
    ``overlaid`` are studies that an overlay added, or changed in what they weigh here; where there are any,
    ``level_without_overlays`` is the level of the dataset alone.
    """

    treatment: str
    condition: str
    level: int | None = None
    trials: int = 0
    people: int = 0
    people_known: int = 0
    weeks: int | None = None
    weeks_known: int = 0
    shared: int = 0
    control: Tally
    head_to_head: Tally
    unrecorded: int = 0
    reviews: int = 0
    guidelines: int = 0
    studies: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    overlaid: tuple[str, ...] = ()
    level_without_overlays: int | None = None


def level_of(study: Study) -> int | None:
    """The Oxford level of one study, 1 (best) to 5; None for designs that have none.

    A review has level 1 only if the record shows that it pools randomised trials, and otherwise none: one
    that collects trials without pooling them, or does not say what it pools, grades nothing.
    """
    if study.design in REVIEWS:
        return 1 if study.pools == "randomised" and _pooled(study) else None
    return _LEVELS.get(study.design)


def _pooled(study: Study) -> bool:
    return study.design != "systematic-review" or any(
        outcome.kind.startswith(("pooled", "network")) for outcome in study.outcomes
    )


def concerns(study: Study, treatment: str, condition: str) -> bool:
    """Whether a study speaks of the treatment for the condition, by its tags or a recommendation.

    Tags that no source was seen for say nothing.
    """
    seen = not {"treatments", "conditions"}.intersection(study.provenance.unseen)
    if seen and treatment in study.treatments and condition in study.conditions:
        return True
    return any(condition == rec.condition and treatment in rec.treatments for rec in study.recommendations)


def weigh(treatment: str, condition: str, studies: Iterable[Study]) -> Evidence:
    """The evidence of ``studies`` (any; the ones that concern the pair are picked out)."""
    relevant = [study for study in studies if concerns(study, treatment, condition)]
    weighed = [study for study in relevant if study.weighs and not _background(study, treatment, condition)]
    reports = _by_trial(study for study in weighed if study.design in RANDOMISED)
    sizes = [size for group in reports.values() if (size := max((s.n or 0 for s in group), default=0))]
    lengths = [
        longest for group in reports.values() if (longest := max((s.weeks or 0 for s in group), default=0))
    ]
    levels = [level for study in weighed if (level := level_of(study))]
    control = [directions(group, treatment, condition, controls=True) for group in reports.values()]
    rivals = [directions(group, treatment, condition, controls=False) for group in reports.values()]
    return Evidence(
        treatment=treatment,
        condition=condition,
        level=min(levels, default=None),
        trials=len(reports),
        people=sum(sizes),
        people_known=len(sizes),
        weeks=max(lengths, default=None),
        weeks_known=len(lengths),
        shared=sum(any(len(s.conditions) > 1 for s in group) for group in reports.values()),
        control=_tally(control),
        head_to_head=_tally(rivals),
        unrecorded=sum(not first and not second for first, second in zip(control, rivals, strict=True)),
        reviews=sum(study.design in REVIEWS for study in weighed),
        guidelines=sum(study.design == "guideline" for study in weighed),
        studies=tuple(study.id for study in weighed),
        left_out=tuple(s.id for s in relevant if not s.weighs and s.provenance.status != "disputed"),
    )


def directions(
    reports: Iterable[Study], treatment: str, condition: str | None = None, *, controls: bool | None = None
) -> frozenset[Direction]:
    """The between-group directions of a trial's reports, seen from ``treatment``.

    ``controls`` True keeps comparisons with placebo, vehicle, sham or nothing, False those with another
    treatment, None both. A treatment that stood on the comparator's side sees the direction turned round.
    """
    found: set[Direction] = set()
    for study in reports:
        for row in study.comparisons:
            if condition is not None and row.condition != condition:
                continue
            if controls is not None and controls != (row.comparator in CONTROLS):
                continue
            if row.treatment == treatment:
                found.add(row.direction)
            elif row.comparator == treatment:
                found.add(_TURNED.get(row.direction, row.direction))
    return frozenset(found)


_TURNED: Mapping[Direction, Direction] = {
    "favours-treatment": "favours-comparator",
    "favours-comparator": "favours-treatment",
}


def _background(study: Study, treatment: str, condition: str) -> bool:
    """Whether a trial gave the treatment to both sides only, and so says nothing about it."""
    rows = [row for row in study.comparisons if row.condition == condition]
    return bool(rows) and not any(treatment in (row.treatment, row.comparator) for row in rows)


def _by_trial(studies: Iterable[Study]) -> dict[str, list[Study]]:
    groups: dict[str, list[Study]] = {}
    for study in studies:
        groups.setdefault(study.trial or study.id, []).append(study)
    return groups


def _tally(trials: Iterable[frozenset[Direction]]) -> Tally:
    """One vote a trial; one whose comparisons disagree is mixed."""
    votes = [next(iter(found)) if len(found) == 1 else "mixed" for found in trials if found]
    return Tally(
        favours=votes.count("favours-treatment"),
        no_significant_difference=votes.count("no-significant-difference"),
        against=votes.count("favours-comparator"),
        mixed=votes.count("mixed"),
    )
