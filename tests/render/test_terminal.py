"""Pages for a terminal: wrapped to its width, styled, and steered by nothing that a text holds."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from hairtx.page import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Line,
    Matrix,
    Page,
    Paragraph,
    Row,
    Span,
    Table,
    line,
)
from hairtx.render.terminal import MEASURE, Screen, render

Maker = Callable[[str], Page]
# what the renderer itself writes: styles, and the two ends of a link
OWN = re.compile("\x1b\\[[0-9;]*m|\x1b]8;;[^\x1b]*\x1b\\\\")
STEERING = (
    *map(chr, (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0))),
    *"\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff\u00ad\u2060",
)


def screen(width: int = 80, encoding: str = "utf-8", *, colour: bool = True, styled: bool = True) -> Screen:
    return Screen(width, encoding, colour, styled)


def of(*blocks: Block, footer: str = "") -> Page:
    return Page(blocks, footer)


def plain(page: Page, width: int = 80, encoding: str = "utf-8") -> str:
    """The page as a terminal without styles shows it."""
    return render(page, screen(width, encoding, colour=False, styled=False))


def span(text: str) -> Line:
    return (Span(text, "strong"),)


def table(text: str, detail: str = "", label: str = "") -> Page:
    rows = (Row((span(text), line("2")), line(detail)),)
    return of(Table((Column("id"), Column(label, number=True)), rows))


# every place of a page that a text can stand in
PLACES: dict[str, Maker] = {
    "title": lambda text: of(Heading(text, 1)),
    "heading": lambda text: of(Heading(text)),
    "third heading": lambda text: of(Heading(text, 3)),
    "paragraph": lambda text: of(Paragraph(span(text))),
    "indented paragraph": lambda text: of(Paragraph(span(text), 2)),
    "bullet": lambda text: of(Bullets((span(text),))),
    "fact": lambda text: of(Facts((("name", span(text)),))),
    "cell": table,
    "detail": lambda text: table("x", text),
    "footer": lambda text: of(Paragraph(line("x")), footer=text),
}
# the words that label them
LABELS: dict[str, Maker] = {
    "label of a bullet": lambda text: of(Bullets((line("x"),), (text,))),
    "label of a fact": lambda text: of(Facts(((text, line("x")),))),
    "label of a column": lambda text: table("x", "", text),
}
places = pytest.mark.parametrize("make", PLACES.values(), ids=PLACES)
widths = pytest.mark.parametrize("width", [24, 80])


# nothing in a text steers the terminal


@places
@widths
def test_no_character_that_steers_or_hides_reaches_the_output(make: Maker, width: int) -> None:
    page = make("hair" + "".join(STEERING) + "loss")
    bare = plain(page, width)
    assert "hairloss" in bare.lower()
    assert not set(STEERING) & set(bare.replace("\n", ""))
    styled = OWN.sub("", render(page, screen(width)))
    assert not set(STEERING) & set(styled.replace("\n", ""))


@places
@widths
@pytest.mark.parametrize("sequence", ["\x1b[31m", "\x1b]0;title\x07", "\x1b[2J", "\x9b31m"], ids=ascii)
def test_an_escape_sequence_in_a_text_is_shown_and_not_obeyed(make: Maker, width: int, sequence: str) -> None:
    tail = "".join(char for char in sequence if char not in STEERING)
    made = render(make(f"hair{sequence}"), screen(width))
    assert sequence not in made
    assert f"hair{tail}".lower() in OWN.sub("", made).lower()


# today's views label with their own words alone, so no dataset reaches these places yet
@pytest.mark.parametrize("make", LABELS.values(), ids=LABELS)
def test_labels_are_made_safe_and_encodable_as_all_text_is(make: Maker) -> None:
    made = plain(make("hair" + "".join(STEERING) + "loss"))
    assert "hairloss" in made
    assert not set(STEERING) & set(made.replace("\n", ""))
    assert "naive" in plain(make("naïve"), encoding="ascii")


def test_an_address_cannot_end_the_link_that_holds_it() -> None:
    page = of(Paragraph((Span("there", link="https://x\x1b\\\x07\x1b[31m\u202e/y"),)))
    assert render(page, screen()) == "\x1b]8;;https://x\\[31m/y\x1b\\there\x1b]8;;\x1b\\\n"


@places
@pytest.mark.parametrize("text", ["[bold]x[/bold]", ":smile:", "[link=https://x]y[/]", "*a*_b_`c`<b>&amp;"])
def test_nothing_in_a_text_is_taken_for_markup(make: Maker, text: str) -> None:
    assert text.lower() in plain(make(text)).lower()
    assert text.lower() in OWN.sub("", render(make(text), screen())).lower()


# what a terminal can show


@places
def test_a_terminal_without_styles_gets_no_escape(make: Maker) -> None:
    assert "\x1b" not in plain(make("text"))


def test_styles_are_in_words_beside_them_and_colour_can_be_left_out() -> None:
    page = of(Paragraph((Span("favours it", "good"), Span(" for men", "strong"))))
    assert render(page, screen()) == "\x1b[32mfavours it\x1b[0m\x1b[1m for men\x1b[0m\n"
    assert render(page, screen(colour=False)) == "favours it\x1b[1m for men\x1b[0m\n"
    assert plain(page) == "favours it for men\n"


@places
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_what_the_terminal_cannot_encode_is_written_in_plainer_letters(make: Maker, encoding: str) -> None:
    made = plain(make("naïve≥5"), encoding=encoding)
    made.encode(encoding)
    assert ("naïve>=5" if encoding == "cp1252" else "naive>=5") in made.lower()


# wrapping

WORDS = {
    "ascii": st.text("abcxyz.,-[]", min_size=1, max_size=8),
    "wide": st.text("脱毛症男性型髪가각", min_size=1, max_size=4),
    "combining": st.lists(
        st.sampled_from(["e\u0301", "a\u0308", "n", "o\u0304\u0301", "x"]), min_size=1, max_size=8
    ).map("".join),
}
# words of at most eight cells, so that each fits on a line of the narrowest terminal
WIDE = st.lists(WORDS["ascii"] | WORDS["wide"], min_size=1, max_size=40)
PROSE = WIDE | st.lists(WORDS["ascii"] | WORDS["combining"], min_size=1, max_size=40)
MIXED = st.lists(st.one_of(*WORDS.values()), min_size=1, max_size=40)
WIDTHS = st.integers(12, 120)
BLOCKS: dict[str, Maker] = {
    "title": PLACES["title"],
    "third heading": PLACES["third heading"],
    "paragraph": PLACES["paragraph"],
    "indented paragraph": PLACES["indented paragraph"],
    "bullet": PLACES["bullet"],
    "detail": lambda text: of(Table((Column(""),), (Row((line(""),), line(text)),))),
    "footer": lambda text: of(footer=text),
}
blocks = pytest.mark.parametrize("make", BLOCKS.values(), ids=BLOCKS)


def words_of(text: str) -> list[str]:
    """The words of a page, without what the renderer sets between them."""
    return [word for word in text.split() if word not in ("•", "·")]


def widest(text: str) -> int:
    return max(map(cell_len, text.splitlines()))


@blocks
@given(words=PROSE, width=WIDTHS, styled=st.booleans())
def test_wrapping_keeps_every_word_whole_and_every_line_within_the_width(
    make: Maker, words: list[str], width: int, styled: bool
) -> None:
    made = OWN.sub("", render(make(" ".join(words)), screen(width, styled=styled)))
    assert words_of(made) == words
    assert widest(made) <= min(width, MEASURE)


@blocks
@given(word=PROSE.map("".join), width=WIDTHS)
def test_a_word_longer_than_the_line_is_broken_and_loses_nothing(make: Maker, word: str, width: int) -> None:
    made = plain(make(word), width)
    assert "".join(words_of(made)) == word
    assert widest(made) <= min(width, MEASURE)


@given(words=MIXED, width=WIDTHS)
@example(words=["[", "[", "[", "[[", "型型", "e\u0301e\u0301"], width=12)
def test_wide_letters_and_combining_marks_in_one_text_keep_the_words_and_the_width(
    words: list[str], width: int
) -> None:
    made = plain(of(Paragraph(line(" ".join(words)))), width)
    assert words_of(made) == words
    assert widest(made) <= min(width, MEASURE)


@given(
    words=PROSE, roles=st.lists(st.sampled_from(["", "strong", "good", "mark"]), min_size=40), width=WIDTHS
)
def test_styles_change_nothing_of_where_a_line_breaks(words: list[str], roles: list[Any], width: int) -> None:
    spans = tuple(Span(f"{word} ", role) for word, role in zip(words, roles, strict=False))
    page = of(Paragraph(spans))
    assert OWN.sub("", render(page, screen(width))).split("\n") == [
        each.rstrip() for each in plain(of(Paragraph(line(" ".join(words)))), width).split("\n")
    ]


@given(words=PROSE, width=st.integers(16, 120), label=st.sampled_from(["[1]", "[12]", "2019", "[123]"]))
def test_what_stands_behind_a_label_is_set_in_beside_it(words: list[str], width: int, label: str) -> None:
    made = plain(of(Bullets((line(" ".join(words)),), (label,))), width)
    assert words_of(made) == [label, *words]
    assert widest(made) <= min(width, MEASURE)
    first, *rest = made.splitlines()
    assert first.startswith(f"  {label} ")
    assert all(each.startswith(" " * (len(label) + 3)) for each in rest)


@given(words=PROSE, width=WIDTHS)
def test_facts_keep_every_word_and_the_width(words: list[str], width: int) -> None:
    made = plain(of(Facts((("KIND", line(" ".join(words))), ("SAME TRIAL", line("x"))))), width)
    assert words_of(made.replace(":", "")) == ["KIND", *words, "SAME", "TRIAL", "x"]
    assert widest(made) <= min(width, MEASURE)


@given(
    rows=st.lists(st.tuples(WORDS["ascii"], WORDS["wide"], WIDE, PROSE), min_size=1, max_size=4),
    width=WIDTHS,
)
def test_a_table_keeps_every_word_and_the_width_as_columns_or_stacked(
    rows: list[tuple[str, str, list[str], list[str]]], width: int
) -> None:
    columns = (Column("KEY"), Column("KIND"), Column("TITLE"))
    made_rows = tuple(
        Row((line(key), line(kind), line(" ".join(title))), line(" ".join(detail)))
        for key, kind, title, detail in rows
    )
    made = plain(of(Table(columns, made_rows)), width)
    said = words_of(made)
    assert [word for word in said if word not in ("KEY", "KIND", "TITLE")] == [
        word for key, kind, title, detail in rows for word in (key, kind, *title, *detail)
    ]
    assert widest(made) <= width


def test_prose_is_no_wider_than_the_measure_however_wide_the_terminal() -> None:
    made = plain(of(Paragraph(line("word " * 100))), 300)
    assert MEASURE - 5 <= widest(made) <= MEASURE


def test_a_terminal_that_claims_no_width_is_written_to_as_one_of_twelve_cells() -> None:
    assert plain(PLACES["paragraph"]("two words here"), 0) == plain(PLACES["paragraph"]("two words here"), 12)


# blocks


def test_a_blank_line_stands_before_headings_and_loose_paragraphs_alone() -> None:
    page = of(
        Heading("Title", 1),
        Paragraph(line("loose")),
        Paragraph(line("set in"), 1),
        Heading("Part"),
        Bullets((line("a"), line("b"))),
        Facts((("id", line("adsc")), ("kind", line("device")))),
        Heading("Small", 3),
        footer="the end",
    )
    assert plain(page) == (
        "Title\n\nloose\n  set in\n\nPART\n  • a\n  • b\nid    adsc\nkind  device\n\nSmall\n\nthe end\n"
    )


def test_a_bullet_that_the_terminal_cannot_show_is_a_star() -> None:
    assert plain(PLACES["bullet"]("a"), encoding="ascii") == "  * a\n"


def test_facts_stand_beside_their_labels_or_behind_them_where_it_is_narrow() -> None:
    page = of(Facts((("same trial", line("single words behind")),)))
    assert plain(page, 50) == "same trial  single words behind\n"
    assert plain(page, 20) == "same trial: single\n  words behind\n"


NAME = "Cells taken from fat"
STUDY = Table(
    (Column("key"), Column("name", optional=True), Column("n", number=True), Column("title")),
    (
        Row((line("tak2020"), line(NAME), line("52"), line("Hair grew in men")), line("More than vehicle.")),
        Row(
            (line("kuka2020"), line(NAME), line("1,200"), line("Nothing changed")),
        ),
    ),
)


def test_a_table_stands_in_columns_with_numbers_to_the_right_and_details_below() -> None:
    assert plain(of(STUDY), 80) == (
        "key       name                      n  title\n"
        "tak2020   Cells taken from fat     52  Hair grew in men\n"
        "    More than vehicle.\n"
        "kuka2020  Cells taken from fat  1,200  Nothing changed\n"
    )


def test_an_optional_column_is_dropped_before_a_table_is_stacked() -> None:
    assert plain(of(STUDY), 40) == (
        "key           n  title\n"
        "tak2020      52  Hair grew in men\n"
        "    More than vehicle.\n"
        "kuka2020  1,200  Nothing changed\n"
    )


def test_a_table_too_wide_for_the_terminal_is_stacked_with_labels_on_its_numbers() -> None:
    assert plain(of(STUDY), 24) == (
        "tak2020 · n 52 · Hair\n"
        "  grew in men\n"
        "    More than vehicle.\n"
        "kuka2020 · n 1,200 ·\n"
        "  Nothing changed\n"
    )


def test_no_column_is_dropped_where_all_fit() -> None:
    needed = max(map(cell_len, plain(of(STUDY), 200).splitlines()))
    assert NAME in plain(of(STUDY), needed)
    assert NAME not in plain(of(STUDY), needed - 1)


@pytest.mark.parametrize("width", range(12, 121, 6))
def test_what_stands_below_a_row_is_shown_at_any_width(width: int) -> None:
    assert "More than vehicle." in " ".join(plain(of(STUDY), width).split())


def test_an_empty_cell_is_left_out_where_rows_are_stacked() -> None:
    rows = (Row((line("tak2020"), line(""), line("a title long enough to need room"))),)
    made = plain(of(Table((Column("key"), Column("n", number=True), Column("title")), rows)), 20)
    assert made == "tak2020 · a title\n  long enough to\n  need room\n"


def test_the_last_column_wraps_below_itself() -> None:
    rows = (Row((line("tak2020"), line("a title that is long enough to wrap once"))),)
    assert plain(of(Table((Column("key"), Column("title")), rows)), 40) == (
        "key      title\ntak2020  a title that is long enough to\n         wrap once\n"
    )


def test_of_a_matrix_a_terminal_shows_the_table_and_stacks_it_with_its_labels_where_it_is_narrow() -> None:
    columns = (Column("treatment"), *(Column(label, number=True) for label in ("male", "female", "areata")))
    eyes = Table(columns, (Row((line("adsc"), line("2 +1=1"), line(), line("4"))),))
    flat = Table((Column("treatment"),), (Row((line("flat"),)),), listing=True)
    page = Page((Matrix(eyes, flat),))
    assert render(page, screen(80, styled=False)).splitlines() == [
        "treatment    male  female  areata",
        "adsc       2 +1=1          4",
    ]  # fmt: skip
    assert render(page, screen(24, styled=False)).splitlines() == ["adsc · male 2 +1=1 ·", "  areata 4"]
