"""A summary of findings: at most seven outcomes, each with reasons for and against trusting its figure.

The outcomes of a treatment for a condition are chosen by a fixed rule. Measures of whether it works are grouped as
in the order of ``hairtx.answers``; each group gives its first figure in that order, and at most five groups are
kept. Then come quality of life and mood, then harms, the gravest first: serious, stopping, sexual, any.

The reasons are facts of the record, never a grade. People are called few under 100 and a trial short under 24 weeks,
about the time a hair needs to come back.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from hairtx.answers import MEASURES, Effects, against_of, differences, first_hand, made
from hairtx.evidence import concerns
from hairtx.findings import ADVERSE, Difference
from hairtx.model import Study
from hairtx.vocabulary import RANDOMISED, REVIEWS

MOST = 7
# so that two places are left for harms and quality of life
_EFFICACY = 5
FEW = 100
SHORT = 24
_LIFE = ("quality-of-life", "mood")
_GROUPS: Mapping[str, str] = {
    "salt-20": "SALT 20 or less",
    "hair-preservation": "hair kept",
    "graft-survival": "grafts that grew",
    **dict.fromkeys(("hair-density", "hair-count", "terminal-hair"), "hairs counted"),
    **dict.fromkeys(("salt-50", "salt-75", "salt-90", "salt-10", "salt-30"), "share with regrowth"),
    **dict.fromkeys(("complete-regrowth", "responders", "stabilised"), "share with regrowth"),
    **dict.fromkeys(("photographic-rating", "investigator-rating"), "rated by others"),
    **dict.fromkeys(("salt-change", "salt-score", "severity-score"), "severity score"),
    **dict.fromkeys(("self-rating", "satisfaction"), "rated by the people themselves"),
    "relapse": "relapse",
    "hair-diameter": "hair thickness",
    **dict.fromkeys(("eyebrow-regrowth", "eyelash-regrowth"), "brows and lashes"),
    **dict.fromkeys(("hair-mass", "hair-growth-rate"), "hair mass and growth"),
    **dict.fromkeys(("shedding", "growth-phase"), "shedding and growth phase"),
    "symptoms": "symptoms",
    "quality-of-life": "quality of life",
    "mood": "mood",
    "serious-adverse-event": "serious harms",
    "stopped-for-adverse-event": "stopped for harms",
    "sexual-adverse-event": "sexual harms",
    "adverse-event": "harms",
}


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One outcome: its ``group``, the figure chosen, and what speaks for and against it.

    ``trials`` randomised trials (each once) give a figure between groups in this group of measures, in ``people``
    people (those that say); of them ``better``, ``no_difference`` and ``worse`` by significance, the rest unclear.
    """

    group: str
    difference: Difference
    trials: int
    people: int
    better: int = 0
    no_difference: int = 0
    worse: int = 0
    reasons_for: tuple[str, ...] = ()
    reasons_against: tuple[str, ...] = ()


def findings(treatment: str, condition: str, studies: Iterable[Study]) -> list[Finding]:
    """The summary of findings of a treatment for a condition; empty where no figure between groups was seen."""
    effects = Effects()
    relevant = {
        study.id: study for study in studies if study.weighs and concerns(study, treatment, condition)
    }
    works = _grouped(differences(treatment, condition, relevant.values(), effects))
    others = _grouped(_others(treatment, condition, relevant.values(), effects))
    chosen = list(works.items())[:_EFFICACY]
    chosen += list(others.items())[: MOST - len(chosen)]
    return [_finding(group, found, relevant) for group, found in chosen]


def _grouped(found: Iterable[Difference]) -> dict[str, list[Difference]]:
    """Differences by the group of their measure, groups in the order of their measures."""
    groups: dict[str, list[Difference]] = {}
    order = [*MEASURES, *_LIFE, *ADVERSE]
    ranked = [(order.index(one.effect.measure), place, one) for place, one in enumerate(found)]
    first: dict[str, int] = {}
    for rank, _, one in ranked:
        group = _GROUPS[one.effect.measure]
        groups.setdefault(group, []).append(one)
        first[group] = min(rank, first.get(group, rank))
    return dict(sorted(groups.items(), key=lambda pair: first[pair[0]]))


def _others(treatment: str, condition: str, studies: Iterable[Study], effects: Effects) -> list[Difference]:
    """Effects on quality of life and of harms, in the order of ``hairtx.answers``."""
    out = []
    for study in studies:
        for effect in effects.of(study):
            if effect.measure not in (*_LIFE, *ADVERSE) or effect.dose or effect.doubt:
                continue
            if effect.treatments == (treatment,) and effect.kind != "reporting-odds-ratio":
                out.append(made(treatment, condition, study, effect, against_of(effect)))
    return [one for _, one in sorted(out, key=lambda pair: pair[0])]


def _finding(group: str, found: Sequence[Difference], studies: Mapping[str, Study]) -> Finding:
    chosen = found[0]
    study = studies[chosen.effect.study]
    trials: dict[str, list[Difference]] = {}
    for one in found:
        record = studies[one.effect.study]
        if record.design in RANDOMISED and one.against == chosen.against:
            trials.setdefault(record.trial or record.id, []).append(one)
    firsts = [group[0] for group in trials.values()]
    people = sum(studies[one.effect.study].n or 0 for one in firsts)
    better = sum(one.significant is True and one.favours == "treatment" for one in firsts)
    worse = sum(one.significant is True and one.favours == "comparator" for one in firsts)
    none = sum(one.significant is False for one in firsts)
    reasons, doubts = _reasons(chosen, study)
    clear = better + worse + none
    if clear > 1:
        agree = max(better, worse, none) == clear
        text = f"{clear} trials with a test {'agree' if agree else 'disagree'}"
        (reasons if agree else doubts).append(text)
    elif study.design in RANDOMISED and len(trials) < 2:
        doubts.append("one trial alone")
    elif study.design not in REVIEWS and len({one.effect.study for one in found}) == 1:
        doubts.append("one study alone")
    return Finding(
        group=group,
        difference=chosen,
        trials=len(trials),
        people=people,
        better=better,
        no_difference=none,
        worse=worse,
        reasons_for=tuple(reasons),
        reasons_against=tuple(doubts),
    )


def _reasons(chosen: Difference, study: Study) -> tuple[list[str], list[str]]:
    effect = chosen.effect
    row = study.outcomes[effect.row]
    good: list[str] = []
    bad: list[str] = []
    if study.design in REVIEWS:
        if study.pools == "randomised":
            good.append("pools randomised trials")
        else:
            bad.append(f"pools {'not only randomised' if study.pools != 'unknown' else 'unnamed'} studies")
    elif study.design in RANDOMISED:
        good.append("randomised")
    elif study.design == "regulatory":
        # the trials behind a label may well be randomised and blind: the page is not their report
        bad.append("told on a regulator's page, not in a trial's report")
    else:
        bad.append("not randomised")
    if study.design not in REVIEWS and study.design != "regulatory":
        blinded = {"double": "double-blind", "assessor": "assessor blind", "single": "single-blind"}
        if study.blinding in blinded:
            (good if study.blinding != "single" else bad).append(blinded[study.blinding])
        else:
            bad.append("open" if study.blinding == "open" else "blinding not known")
    if people := effect.people or chosen.people:
        whose = "" if effect.people else " in the review" if study.design in REVIEWS else " in the study"
        (good if people >= FEW else bad).append(f"{people:,} people{whose}")
    else:
        bad.append("number of people not known")
    weeks = effect.week or (study.weeks if study.design not in REVIEWS else None)
    if weeks:
        (good if weeks >= SHORT else bad).append(f"{weeks} weeks")
    if row.i2 is not None:
        (bad if row.i2 >= 50 else good).append(f"I2 {row.i2:g} %")
    if effect.low is None:
        bad.append("no interval")
    elif effect.high is not None and effect.low <= effect.null <= effect.high:
        bad.append("the interval includes no difference")
    if effect.network:
        bad.append("leans on indirect comparisons")
    if chosen.shared:
        bad.append("people with other kinds of hair loss in it")
    if effect.added or effect.added_label:
        bad.append("on top of another treatment")
    if chosen.against in ("unnamed-control", "unknown"):
        bad.append("what it is against is not named")
    (good if first_hand(study) else bad).append(
        "seen first-hand" if first_hand(study) else "not seen first-hand"
    )
    if study.provenance.second_reading:
        good.append("read twice")
    bad += [f"doubt: {doubt.rstrip('.')}" for doubt in study.doubts]
    return good, bad
