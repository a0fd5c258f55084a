"""The answers in words: how much difference a treatment makes, and how safe it is."""

from collections.abc import Mapping

from hairtx.findings import ADVERSE, RATIOS, Answers, Difference, Effect, Harm, Picture, Safety
from hairtx.views.words import CONTROLS, SHORT_DESIGNS, counted, listed, number
from hairtx.vocabulary import CONTROLS as CONTROL_KINDS

SCALES: Mapping[str, str] = {
    "mean-difference": "mean difference",
    "standardised-mean-difference": "standardised mean difference",
    "risk-ratio": "risk ratio",
    "odds-ratio": "odds ratio",
    "hazard-ratio": "hazard ratio",
    "reporting-odds-ratio": "reporting odds ratio",
    "risk-difference": "difference in percentage points",
    "number-needed-to-treat": "number needed to treat",
    "unnamed": "effect on an unnamed scale",
}
_VERDICTS: Mapping[str, str] = {
    "favours-treatment": "the study found it better; no p value or interval of this figure was seen",
    "no-significant-difference": "the study found no significant difference; no p value or interval of this figure "
    "was seen",
    "favours-comparator": "the study found the comparator better; no p value or interval of this figure was seen",
    "mixed": "the study's results are mixed; no p value or interval of this figure was seen",
}
_SALT = "SALT is the percentage of scalp hair lost, 0 to 100."
# harms named in a line of prose
_NAMED = 3


def figure(value: float) -> str:
    """A figure as printed where it is short, a computed one to three significant digits."""
    if abs(value - round(value, 2)) < 1e-9:
        return number(round(value, 2))
    shown = f"{value:.3g}"
    # a small one is never told as nothing
    return f"{value:,.0f}" if "e" in shown and abs(value) >= 1 else shown


def interval(low: float | None, high: float | None) -> str:
    """`` (95 % interval 8.25 to 21.1)``, or nothing."""
    return "" if low is None or high is None else f" (95 % interval {figure(low)} to {figure(high)})"


def outcome_name(effect: Effect) -> str:
    """What was measured, in the source's words, without the "A against B" that is told apart."""
    return _alone(effect.wording) if effect.comparator_label else effect.wording


def _alone(wording: str) -> str:
    """A source's words without a last ", A against B"."""
    head, comma, tail = wording.rpartition(", ")
    compares = any(word in f" {tail} " for word in (" against ", " v ", " vs ", " versus "))
    return head if comma and compares else wording


def size(effect: Effect) -> str:
    """How large an effect is, with the two groups' own figures where they were printed, and its interval."""
    unit = "%" if effect.unit == "%" else f" {effect.unit}" if effect.unit else ""
    name = "difference" if effect.kind in ("mean-difference", "risk-difference") else SCALES[effect.kind]
    sized = f"{name} {figure(effect.estimate)}{unit}{interval(effect.low, effect.high)}"
    if effect.value is None or effect.comparator_value is None or effect.kind in RATIOS:
        return sized
    lead = {"change": "change ", "percent-change": "change ", "mean": "at the end "}.get(effect.outcome, "")
    pair = f"{lead}{_pair(effect, effect.value, effect.comparator_value)}"
    # a computed difference without an interval says no more than the two figures
    return pair if effect.low is None and effect.computed else f"{pair}, {sized}"


def _pair(effect: Effect, value: float, other: float) -> str:
    """The two groups' figures: a share is said to be one of people, each per cent has its sign."""
    if effect.value_unit != "%":
        mark = f" {effect.value_unit}" if effect.value_unit else ""
        return f"{figure(value)} against {figure(other)}{mark}"
    # patches treated in the same people are no people
    people = " of people" if effect.kind == "risk-difference" and "patch" not in effect.wording else ""
    return f"{figure(value)}% against {figure(other)}%{people}"


def opponent(effect: Effect) -> str:
    """What an effect is against: a control, treatments by id, or the source's words."""
    added = listed(effect.added) or effect.added_label
    if added and effect.control == "no-treatment":
        return f"{added} alone, which both groups had"
    if effect.control:
        text = CONTROLS.get(effect.control, effect.control)
    elif effect.comparators:
        text = listed(effect.comparators)
    elif effect.comparator_label and effect.comparator_label.casefold().startswith("control"):
        text = "a control that the review does not name"
    else:
        text = effect.comparator_label or "what is not said"
    return f"{text}, both on top of {added}" if added else text


def versus(effect: Effect) -> str:
    """What was measured, with which arm and against what: the arm before what it is against, whose it could seem."""
    arm = f" ({effect.treatment_label})" if effect.treatment_label and not effect.pooled else ""
    return f"{outcome_name(effect)}{arm}, against {opponent(effect)}"


def told(difference: Difference) -> str:
    """Whether the groups differed, as plainly for a null as for a gain."""
    if difference.significant is False:
        return "no significant difference"
    if difference.significant is None:
        verdict = difference.verdict
        return _VERDICTS[verdict] if verdict else "no p value or interval was seen"
    harm = difference.effect.measure in ADVERSE
    text = {
        "treatment": "significantly less often with it" if harm else "significantly better with it",
        "comparator": f"significantly {'more often with it' if harm else 'better with the comparator'}",
    }.get(difference.favours or "", "significant; which way is better is not recorded")
    if difference.verdict in ("no-significant-difference", "mixed"):
        whole = "mixed" if difference.verdict == "mixed" else "no significant difference"
        text += f" (the record's verdict for this comparison and condition: {whole})"
    return text


def pictured(difference: Difference) -> str:
    """A difference in people out of a hundred or in hairs, or nothing."""
    picture = difference.picture
    if not picture:
        return ""
    if picture.treated is not None and picture.others is not None:
        other = "in the other group" if difference.against == "treatment" else "without"
        return f"{_short(picture.treated)} of 100 people with it, {_short(picture.others)} of 100 {other}"
    return f"{_short(abs(picture.more))} {_of(picture)}"


def _short(value: float) -> str:
    return figure(round(value, 1))


def _of(picture: Picture) -> str:
    more = "more" if picture.more >= 0 else "fewer"
    return {
        "people": f"{more} of 100 people",
        "hairs/cm2": f"{more} hairs in a cm2",
    }.get(picture.of, f"{more} for every 100 hairs there were at the start")


def how_much(answers: Answers) -> str:
    """The figure between groups with what must be read beside it, or why there is none."""
    found = answers.difference
    if not found:
        return f"{answers.no_figure}."
    lead = f"{versus(found.effect)}: {size(found.effect)}; {told(found)}."
    scale = _SALT if "SALT" in lead else ""
    return " ".join(part for part in (lead, plain(answers), scale, source(found)) if part)


def plain(answers: Answers) -> str:
    """The same in people or hairs; from the next figure that can be told so where the chosen one cannot."""
    found, other = answers.difference, answers.pictured
    if found and found.picture:
        shares = found.picture.treated is not None and found.effect.value_unit == "%"
        hairs = found.picture.of == found.effect.unit and (
            found.effect.value is None or found.effect.low is not None
        )
        # what has just been said in these very units is not said again
        return "" if shares or hairs else f"That is {pictured(found)}."
    if other:
        effect = other.effect
        return (
            f"In people or hairs, from another figure ({effect.study}: {outcome_name(effect)}, against "
            f"{opponent(effect)}): {pictured(other)}; {told(other)}."
        )
    if found and found.effect.kind == "standardised-mean-difference":
        return "A standardised difference cannot be told in hairs."
    return ""


# how many of a study's doubts stand beside its figure
_DOUBTS = 2


def source(found: Difference) -> str:
    """Where a figure comes from and what limits it."""
    effect = found.effect
    parts = [f"{SHORT_DESIGNS[found.design]} {effect.study}"]
    if effect.people:
        parts.append(counted(effect.people, "person", "people"))
    elif found.people and not effect.pooled:
        parts.append(counted(found.people, "person", "people") + " in the study")
    if effect.k:
        parts.append(counted(effect.k, "study", "studies"))
    if effect.i2 is not None:
        parts.append(f"I² {number(effect.i2)} % (how far they disagree)")
    if effect.week:
        parts.append(counted(effect.week, "week"))
    if effect.network:
        parts.append("a network estimate")
    if effect.computed and effect.low is not None:
        parts.append("computed from the two groups' figures")
    if effect.corrected:
        parts.append("0.5 added to each cell because one was empty")
    if not found.first_hand:
        parts.append("not seen first-hand")
    if found.shared:
        parts.append("people with other kinds of hair loss in it")
    text = "; ".join(parts)
    people = f" In: {found.population.rstrip('.')}." if found.population else ""
    # a note often holds what the record says of the test
    note = f" Note: {effect.note.rstrip('.')}." if effect.note and found.significant is None else ""
    # where a figure was read is said already
    doubts = [doubt.rstrip(".") for doubt in found.doubts if "secondary pages" not in doubt]
    more = f" ({len(doubts) - _DOUBTS} more: hairtx study {effect.study})" if len(doubts) > _DOUBTS else ""
    distrust = f" To be doubted: {'; '.join(doubts[:_DOUBTS])}{more}." if doubts else ""
    return f"{text[0].upper()}{text[1:]}.{people}{note}{distrust}"


def harm_text(harm: Harm) -> str:
    """One figure of a harm, with its study."""
    against = CONTROLS.get(harm.against or "", harm.against or "")
    if harm.estimate is not None and harm.kind:
        name = _alone(harm.wording) if against else harm.wording
        text = f"{name}, {SCALES[harm.kind]} {figure(harm.estimate)}{interval(harm.low, harm.high)}"
        return f"{text}{f' against {against}' if against else ''} ({harm.study})"
    assert harm.value is not None
    text = f"{harm.wording} {figure(harm.value)}%"
    if harm.comparator_value is not None:
        # two doses, or two treatments: a reader must see which is which
        arm = f" with {harm.arm}" if harm.arm and harm.against not in CONTROL_KINDS else ""
        text += f"{arm}, {figure(harm.comparator_value)}% with {against}"
    return f"{text} ({harm.study})"


def how_safe(safety: Safety, most: int = _NAMED) -> str:
    """What is known of harms, in how many people and over how long; that there is nothing is said too."""
    if not safety.studies and not safety.reviews:
        return "no safety figures in the records."
    if not safety.harms:
        return f"{scope(safety)}, in words only: no safety figures in the records."
    return f"{scope(safety)}: {'; '.join(map(harm_text, safety.harms[:most]))}."


def scope(safety: Safety) -> str:
    """In how many studies, people and weeks harms are told."""
    if not safety.studies:
        return f"{counted(len(safety.reviews), 'review tells', 'reviews tell')} of harms"
    known = []
    if safety.people_known:
        known.append(counted(safety.people, "person", "people") + " in all their groups")
    if safety.weeks:
        longest = "longest known" if safety.weeks_known < len(safety.studies) else "longest"
        known.append(f"{longest} {counted(safety.weeks, 'week')}")
    text = counted(len(safety.studies), "study tells", "studies tell") + " of harms"
    text += f" ({', '.join(known)})" if known else ""
    if safety.figures and safety.figures < len(safety.studies):
        text += f", {safety.figures} with figures"
    return text + (f"; {counted(len(safety.reviews), 'review')} too" if safety.reviews else "")


def both(answers: Answers) -> tuple[tuple[str, str], ...]:
    """The two answers with the questions that they answer."""
    return (("How much difference", how_much(answers)), ("How safe", how_safe(answers.safety)))
