"""Rules on trials: comparisons, what reviews pool, numbers of people, intervals, figures that can be."""

import re
from collections.abc import Iterator

from hairtx.dataset import Dataset
from hairtx.faults import Problem
from hairtx.findings import RATIOS
from hairtx.model import Outcome
from hairtx.rules.finding import problem
from hairtx.vocabulary import COMPARATORS, RANDOMISED, REVIEWS


def comparisons(dataset: Dataset) -> Iterator[Problem]:
    """A comparison has two sides, its treatments are tagged, and what is odd about it is said."""
    for study in dataset.studies.values():
        for row in study.comparisons:
            if row.treatment == row.comparator:
                yield problem("study", study.id, "comparisons", f"{row.treatment} is compared with itself")
            for side in (row.treatment, row.comparator):
                if side not in COMPARATORS and side not in study.treatments:
                    yield problem("study", study.id, "comparisons", f"{side} is compared but not tagged")
            if row.condition not in study.conditions:
                yield problem("study", study.id, "comparisons", f"{row.condition} is compared but not tagged")
            if (row.comparator == "other" or row.direction == "mixed") and not row.note:
                yield problem(
                    "study", study.id, "comparisons", "a mixed result or another comparator needs a note"
                )


def review_pools(dataset: Dataset) -> Iterator[Problem]:
    """Every systematic review says what it pools, and nothing else does."""
    for study in dataset.studies.values():
        if study.provenance.status != "disputed" and (study.design in REVIEWS) != (study.pools is not None):
            yield problem("study", study.id, "pools", "reviews say what they pool, other designs don't")


def numbers_of_people(dataset: Dataset) -> Iterator[Problem]:
    """No more people are analysed than took part, and no outcome of a trial counts more than were analysed."""
    for study in dataset.studies.values():
        if study.n is not None and study.analysed is not None and study.analysed > study.n:
            yield problem("study", study.id, "analysed", f"{study.analysed} analysed of {study.n}")
        limit = study.analysed if study.analysed is not None else study.n
        if study.design not in RANDOMISED or limit is None:
            continue
        for outcome in study.outcomes:
            for number in (outcome.n, outcome.comparator_n):
                if number is not None and number > limit and "pooled" not in outcome.kind:
                    message = f"n = {number} of {limit}: {outcome.wording[:40]}"
                    yield problem("study", study.id, "outcomes", message)


def completers_are_told(dataset: Dataset) -> Iterator[Problem]:
    """A number analysed that the text gives as that of completers is doubted: the two are often confused."""
    for study in dataset.studies.values():
        text = f"{study.population or ''}. {study.limits or ''}"
        told = any("complet" in doubt for doubt in study.doubts)
        if study.analysed is not None and not told and _completed(study.analysed, text):
            yield problem("study", study.id, "analysed", f"{study.analysed} are the completers: doubt it")


def _completed(number: int, text: str) -> bool:
    """Whether a sentence gives a number before it speaks of completing, or the first one after it."""
    for sentence in re.split(r"[.;]", text):
        given = re.search(rf"\b{number}\b", sentence)
        if given and re.search(r"\bcomplet", sentence[given.end() :], re.IGNORECASE):
            return True
        if re.search(rf"\bcomplet\w*[^\d]*\b{number}\b", sentence, re.IGNORECASE):
            return True
    return False


_GAP = re.compile(r"\bevery (\d+) weeks\b|\b(\d+) weeks apart\b")


def weeks_are_not_a_gap(dataset: Dataset) -> Iterator[Problem]:
    """The length of a trial is not the time between two sessions."""
    for study in dataset.studies.values():
        text = " ".join(filter(None, (study.population, study.finding, *(arm.label for arm in study.arms))))
        gaps = {int(number) for found in _GAP.findall(text) for number in found if number}
        if study.weeks in gaps:
            yield problem("study", study.id, "weeks", f"{study.weeks} weeks lie between two sessions")


def intervals(dataset: Dataset) -> Iterator[Problem]:
    """An interval's ends are in order, and a seen one that excludes its own estimate is said to be odd."""
    for study in dataset.studies.values():
        for outcome in study.outcomes:
            for interval, estimate in ((outcome.ci, outcome.effect), (outcome.value_ci, outcome.value)):
                if interval is None:
                    continue
                low, high = interval
                odd = outcome.note or study.doubts
                if low > high:
                    yield problem("study", study.id, "outcomes", f"interval {low} to {high} is turned round")
                elif estimate is not None and not low <= estimate <= high and not odd:
                    yield problem("study", study.id, "outcomes", f"{estimate} lies outside {low} to {high}")
            if outcome.ci is not None and outcome.effect is None:
                yield problem("study", study.id, "outcomes", "an interval of an effect that is not given")


_SHARES: frozenset[str] = frozenset(
    {"responders", "non-responders", "proportion", "adverse-event", "prevalence", "pooled-proportion"}
)


def possible_figures(dataset: Dataset) -> Iterator[Problem]:
    """Shares lie between 0 and 100 %, people are whole and in their group, spreads and ratios are not negative."""
    for study in dataset.studies.values():
        for outcome in study.outcomes:
            for fault in _impossible(outcome):
                yield problem("study", study.id, "outcomes", f"{fault}: {outcome.wording[:40]}")


def _impossible(outcome: Outcome) -> Iterator[str]:
    groups = ((outcome.value, outcome.n), (outcome.comparator_value, outcome.comparator_n))
    for value, n in groups:
        if value is None:
            continue
        if outcome.unit == "%" and outcome.kind in _SHARES and not 0 <= value <= 100:
            yield f"{value:g} % is no share"
        if outcome.unit == "people" and (
            value < 0 or not value.is_integer() or (n is not None and value > n)
        ):
            yield f"{value:g} people{'' if n is None else f' of {n}'}"
    spreads = (outcome.sd, outcome.se, outcome.comparator_sd)
    if any(spread is not None and spread < 0 for spread in spreads):
        yield "a negative spread"
    if outcome.i2 is not None and not 0 <= outcome.i2 <= 100:
        yield f"I2 of {outcome.i2:g} %"
    if outcome.effect_kind in RATIOS and min((outcome.effect or 0.0, *(outcome.ci or ()))) < 0:
        yield "a ratio below 0"
