"""From a study's rows to effects between groups: what counts, what is computed, and what is refused."""

import math

import pytest

from builders import arm, outcome, study
from hairtx.effects import effects_of, undrawn
from hairtx.intervals import newcombe, people_of, risk_ratio, welch
from hairtx.verdicts import favours, significant, turned

ARMS = (
    arm("active", n=50, treatments=("adsc",)),
    arm("placebo", n=50, control="placebo"),
)


def trial(*rows, **over):
    return study(**{"arms": ARMS, "outcomes": rows, "n": 100, **over})


def row(**over):
    return outcome(**{"arm": "active", "comparator": "placebo", "week": 24, "kind": "responders", **over})


def shares(value=40.0, other=20.0, **over):
    given = {"measure": "responders", "unit": "%", "value": value, "comparator_value": other}
    return row(**{**given, "n": 50, "comparator_n": 50, **over})


def test_an_effect_that_the_source_printed_is_taken_as_printed():
    printed = row(
        kind="difference", effect=9.1, effect_kind="mean-difference", ci=(4.0, 14.2), unit="hairs/cm2"
    )
    (effect,) = effects_of(trial(printed))
    assert (effect.estimate, effect.low, effect.high, effect.unit) == (9.1, 4.0, 14.2, "hairs/cm2")
    assert not effect.computed
    assert not effect.pooled
    assert (effect.treatments, effect.control) == (("adsc",), "placebo")


def test_shares_of_stated_people_give_a_risk_ratio_and_a_risk_difference_marked_computed():
    ratio, difference = effects_of(trial(shares()))
    assert ratio.kind == "risk-ratio"
    assert ratio.estimate == pytest.approx(2.0)
    assert difference.kind == "risk-difference"
    assert difference.estimate == pytest.approx(20.0)
    assert difference.unit == "percentage points"
    assert ratio.computed
    assert difference.computed
    assert ratio.people == 100


def test_the_risk_ratios_interval_is_the_one_of_its_logarithm():
    # 20 of 50 against 10 of 50: exp(ln 2 ± 1.96 sqrt(1/20 - 1/50 + 1/10 - 1/50))
    error = math.sqrt(1 / 20 - 1 / 50 + 1 / 10 - 1 / 50)
    found = risk_ratio(20, 50, 10, 50)
    assert found is not None
    assert found[1] == pytest.approx(2 * math.exp(-1.959964 * error))
    assert found[2] == pytest.approx(2 * math.exp(1.959964 * error))


@pytest.mark.parametrize(
    ("share", "n", "people"),
    [
        (40.0, 50, 20),
        (33.3, 30, 10),
        (33.0, 30, 10),
        (33.4, 30, None),
        (41.0, 50, None),
        (0.0, 7, 0),
        (0.5, 200, 1),
    ],
)
def test_a_share_stands_for_the_people_whose_share_rounds_to_it_as_printed(share, n, people):
    assert people_of(share, n) == people


def test_newcombes_interval_is_that_of_his_paper():
    # 56/70 against 48/80, the first worked example of the paper: 0.0524 to 0.3339
    low, high = newcombe(56, 70, 48, 80)
    assert low == pytest.approx(0.0524, abs=0.0001)
    assert high == pytest.approx(0.3339, abs=0.0001)


def test_an_empty_cell_is_corrected_and_says_so_and_two_say_nothing():
    ratio, difference = effects_of(trial(shares(20.0, 0.0)))
    assert ratio.corrected
    assert ratio.estimate == pytest.approx((10.5 / 51) / (0.5 / 51))
    assert difference.low is not None
    assert [effect.kind for effect in effects_of(trial(shares(0.0, 0.0)))] == ["risk-difference"]


def test_means_with_deviations_and_numbers_give_welchs_interval():
    means = row(
        kind="change", unit="hairs/cm2", value=26.0, sd=19.5, n=101,
        comparator_value=9.4, comparator_sd=14.6, comparator_n=51,
    )  # fmt: skip
    (effect,) = effects_of(trial(means, n=152))
    assert effect.estimate == pytest.approx(16.6)
    # Satterthwaite gives 128.5 degrees of freedom, whose 97.5 % quantile is 1.979 in the tables
    assert effect.low == pytest.approx(11.02, abs=0.01)
    assert effect.high == pytest.approx(22.18, abs=0.01)


@pytest.mark.parametrize(
    ("first", "second", "quantile", "error"),
    [
        # t(8), t(4), t(2) and, where one group does not vary, t(1): from printed tables
        ((4.0, 5), (4.0, 5), 2.3060, math.sqrt(6.4)),
        ((4.0, 3), (4.0, 3), 2.7764, math.sqrt(32 / 3)),
        ((4.0, 2), (4.0, 2), 4.3027, 4.0),
        ((4.0, 2), (0.0, 50), 12.7062, math.sqrt(8)),
    ],
)
def test_welchs_interval_is_wide_enough_for_small_groups(first, second, quantile, error):
    low, high = welch(10.0, *first, 5.0, *second)
    assert low == pytest.approx(5 - quantile * error, abs=0.001)
    assert high == pytest.approx(5 + quantile * error, abs=0.001)


@pytest.mark.parametrize("deviation", [0.0, 1e-200, 1e120, 1e200])
def test_deviations_that_no_group_can_have_make_no_nonsense(deviation):
    low, high = welch(10.0, deviation, 5, 5.0, deviation, 5)
    assert (low, high) == (None, None) or low < 5.0 < high


@pytest.mark.parametrize(
    ("refused", "reason"),
    [
        (row(kind="within-group-test", value=4.0, comparator_value=3.0), "within one group"),
        (row(wording="hair density against baseline", effect=5.0, effect_kind="mean-difference"), "within one group"),
        (row(kind="mean", week=0, value=4.0, comparator_value=3.0), "before treatment"),
        (row(kind="mean", wording="density at baseline", value=4.0, comparator_value=3.0), "before treatment"),
        (row(kind="mean", note="at baseline; in each half", value=4.0, comparator_value=3.0), "before treatment"),
        (row(kind="median", value=4.0, comparator_value=3.0), "medians"),
        (row(kind="test", p="0.01"), "only a test"),
        (row(kind="pooled-proportion", unit="%", value=60.0, comparator_value=40.0), "separate studies"),
        (shares(n=None), "number of people behind the shares"),
        (shares(41.0), "not the share of any whole number of 50 people"),
        (shares(note="share of patches, not of people"), "patches"),
        (row(kind="change", value=12.0, comparator_value=4.0), "no standard deviations"),
        (row(kind="change", value=12.0, sd=3.0, n=1, comparator_value=4.0, comparator_sd=2.0, comparator_n=9),
         "fewer than two people"),
        (row(kind="difference", effect=3.0, effect_kind="mean-difference"), "no interval is given"),
        (row(kind="other", effect=0.7, effect_kind="unnamed", ci=(0.4, 0.9)), "does not name"),
        (row(kind="pooled-other", effect=1.6, effect_kind="odds-ratio", ci=(0.5, 2.7)), "does not fit"),
        (shares(unit="per 10,000 people"), "neither people nor a share"),
        (shares(unit="hairs", kind="count"), "neither people nor a share"),
        (shares(unit=None), "neither people nor a share"),
        (shares(120.0), "that no group can have"),
        (shares(20.0, -10.0), "that no group can have"),
        (shares(60.0, 10.0, unit="people"), "that no group can have"),
        (shares(20.5, 10.0, unit="people"), "no whole number of people"),
        (row(kind="change", arm="somebody", value=12.0, comparator_value=4.0), "tie the two sides"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_says_why(refused, reason):
    (said,) = undrawn(trial(refused))
    assert reason in said.reason


def test_a_change_against_baseline_is_no_row_between_groups_at_all():
    alone = outcome(arm="active", value=12.0, kind="change", week=24)
    assert effects_of(trial(alone)) == []
    assert undrawn(trial(alone)) == []


@pytest.mark.parametrize(
    "paired",
    [
        {"design": "split-scalp-rct"},
        {"n": 50, "design": "controlled-trial"},
        {
            "arms": (
                arm("one half", n=50, treatments=("adsc",)),
                arm("the other half", n=50, control="placebo"),
            )
        },
    ],
)
def test_the_same_people_on_both_sides_never_get_an_unpaired_interval(paired):
    labels = [one.label for one in paired.get("arms", ARMS)]
    found = effects_of(trial(shares(arm=labels[0], comparator=labels[1]), **paired))
    assert [(effect.kind, effect.low) for effect in found] == [("risk-difference", None)]
    assert "same people" in (found[0].no_interval or "")


@pytest.mark.parametrize(
    "said",
    [
        {"wording": "change in density, as % of that at baseline"},
        {"note": "adjusted for the density at baseline"},
    ],
)
def test_a_figure_that_only_speaks_of_the_baseline_was_not_measured_at_it(said):
    (effect,) = effects_of(trial(row(kind="percent-change", value=12.0, comparator_value=4.0, **said)))
    assert effect.estimate == 8.0


def test_final_values_of_groups_that_were_not_randomised_are_not_subtracted():
    means = row(kind="mean", value=57.1, comparator_value=63.7)
    assert effects_of(trial(means, design="controlled-trial")) == []
    assert len(effects_of(trial(means))) == 1


def test_what_both_arms_got_is_not_what_the_effect_speaks_of():
    arms = (
        arm("both", treatments=("adsc", "topical-minoxidil")),
        arm("minoxidil", treatments=("topical-minoxidil",)),
    )
    (effect,) = effects_of(trial(row(kind="change", arm="both", comparator="minoxidil", value=9.0,
                                     comparator_value=4.0), arms=arms))  # fmt: skip
    assert effect.speaks_of == ("adsc",)
    assert effect.added == ("topical-minoxidil",)
    assert effect.control == "no-treatment"


def test_two_doses_of_one_treatment_speak_of_no_treatment():
    arms = (arm("5 mg", treatments=("adsc",)), arm("1 mg", treatments=("adsc",)))
    (effect,) = effects_of(
        trial(row(kind="change", arm="5 mg", comparator="1 mg", value=9.0, comparator_value=4.0), arms=arms)
    )
    assert effect.dose
    assert effect.speaks_of == ()


def test_a_review_without_arms_is_read_by_its_own_words():
    pooled = outcome(
        kind="pooled-difference", wording="hair count, laser + minoxidil against minoxidil",
        effect=0.5, effect_kind="standardised-mean-difference", ci=(0.04, 0.97),
    )  # fmt: skip
    review = study(design="meta-analysis", treatments=("lllt",), outcomes=(pooled,))
    (effect,) = effects_of(review)
    assert effect.pooled
    assert effect.speaks_of == ("lllt",)
    assert effect.control == "no-treatment"
    assert effect.added_label == "minoxidil"


def test_a_class_of_drugs_is_not_taken_for_one_of_them():
    pooled = outcome(
        measure="salt-50", kind="pooled-ratio", wording="SALT50, JAK inhibitor vs placebo",
        effect=5.1, effect_kind="odds-ratio", ci=(3.5, 7.4),
    )  # fmt: skip
    review = study(design="meta-analysis", treatments=("baricitinib", "ritlecitinib"), outcomes=(pooled,))
    (effect,) = effects_of(review)
    assert effect.speaks_of == ()


def pooled(wording="response", treatments=("adsc",), **over):
    given = {"measure": "responders", "kind": "pooled-ratio", "effect": 1.6, "effect_kind": "odds-ratio"}
    rows = (outcome(**{**given, "wording": wording, "ci": (1.1, 2.6), **over}),)
    (effect,) = effects_of(study(design="meta-analysis", treatments=treatments, outcomes=rows))
    return effect


@pytest.mark.parametrize("wording", ["response, 10 mg vs 5 mg", "response, adsc 0.5 mg/kg daily v 1 %"])
def test_a_review_that_sets_one_dose_against_another_speaks_of_no_treatment(wording):
    effect = pooled(wording)
    assert effect.dose
    assert effect.speaks_of == ()


def test_a_review_of_one_treatment_speaks_of_it_unless_its_row_names_another_group():
    assert pooled().speaks_of == ("adsc",)
    assert pooled(arm="adsc by injection", comparator="placebo").speaks_of == ("adsc",)
    assert pooled(arm="some other drug", comparator="placebo").speaks_of == ()


@pytest.mark.parametrize("rival", ["prp + some other drug", "placebo or prp"])
def test_a_comparator_mixed_with_what_has_no_record_is_not_taken_for_one_treatment(rival):
    effect = pooled(arm="adsc", comparator=rival, treatments=("adsc", "prp"))
    assert (effect.speaks_of, effect.comparators, effect.control) == (("adsc",), (), None)


@pytest.mark.parametrize(
    ("said", "better"),
    [
        ({"measure": "hair-density"}, True),
        ({"measure": "shedding"}, False),
        ({"measure": "salt-change", "wording": "change in SALT (positive = improvement)"}, True),
        ({"measure": "salt-change", "wording": "SALT score", "kind": "percent-change", "value": -56.0,
          "comparator_value": -19.0}, False),
        ({"measure": "salt-change", "wording": "mean change in SALT score", "value": 93.8}, None),
        ({"measure": "hair-preservation", "wording": "alopecia above 50%"}, False),
        ({"measure": "hair-preservation", "wording": "no alopecia at the end"}, True),
        ({"measure": "severity-score", "wording": "fall in LPP Activity Index"}, True),
        ({"measure": "severity-score", "wording": "LPP Activity Index"}, False),
        ({"measure": "severity-score", "wording": "LPP Activity Index", "note": "no reduction of itch"}, False),
        ({"measure": "shedding", "wording": "shed hairs", "note": "the figure is a reduction"}, True),
        ({"measure": "shedding", "wording": "hair fall (comb)", "value": -29.0}, False),
        ({"measure": "salt-change", "wording": "change in SALT (negative = improvement)"}, False),
        ({"measure": "salt-change", "wording": "change in SALT score", "value": -56.0, "comparator_value": -9.0,
          "note": "the figure is a change: lower means improvement"}, False),
        ({"measure": "salt-change", "wording": "reduction in SALT", "value": -56.0, "comparator_value": -9.0}, None),
        ({"measure": "salt-change", "wording": "reduction in SALT", "value": 56.0, "comparator_value": -9.0}, True),
        ({"measure": "severity-score", "wording": "fall in the index", "value": -3.0, "comparator_value": -1.0}, None),
        ({"measure": "severity-score", "wording": "index (negative values are improvement)"}, False),
        ({"measure": "hair-diameter", "wording": "hair shaft diversity"}, None),
        ({"measure": "vellus-hair"}, None),
        ({"measure": "adverse-event"}, False),
    ],
)  # fmt: skip
def test_which_way_is_better_is_known_or_said_to_be_unknown(said, better):
    from hairtx.better import better_when_higher

    assert better_when_higher(outcome(**said)) is better


def test_a_fall_in_what_is_bad_favours_the_treatment():
    effect = effects_of(trial(row(kind="change", measure="shedding", value=-30.0, comparator_value=-10.0)))[0]
    assert effect.estimate == -20.0
    assert favours(effect) == "treatment"


@pytest.mark.parametrize(
    ("p", "said"),
    [
        ("<0.001", True), ("0.0319", True), ("0.45", False), (">0.05", False), ("not significant", False),
        ("<0.05 within group", None), ("<0.01 versus baseline", None), ("0.05", False), (None, None),
        ("significant (value not seen)", True), ("described as equally effective (value not seen)", None),
        (">0.05 between groups; <0.05 within each group", False),
        ("not statistically significant", False), ("no significant difference from placebo", False),
        ("non-significant", False), ("nonsignificant", False), ("NS", False), ("no significance", False),
        ("statistically significant (value not seen)", True), ("highly significant", True),
        ("significance was not tested", None), ("≤0.001", True), ("≥0.05", False), ("<0.1", None),
    ],
)  # fmt: skip
def test_a_printed_p_counts_only_between_groups(p, said):
    (effect,) = effects_of(trial(row(kind="change", value=12.0, comparator_value=4.0, p=p)))
    assert significant(effect) is said


def test_seen_from_the_other_side_signs_turn_and_ratios_are_inverted():
    ratio, difference = effects_of(trial(shares()))
    back = turned(ratio)
    assert back.estimate == pytest.approx(0.5)
    assert back.low == pytest.approx(1 / ratio.high)
    assert turned(difference).estimate == pytest.approx(-20.0)
    assert turned(difference).high == pytest.approx(-difference.low)
    assert (back.value, back.comparator_value) == (20.0, 40.0)


def test_where_the_record_puts_the_control_first_the_treatment_leads():
    swapped = row(kind="proportion", measure="relapse", unit="%", arm="placebo", comparator="active",
                  value=80.0, comparator_value=7.0)  # fmt: skip
    (effect,) = effects_of(trial(swapped))
    assert effect.speaks_of == ("adsc",)
    assert effect.control == "placebo"
    assert (effect.estimate, effect.value, effect.comparator_value) == (-73.0, 7.0, 80.0)
    assert favours(effect) == "treatment"


def test_no_effect_of_the_dataset_points_against_its_trials_recorded_direction(bundled_data):
    """A significant efficacy effect never contradicts a direction that the trial records for the same pair."""
    from hairtx.findings import ADVERSE

    wrong = []
    for record in bundled_data.studies.values():
        for effect in effects_of(record):
            if significant(effect) is not True or effect.measure in ADVERSE or effect.added:
                continue
            said = {
                one.direction
                for one in record.comparisons
                if (one.treatment,) == effect.treatments
                and (one.comparator == effect.control or (one.comparator,) == effect.comparators)
            }
            against = {"treatment": {"favours-comparator"}, "comparator": {"favours-treatment"}}
            if said and said == against.get(favours(effect) or "", set()):
                wrong.append((record.id, effect.wording))
    assert wrong == []


@pytest.mark.parametrize(
    ("measure", "needed", "side"),
    [("responders", 4.0, "treatment"), ("responders", -4.0, "comparator"), ("adverse-event", 20.0, None)],
)
def test_a_number_needed_to_treat_favours_by_its_sign_and_never_for_a_harm(measure, needed, side):
    (effect,) = effects_of(
        trial(row(measure=measure, effect=needed, effect_kind="number-needed-to-treat", wording="needed"))
    )
    assert favours(effect) == side


@pytest.mark.parametrize(
    ("unit", "printed", "points"),
    [(None, 0.03, 3.0), ("%", 0.3, 0.3), ("percentage points", 0.9, 0.9), (None, 24.0, 24.0)],
)
def test_a_risk_difference_printed_as_a_proportion_is_told_in_percentage_points(unit, printed, points):
    bounds = (-10 * printed, 12 * printed)
    (effect,) = effects_of(trial(row(effect=printed, effect_kind="risk-difference", unit=unit, ci=bounds)))
    assert (effect.estimate, effect.unit) == (points, "percentage points")
    assert effect.low == pytest.approx(-10 * points)


@pytest.mark.parametrize(
    ("wording", "week"),
    [
        ("hair count, 24 months or more", 104),
        ("hair regrowth at 6 weeks", 6),
        ("hair regrowth over 24 weeks", 24),
        ("hair count, people aged 18 years or older", None),
        ("hair count, women 50 years and older", None),
        ("regrowth with a duration of more than 6 months", None),
    ],
)
def test_a_length_is_read_from_words_only_where_it_is_one_of_follow_up(wording, week):
    printed = row(wording=wording, week=None, effect=3.0, effect_kind="mean-difference")
    (effect,) = effects_of(trial(printed))
    assert effect.week == week


def test_half_a_dose_is_no_half_of_a_scalp():
    arms = (arm("half-dose cells", n=50, treatments=("adsc",)), ARMS[1])
    ratio, _ = effects_of(trial(shares(arm="half-dose cells"), arms=arms))
    assert ratio.low is not None
