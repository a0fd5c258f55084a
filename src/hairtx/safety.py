"""What the trials in the records say of a treatment's harms: in how many people, over how long."""

from collections.abc import Iterable, Mapping

from hairtx.effects import effects_of
from hairtx.findings import ADVERSE, Harm, Safety
from hairtx.model import Outcome, Study
from hairtx.sides import paired, sides, within
from hairtx.vocabulary import REVIEWS

# figures kept for a treatment and a condition, the gravest first
_MOST = 6
_GRAVEST: Mapping[str, int] = {
    "serious-adverse-event": 0,
    "stopped-for-adverse-event": 1,
    "sexual-adverse-event": 2,
    "adverse-event": 3,
}
# not the effects of a treatment on people who took it: reports to a register, or people with another disease
_REGISTERS: frozenset[str] = frozenset({"case-control", "cross-sectional", "narrative-review"})
_REPORTS: frozenset[str] = frozenset({"reporting-odds-ratio"})


def safety_of(treatment: str, studies: Iterable[Study]) -> Safety:
    """The safety in ``studies``: those that weigh and concern the treatment for one condition."""
    harms: list[tuple[tuple[object, ...], Harm]] = []
    trials: dict[str, list[Study]] = {}
    reviews: list[str] = []
    figures: set[str] = set()
    for study in studies:
        found = _harms(treatment, study)
        if not found and not study.harms:
            continue
        if study.design in REVIEWS:
            reviews.append(study.id)
        elif study.arms or found:
            trials.setdefault(study.trial or study.id, []).append(study)
        if found:
            figures.add(study.trial or study.id)
        harms += [((*_rank(harm, study), place), harm) for place, harm in enumerate(found)]
    sizes = [size for group in trials.values() if (size := max(study.n or 0 for study in group))]
    lengths = [weeks for group in trials.values() if (weeks := max(study.weeks or 0 for study in group))]
    harms.sort(key=lambda pair: pair[0])
    return Safety(
        studies=tuple(study.id for group in trials.values() for study in group),
        people=sum(sizes),
        people_known=len(sizes),
        weeks=max(lengths, default=None),
        weeks_known=len(lengths),
        figures=sum(trial in figures for trial in trials),
        reviews=tuple(reviews),
        harms=tuple(_first_of_each([harm for _, harm in harms]))[:_MOST],
    )


def _first_of_each(harms: Iterable[Harm]) -> Iterable[Harm]:
    """Not the same harm of the same study twice (other doses, other times)."""
    seen = set()
    for harm in harms:
        key = (harm.study, harm.wording)
        if key not in seen:
            seen.add(key)
            yield harm


def _rank(harm: Harm, study: Study) -> tuple[object, ...]:
    """The gravest kind first, then figures against another group, the larger study, its key."""
    compared = harm.comparator_value is not None or harm.estimate is not None
    return _GRAVEST[harm.measure], not compared, -(harm.people or study.n or 0), study.id


def _harms(treatment: str, study: Study) -> list[Harm]:
    out = [
        Harm(
            study=study.id, measure=effect.measure, wording=effect.wording, arm=effect.treatment_label,
            kind=effect.kind, estimate=effect.estimate, low=effect.low, high=effect.high,
            against=effect.control or effect.comparator_label, week=effect.week, people=effect.people,
        )
        for effect in effects_of(study)
        if effect.measure in ADVERSE and not effect.computed and effect.speaks_of == (treatment,)
        and effect.kind not in _REPORTS and not effect.doubt
    ]  # fmt: skip
    if study.design in _REGISTERS:
        return out
    for row in study.outcomes:
        shown = row.unit == "%" or (row.unit == "people" and row.n)
        if row.measure not in ADVERSE or row.effect is not None or row.value is None or not shown:
            continue
        if row.kind not in ("adverse-event", "proportion", "count", "pooled-proportion") or within(
            study, row
        ):
            continue
        if _alone(treatment, study, row):
            out.append(_figure(treatment, study, row))
    return out


def _alone(treatment: str, study: Study, row: Outcome) -> bool:
    """Whether the row's group got this treatment, and nothing else that the record names but what both got."""
    if row.comparator is None:
        arms = [arm for arm in study.arms if arm.label == row.arm]
        if not arms:
            # a study of one group, or the whole of one
            return len(study.arms) < 2 and study.treatments == (treatment,)
        return arms[0].treatments == (treatment,)
    who = sides(study, row)
    return who.treatment.treatments == (treatment,) and not who.treatment.combined


def _figure(treatment: str, study: Study, row: Outcome) -> Harm:
    who = sides(study, row) if row.comparator else None
    value, other, unit = row.value, row.comparator_value, row.unit
    assert value is not None
    if unit == "people":
        assert row.n
        value = 100 * value / row.n
        other = 100 * other / row.comparator_n if other is not None and row.comparator_n else None
        unit = "%"
    same = who is not None and paired(study, row, who)
    people = row.n + (0 if same else row.comparator_n or 0) if row.n else None
    return Harm(
        study=study.id, measure=row.measure, wording=row.wording, arm=row.arm, unit=unit, value=value,
        comparator_value=other, week=row.week, people=people,
        against=(who.comparator.control or row.comparator) if who and other is not None else None,
    )  # fmt: skip
