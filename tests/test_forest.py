"""Which effects are drawn for a treatment, seen from it, and why the others are not."""

from typing import Any

import msgspec
import pytest

import builders as make
from hairtx.forest import Group, Omitted, Shown, collect, groups
from hairtx.library import Library
from hairtx.model import Outcome, Study


def published(**over: Any) -> Outcome:
    """A published mean difference in hair density of adsc against vehicle."""
    given = {
        "kind": "difference", "unit": "hairs/cm2", "week": 16, "arm": "cells", "comparator": "vehicle",
        "effect": 10.0, "effect_kind": "mean-difference", "ci": (4.0, 16.0),
    }  # fmt: skip
    return make.outcome(**{**given, **over})


def trial(*outcomes: Outcome, id: str = "tak2020", **over: Any) -> Study:
    """A trial of adsc against vehicle, and against prp."""
    arms = (
        make.arm("cells", treatments=("adsc",)),
        make.arm("plasma", treatments=("prp",)),
        make.arm("vehicle", control="vehicle"),
    )
    return make.study(id, **{"arms": arms, "outcomes": outcomes, "treatments": ("adsc", "prp"), **over})


def drawn(*studies: Study, treatment: str = "adsc", **filters: Any) -> list[Shown]:
    return collect(treatment, studies, **filters)[0]


def left_out(*studies: Study, treatment: str = "adsc", **filters: Any) -> list[Omitted]:
    return collect(treatment, studies, **filters)[1]


def test_a_published_effect_is_drawn_as_printed() -> None:
    (shown,) = drawn(trial(published()))
    assert (shown.effect.estimate, shown.low, shown.high) == (10.0, 4.0, 16.0)
    assert (shown.turned, shown.effect.computed, shown.effect.pooled) == (False, False, False)


def test_a_difference_is_turned_round_where_the_treatment_was_the_comparator() -> None:
    row = published(arm="plasma", comparator="cells")
    (shown,) = drawn(trial(row))
    assert (shown.effect.estimate, shown.low, shown.high, shown.turned) == (-10.0, -16.0, -4.0, True)
    assert shown.effect.treatment_label == "cells"
    (other,) = drawn(trial(row), treatment="prp")
    assert (other.effect.estimate, other.low, other.high, other.turned) == (10.0, 4.0, 16.0, False)


def test_a_ratio_is_turned_into_its_inverse() -> None:
    row = published(
        measure="responders", kind="ratio", unit=None, arm="plasma", comparator="cells", effect=4.0,
        effect_kind="risk-ratio", ci=(2.0, 8.0),
    )  # fmt: skip
    (shown,) = drawn(trial(row))
    assert (shown.effect.estimate, shown.low, shown.high, shown.turned) == (0.25, 0.125, 0.5, True)


def test_a_proportion_told_in_percentage_points_is_not_one_turned_round() -> None:
    row = published(
        measure="responders", unit=None, effect=0.03, effect_kind="risk-difference", ci=(-0.35, 0.42)
    )
    (shown,) = drawn(trial(row))
    assert (shown.effect.estimate, shown.low, shown.high, shown.turned) == (3.0, -35.0, 42.0, False)
    (back,) = drawn(trial(msgspec.structs.replace(row, arm="plasma", comparator="cells")))
    assert (back.effect.estimate, back.low, back.high, back.turned) == (-3.0, -42.0, 35.0, True)


def test_an_effect_that_the_record_puts_behind_its_control_is_marked_as_turned() -> None:
    (shown,) = drawn(trial(published(arm="vehicle", comparator="cells", effect=-10.0, ci=(-16.0, -4.0))))
    assert (shown.effect.estimate, shown.low, shown.high, shown.turned) == (10.0, 4.0, 16.0, True)


def test_of_two_groups_counts_one_ratio_is_drawn_and_marked_as_computed() -> None:
    row = make.outcome(
        measure="responders", kind="responders", unit="people", arm="cells", value=12, n=20,
        comparator="vehicle", comparator_value=6, comparator_n=20,
    )  # fmt: skip
    (shown,) = drawn(trial(row))
    assert (shown.effect.kind, shown.effect.computed, shown.effect.estimate) == ("risk-ratio", True, 2.0)
    assert (round(shown.low, 3), round(shown.high, 3)) == (0.936, 4.273)


def test_what_has_no_interval_is_listed_and_never_drawn() -> None:
    study = trial(published(ci=None))
    assert drawn(study) == []
    (omitted,) = left_out(study)
    assert omitted.printed == study.outcomes[0]
    assert "no interval" in omitted.reason


@pytest.mark.parametrize(
    ("over", "reason"),
    [
        ({"notices": (make.notice(),)}, "retracted"),
        ({"status": "unverified"}, "unverified: nobody has seen it whole"),
        ({"status": "disputed"}, "disputed: no such work could be found"),
    ],
    ids=["retracted", "unverified", "disputed"],
)
def test_what_weighs_nothing_is_never_drawn_and_its_study_is_listed(
    over: dict[str, Any], reason: str
) -> None:
    study = trial(published(), **over)
    assert drawn(study) == []
    assert [(omitted.printed, omitted.reason) for omitted in left_out(study)] == [(None, reason)]


def test_no_effect_is_computed_from_groups_that_a_review_summed() -> None:
    row = make.outcome(
        measure="responders", kind="responders", unit="people", arm="adsc", value=157, n=593,
        comparator="placebo", comparator_value=77, comparator_n=555,
    )  # fmt: skip
    review = make.study(design="systematic-review", outcomes=(row,))
    assert drawn(review) == []
    assert "would be pooling" in left_out(review)[0].reason
    assert len(drawn(make.study(outcomes=(row,)))) == 1


def test_what_a_record_tells_as_a_share_and_as_a_count_is_drawn_once() -> None:
    share = make.outcome(
        measure="relapse", kind="proportion", unit="%", arm="cells", value=60, n=20,
        comparator="vehicle", comparator_value=30, comparator_n=20,
    )  # fmt: skip
    count = make.outcome(
        measure="relapse", kind="count", unit="people", arm="cells", value=12, n=20,
        comparator="vehicle", comparator_value=6, comparator_n=20,
    )  # fmt: skip
    made, omitted = collect("adsc", [trial(share, count)])
    assert (len(made), omitted) == (1, [])


def test_rows_that_compare_other_treatments_are_neither_drawn_nor_listed() -> None:
    assert collect("adsc", [trial(published(arm="plasma"), published(arm="plasma", ci=None))]) == ([], [])


def test_a_pooled_row_on_a_class_is_listed_with_that_reason() -> None:
    row = published(
        measure="responders", wording="regrowth, cell therapies vs placebo", kind="pooled-ratio", unit=None,
        arm=None, comparator=None, effect_kind="risk-ratio", effect=2.0, ci=(1.5, 3.0),
    )  # fmt: skip
    study = trial(row, design="meta-analysis", arms=())
    assert drawn(study) == []
    assert "class or a combination" in left_out(study)[0].reason


def test_numbers_needed_to_treat_and_scales_nobody_named_are_listed() -> None:
    needed = published(
        measure="responders", unit=None, effect_kind="number-needed-to-treat", effect=5.6, ci=(4.6, 7.0)
    )
    unnamed = published(measure="responders", unit=None, effect_kind="unnamed")
    study = trial(needed, unnamed)
    assert drawn(study) == []
    assert [row.reason for row in left_out(study)] == [
        "a number needed to treat has no axis with a point of no difference",
        "the source does not name the effect's scale",
    ]


def test_filters_keep_a_condition_and_a_measure() -> None:
    density, count = published(), published(measure="hair-count", unit="hairs")
    women = trial(density, id="kuka2020", conditions=("female-pattern",))
    both = drawn(trial(density, count), women)
    assert len(both) == 3
    assert {row.study.id for row in drawn(trial(density), women, condition="female-pattern")} == {"kuka2020"}
    assert [row.effect.measure for row in drawn(trial(density, count), measure="hair-count")] == [
        "hair-count"
    ]
    assert left_out(trial(published(ci=None)), measure="hair-count") == []


def kinds(made: list[Group]) -> list[tuple[str, str, str | None, bool]]:
    return [(group.measure, group.kind, group.unit, group.dose) for group in made]


def test_measures_kinds_units_and_doses_never_share_a_plot() -> None:
    arms = (
        make.arm("cells", treatments=("adsc",)),
        make.arm("more cells", treatments=("adsc",)),
        make.arm("vehicle", control="vehicle"),
    )
    study = trial(
        published(),
        published(week=24),
        published(unit="%"),
        published(measure="hair-count"),
        published(unit=None, effect_kind="standardised-mean-difference"),
        published(arm="more cells", comparator="cells"),
        arms=arms,
    )
    made = groups(drawn(study))
    assert kinds(made) == [
        ("hair-density", "mean-difference", "%", False),
        ("hair-density", "mean-difference", "hairs/cm2", False),
        ("hair-density", "standardised-mean-difference", None, False),
        ("hair-density", "mean-difference", "hairs/cm2", True),
        ("hair-count", "mean-difference", "hairs/cm2", False),
    ]
    assert [len(group.shown) for group in made] == [1, 2, 1, 1, 1]


def test_under_a_measure_that_is_no_measure_only_the_same_words_share_a_plot() -> None:
    made = groups(
        drawn(
            trial(
                published(measure="other", wording="lost to follow-up"),
                published(measure="other", wording="wigs bought"),
                published(measure="other", wording="wigs bought", week=24),
            )
        )
    )
    assert [(group.wording, len(group.shown)) for group in made] == [
        ("lost to follow-up", 1),
        ("wigs bought", 2),
    ]


def test_in_a_plot_controls_come_first_and_pooled_estimates_last() -> None:
    rival = trial(published(comparator="plasma"), id="old1990", date="1990")
    late = trial(published(), id="new2020", date="2020")
    early = trial(published(), id="mid2010", date="2010")
    pooled = make.study(
        "all2000", date="2000", design="meta-analysis",
        outcomes=(published(kind="pooled-difference", arm="adsc", comparator="placebo"),),
    )  # fmt: skip
    (group,) = groups(drawn(pooled, rival, late, early))
    assert [row.study.id for row in group.shown] == ["mid2010", "new2020", "old1990", "all2000"]


def test_no_treatment_of_the_dataset_has_an_interval_that_misses_its_estimate(
    bundled_library: Library,
) -> None:
    count = 0
    for treatment in bundled_library.treatments():
        for shown in collect(treatment.id, bundled_library.studies_of(treatment.id))[0]:
            assert shown.low <= shown.effect.estimate <= shown.high, (treatment.id, shown.study.id)
            assert treatment.id in shown.effect.treatments
            count += 1
    assert count > 100
