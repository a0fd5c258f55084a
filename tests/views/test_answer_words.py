"""The answers in words: a null as plainly as a gain, never more than the record says."""

from typing import Any

import pytest

from hairtx.findings import Answers, Difference, Effect, Harm, Picture, Safety
from hairtx.views.answers import (
    figure,
    harm_text,
    how_much,
    how_safe,
    opponent,
    outcome_name,
    size,
    told,
    versus,
)


def effect(**over: Any) -> Effect:
    given = {
        "study": "tak2020", "row": 0, "measure": "hair-density", "wording": "hair density", "outcome": "difference",
        "kind": "mean-difference", "estimate": 9.1, "unit": "hairs/cm2", "control": "placebo",
        "treatments": ("adsc",),
    }  # fmt: skip
    return Effect(**{**given, **over})


def difference(found: Effect | None = None, **over: Any) -> Difference:
    given = {"effect": found or effect(), "against": "control", "design": "rct", "first_hand": True}
    return Difference(**{**given, **over})


def answers(found: Difference | None = None, **over: Any) -> Answers:
    return Answers(
        **{
            "treatment": "adsc",
            "condition": "male-pattern",
            "difference": found,
            "safety": Safety(),
            **over,
        }
    )


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"significant": False, "favours": "treatment"}, "no significant difference"),
        ({"significant": True, "favours": "treatment"}, "significantly better with it"),
        ({"significant": True, "favours": "comparator"}, "significantly better with the comparator"),
        ({"significant": True}, "significant; which way is better is not recorded"),
        ({}, "no p value or interval was seen"),
        (
            {"verdict": "no-significant-difference", "favours": "treatment"},
            "the study found no significant difference; no p value or interval of this figure was seen",
        ),
        (
            {"significant": True, "favours": "treatment", "verdict": "no-significant-difference"},
            "significantly better with it (the record's verdict for this comparison and condition: "
            "no significant difference)",
        ),
    ],
)
def test_whether_the_groups_differed_is_told_by_test_or_verdict(over: dict[str, Any], said: str) -> None:
    assert told(difference(**over)) == said


def test_a_verdict_without_a_test_says_that_none_was_seen() -> None:
    assert "no p value or interval of this figure was seen" in told(difference(verdict="favours-treatment"))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (9.1, "9.1"), (2.354321, "2.35"), (999.96, "999.96"), (999.9612, "1,000"), (1234.567, "1,235"),
        (0.0123456, "0.0123"), (0.00001234, "1.23e-05"), (0.0, "0"), (-16.567, "-16.6"),
    ],
)  # fmt: skip
def test_a_figure_is_as_printed_or_of_three_digits_and_a_small_one_is_not_nothing(
    value: float, said: str
) -> None:
    assert figure(value) == said


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"low": 4.0, "high": 14.2}, "difference 9.1 hairs/cm2 (95 % interval 4 to 14.2)"),
        ({"outcome": "change", "value": 12.2, "comparator_value": 3.1, "value_unit": "hairs/cm2",
          "computed": True}, "change 12.2 against 3.1 hairs/cm2"),
        # printed after an adjustment, it is not the plain difference of the two
        ({"outcome": "change", "value": 12.2, "comparator_value": 3.1, "value_unit": "hairs/cm2", "estimate": 8.0},
         "change 12.2 against 3.1 hairs/cm2, difference 8 hairs/cm2"),
        ({"outcome": "mean", "value": 195.0, "comparator_value": 177.0, "value_unit": "hairs/cm2",
          "computed": True},
         "at the end 195 against 177 hairs/cm2"),
        ({"outcome": "percent-change", "value": 28.1, "comparator_value": 7.1, "value_unit": "%",
          "computed": True},
         "change 28.1% against 7.1%"),
        ({"kind": "risk-difference", "value": 23.0, "comparator_value": 1.6, "value_unit": "%",
          "computed": True},
         "23% against 1.6% of people"),
        ({"kind": "risk-difference", "value": 9.4, "comparator_value": 25.0, "value_unit": "%",
          "computed": True, "wording": "complete regrowth of the patch"}, "9.4% against 25%"),
        ({"kind": "risk-ratio", "estimate": 2.354321, "unit": None}, "risk ratio 2.35"),
        ({"kind": "number-needed-to-treat", "estimate": 4.0, "unit": None, "value": 40.0, "comparator_value": 15.0,
          "value_unit": "%"}, "40% against 15%, number needed to treat 4"),
        ({"kind": "standardised-mean-difference", "estimate": 0.5, "unit": None, "low": 0.1, "high": 0.9,
          "outcome": "mean", "value": 60.0, "comparator_value": 57.0, "value_unit": "hairs/cm2"},
         "at the end 60 against 57 hairs/cm2, standardised mean difference 0.5 (95 % interval 0.1 to 0.9)"),
        ({"kind": "standardised-mean-difference", "estimate": 0.02, "unit": None, "low": -0.25, "high": 0.29},
         "standardised mean difference 0.02 (95 % interval -0.25 to 0.29)"),
    ],
)  # fmt: skip
def test_the_size_shows_the_two_groups_own_figures_where_they_were_printed(
    over: dict[str, Any], said: str
) -> None:
    assert size(effect(**over)) == said


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({}, "placebo"),
        ({"control": "no-treatment", "added": ("prp",)}, "prp alone, which both groups had"),
        ({"added": ("prp",)}, "placebo, both on top of prp"),
        ({"control": None, "comparators": ("prp", "svf")}, "prp and svf"),
        ({"control": None, "comparator_label": "control"}, "a control that the review does not name"),
        ({"control": None}, "what is not said"),
    ],
)  # fmt: skip
def test_what_a_figure_is_against_is_always_said(over: dict[str, Any], said: str) -> None:
    assert opponent(effect(**over)) == said


def test_the_outcome_loses_the_comparison_that_is_told_apart() -> None:
    assert outcome_name(effect(wording="hair count, light v sham", comparator_label="sham")) == "hair count"
    assert (
        outcome_name(effect(wording="terminal hair, vertex", comparator_label="x")) == "terminal hair, vertex"
    )


def test_without_a_figure_the_reason_is_the_answer() -> None:
    assert how_much(answers(no_figure="no study compares it with another group")) == (
        "no study compares it with another group."
    )


def test_a_figure_not_seen_first_hand_or_computed_says_so() -> None:
    text = how_much(answers(difference(effect(low=1.0, high=2.0, computed=True), first_hand=False)))
    assert "computed from the two groups' figures" in text
    assert "not seen first-hand" in text


def test_another_figure_in_people_names_its_study_and_its_own_test() -> None:
    ratio = effect(kind="risk-ratio", estimate=2.0, unit=None)
    other = difference(
        effect(study="other", wording="improved", measure="responders", kind="risk-difference"),
        picture=Picture(of="people", more=20.0, treated=40.0, others=20.0),
        significant=False,
    )
    text = how_much(answers(difference(ratio), pictured=other))
    assert (
        "In people or hairs, from another figure (other: improved, against placebo): 40 of 100 people with it, "
        "20 of 100 without; no significant difference."
    ) in text


def test_safety_without_figures_says_that_there_are_none() -> None:
    assert how_safe(Safety()) == "no safety figures in the records."
    words = Safety(studies=("a", "b"), people=90, people_known=2, weeks=24, weeks_known=1)
    assert how_safe(words) == (
        "2 studies tell of harms (90 people in all their groups, longest known 24 weeks), "
        "in words only: no safety figures in the records."
    )


def test_a_harm_of_two_doses_says_which_is_which() -> None:
    harm = Harm(
        study="a", measure="adverse-event", wording="itch", arm="5 %", unit="%", value=4.0, comparator_value=1.0,
        against="2 %",
    )  # fmt: skip
    assert harm_text(harm) == "itch 4% with 5 %, 1% with 2 % (a)"


def test_a_ratio_of_a_harm_says_once_what_it_is_against() -> None:
    harm = Harm(
        study="lee2019", measure="adverse-event", wording="any sexual dysfunction, finasteride v placebo",
        kind="risk-ratio", estimate=1.66, low=1.2, high=2.3, against="placebo",
    )  # fmt: skip
    assert harm_text(harm) == (
        "any sexual dysfunction, risk ratio 1.66 (95 % interval 1.2 to 2.3) against placebo (lee2019)"
    )


def test_a_figure_on_the_salt_scale_says_what_the_scale_is() -> None:
    salt = effect(
        wording="SALT 20 or less", measure="salt-20", kind="risk-difference", unit="percentage points"
    )
    assert "SALT is the percentage of scalp hair lost" in how_much(answers(difference(salt)))
    assert "SALT" not in how_much(answers(difference()))


def test_the_arm_stands_before_what_it_is_against() -> None:
    added = effect(treatment_label="spironolactone 100 mg", control=None, comparators=("finasteride",))
    assert versus(added) == "hair density (spironolactone 100 mg), against finasteride"


def test_a_pooled_figure_says_how_far_its_studies_disagree() -> None:
    text = how_much(answers(difference(effect(pooled=True, k=13, i2=95.99), design="meta-analysis")))
    assert "13 studies; I² 95.99 % (how far they disagree)" in text


def test_what_a_record_doubts_stands_beside_its_figure_two_doubts_at_most() -> None:
    few = how_much(answers(difference(doubts=("The order of the arms is inferred.",))))
    assert few.endswith("To be doubted: The order of the arms is inferred.")
    many = how_much(answers(difference(doubts=("One.", "Two.", "Three."))))
    assert many.endswith("To be doubted: One; Two (1 more: hairtx study tak2020).")


def test_that_a_figure_was_read_at_second_hand_is_said_once() -> None:
    said = how_much(answers(difference(doubts=("Its figures were read on secondary pages only.",))))
    assert "doubted" not in said
