"""The page of a treatment's forest plots: what its rows, axes and sides say."""

from typing import Any

import builders as make
from hairtx.forest import collect, groups
from hairtx.model import Outcome, Study
from hairtx.page import Bullets, Heading, Page, Paragraph, Plot, text_of
from hairtx.views.forest import page, rounded


def effect(**over: Any) -> Outcome:
    """A published risk ratio of responders to adsc against vehicle."""
    given = {
        "measure": "responders", "wording": "improved", "kind": "ratio", "week": 24, "arm": "cells",
        "comparator": "vehicle", "effect": 2.0, "effect_kind": "risk-ratio", "ci": (1.0, 4.0),
    }  # fmt: skip
    return make.outcome(**{**given, **over})


def trial(*outcomes: Outcome, **over: Any) -> Study:
    arms = (
        make.arm("cells", treatments=("adsc",), n=30),
        make.arm("plasma", treatments=("prp",), n=30),
        make.arm("vehicle", control="vehicle", n=31),
    )
    given = {"arms": arms, "outcomes": outcomes, "treatments": ("adsc", "prp"), "date": "2020-08"}
    return make.study(**{**given, **over})


def shown(
    *studies: Study, named: dict[str, str] | None = None, condition: str | None = None, **over: Any
) -> Page:
    drawn, omitted = collect("adsc", studies)
    treatment = make.treatment(name="Fat cells")
    return page(treatment, condition, groups(drawn), omitted, named or {}, make.edition(), **over)


def plots(made: Page) -> list[Plot]:
    return [block for block in made.blocks if isinstance(block, Plot)]


def details(made: Page) -> list[str]:
    return [text_of(mark.detail) for plot in plots(made) for mark in plot.marks]


def text(made: Page) -> str:
    told = [block.text if isinstance(block, Heading) else text_of(block.line) if isinstance(block, Paragraph) else ""
            for block in made.blocks]  # fmt: skip
    return "\n".join(told)


def test_a_row_says_study_comparison_measure_week_people_and_the_figure() -> None:
    (plot,) = plots(shown(trial(effect(n=30, comparator_n=31))))
    (mark,) = plot.marks
    assert text_of(mark.label) == "Tak 2020"
    assert text_of(mark.detail) == "cells v vehicle; improved; week 24; 61 people; tak2020"
    assert mark.figure == "2 (1 to 4)"
    assert (mark.at, mark.low, mark.high) == (2.0, 1.0, 4.0)


def test_people_of_the_whole_study_are_named_as_such_where_those_of_the_figure_are_not_known() -> None:
    assert "; 80 people in the study; " in details(shown(trial(effect(), n=80)))[0]
    assert "; 70 people in the study; " in details(shown(trial(effect(), n=80, analysed=70)))[0]
    review = make.study(
        design="meta-analysis",
        n=900,
        outcomes=(effect(kind="pooled-ratio", arm="adsc", comparator="placebo"),),
    )
    assert "; 900 people in the review; " in details(shown(review))[0]
    assert "people" not in details(shown(trial(effect())))[0]


def test_a_ratio_has_a_logarithmic_axis_and_a_difference_a_plain_one() -> None:
    ratio, difference = plots(
        shown(trial(effect(), effect(effect_kind="risk-difference", effect=20.0, ci=(5.0, 35.0))))
    )
    assert (ratio.axis.log, ratio.axis.null) == (True, 1.0)
    assert ratio.title.endswith("risk ratio (logarithmic axis)")
    assert (difference.axis.log, difference.axis.null) == (False, 0.0)
    assert difference.title.endswith("risk difference, percentage points")


def test_the_sides_follow_which_way_is_better() -> None:
    (more,) = plots(shown(trial(effect())))
    assert (more.left, more.right) == ("favours the comparator", "favours fat cells")
    (less,) = plots(shown(trial(effect(measure="relapse"))))
    assert (less.left, less.right) == ("favours fat cells", "favours the comparator")
    (harm,) = plots(shown(trial(effect(measure="adverse-event", kind="adverse-event"))))
    assert (harm.left, harm.right) == ("less with fat cells", "more with fat cells")
    (unknown,) = plots(shown(trial(effect(measure="dht"))))
    assert (unknown.left, unknown.right) == ("lower with fat cells", "higher with fat cells")


def test_a_turned_row_says_so_and_how_it_was_printed() -> None:
    made = shown(trial(effect(arm="plasma", comparator="cells")))
    assert "turned round; printed as 2 (1 to 4)" in details(made)[0]
    assert details(made)[0].startswith("cells v plasma")
    assert plots(made)[0].marks[0].figure == "0.5 (0.25 to 1)"


def test_a_computed_row_says_so_with_the_two_groups_figures_and_the_printed_p() -> None:
    row = make.outcome(
        unit="hairs/cm2", arm="cells", value=20.9, sd=22.5, n=180, comparator="vehicle",
        comparator_value=4.7, comparator_sd=19.7, comparator_n=172, p="<0.0001",
    )  # fmt: skip
    made = shown(trial(row))
    assert plots(made)[0].marks[0].computed
    assert plots(made)[0].marks[0].figure == "16.2 (11.8 to 20.6)"
    assert "352 people; 20.9 against 4.7 hairs/cm²; computed; printed p <0.0001" in details(made)[0]


def test_a_printed_p_that_does_not_agree_with_the_interval_is_told_as_such() -> None:
    assert (
        "own test does not agree with this interval: p 0.011"
        in details(shown(trial(effect(ci=(0.5, 8.0), p="0.011"))))[0]
    )
    assert (
        "own test does not agree with this interval: p 0.4"
        in details(shown(trial(effect(ci=(1.5, 8.0), p="0.4"))))[0]
    )
    assert "own test" not in details(shown(trial(effect(ci=(1.5, 8.0), p="0.011"))))[0]


def test_a_networks_credible_interval_is_named_as_one() -> None:
    row = effect(kind="network-estimate", arm="adsc", comparator="placebo", note="credible interval")
    review = make.study(design="network-meta-analysis", outcomes=(row,))
    assert "network estimate with a credible interval" in details(shown(review))[0]


def test_shares_in_per_cent_are_named_as_what_a_ratio_was_computed_from() -> None:
    row = make.outcome(
        measure="responders", kind="responders", unit="%", arm="cells", value=60, n=20,
        comparator="vehicle", comparator_value=30, comparator_n=20,
    )  # fmt: skip
    assert "computed from the printed shares" in details(shown(trial(row)))[0]


def test_a_pooled_row_says_how_many_studies_it_rests_on() -> None:
    row = effect(kind="pooled-ratio", arm="adsc", comparator="placebo", k=7)
    (plot,) = plots(shown(make.study(design="meta-analysis", outcomes=(row,))))
    assert plot.marks[0].pooled
    assert "; 7 studies; " in text_of(plot.marks[0].detail)


def test_the_condition_is_told_where_several_are_mixed() -> None:
    named = {"male-pattern": "Male-pattern hair loss"}
    assert "male-pattern hair loss" in details(shown(trial(effect()), named=named))[0]
    assert "male-pattern" not in details(shown(trial(effect())))[0]
    assert "Fat cells for alopecia areata" in text(shown(trial(effect()), condition="Alopecia areata"))
    assert "filed under no condition" in details(shown(trial(effect(), conditions=())))[0]


def test_the_page_says_that_nothing_is_pooled_here() -> None:
    assert "Nothing is pooled here" in text(shown(trial(effect())))


def test_what_is_not_drawn_is_listed_with_its_figure_and_the_reason() -> None:
    made = shown(trial(effect(ci=None)), make.study("gone2001", notices=(make.notice(),)))
    (bullets,) = [block for block in made.blocks if isinstance(block, Bullets)]
    assert [text_of(item) for item in bullets.items] == [
        "tak2020, improved, week 24: cells v vehicle; risk ratio 2 (no interval is given)",
        "gone2001 (whole): retracted",
    ]
    assert "No effect with an interval can be drawn." in text(made)


def test_a_drawing_counts_what_is_not_drawn_and_names_the_command_that_lists_it() -> None:
    made = shown(trial(effect(), effect(ci=None)), listing=False)
    assert not [block for block in made.blocks if isinstance(block, Bullets)]
    assert "1 more row cannot be drawn; with the reasons: hairtx forest adsc" in text(made)


def test_a_study_that_was_not_randomised_says_what_it_is() -> None:
    assert details(shown(trial(effect(), design="cohort")))[0].startswith("cells v vehicle; cohort; improved")
    assert "RCT" not in details(shown(trial(effect())))[0]


def test_a_side_read_out_of_the_wording_is_named_by_its_id_unless_the_words_name_it() -> None:
    def side(wording: str) -> str:
        row = effect(kind="pooled-ratio", wording=wording, arm=None, comparator=None)
        return details(shown(make.study(design="meta-analysis", outcomes=(row,))))[0].split(";")[0]

    assert side("heart failure versus placebo") == "adsc v placebo"
    assert side("regrowth, ADSC versus placebo") == "ADSC v placebo"


def test_an_author_nobody_knows_is_the_studys_key() -> None:
    (plot,) = plots(shown(trial(effect(), authors=(), authors_partial=True)))
    assert text_of(plot.marks[0].label) == "tak2020"


def test_figures_that_hairtx_computes_have_three_digits() -> None:
    assert [rounded(value) for value in (0.25871, 1.4002, 16.2, 96.62, 154.7, 1234.5, -2.04)] == [
        "0.259", "1.4", "16.2", "96.6", "155", "1,234", "-2.04",
    ]  # fmt: skip
