"""How much difference a treatment makes: which figure is chosen, and that its size never decides."""

import random

import pytest

from builders import arm, comparison, outcome, provenance, study
from hairtx.answers import answer
from hairtx.model import Seen

ARMS = (arm("active", treatments=("adsc",)), arm("placebo", control="placebo"))
SECOND_HAND = provenance(seen=(Seen(page="https://example.org/news", kind="secondary"),))


def figure(effect=10.0, **over):
    given = {"arm": "active", "comparator": "placebo", "kind": "difference", "week": 24, "unit": "hairs/cm2"}
    return outcome(**{**given, "effect": effect, "effect_kind": "mean-difference", **over})


def trial(id, *rows, **over):
    return study(id, **{"arms": ARMS, "n": 100, "outcomes": rows or (figure(),), **over})


def pooled(id="pooled", pools="randomised", **over):
    row = figure(
        3.0, kind="pooled-difference", arm=None, comparator=None, wording="hair density, cells v placebo"
    )
    return study(id, **{"design": "meta-analysis", "pools": pools, "outcomes": (row,), **over})


def chosen(*studies):
    made = answer("adsc", "male-pattern", studies)
    return made.difference and made.difference.effect


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        # a placebo before another treatment, whatever the design
        (trial("a", design="cohort"),
         trial("b", arms=(ARMS[0], arm("placebo", treatments=("prp",))))),
        # pooled randomised trials before one trial, one trial before a pool of anything
        (pooled(), trial("b", figure(80.0))),
        (trial("a", figure(1.0)), pooled(pools="unknown")),
        (pooled(), pooled("network", design="network-meta-analysis")),
        # randomised before not
        (trial("a", figure(1.0)), trial("b", figure(80.0), design="controlled-trial")),
        # alone before on top of something
        (trial("a"), trial("b", arms=(arm("active", treatments=("adsc", "prp")), arm("placebo", treatments=("prp",))))),
        # hairs before ratings, ratings before thickness
        (trial("a"), trial("b", figure(measure="photographic-rating"))),
        (trial("a", figure(measure="photographic-rating")), trial("b", figure(measure="hair-diameter"))),
        # a trial of some size before a small one
        (trial("a"), trial("b", n=20)),
        (trial("a"), trial("b", figure(week=260, n=219, comparator_n=15))),
        # with an interval before with a p value, with a p value before with neither
        (trial("a", figure(ci=(-1.0, 21.0))), trial("b", figure(p="<0.001"))),
        (trial("a", figure(p="0.7")), trial("b")),
        # the longer before the shorter
        (trial("a", figure(week=52)), trial("b", figure(90.0, week=12))),
        # first-hand before second-hand
        (trial("b"), trial("a", provenance=SECOND_HAND)),
    ],
)  # fmt: skip
def test_the_order_of_figures_is_the_documented_one(better, worse):
    for pair in ((better, worse), (worse, better)):
        found = chosen(*pair)
        assert found is not None
        assert found.study == better.id


def test_the_size_of_a_figure_never_decides():
    rows = [trial(f"t{number}", figure(float(size))) for number, size in enumerate((5, 90, -40, 0))]
    random.Random(1).shuffle(rows)
    assert chosen(*rows).study == "t0"


def test_of_several_doses_the_first_printed_is_taken():
    assert chosen(trial("a", figure(4.0, wording="1 mg"), figure(40.0, wording="5 mg"))).estimate == 4.0


@pytest.mark.parametrize(
    "over",
    [
        {"provenance": provenance("unverified")},
        {"provenance": provenance("disputed")},
        {"notices": ()},
    ],
)
def test_what_weighs_nothing_gives_no_figure(over):
    from builders import notice

    over = over if "provenance" in over else {"notices": (notice("retraction"),)}
    assert chosen(trial("a", **over)) is None


def test_a_change_against_baseline_is_never_the_answer():
    alone = outcome(arm="active", value=40.0, kind="change", week=24, p="<0.001")
    made = answer("adsc", "male-pattern", [trial("a", alone)])
    assert made.difference is None
    assert made.no_figure == "no figure between groups was seen that is for it alone"


def test_a_combination_or_another_dose_is_not_the_treatments_own_difference():
    both = (arm("active", treatments=("adsc", "prp")), ARMS[1])
    assert chosen(trial("a", arms=both)) is None
    doses = (ARMS[0], arm("placebo", treatments=("adsc",)))
    made = answer("adsc", "male-pattern", [trial("a", arms=doses)])
    assert made.no_figure == "the figures in the records compare doses or forms of it with each other"


def test_a_treatment_on_the_comparators_side_sees_the_difference_turned_round():
    rivals = (arm("active", treatments=("prp",)), arm("placebo", treatments=("adsc",)))
    made = answer("adsc", "male-pattern", [trial("a", figure(8.0, p="0.01"), arms=rivals)])
    assert made.difference.effect.estimate == -8.0
    assert made.difference.effect.comparators == ("prp",)
    assert made.difference.against == "treatment"
    assert made.difference.favours == "comparator"


def test_a_ratio_of_zero_has_no_other_side():
    rivals = (arm("active", treatments=("prp",)), arm("placebo", treatments=("adsc",)))
    never = figure(0.0, effect_kind="risk-ratio", measure="responders", unit=None)
    both = trial("a", never, arms=rivals, treatments=("adsc", "prp"))
    assert answer("adsc", "male-pattern", [both]).difference is None
    assert answer("prp", "male-pattern", [both]).difference.effect.estimate == 0.0


def test_the_verdict_beside_a_figure_is_that_of_its_own_arms():
    rows = (
        comparison("favours-treatment"),
        comparison("no-significant-difference", added_to=("prp",)),
    )
    alone = answer("adsc", "male-pattern", [trial("a", comparisons=rows)]).difference
    assert alone.verdict == "favours-treatment"
    added = (
        arm("active", treatments=("adsc", "prp")),
        arm("placebo", treatments=("prp",), control="placebo"),
    )
    on_top = answer("adsc", "male-pattern", [trial("a", arms=added, comparisons=rows)]).difference
    assert on_top.verdict == "no-significant-difference"
    assert answer("adsc", "male-pattern", [trial("a", arms=added, comparisons=rows[:1])]).difference.verdict


def test_a_row_of_alopecia_areata_says_nothing_of_pattern_loss():
    mixed = trial(
        "a", figure(wording="regrowth in alopecia areata"), conditions=("male-pattern", "alopecia-areata")
    )
    assert chosen(mixed) is None
    assert answer("adsc", "alopecia-areata", [mixed]).difference


def test_a_study_that_sets_areata_apart_speaks_of_the_rest_in_its_other_rows():
    rows = (figure(wording="regrowth in alopecia areata"), figure(wording="hairs per 0.65 cm2"))
    mixed = trial("a", *rows, conditions=("male-pattern", "alopecia-areata"))
    assert chosen(mixed).row == 1
    assert answer("adsc", "alopecia-areata", [mixed]).difference.effect.row == 0


def test_a_row_of_women_says_nothing_of_male_pattern_loss():
    mixed = trial("a", figure(wording="hair density, women"), conditions=("male-pattern", "female-pattern"))
    assert answer("adsc", "male-pattern", [mixed]).difference is None
    assert answer("adsc", "female-pattern", [mixed]).difference is not None


def test_trials_that_tell_their_result_in_words_only_are_told_so():
    named = study("a", comparisons=(comparison(),))
    made = answer("adsc", "male-pattern", [named])
    assert made.no_figure == "its trials tell the result in words; no figures were seen"


@pytest.mark.parametrize(
    ("row", "of", "more"),
    [
        (figure(9.1), "hairs/cm2", 9.1),
        (figure(107.0, unit="hairs", wording="hair count in a circle (5.1 cm2)"), "hairs/cm2", 107 / 5.1),
        (figure(24.0, unit="%", wording="hair count as % of baseline"), "hairs of 100", 24.0),
        (figure(25.0, effect_kind="risk-difference", measure="salt-20"), "people", 25.0),
        (figure(4.0, effect_kind="number-needed-to-treat", measure="self-rating"), "people", 25.0),
        (figure(4.0, effect_kind="number-needed-to-treat", measure="relapse"), "people", -25.0),
        (figure(2.0, effect_kind="risk-ratio", measure="responders", unit="%", value=40.0, comparator_value=20.0),
         "people", 20.0),
    ],
)  # fmt: skip
def test_figures_are_told_in_people_or_hairs_where_the_record_allows(row, of, more):
    picture = answer("adsc", "male-pattern", [trial("a", row)]).difference.picture
    assert picture.of == of
    assert picture.more == pytest.approx(more)


def test_people_that_a_review_summed_over_trials_are_no_answer_and_no_picture_of_one():
    summed = figure(None, effect_kind=None, measure="responders", kind="responders", unit="people", value=157,
                    n=593, comparator_value=77, comparator_n=555)  # fmt: skip
    review = {"design": "systematic-review", "pools": "randomised"}
    assert answer("adsc", "male-pattern", [trial("a", summed, **review)]).difference is None
    ratio = figure(2.3, effect_kind="risk-ratio", measure="salt-20", unit=None, kind="pooled-ratio")
    made = answer("adsc", "male-pattern", [trial("a", ratio, summed, **review)])
    assert made.difference.effect.estimate == 2.3
    assert made.pictured is None


def test_a_ratio_without_shares_is_not_turned_into_people():
    ratio = figure(2.0, effect_kind="risk-ratio", measure="responders", unit=None)
    assert answer("adsc", "male-pattern", [trial("a", ratio)]).difference.picture is None


def test_safety_tells_people_once_a_trial_and_the_gravest_first():
    def harm(measure, value):
        return outcome(measure=measure, wording=measure, kind="adverse-event", unit="%", value=value,
                       comparator_value=1.0, arm="active", comparator="placebo")  # fmt: skip

    rows = (harm("adverse-event", 30.0), harm("serious-adverse-event", 2.0))
    first = trial("a", *rows, trial="NCT1", weeks=24)
    again = trial("b", trial="NCT1", weeks=52, harms="Headache was reported.")
    safety = answer("adsc", "male-pattern", [first, again]).safety
    assert (safety.people, safety.weeks, safety.figures) == (100, 52, 1)
    assert [one.measure for one in safety.harms] == ["serious-adverse-event", "adverse-event"]
    assert safety.harms[0].against == "placebo"


def test_people_who_got_both_are_counted_once_beside_a_harm():
    rash = outcome(measure="adverse-event", wording="rash", kind="adverse-event", unit="%", value=9.0,
                   comparator_value=1.0, n=20, comparator_n=20, arm="active", comparator="placebo")  # fmt: skip
    (halves,) = answer("adsc", "male-pattern", [trial("a", rash, design="split-scalp-rct")]).safety.harms
    (groups,) = answer("adsc", "male-pattern", [trial("a", rash)]).safety.harms
    assert (halves.people, groups.people) == (20, 40)


def test_the_harms_of_a_mixture_are_no_treatments_own():
    rash = outcome(measure="adverse-event", wording="rash", kind="adverse-event", unit="%", value=9.0,
                   comparator_value=1.0, arm="adsc + some other drug", comparator="placebo")  # fmt: skip
    review = study("a", design="meta-analysis", pools="randomised", outcomes=(rash,))
    assert answer("adsc", "male-pattern", [review]).safety.harms == ()


def test_harms_of_another_arm_are_not_the_treatments():
    other = outcome(
        measure="adverse-event", wording="rash", kind="adverse-event", unit="%", value=9.0, arm="placebo"
    )
    assert answer("adsc", "male-pattern", [trial("a", other)]).safety.harms == ()


def bundled(library, treatment, condition):
    return next(one for one in library.answers_of(treatment) if one.condition == condition)


@pytest.mark.parametrize(
    ("treatment", "condition", "study", "favours", "significant"),
    [
        ("topical-minoxidil", "male-pattern", "olsen2002", "treatment", True),
        ("bicalutamide", "female-pattern", "liborio2025", "comparator", False),
        ("rosemary-oil", "male-pattern", "panahi2015", "treatment", False),
        ("hydroxychloroquine", "lichen-planopilaris", "naeini2017", "comparator", True),
        ("topical-calcineurin-inhibitors", "alopecia-areata", "pjhs-tacrolimus2023", "comparator", True),
        ("scalp-cooling", "chemotherapy-induced", "nangia2017", "treatment", True),
    ],
)  # fmt: skip
def test_figures_of_the_dataset_are_rightly_signed(
    bundled_library, treatment, condition, study, favours, significant
):
    found = bundled(bundled_library, treatment, condition).difference
    assert (found.effect.study, found.favours, found.significant) == (study, favours, significant)


def test_every_answer_of_the_dataset_is_the_same_whatever_order_its_studies_come_in(bundled_library):
    for id in ("finasteride", "adsc", "prp", "baricitinib"):
        studies = bundled_library.studies_of(id)
        for made in bundled_library.answers_of(id):
            assert answer(id, made.condition, reversed(studies)).difference == made.difference
