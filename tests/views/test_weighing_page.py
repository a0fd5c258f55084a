"""The ranking in words: how far the trials agree, and on what."""

import pytest

from hairtx.evidence import Evidence, Tally
from hairtx.views.weighing import agreement_text, tallies
from hairtx.weighing import agreement


def said(control: Tally | None = None, head_to_head: Tally | None = None) -> str:
    found = Evidence(
        treatment="adsc", condition="male-pattern", level=2, control=control or Tally(),
        head_to_head=head_to_head or Tally(),
    )  # fmt: skip
    return agreement_text(agreement(found), found)


@pytest.mark.parametrize(
    ("control", "words"),
    [
        (Tally(), "no trial with a result"),
        (Tally(favours=1), "one trial"),
        (Tally(favours=2), "all 2 favour it"),
        (Tally(no_significant_difference=2), "all 2 found no significant difference"),
        (Tally(favours=8, no_significant_difference=1), "8 of 9 favour it"),
        (Tally(favours=1, no_significant_difference=1), "2 trials divided"),
        (Tally(favours=2, against=2, mixed=1), "5 trials divided"),
        (Tally(mixed=2), "2 trials divided"),
    ],
)
def test_agreement_says_on_what_so_that_a_null_is_not_taken_for_success(control: Tally, words: str) -> None:
    assert said(control) == words


def test_agreement_is_of_trials_against_another_treatment_where_there_are_no_others() -> None:
    assert said(head_to_head=Tally(against=2)) == "all 2 favour the comparator"


def test_trials_against_a_control_are_named_as_such_beside_those_against_another_treatment() -> None:
    found = Evidence(
        treatment="adsc", condition="male-pattern", level=2, trials=3, control=Tally(favours=2),
        head_to_head=Tally(against=1),
    )  # fmt: skip
    assert tallies(found) == (
        "3: against a control: 2 favour it; against another treatment: 1 favours the comparator"
    )
