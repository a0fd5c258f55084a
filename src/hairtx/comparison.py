"""Which studies put treatments against each other, and what they found."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from hairtx.answers import Effects, differences
from hairtx.evidence import directions
from hairtx.findings import Difference
from hairtx.model import Study
from hairtx.sides import treatments_of
from hairtx.vocabulary import RANDOMISED, REVIEWS, Design, Direction

_DESIGNS: Mapping[str, int] = {**dict.fromkeys(RANDOMISED, 1), "controlled-trial": 2, "cohort": 3}


class HeadToHead(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One study of one pair for one condition, seen from ``treatment``.

    ``direction`` is the study's own between-group result, None where the record has none for this pair;
    ``difference`` the figure that the fixed order of ``hairtx.answers`` puts first, against ``comparator``.
    """

    treatment: str
    comparator: str
    condition: str
    study: str
    year: int | None = None
    design: Design
    people: int | None = None
    weeks: int | None = None
    direction: Direction | None = None
    difference: Difference | None = None
    finding: str


def head_to_head(
    treatments: Sequence[str], conditions: Iterable[str], studies: Iterable[Study]
) -> list[HeadToHead]:
    """The studies that compare any two of ``treatments``: reviews first, then by design, size and key.

    A study counts if it records a comparison of the pair, gives an effect between them, or had an arm of each.
    What weighs nothing is left out.
    """
    found = []
    effects = Effects()
    pool = [study for study in studies if study.weighs]
    for condition in conditions:
        about = [study for study in pool if condition in study.conditions]
        for place, first in enumerate(treatments):
            for second in treatments[place + 1 :]:
                rows = [_pair(first, second, condition, study, effects) for study in about]
                found += [row for row in rows if row]
    found.sort(key=lambda row: (_rank(row), -(row.people or 0), row.study, row.condition))
    return found


def _rank(row: HeadToHead) -> int:
    return 0 if row.design in REVIEWS else _DESIGNS.get(row.design, 4)


def _pair(first: str, second: str, condition: str, study: Study, effects: Effects) -> HeadToHead | None:
    rows = tuple(row for row in study.comparisons if {row.treatment, row.comparator} == {first, second})
    said = directions([msgspec.structs.replace(study, comparisons=rows)], first, condition)
    figures = [
        difference
        for difference in differences(first, condition, [study], effects)
        if difference.effect.comparators == (second,)
    ]
    arms = [treatments_of(study, arm) for arm in study.arms]
    if not said and not figures and not ((first,) in arms and (second,) in arms):
        return None
    return HeadToHead(
        treatment=first,
        comparator=second,
        condition=condition,
        study=study.id,
        year=study.year,
        design=study.design,
        people=study.n,
        weeks=study.weeks,
        direction=next(iter(said)) if len(said) == 1 else "mixed" if said else None,
        difference=figures[0] if figures else None,
        finding=study.finding,
    )
