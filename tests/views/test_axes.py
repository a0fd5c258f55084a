"""Axes reach as far as they must and mark round numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtx.views.axes import axis

RATIOS = st.floats(0.01, 100)
DIFFERENCES = st.floats(-500, 500).map(lambda value: round(value, 2))


def test_an_axis_shows_estimates_intervals_and_the_null() -> None:
    made = axis([12.0, 20.0], [(4.0, 19.0), (3.7, 41.0)], log=False)
    assert made.low < 0 < 41 < made.high
    assert (made.null, made.log) == (0.0, False)
    assert made.ticks == (0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0)


def test_a_ratio_axis_is_logarithmic_around_one() -> None:
    made = axis([2.0, 0.5], [(1.0, 4.0), (0.25, 1.0)], log=True)
    assert (made.null, made.log) == (1.0, True)
    assert 1.0 in made.ticks
    assert made.share(2.0) - made.share(1.0) == pytest.approx(made.share(1.0) - made.share(0.5))


def test_one_interval_far_longer_than_the_others_is_cut_and_theirs_are_not() -> None:
    usual = [(1.0, 2.0), (1.1, 2.2), (0.9, 1.8), (1.2, 2.4)]
    made = axis([1.5, 1.6, 1.3, 1.8, 1.7], [*usual, (0.02, 150.0)], log=True)
    assert made.low < 0.9
    assert 2.4 < made.high < 150
    assert made.low > 0.02


def test_a_lone_interval_is_never_cut() -> None:
    made = axis([5.0], [(0.26, 96.6)], log=True)
    assert made.low < 0.26
    assert made.high > 96.6


def test_an_interval_that_reaches_zero_is_beyond_a_logarithmic_axis() -> None:
    assert axis([2.0, 3.0], [(0.0, 9.0), (1.0, 9.0)], log=True).low > 0


@given(st.lists(RATIOS, min_size=1, max_size=8), st.lists(st.tuples(RATIOS, RATIOS), max_size=8))
def test_on_a_ratio_axis_every_estimate_and_the_null_have_a_place(
    points: list[float], ends: list[tuple[float, float]]
) -> None:
    made = axis(points, [(min(pair), max(pair)) for pair in ends], log=True)
    assert all(0 <= made.share(value) <= 1 for value in (*points, 1.0, *made.ticks))
    assert 1.0 in made.ticks
    assert 3 <= len(made.ticks) <= 11


@given(
    st.lists(DIFFERENCES, min_size=1, max_size=8), st.lists(st.tuples(DIFFERENCES, DIFFERENCES), max_size=8)
)
def test_on_a_plain_axis_every_estimate_and_the_null_have_a_place(
    points: list[float], ends: list[tuple[float, float]]
) -> None:
    made = axis(points, [(min(pair), max(pair)) for pair in ends], log=False)
    assert all(0 <= made.share(value) <= 1 for value in (*points, 0.0, *made.ticks))
    assert 0.0 in made.ticks
    assert 3 <= len(made.ticks) <= 11
    assert all(math.isfinite(tick) for tick in made.ticks)
