"""How much difference a treatment makes for a condition, and how safe it is: computed from the records.

How well it is studied is ``hairtx.evidence``. The figure for "how much difference" is chosen by a fixed, total
order that never looks at its size:

1. what it is against: a placebo, vehicle, sham, usual care or nothing; then a "control" that its review does not
   name; then another treatment; then what the record does not say;
2. the design: pairwise meta-analysis that pools randomised trials, network meta-analysis that does (after the
   pairwise: it leans on comparisons that nobody made), randomised trial, meta-analysis that pools other or unnamed
   designs, network that does, regulator's page, controlled trial, cohort, and the rest;
3. the treatment alone before on top of another that both groups got;
4. the measure: the share with SALT 20 or less, hair kept, or hairs counted; then other shares of regrowth; ratings;
   scores; what people saw themselves; thickness; the rest (the order in which the records use them most);
5. a trial of 40 people or more, and not known to have under 20 on a side, before a smaller one or one of no known size;
6. a scale that can be pictured (differences, then ratios of shares, then odds, then standardised differences);
   changes before values at the end; with an interval, then with a p value, then with neither;
7. the longest follow-up;
8. seen first-hand (on a primary page) before at second hand;
9. as printed before computed; the larger study; the newer; its key, then the row's place (of several doses the
   first printed).

An effect between two doses, of a combination as a whole, on a scale that its source does not name, or of which
neither the better way nor the study's verdict is known, is never chosen. Retracted, unverified and disputed
studies weigh nothing.
"""

import re
from collections.abc import Iterable, Mapping

import msgspec

from hairtx.effects import effects_of, undrawn
from hairtx.evidence import concerns, directions
from hairtx.findings import Against, Answers, Difference, Effect, Picture
from hairtx.model import Study
from hairtx.safety import safety_of
from hairtx.verdicts import favours, significant, turnable, turned
from hairtx.vocabulary import RANDOMISED, REVIEWS, Direction

# measures that say whether a treatment works, in the order of point 4
MEASURES: Mapping[str, int] = {
    **dict.fromkeys(("salt-20", "hair-preservation", "hair-density", "hair-count", "terminal-hair"), 0),
    **dict.fromkeys(("graft-survival", "salt-50", "salt-75", "salt-90", "salt-10", "salt-30"), 1),
    **dict.fromkeys(("complete-regrowth", "responders", "stabilised"), 1),
    **dict.fromkeys(("photographic-rating", "investigator-rating"), 2),
    **dict.fromkeys(("salt-change", "salt-score", "severity-score"), 3),
    **dict.fromkeys(("self-rating", "relapse", "satisfaction"), 4),
    "hair-diameter": 5,
    **dict.fromkeys(("eyebrow-regrowth", "eyelash-regrowth", "hair-mass", "shedding"), 6),
    **dict.fromkeys(("growth-phase", "hair-growth-rate", "symptoms"), 6),
}
HAIRS: frozenset[str] = frozenset({"hair-density", "hair-count", "terminal-hair"})
_SCALES: Mapping[str, int] = {
    "mean-difference": 0,
    "risk-difference": 0,
    "risk-ratio": 1,
    "odds-ratio": 2,
    "hazard-ratio": 2,
    "number-needed-to-treat": 2,
    "standardised-mean-difference": 3,
}
_AREA = re.compile(r"(?:circle|area|in|counted in|\()\s*\(?(\d+(?:\.\d+)?) ?cm2")


class Effects:
    """The effects of studies, each study's computed once however many treatments and conditions ask."""

    def __init__(self) -> None:
        self._known: dict[str, list[Effect]] = {}

    def of(self, study: Study) -> list[Effect]:
        """The effects of a study."""
        if study.id not in self._known:
            self._known[study.id] = effects_of(study)
        return self._known[study.id]


def answer(
    treatment: str, condition: str, studies: Iterable[Study], effects: Effects | None = None
) -> Answers:
    """The answers from ``studies`` (any; those that weigh and concern the pair are picked out)."""
    known = effects or Effects()
    relevant = [study for study in studies if study.weighs and concerns(study, treatment, condition)]
    ranked = differences(treatment, condition, relevant, known)
    chosen = ranked[0] if ranked else None
    pictured = None
    if chosen and not chosen.picture:
        pictured = next((one for one in ranked if one.picture and one.against == chosen.against), None)
    return Answers(
        treatment=treatment,
        condition=condition,
        difference=chosen,
        pictured=pictured,
        no_figure=None if chosen else _why_none(treatment, condition, relevant, known),
        safety=safety_of(treatment, relevant),
    )


def differences(
    treatment: str, condition: str, studies: Iterable[Study], effects: Effects
) -> list[Difference]:
    """All effects that say how much difference the treatment makes for the condition, in the fixed order."""
    found = [
        made(treatment, condition, study, effect, against)
        for study in studies
        if condition in study.conditions
        for effect, against in _seen_from(treatment, condition, study, effects.of(study))
    ]
    found.sort(key=lambda pair: pair[0])
    return [difference for _, difference in found if difference.favours or difference.verdict]


def made(
    treatment: str, condition: str, study: Study, effect: Effect, against: Against
) -> tuple[tuple[object, ...], Difference]:
    """An effect's place in the fixed order, and what is to be read beside it."""
    return _order(study, effect, against), _difference(treatment, condition, study, effect, against)


def _seen_from(
    treatment: str, condition: str, study: Study, effects: Iterable[Effect]
) -> Iterable[tuple[Effect, Against]]:
    for effect in effects:
        if effect.measure not in MEASURES or effect.doubt or effect.dose or effect.kind == "unnamed":
            continue
        if not of_condition(effect, condition, study):
            continue
        if effect.treatments == (treatment,):
            yield effect, against_of(effect)
        elif effect.comparators == (treatment,) and effect.treatments and turnable(effect):
            back = turned(effect)
            yield back, against_of(back)


def of_condition(effect: Effect, condition: str, study: Study) -> bool:
    """Whether a row of a study of several kinds of hair loss speaks of this one, by the words that name one.

    "women" is not male-pattern loss, and what is told of alopecia areata is told of no other.
    """
    if len(study.conditions) < 2:
        return True
    if "areata" in effect.wording.casefold():
        return condition == "alopecia-areata"
    if condition not in ("male-pattern", "female-pattern"):
        # a study that sets areata apart in some rows speaks of the rest in the others
        apart = any("areata" in row.wording.casefold() for row in study.outcomes)
        return not (apart and condition == "alopecia-areata")
    words = set(re.findall(r"[a-z]+", effect.wording.casefold()))
    women, men = bool(words & {"women", "female"}), bool(words & {"men", "male"})
    return women == men or women == (condition == "female-pattern")


def against_of(effect: Effect) -> Against:
    if effect.control:
        return "control"
    if effect.comparators:
        return "treatment"
    label = (effect.comparator_label or "").casefold()
    if label.startswith("control"):
        return "unnamed-control"
    return "treatment" if label else "unknown"


def _design_rank(study: Study, effect: Effect) -> int:
    if study.design in REVIEWS:
        network = effect.network
        return (1 if network else 0) if study.pools == "randomised" else (4 if network else 3)
    if study.design in RANDOMISED:
        return 2
    return {"regulatory": 5, "controlled-trial": 6, "cohort": 7, "case-control": 8}.get(study.design, 9)


def _order(study: Study, effect: Effect, against: Against) -> tuple[object, ...]:
    """The fixed order of the module's docstring."""
    row = study.outcomes[effect.row]
    people = effect.people or study.analysed or study.n or 0
    sides = [n for n in (row.n, row.comparator_n) if n]
    small = not effect.pooled and (people < 40 or min(sides, default=20) < 20)
    test = 0 if effect.low is not None else 1 if significant(effect) is not None else 2
    return (
        ("control", "unnamed-control", "treatment", "unknown").index(against),
        _design_rank(study, effect),
        bool(effect.added or effect.added_label),
        MEASURES.get(effect.measure, len(MEASURES)),
        small,
        _SCALES.get(effect.kind, 4),
        effect.outcome == "mean",
        test,
        -(effect.week or 0),
        not first_hand(study),
        effect.computed,
        -(study.analysed or study.n or 0),
        -(study.year or 0),
        study.id,
        effect.row,
        effect.kind,
    )


def first_hand(study: Study) -> bool:
    """Whether a primary page of the study was seen."""
    return any(seen.kind == "primary" for seen in study.provenance.seen)


def _difference(treatment: str, condition: str, study: Study, effect: Effect, against: Against) -> Difference:
    return Difference(
        effect=effect,
        against=against,
        design=study.design,
        year=study.year,
        people=study.analysed or study.n,
        population=study.population,
        first_hand=first_hand(study),
        shared=len(study.conditions) > 1,
        significant=significant(effect),
        favours=favours(effect),
        verdict=_verdict(treatment, condition, study, effect),
        picture=picture(study, effect),
        doubts=study.doubts,
    )


def _verdict(treatment: str, condition: str, study: Study, effect: Effect) -> Direction | None:
    """The direction that the record gives for this very pair, if it gives one."""
    # it says whether the treatment works: beside a figure of harms or of mood it would be a false one
    if effect.measure not in MEASURES:
        return None
    others = {effect.control} if effect.control else set(effect.comparators)
    rows = tuple(
        row
        for row in study.comparisons
        if (row.treatment == treatment and row.comparator in others)
        or (row.comparator == treatment and row.treatment in others)
    )
    # of a trial of it alone and on top of another, the result of the arms that the figure is of
    same = tuple(row for row in rows if set(row.added_to) == set(effect.added))
    found = directions([msgspec.structs.replace(study, comparisons=same or rows)], treatment, condition)
    return next(iter(found)) if len(found) == 1 else "mixed" if found else None


def picture(study: Study, effect: Effect) -> Picture | None:
    """The effect in people out of a hundred or in hairs, where the record allows it without assumptions."""
    row = study.outcomes[effect.row]
    if effect.kind in ("risk-difference", "risk-ratio", "odds-ratio"):
        treated, others = _shares(effect, row.n, row.comparator_n, turned_round=row.value != effect.value)
        if treated is not None and others is not None:
            return Picture(of="people", more=treated - others, treated=treated, others=others)
        return Picture(of="people", more=effect.estimate) if effect.kind == "risk-difference" else None
    if effect.kind == "number-needed-to-treat" and effect.estimate:
        # treated for one more who is better: of what is bad that is one fewer
        return Picture(
            of="people", more=(-100 if effect.higher_is_better is False else 100) / effect.estimate
        )
    if effect.kind != "mean-difference" or effect.measure not in HAIRS:
        return None
    if effect.unit == "hairs/cm2":
        return Picture(of="hairs/cm2", more=effect.estimate)
    if effect.unit == "hairs" and (area := _AREA.search(f"{row.wording} {row.note or ''}")):
        return Picture(of="hairs/cm2", more=effect.estimate / float(area[1]))
    if effect.unit == "percentage points" or (effect.unit == "%" and "baseline" in row.wording):
        return Picture(of="hairs of 100", more=effect.estimate)
    return None


def _shares(
    effect: Effect, n: int | None, other: int | None, *, turned_round: bool
) -> tuple[float | None, float | None]:
    """Both groups' people out of a hundred, where both figures are shares or counts of stated people."""
    if turned_round:
        n, other = other, n
    if effect.value is None or effect.comparator_value is None:
        return None, None
    if effect.value_unit == "%":
        return effect.value, effect.comparator_value
    if effect.value_unit == "people" and n and other:
        return 100 * effect.value / n, 100 * effect.comparator_value / other
    return None, None


_NO_FIGURES = ("only a test", "the figures of one")


def _why_none(treatment: str, condition: str, studies: Iterable[Study], effects: Effects) -> str:
    """Why no figure between groups can be given."""
    if not (relevant := [study for study in studies if condition in study.conditions]):
        return "no study of it in the records"
    if any(treatment in effect.treatments for study in relevant for effect in effects.of(study)
           if effect.dose and effect.measure in MEASURES):  # fmt: skip
        return "the figures in the records compare doses or forms of it with each other"
    compared = [study for study in relevant if directions([study], treatment, condition)]
    reasons = [row.reason for study in compared for row in undrawn(study) if row.measure in MEASURES]
    if told := [reason for reason in reasons if not reason.startswith(_NO_FIGURES)]:
        return f"its figures make no effect that can be compared ({told[0]})"
    if reasons:
        return "its trials tell the result in words or as a test; figures of both groups were not seen"
    if compared:
        return "its trials tell the result in words; no figures were seen"
    if any(study.design in RANDOMISED or study.design in REVIEWS for study in relevant):
        return "no figure between groups was seen that is for it alone"
    return "no study compares it with another group"
