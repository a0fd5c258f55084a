"""Agreement of trials, the ranking made of it, and the reasons beside a finding."""

import pytest

from builders import arm, comparison, outcome, provenance, study
from hairtx.evidence import Evidence, Tally, weigh
from hairtx.summary import MOST, findings
from hairtx.weighing import agreement, ranked


def evidence(id, level=2, people=100, **control):
    return Evidence(
        treatment=id, condition="male-pattern", level=level, trials=sum(control.values()),
        people=people, control=Tally(**control), head_to_head=Tally(),
    )  # fmt: skip


def order(*rows):
    return [row.evidence.treatment for row in ranked(rows, {}, {})]


def test_agreement_counts_the_largest_share_whatever_it_says():
    assert agreement(evidence("a", no_significant_difference=4, favours=1)).alike == 4
    assert agreement(evidence("a", mixed=3)).alike == 1


def test_the_level_comes_before_agreement_and_agreement_before_numbers():
    worse = evidence("few", level=1, favours=1, against=1)
    assert order(evidence("many", level=2, favours=9), worse) == ["few", "many"]
    divided = evidence("divided", favours=5, no_significant_difference=4)
    assert order(divided, evidence("agreed", favours=2)) == ["agreed", "divided"]
    assert order(evidence("silent"), evidence("one", favours=1), divided) == ["one", "divided", "silent"]


def test_trials_that_agree_on_no_difference_rank_as_high_as_trials_that_agree_on_a_gain():
    nulls = evidence("nulls", no_significant_difference=3)
    assert order(evidence("gains", favours=2), nulls) == ["nulls", "gains"]


def test_unlevelled_evidence_comes_last():
    assert order(evidence("none", level=None, favours=3), evidence("lab", level=5)) == ["lab", "none"]


ARMS = (arm("active", treatments=("adsc",)), arm("placebo", control="placebo"))


def figure(measure="hair-density", effect=10.0, **over):
    given = {"arm": "active", "comparator": "placebo", "kind": "difference", "week": 24, "unit": "hairs/cm2"}
    return outcome(
        **{**given, "measure": measure, "effect": effect, "effect_kind": "mean-difference", **over}
    )


def trial(id, *rows, **over):
    return study(id, **{"arms": ARMS, "n": 200, "outcomes": rows, **over})


def test_a_finding_tells_design_size_blinding_length_and_hand_as_reasons():
    good = trial(
        "a", figure(ci=(2.0, 18.0)), blinding="double", provenance=provenance(second_reading="2026-11")
    )
    (found,) = findings("adsc", "male-pattern", [good])
    assert found.reasons_for == (
        "randomised", "double-blind", "200 people in the study", "24 weeks", "seen first-hand", "read twice",
    )  # fmt: skip
    assert found.reasons_against == ("one trial alone",)


def test_what_speaks_against_is_told_as_fully():
    bad = trial("a", figure(week=8, ci=(-2.0, 18.0)), n=20, design="controlled-trial", blinding="open",
                doubts=("The percentages do not add up.",))  # fmt: skip
    (found,) = findings("adsc", "male-pattern", [bad])
    assert set(found.reasons_against) == {
        "not randomised", "open", "20 people in the study", "8 weeks", "the interval includes no difference",
        "doubt: The percentages do not add up", "one study alone",
    }  # fmt: skip


def test_trials_that_disagree_are_a_reason_against():
    rows = [trial("a", figure(p="<0.001")), trial("b", figure(p="0.5"))]
    (found,) = findings("adsc", "male-pattern", rows)
    assert (found.trials, found.better, found.no_difference, found.people) == (2, 1, 1, 400)
    assert "2 trials with a test disagree" in found.reasons_against


def test_places_are_kept_for_harms_among_at_most_seven():
    works = ("salt-20", "hair-density", "responders", "photographic-rating", "severity-score", "self-rating",
             "hair-diameter", "shedding")  # fmt: skip
    harms = ("serious-adverse-event", "stopped-for-adverse-event", "adverse-event")
    rows = [figure(measure, p="0.01") for measure in (*works, *harms)]
    groups = [found.group for found in findings("adsc", "male-pattern", [trial("a", *rows)])]
    assert len(groups) == MOST
    assert groups[-2:] == ["serious harms", "stopped for harms"]


def test_a_map_cell_holds_level_directions_rivals_and_silence():
    from hairtx.views.weighing import cell

    rows = [
        study("a", comparisons=(comparison(),)),
        study("b", comparisons=(comparison("no-significant-difference"),)),
        study("c", comparisons=(comparison("favours-comparator", comparator="prp"),)),
        study("d"),
    ]
    assert cell(weigh("adsc", "male-pattern", rows)) == "2 +1=1 v-1 ?1"
    assert cell(weigh("adsc", "male-pattern", [])) == "-"


@pytest.mark.parametrize("direction", ["favours-treatment", "no-significant-difference", "mixed"])
@pytest.mark.parametrize("measure", ["serious-adverse-event", "quality-of-life"])
def test_what_a_trial_found_of_hair_is_never_told_of_a_harm_or_of_quality_of_life(direction, measure):
    harm = figure(measure, kind="adverse-event", effect=None, effect_kind=None, unit="%",
                  value=1.4, comparator_value=0.0)  # fmt: skip
    (found,) = findings("adsc", "male-pattern", [trial("a", harm, comparisons=(comparison(direction),))])
    assert found.difference.verdict is None
    assert found.difference.significant is None


def test_a_regulators_page_is_not_called_a_trial_that_was_not_randomised_or_blind():
    (found,) = findings("adsc", "male-pattern", [trial("label", figure(), design="regulatory")])
    assert "told on a regulator's page, not in a trial's report" in found.reasons_against
    assert not {"not randomised", "blinding not known", "one trial alone"} & set(found.reasons_against)


def test_what_stands_alone_is_called_a_trial_only_where_it_was_randomised():
    (trials,) = findings("adsc", "male-pattern", [trial("a", figure())])
    (cohort,) = findings("adsc", "male-pattern", [trial("a", figure(), design="cohort")])
    assert "one trial alone" in trials.reasons_against
    assert "one study alone" in cohort.reasons_against
    both = [trial("a", figure(), design="cohort"), trial("b", figure(), design="cohort")]
    assert not any("alone" in said for said in findings("adsc", "male-pattern", both)[0].reasons_against)
