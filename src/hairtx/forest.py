"""Which effects a treatment's forest plots show, seen from it, and what of its studies they cannot show.

Effects are those of ``effects``, nothing is pooled. An effect that has the treatment on the comparator's side is
turned round (differences change their sign, ratios are inverted) and marked ``turned``.
"""

from collections.abc import Iterable, Sequence
from typing import get_args

import msgspec

from hairtx.answers import of_condition
from hairtx.effects import between, effects_of, undrawn
from hairtx.findings import RATIOS, Effect
from hairtx.model import Outcome, Study
from hairtx.sides import sides
from hairtx.verdicts import turned
from hairtx.vocabulary import EffectKind, Measure

# these have no axis of their own on which an interval and a null could be shown
_NO_AXIS = {"number-needed-to-treat": "a number needed to treat has no axis with a point of no difference"}
# words of the vocabulary under which anything may stand
_UNNAMED = ("other", "several", "tally")
_MEASURES: Sequence[str] = get_args(Measure)
_KINDS: Sequence[str] = get_args(EffectKind)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """An effect of a study with its interval, seen from the treatment; ``turned`` if the record has it otherwise.

    ``printed`` is the outcome's row as the record holds it.
    """

    study: Study
    effect: Effect
    printed: Outcome
    turned: bool
    low: float
    high: float


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The effects of one plot: one measure, one kind of effect, one unit, one way of being better.

    ``wording`` is set where the measure is none of the vocabulary's, so that only like stands beside like. ``dose``
    effects compare regimens that both have the treatment, and never share a plot with others.
    """

    measure: str
    wording: str | None
    kind: EffectKind
    unit: str | None
    higher_is_better: bool | None
    dose: bool
    shown: tuple[Shown, ...]


class Omitted(msgspec.Struct, frozen=True, kw_only=True):
    """A row that is not drawn and why; without a row the whole study."""

    study: Study
    printed: Outcome | None
    reason: str


_Key = tuple[str, str | None, EffectKind, str | None, bool | None, bool]


def groups(shown: Iterable[Shown]) -> list[Group]:
    """Effects by plot, in the order of the vocabulary; in a plot controls first, pooled estimates last."""
    found: dict[_Key, list[Shown]] = {}
    for row in shown:
        effect = row.effect
        wording = effect.wording if effect.measure in _UNNAMED else None
        key = (effect.measure, wording, effect.kind, effect.unit, effect.higher_is_better, effect.dose)
        found.setdefault(key, []).append(row)
    return [
        Group(
            measure=key[0], wording=key[1], kind=key[2], unit=key[3], higher_is_better=key[4], dose=key[5],
            shown=tuple(sorted(found[key], key=_place)),
        )
        for key in sorted(found, key=_plot)
    ]  # fmt: skip


def _plot(key: _Key) -> tuple[object, ...]:
    measure, wording, kind, unit, better, dose = key
    return _MEASURES.index(measure), dose, _KINDS.index(kind), wording or "", unit or "", str(better)


def _place(row: Shown) -> tuple[object, ...]:
    effect = row.effect
    return (
        effect.pooled,
        effect.control is None,
        row.study.year or 9999,
        row.study.id,
        effect.week or 0,
        effect.row,
    )


def collect(
    treatment: str, studies: Iterable[Study], condition: str | None = None, measure: str | None = None
) -> tuple[list[Shown], list[Omitted]]:
    """What the plots of ``treatment`` show of ``studies``, and what they do not.

    ``condition`` keeps studies tagged with it and, of those on several kinds of hair loss, rows that are not
    told of another; ``measure`` rows of it. Rows that compare other treatments are
    neither shown nor listed.
    """
    shown: list[Shown] = []
    omitted: list[Omitted] = []
    for study in studies:
        if condition is not None and condition not in study.conditions:
            continue
        rows = [row for row in study.outcomes if measure in (None, row.measure)]
        if not study.weighs:
            if measure is None or rows:
                omitted.append(Omitted(study=study, printed=None, reason=_worth(study)))
            continue
        drawn = _drawn(treatment, study, measure)
        shown += _once(
            [row for row in drawn if condition is None or of_condition(row.effect, condition, study)]
        )
        omitted += _undrawn(treatment, study, measure, {row.effect.row for row in drawn})
    return shown, omitted


def _worth(study: Study) -> str:
    if study.retracted:
        return "retracted"
    return {"unverified": "unverified: nobody has seen it whole"}.get(
        study.provenance.status, "disputed: no such work could be found"
    )


def _drawn(treatment: str, study: Study, measure: str | None) -> list[Shown]:
    out = []
    effects = [effect for effect in effects_of(study) if measure in (None, effect.measure)]
    ratios = {effect.row for effect in effects if effect.kind in RATIOS}
    for effect in effects:
        # of two groups' counts the ratio is drawn, and the difference only where there is no ratio
        if effect.computed and effect.kind == "risk-difference" and effect.row in ratios:
            continue
        if effect.doubt or effect.kind in _NO_AXIS or effect.low is None or effect.high is None:
            continue
        if effect.kind in RATIOS and min(effect.low, effect.estimate) <= 0:
            continue
        printed = study.outcomes[effect.row]
        if treatment not in effect.treatments:
            if treatment not in effect.comparators:
                continue
            effect = turned(effect)
        low, high = effect.low, effect.high
        if low is None or high is None:
            continue
        shown = Shown(
            study=study,
            effect=effect,
            printed=printed,
            turned=_otherwise(printed, effect),
            low=low,
            high=high,
        )
        out.append(shown)
    return out


def _once(drawn: Iterable[Shown]) -> list[Shown]:
    """Without what a record tells twice, as a share and as a count."""
    told: dict[object, Shown] = {}
    for row in drawn:
        effect = row.effect
        what = (effect.measure, effect.wording, effect.kind, effect.unit, effect.week, effect.treatment_label)
        told.setdefault((*what, effect.comparator_label, effect.estimate, row.low, row.high), row)
    return list(told.values())


def _otherwise(printed: Outcome, effect: Effect) -> bool:
    """Whether the record has the effect the other way round."""
    if effect.computed:
        return effect.value != printed.value
    if effect.kind in RATIOS:
        return effect.estimate != printed.effect
    # a proportion is told in percentage points: its size is another, its sign is not
    return (effect.estimate < 0) != ((printed.effect or 0.0) < 0)


def _undrawn(treatment: str, study: Study, measure: str | None, drawn: set[int]) -> list[Omitted]:
    """The between-group rows that are about the treatment, or may be, and are not drawn."""
    reasons = {row.row: row.reason for row in undrawn(study)}
    out = []
    for number, row in enumerate(study.outcomes):
        if number in drawn or measure not in (None, row.measure) or not between(row):
            continue
        who = sides(study, row)
        named = {*who.treatment.treatments, *who.comparator.treatments}
        known = bool(named) or (who.treatment.known and who.comparator.known)
        if treatment not in named and (known or treatment not in study.treatments):
            continue
        out.append(
            Omitted(
                study=study, printed=row, reason=reasons.get(number) or _why(treatment, study, row, named)
            )
        )
    return out


def _why(treatment: str, study: Study, row: Outcome, named: set[str]) -> str:
    """Why a row that gives an effect with an interval is not drawn."""
    if row.effect_kind in _NO_AXIS:
        return _NO_AXIS[row.effect_kind]
    if treatment not in named:
        return (
            "the record ties neither side to this treatment alone: it may speak of a class or a combination"
        )
    if row.effect_kind in RATIOS and min((row.effect or 0.0, *(row.ci or ()))) <= 0:
        return "its interval reaches a ratio of 0, which a logarithmic axis cannot show"
    return "one side got it together with something that has no record here"
