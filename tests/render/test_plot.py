"""Plots drawn in letters: where marks, nulls and arrows stand, at any width and in any encoding."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hairtx.page import Axis, Heading, Mark, Page, Plot, line
from hairtx.render import plain as piped
from hairtx.render import terminal
from hairtx.render.plot import DRAWN, TYPED, glyphs, legend, ruler, sides, track

LINEAR = Axis(low=-10, high=10, ticks=(-10.0, -5.0, 0.0, 5.0, 10.0), null=0.0)
RATIO = Axis(low=0.1, high=10, ticks=(0.1, 1.0, 10.0), null=1.0, log=True)


def mark(at: float = 4, low: float = 2, high: float = 6, **over: Any) -> Mark:
    """An estimate of Tak 2020."""
    given = {
        "label": line("Tak 2020"),
        "detail": line("drug v vehicle; week 24"),
        "figure": f"{at} ({low} to {high})",
    }
    return Mark(at=at, low=low, high=high, **{**given, **over})


def plot(*marks: Mark, axis: Axis = LINEAR, **over: Any) -> Plot:
    """A plot of hair density."""
    given = {"title": "Hair density", "left": "favours vehicle", "right": "favours drug"}
    return Plot(marks=marks or (mark(),), axis=axis, **{**given, **over})


def drawn(block: Plot, width: int = 80, encoding: str = "utf-8") -> str:
    """The plot as a terminal without styles shows it."""
    return terminal.render(Page((block,)), terminal.Screen(width, encoding, False, False))


# tracks


def test_an_estimate_stands_in_its_interval_beside_the_null() -> None:
    assert track(mark(5, 0, 10), LINEAR, 21, TYPED) == "          [----#----]"
    assert track(mark(5, 2, 8), LINEAR, 21, TYPED) == "          | [--#--]  "


def test_a_ratio_is_as_far_from_one_as_its_inverse() -> None:
    assert track(mark(2, 2, 2), RATIO, 21, TYPED).index("#") - 10 == 10 - track(
        mark(0.5, 0.5, 0.5), RATIO, 21, TYPED
    ).index("#")


def test_an_interval_beyond_the_axis_ends_in_an_arrow_on_that_side_alone() -> None:
    assert track(mark(0, -50, 5), LINEAR, 21, TYPED) == "<---------#----]     "
    assert track(mark(0, -5, 50), LINEAR, 21, TYPED) == "     [----#--------->"
    assert track(mark(1, 0, 2), RATIO, 21, TYPED).startswith("<")


def test_pooled_computed_and_published_estimates_look_different() -> None:
    signs = [track(mark(**over), LINEAR, 21, DRAWN) for over in ({}, {"pooled": True}, {"computed": True})]
    assert ["■" in signs[0], "◆" in signs[1], "□" in signs[2]] == [True, True, True]
    assert "═" in signs[1]
    assert "═" not in signs[0] + signs[2]


def test_letters_are_typed_where_the_stream_cannot_show_all_drawn_ones() -> None:
    assert glyphs("utf-8") is DRAWN
    assert [glyphs(name) for name in ("ascii", "cp1252", "latin-1", "no-such-encoding")] == [TYPED] * 4
    assert all(len(letter) == 1 and letter.isascii() for letter in TYPED)
    assert all(cell_len(letter) == 1 for letter in DRAWN)


@given(
    st.tuples(*[st.floats(-30, 30)] * 3).map(sorted),
    st.integers(1, 120),
    st.booleans(),
)
def test_a_track_has_exactly_its_width_and_shows_its_estimate(
    figures: list[float], width: int, pooled: bool
) -> None:
    low, at, high = figures
    made = track(mark(at, low, high, pooled=pooled), LINEAR, width, TYPED)
    assert len(made) == width
    assert ("*" if pooled else "#") in made


# the axis


def test_the_axis_marks_the_null_and_figures_stand_below_their_ticks() -> None:
    assert ruler(LINEAR, 41, TYPED) == (
        "+---------+---------+---------+---------+",
        "-10      -5         0         5        10",
    )


@pytest.mark.parametrize("width", range(8, 60))
def test_the_null_keeps_its_figure_at_every_width_and_figures_never_touch(width: int) -> None:
    above, below = ruler(LINEAR, width, TYPED)
    assert len(above) == width
    assert len(below) <= width
    assert set(below.split()) <= {"-10", "-5", "0", "5", "10"}
    assert "0" in below.split()


def test_what_either_side_means_stands_around_the_null_or_nowhere() -> None:
    made = sides(plot(), 41, 20, 20, TYPED)
    null = 20 + 20
    assert made[:null].strip() == "< favours vehicle"
    assert made[null:].strip() == "favours drug >"
    assert sides(plot(left="x" * 60), 41, 20, 20, TYPED) == ""


def test_the_legend_tells_what_is_drawn_and_nothing_else() -> None:
    assert "computed" not in legend([plot(mark())], TYPED)
    assert "< > it goes beyond" not in legend([plot(mark())], TYPED)
    assert "o computed here" in legend([plot(mark(computed=True))], TYPED)
    assert "< > it goes beyond the axis" in legend([plot(mark(0, -50, 5))], TYPED)


# on a terminal


def test_where_it_fits_a_track_stands_between_label_and_figure() -> None:
    lines = drawn(plot(), 80).splitlines()
    row = next(at for at, text in enumerate(lines) if text.startswith("Tak 2020"))
    assert re.fullmatch(r"Tak 2020 .*│ .*├─+■─+┤ +4 \(2 to 6\)", lines[row])
    assert lines[row + 1] == "  drug v vehicle; week 24"


def test_a_wide_terminal_has_the_whole_row_on_one_line() -> None:
    assert any(
        text.startswith("Tak 2020  drug v vehicle; week 24 ") and text.endswith("4 (2 to 6)")
        for text in drawn(plot(), 160).splitlines()
    )


def test_a_narrow_terminal_has_the_track_between_label_and_figure_lines() -> None:
    lines = drawn(plot(), 40).splitlines()
    row = lines.index("Tak 2020")
    assert "■" in lines[row + 1]
    assert lines[row + 2] == "  4 (2 to 6)"


def test_sides_without_room_around_the_null_are_told_in_a_sentence() -> None:
    made = " ".join(drawn(plot(left="favours a vehicle with a long name"), 40).split())
    assert "left of 0: favours a vehicle with a long name; right of it: favours drug" in made


@given(
    width=st.integers(20, 300),
    words=st.lists(st.text("abcxyz脱毛ø", min_size=1, max_size=9), min_size=1, max_size=25),
    encoding=st.sampled_from(["utf-8", "ascii"]),
)
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(
    width: int, words: list[str], encoding: str
) -> None:
    block = plot(
        mark(label=line("Tak 2020"), detail=line(" ".join(words))), title="Hair density by " + words[0]
    )
    made = drawn(block, width, encoding)
    assert max(map(cell_len, made.splitlines())) <= width
    made.encode(encoding)
    if encoding == "utf-8":
        assert "".join(words) in "".join(made.split())


@pytest.mark.parametrize("place", ["title", "left", "right", "label", "detail", "figure"])
@pytest.mark.parametrize("hidden", ["\x1b[31m", "\u202e", "\u200b", "\x9b2J"], ids=ascii)
def test_nothing_in_a_plots_words_steers_the_terminal_or_a_pipe(place: str, hidden: str) -> None:
    text = f"hair{hidden}loss"
    value: Any = line(text) if place in ("label", "detail") else text
    block = plot(**{place: value}) if place in ("title", "left", "right") else plot(mark(**{place: value}))
    for made in (drawn(block), drawn(block, 30), piped.render(Page((block,)))):
        assert hidden[0] not in made
        assert "hair" in made


# in a pipe


def test_a_pipe_gets_a_line_a_row_in_typed_letters_with_nothing_wrapped() -> None:
    long = "a treatment with a very long label that no terminal could hold " * 3
    made = piped.render(Page((Heading("Title", 1), plot(mark(detail=line(long))))))
    assert made.isascii()
    row = next(text for text in made.splitlines() if text.startswith("Tak 2020"))
    assert "#" in row
    assert row.endswith("4 (2 to 6)  " + long.strip())
    assert "left of 0: favours vehicle; right of it: favours drug" in made.splitlines()
