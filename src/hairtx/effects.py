"""From a study's outcome rows to comparable effects between groups.

Two sources, never mixed up. An effect that the source printed is taken as printed (``computed`` False; a risk
difference without a unit is a proportion, and is told in percentage points as all are); those that pool studies are
``pooled``, those of a network ``network``. Where a source printed two groups' figures and no effect, one is
computed by the formulas below and marked ``computed``:

- counts of people (``responders``, ``proportion``, ``adverse-event`` … in people, or in per cent of a stated
  number of people that the per cent fits): the risk ratio, its 95 % interval by the standard error of its
  logarithm, sqrt(1/a - 1/n1 + 1/c - 1/n2) (Cochrane Handbook, chapter 6); where one cell is zero 0.5 is added
  to every cell (``corrected``), where both or neither side has all its people in a cell there is none; and the
  risk difference in percentage points with Newcombe's hybrid score interval (Statistics in Medicine 1998;17:873,
  method 10), which also holds at zero.
- means or changes with standard deviations and numbers in both groups: the mean difference, its 95 % interval by
  Welch's t with the Satterthwaite degrees of freedom.
- means, changes and shares without what an interval needs: the plain difference of the two printed figures,
  without an interval; ``no_interval`` says what is missing.

Never an effect: figures that a review summed over trials (to compute one would be to pool them), a change against
baseline, a test within a group, a value at baseline, medians (their difference is not the median difference), shares
pooled from separate studies, rows whose sides the record does not identify.
Where the same people got both (split-scalp, crossover, patches) an unpaired interval would be wrong: none is
computed.
"""

import re

import msgspec

from hairtx.better import better_when_higher
from hairtx.findings import RATIOS, Effect, Undrawn
from hairtx.intervals import newcombe, people_of, risk_ratio, welch
from hairtx.model import Outcome, Study
from hairtx.sides import Sides, paired, sides, within
from hairtx.verdicts import turnable, turned
from hairtx.vocabulary import RANDOMISED, REVIEWS, EffectKind

_COUNTED: frozenset[str] = frozenset({"responders", "non-responders", "proportion", "adverse-event", "count"})
_MEANS: frozenset[str] = frozenset({"mean", "change", "percent-change"})
# measures that are counted in people: an odds ratio of anything else is not one
_CONTINUOUS: frozenset[str] = frozenset(
    {"hair-density", "hair-count", "terminal-hair", "vellus-hair", "hair-diameter", "hair-mass"}
)
_BASELINE = re.compile(r"at baseline|before treatment")
_LENGTH = re.compile(r"(\d+)[ -](week|month|year)")
# how old people or their hair loss are, not how long they were followed
_OLD = re.compile(r"\b(?:aged?|duration|ill|history)\b[^,;]*$", re.IGNORECASE)
_OLDER = ("s old", "s and older", "s or older", "-old", " old")


def effects_of(study: Study) -> list[Effect]:
    """All effects between groups of a study's rows, in their order; of counts a risk ratio and a difference.

    What weighs nothing (retracted, unverified, disputed) is not sorted out here: see ``Study.weighs``.
    """
    return [effect for number, row in enumerate(study.outcomes) for effect in _effects(study, number, row)[0]]


def undrawn(study: Study) -> list[Undrawn]:
    """The between-group rows of a study that give no effect with an interval on a known scale, with the reason."""
    out = []
    for number, row in enumerate(study.outcomes):
        if not between(row):
            continue
        found, reason = _effects(study, number, row)
        if any(effect.low is not None and not effect.doubt for effect in found):
            continue
        if found:
            reason = found[0].doubt or found[0].no_interval or "no interval is given"
        out.append(
            Undrawn(study=study.id, row=number, measure=row.measure, wording=row.wording, reason=reason)
        )
    return out


def between(row: Outcome) -> bool:
    """Whether a row claims to compare groups."""
    return row.comparator is not None or row.effect is not None


def _effects(study: Study, number: int, row: Outcome) -> tuple[list[Effect], str]:
    """A row's effects; where there are none, why."""
    if not between(row):
        return [], "compares no groups"
    if within(study, row):
        return [], "a change within one group, not a difference between groups"
    if _before(row):
        return [], "measured before treatment"
    who = sides(study, row)
    if row.effect is not None and row.effect_kind is not None:
        return [_seen(_published(study, number, row, who), who)], ""
    reason = _refused(study, row, who)
    if reason:
        return [], reason
    made = _counted(study, number, row, who) if row.kind in _COUNTED else _means(study, number, row, who)
    return [_seen(effect, who) for effect in made], ""


def _before(row: Outcome) -> bool:
    """Whether the groups were measured before treatment; what only speaks of the baseline was not."""
    worded = "change" not in row.kind and _BASELINE.search(row.wording.casefold())
    return row.week == 0 or bool(worded or _BASELINE.match((row.note or "").casefold()))


def _seen(effect: Effect, who: Sides) -> Effect:
    """Turned so that the treatment leads where the record put the control first."""
    if effect.treatments or not effect.comparators or not who.treatment.control or not turnable(effect):
        return effect
    return msgspec.structs.replace(turned(effect), control=who.treatment.control)


def _base(study: Study, number: int, row: Outcome, who: Sides) -> dict[str, object]:
    first, second = who.treatment, who.comparator
    combined = first.combined and not who.added
    return {
        "study": study.id,
        "row": number,
        "measure": row.measure,
        "wording": row.wording,
        "outcome": row.kind,
        "treatments": () if combined else first.treatments,
        "comparators": () if second.combined and not who.added else second.treatments,
        "control": second.control if not second.treatments else None,
        "added": who.added,
        "added_label": who.added_label,
        "dose": who.dose,
        "treatment_label": first.label,
        "comparator_label": second.label,
        "week": row.week if row.week is not None else _length(row.wording),
        "people": _people(study, row, who),
        "higher_is_better": better_when_higher(row),
        "value": row.value,
        "comparator_value": row.comparator_value,
        "value_unit": row.unit,
        "p": row.p,
        "k": row.k,
        "i2": row.i2,
        "note": row.note,
        "speaks_of": () if combined or who.dose else first.treatments,
    }


def _published(study: Study, number: int, row: Outcome, who: Sides) -> Effect:
    low, high = row.ci or (None, None)
    assert row.effect is not None
    assert row.effect_kind is not None
    estimate, unit = row.effect, row.unit
    if row.effect_kind == "risk-difference":
        unit = "percentage points"
        if row.unit is None and all(abs(value) <= 1 for value in (estimate, *(row.ci or ()))):
            # printed as a proportion: 0.03 is 3 percentage points
            estimate = round(100 * estimate, 6)
            low, high = (None if end is None else round(100 * end, 6) for end in (low, high))
    network = row.kind == "network-estimate" or study.design == "network-meta-analysis"
    return Effect(
        **_base(study, number, row, who),  # type: ignore[arg-type]
        kind=row.effect_kind,
        estimate=estimate,
        low=low,
        high=high,
        unit=None if row.effect_kind in RATIOS or row.effect_kind == "standardised-mean-difference" else unit,
        pooled=network or row.kind.startswith("pooled") or study.design == "meta-analysis",
        network=network,
        doubt=_doubt(row),
    )


def _doubt(row: Outcome) -> str | None:
    """Why the scale of a published effect cannot be trusted."""
    kind = row.effect_kind
    if kind == "unnamed":
        return "the source does not name the effect's scale"
    odd = kind == "standardised-mean-difference" and row.measure in ("responders", "complete-regrowth")
    if (kind in RATIOS and row.measure in _CONTINUOUS) or odd:
        return "the scale that the source names does not fit what was measured"
    return None


def _refused(study: Study, row: Outcome, who: Sides) -> str:
    """Why no effect can be computed from a row's two figures, or nothing."""
    if row.kind in ("test", "pooled-other") and row.value is None:
        return "only a test between the groups is given, no figures"
    if row.kind in ("relative-difference", "difference"):
        return "a difference without the groups' figures and without a named scale"
    if row.value is None or row.comparator_value is None:
        return "the figures of one or both groups were not seen"
    if row.kind in ("median", "median-change"):
        return "medians: their difference is no effect with an interval"
    if row.kind.startswith(("pooled", "ranking", "prevalence")):
        return "shares or scores of separate studies or populations, not compared with each other"
    if study.design in REVIEWS:
        return "groups summed over trials by a review: an effect computed from them would be pooling"
    if row.kind not in _COUNTED | _MEANS:
        return "no figure that two groups can be compared by"
    if row.unit in ("events", "items", "% a year"):
        return "counts events, not people"
    if row.kind in _COUNTED and row.unit not in ("%", "people"):
        return "its unit is neither people nor a share of them"
    if row.kind in _COUNTED and _impossible(row):
        return "a share or number of people that no group can have"
    if "not of people" in (row.note or "") or "of sites" in (row.note or ""):
        return "counts patches or sites, not people"
    if not (who.treatment.treatments or who.comparator.treatments) or who.treatment.combined:
        return "the record does not tie the two sides to treatments"
    if not (
        who.treatment.known and (who.comparator.known or who.comparator.n is not None or _arm(study, row))
    ):
        return "the record does not tie the two sides to treatments"
    if row.kind == "mean" and study.design not in RANDOMISED:
        return "final values of groups that were not randomised"
    if row.unit == "people" and _numbers(row) is None:
        return "the number of people in each group is not given"
    if row.measure in ("tally", "prevalence", "rank", "agreement", "association"):
        return "a tally, not an outcome of treatment"
    return ""


def _impossible(row: Outcome) -> bool:
    """Whether a side has less than nobody or more than all of its people."""
    sides = ((row.value or 0.0, row.n), (row.comparator_value or 0.0, row.comparator_n))
    return any(not 0 <= value <= (100 if row.unit == "%" else n or value) for value, n in sides)


def _arm(study: Study, row: Outcome) -> bool:
    return any(arm.label == row.comparator for arm in study.arms)


_PAIRED_REASON = "the same people are on both sides: an unpaired interval would be wrong"


def _numbers(row: Outcome) -> tuple[int, int] | None:
    """People in each group, as the row has them: those of the arms may not be those behind this figure."""
    return (row.n, row.comparator_n) if row.n and row.comparator_n else None


def _counted(study: Study, number: int, row: Outcome, who: Sides) -> list[Effect]:
    base = _base(study, number, row, who)
    value, other = row.value or 0.0, row.comparator_value or 0.0
    numbers = _numbers(row)
    reason, counts = _counts(row, numbers)
    if paired(study, row, who):
        reason, counts = _PAIRED_REASON, None
    if counts is None or numbers is None:
        if row.unit == "people" and numbers:
            value, other = 100 * value / numbers[0], 100 * other / numbers[1]
        return [_plain(base, "risk-difference", round(value - other, 6), "percentage points", reason)]
    (a, c), (n1, n2) = counts, numbers
    difference = newcombe(a, n1, c, n2)
    made = Effect(
        **base,  # type: ignore[arg-type]
        kind="risk-difference", estimate=round(100 * (a / n1 - c / n2), 6), low=round(100 * difference[0], 4),
        high=round(100 * difference[1], 4), computed=True, unit="percentage points",
    )  # fmt: skip
    ratio = risk_ratio(a, n1, c, n2)
    if ratio is None:
        return [made]
    return [
        Effect(
            **base,  # type: ignore[arg-type]
            kind="risk-ratio", estimate=round(ratio[0], 6), low=round(ratio[1], 4), high=round(ratio[2], 4),
            computed=True, corrected=0 in (a, c),
        ),
        made,
    ]  # fmt: skip


def _counts(row: Outcome, numbers: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
    if numbers is None:
        return "the number of people behind the shares is not given", None
    assert row.value is not None
    assert row.comparator_value is not None
    found = []
    for value, n in zip((row.value, row.comparator_value), numbers, strict=True):
        count = people_of(value, n) if row.unit == "%" else int(value) if value == int(value) else None
        if count is None and row.unit == "%":
            return f"{value:g} % is not the share of any whole number of {n} people", None
        if count is None:
            return f"{value:g} is no whole number of people", None
        found.append(count)
    return "", (found[0], found[1])


def _means(study: Study, number: int, row: Outcome, who: Sides) -> list[Effect]:
    base = _base(study, number, row, who)
    assert row.value is not None
    assert row.comparator_value is not None
    unit = "percentage points" if row.kind == "percent-change" else row.unit
    estimate = round(row.value - row.comparator_value, 6)
    numbers = _numbers(row)
    if paired(study, row, who):
        return [_plain(base, "mean-difference", estimate, unit, _PAIRED_REASON)]
    if row.sd is None or row.comparator_sd is None:
        return [_plain(base, "mean-difference", estimate, unit, "no standard deviations are given")]
    if numbers is None:
        return [_plain(base, "mean-difference", estimate, unit, "the number of people analysed is not given")]
    low, high = welch(row.value, row.sd, numbers[0], row.comparator_value, row.comparator_sd, numbers[1])
    if low is None:
        reason = "a group of fewer than two people, or deviations that are none"
        return [_plain(base, "mean-difference", estimate, unit, reason)]
    return [
        Effect(
            **base,  # type: ignore[arg-type]
            kind="mean-difference", estimate=estimate, low=low, high=high, computed=True, unit=unit,
        )
    ]  # fmt: skip


def _plain(
    base: dict[str, object], kind: EffectKind, estimate: float, unit: str | None, reason: str
) -> Effect:
    return Effect(
        **base,  # type: ignore[arg-type]
        kind=kind, estimate=estimate, computed=True, unit=unit, no_interval=reason,
    )  # fmt: skip


def _people(study: Study, row: Outcome, who: Sides) -> int | None:
    """The people behind this figure: those of the study may be more."""
    if paired(study, row, who):
        return row.n
    if row.n and row.comparator_n:
        return row.n + row.comparator_n
    return row.n if not study.arms and row.comparator_n is None else None


def _length(wording: str) -> int | None:
    """Weeks, where only the wording says how long: "24 months or more" is 104."""
    found = _LENGTH.search(wording)
    if not found or _OLD.search(wording[: found.start()]) or wording[found.end() :].startswith(_OLDER):
        return None
    weeks = {"week": 1.0, "month": 52 / 12, "year": 52.0}[found[2]]
    return round(int(found[1]) * weeks)
