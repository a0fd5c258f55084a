"""Evidence is computed from the studies: levels, people, directions, and what weighs nothing."""

from typing import Any

import pytest

from builders import comparison, notice, outcome, provenance, recommendation, study
from hairtx.evidence import Evidence, Tally, concerns, directions, level_of, weigh
from hairtx.model import Study


def evidence(*studies: Study, treatment: str = "adsc", condition: str = "male-pattern") -> Evidence:
    return weigh(treatment, condition, studies)


def trial(id: str, *results: Any, **over: Any) -> Study:
    """A randomised trial with these between-group directions, against placebo."""
    return study(id, comparisons=tuple(comparison(result) for result in results), **over)


FAVOURS, NO_DIFFERENCE, AGAINST = "favours-treatment", "no-significant-difference", "favours-comparator"


@pytest.mark.parametrize(
    ("design", "level"),
    [
        ("rct", 2),
        ("split-scalp-rct", 2),
        ("crossover-rct", 2),
        ("controlled-trial", 3),
        ("cohort", 3),
        ("case-control", 4),
        ("single-arm-trial", 4),
        ("case-series", 4),
        ("case-report", 4),
        ("animal", 5),
        ("in-vitro", 5),
        ("cross-sectional", None),
        ("narrative-review", None),
        ("guideline", None),
        ("regulatory", None),
    ],
)
def test_the_oxford_level_follows_the_design(design: Any, level: int | None) -> None:
    assert level_of(study(design=design)) == level
    assert evidence(study(design=design)).level == level


@pytest.mark.parametrize("design", ["meta-analysis", "network-meta-analysis", "systematic-review"])
@pytest.mark.parametrize(
    ("pools", "level"),
    [("randomised", 1), ("mixed", None), ("non-randomised", None), ("unknown", None), (None, None)],
)
def test_a_review_is_level_1_only_if_it_is_known_to_pool_randomised_trials(
    design: Any, pools: Any, level: int | None
) -> None:
    review = study(design=design, pools=pools, outcomes=(outcome(kind="pooled-other"),))
    assert level_of(review) == level
    assert evidence(review).level == level


def test_a_systematic_review_that_pooled_nothing_has_no_level() -> None:
    review = study(design="systematic-review", pools="randomised", outcomes=(outcome(kind="change"),))
    assert level_of(review) is None
    assert level_of(study(design="meta-analysis", pools="randomised")) == 1


def test_the_level_is_that_of_the_best_design() -> None:
    assert (
        evidence(
            study("a", design="animal"), study("b", design="cohort"), study("c", design="case-series")
        ).level
        == 3
    )


def test_no_studies_are_no_evidence() -> None:
    assert evidence() == Evidence(
        treatment="adsc",
        condition="male-pattern",
        control=Tally(),
        head_to_head=Tally(),
        level=None,
        weeks=None,
    )


def test_only_studies_of_the_treatment_for_the_condition_count() -> None:
    got = evidence(
        study("mine"),
        study("other-treatment", treatments=("svf",)),
        study("other-condition", conditions=("female",)),
    )
    assert (got.trials, got.studies) == (1, ("mine",))


def test_a_recommendation_makes_a_guideline_concern_the_pair_and_no_other() -> None:
    guideline = study(design="guideline", treatments=(), recommendations=(recommendation("adsc", "svf"),))
    assert concerns(guideline, "adsc", "male-pattern")
    assert not concerns(guideline, "prp", "male-pattern")
    assert not concerns(guideline, "adsc", "female-pattern")
    assert evidence(guideline).guidelines == 1


def test_people_and_trials_are_counted_over_randomised_trials_only() -> None:
    got = evidence(study("a", n=30), study("b", n=40), study("c", design="cohort", n=5000))
    assert (got.trials, got.people, got.people_known) == (2, 70, 2)


def test_two_reports_of_one_trial_are_one_trial_with_its_people_once_and_its_longest_follow_up() -> None:
    got = evidence(
        study("first", trial="NCT02594046", n=38, weeks=16),
        study("later", trial="NCT02594046", n=34, weeks=52),
        study("apart", n=10, weeks=8),
    )
    assert (got.trials, got.people, got.people_known, got.weeks) == (2, 48, 2, 52)
    assert got.studies == ("first", "later", "apart")


def test_a_trial_of_unknown_size_is_counted_and_said_to_be_unknown() -> None:
    got = evidence(study("a", n=30), study("b"))
    assert (got.trials, got.people, got.people_known) == (2, 30, 1)


def test_the_longest_trial_is_randomised() -> None:
    assert evidence(study("a", weeks=16), study("b", design="cohort", weeks=500)).weeks == 16
    assert evidence(study("b", design="cohort", weeks=500)).weeks is None


def test_each_trial_has_one_vote_for_its_direction() -> None:
    got = evidence(
        trial("a", FAVOURS),
        trial("b", FAVOURS, FAVOURS),
        trial("c", NO_DIFFERENCE),
        trial("d", AGAINST),
        trial("e", "mixed"),
    )
    assert got.control == Tally(favours=2, no_significant_difference=1, against=1, mixed=1)
    assert got.control.trials == 5
    assert got.head_to_head == Tally()


def test_a_trial_whose_comparisons_disagree_is_mixed() -> None:
    assert evidence(trial("a", FAVOURS, NO_DIFFERENCE)).control == Tally(mixed=1)


def test_two_reports_of_one_trial_that_disagree_are_one_mixed_vote() -> None:
    got = evidence(trial("a", FAVOURS, trial="NCT02594046"), trial("b", NO_DIFFERENCE, trial="NCT02594046"))
    assert got.control == Tally(mixed=1)


def test_two_reports_of_one_trial_that_agree_are_one_vote() -> None:
    got = evidence(trial("a", FAVOURS, trial="NCT02594046"), trial("b", FAVOURS, trial="NCT02594046"))
    assert got.control == Tally(favours=1)


@pytest.mark.parametrize("control", ["placebo", "vehicle", "sham", "no-treatment", "baseline-care"])
def test_controls_and_rival_treatments_are_tallied_apart(control: str) -> None:
    both = study(
        comparisons=(comparison(FAVOURS, comparator=control), comparison(AGAINST, comparator="minoxidil"))
    )
    got = evidence(both)
    assert got.control == Tally(favours=1)
    assert got.head_to_head == Tally(against=1)
    assert got.trials == 1


@pytest.mark.parametrize(
    ("direction", "seen"),
    [
        (FAVOURS, Tally(against=1)),
        (AGAINST, Tally(favours=1)),
        (NO_DIFFERENCE, Tally(no_significant_difference=1)),
        ("mixed", Tally(mixed=1)),
    ],
)
def test_the_comparator_sees_the_direction_turned_round(direction: str, seen: Tally) -> None:
    row = comparison(direction, treatment="minoxidil", comparator="adsc")
    got = evidence(study(comparisons=(row,), treatments=("minoxidil", "adsc")))
    assert (got.head_to_head, got.control) == (seen, Tally())


def test_directions_can_be_asked_of_all_comparisons_together() -> None:
    reports = [trial("a", FAVOURS), study("b", comparisons=(comparison(FAVOURS, "svf", "adsc"),))]
    assert directions(reports, "adsc") == {FAVOURS, AGAINST}
    assert directions(reports, "adsc", controls=True) == {FAVOURS}
    assert directions(reports, "adsc", "female-pattern") == frozenset()


def test_a_result_in_another_condition_says_nothing_here() -> None:
    elsewhere = study(
        conditions=("male-pattern", "female-pattern"), comparisons=(comparison(condition="female-pattern"),)
    )
    got = evidence(elsewhere)
    assert (got.control, got.trials, got.unrecorded) == (Tally(), 1, 1)


def test_a_trial_without_a_between_group_result_is_counted_as_unrecorded() -> None:
    got = evidence(study("a"), trial("b", FAVOURS))
    assert (got.trials, got.unrecorded, got.control) == (2, 1, Tally(favours=1))


def test_a_treatment_that_both_sides_received_gains_nothing_from_the_trial() -> None:
    row = comparison(FAVOURS, treatment="prp", comparator="placebo", added_to=("adsc",))
    both = study(treatments=("prp", "adsc"), comparisons=(row,), n=100, weeks=24)
    got = evidence(both)
    assert (got.trials, got.people, got.level, got.weeks, got.studies) == (0, 0, None, None, ())
    assert evidence(both, treatment="prp").control == Tally(favours=1)


def test_a_treatment_compared_in_one_row_and_background_in_another_counts() -> None:
    rows = (comparison(FAVOURS), comparison(FAVOURS, treatment="prp", added_to=("adsc",)))
    assert evidence(study(treatments=("prp", "adsc"), comparisons=rows)).control == Tally(favours=1)


@pytest.mark.parametrize(
    ("nothing", "left_out"),
    [
        ({"status": "unverified"}, ("nothing",)),
        ({"status": "disputed"}, ()),
        ({"notices": (notice("retraction"),)}, ("nothing",)),
    ],
)
def test_unverified_disputed_and_retracted_studies_weigh_nothing(
    nothing: dict[str, Any], left_out: tuple[str, ...]
) -> None:
    got = evidence(
        trial("nothing", FAVOURS, n=1000, weeks=100, **nothing),
        study("weighs", design="cohort"),
        study("review", design="meta-analysis", pools="randomised", **nothing),
        study("guide", design="guideline", **nothing),
    )
    assert got == Evidence(
        treatment="adsc",
        condition="male-pattern",
        level=3,
        control=Tally(),
        head_to_head=Tally(),
        studies=("weighs",),
        left_out=(*left_out, *(("review", "guide") if left_out else ())),
    )


@pytest.mark.parametrize("kind", ["correction", "expression-of-concern"])
def test_a_corrected_or_questioned_study_still_weighs(kind: str) -> None:
    got = evidence(trial("a", FAVOURS, n=10, notices=(notice(kind),)))
    assert (got.people, got.control, got.left_out) == (10, Tally(favours=1), ())


@pytest.mark.parametrize("status", ["corroborated", "partial"])
def test_a_seen_study_weighs(status: str) -> None:
    assert evidence(study("a", status)).studies == ("a",)


def test_a_retracted_report_leaves_its_trial_to_the_other_report() -> None:
    got = evidence(
        trial("bad", FAVOURS, trial="NCT02594046", n=99, notices=(notice(),)),
        trial("good", NO_DIFFERENCE, trial="NCT02594046", n=40),
    )
    assert (got.trials, got.people, got.control) == (1, 40, Tally(no_significant_difference=1))
    assert (got.studies, got.left_out) == (("good",), ("bad",))


def test_reviews_and_guidelines_are_counted_and_are_no_trials() -> None:
    got = evidence(
        study("a", design="meta-analysis", pools="randomised", n=900),
        study("b", design="systematic-review", pools="unknown"),
        study("c", design="narrative-review"),
        study("d", design="guideline"),
    )
    assert (got.level, got.reviews, got.guidelines, got.trials, got.people) == (1, 2, 1, 0, 0)


def test_between_group_results_of_studies_that_are_not_randomised_have_no_vote() -> None:
    got = evidence(trial("a", FAVOURS, design="cohort"))
    assert (got.control, got.level, got.unrecorded) == (Tally(), 3, 0)


def test_a_comparator_without_a_record_is_another_treatment_and_no_control() -> None:
    found = weigh(
        "adsc", "male-pattern", [study(comparisons=(comparison(comparator="other", note="A laser."),))]
    )
    assert (found.control, found.head_to_head) == (Tally(), Tally(favours=1))


def test_trials_that_mix_conditions_are_said_to() -> None:
    mixed = study(conditions=("male-pattern", "female-pattern"), comparisons=(comparison(),))
    assert weigh("adsc", "male-pattern", [mixed, study("b2020", comparisons=(comparison(),))]).shared == 1


@pytest.mark.parametrize("tags", ["treatments", "conditions"])
def test_tags_that_nobody_has_seen_in_the_source_count_for_nothing(tags: str) -> None:
    remembered = study(provenance=provenance(status="partial", unseen=(tags,)))
    assert weigh("adsc", "male-pattern", [remembered]).studies == ()
