"""Lists of references in the shapes that texts hold them in."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtx.audit.lines import joined
from hairtx.audit.splitting import pieces

ONE = (
    "Tak YJ, Lee SY, Cho AR, Kim YS. A randomized, double-blind, vehicle-controlled clinical study of hair "
    "regeneration. Stem Cells Transl Med. 2020;9(8):839-849. doi:10.1002/sctm.19-0410"
)
TWO = (
    "Festa E, Fretz J, Berry R, et al. Adipocyte lineage cells contribute to the skin stem cell niche. "
    "Cell. 2011;146(5):761-771."
)
APA = (
    "Tak, Y. J., Lee, S. Y., Cho, A. R., & Kim, Y. S. (2020). A randomized, double-blind, vehicle-controlled clinical "
    "study of hair regeneration. Stem Cells Translational Medicine, 9(8), 839–849. https://doi.org/10.1002/sctm.19-0410",
    "Festa, E., Fretz, J., & Horsley, V. (2011). Adipocyte lineage cells contribute to the skin stem cell niche to "
    "drive hair cycling. Cell, 146(5), 761–771. https://doi.org/10.1016/j.cell.2011.07.019",
)


def entries(text):
    return [(piece.id, piece.text) for piece in pieces(text) if piece.entry]


@pytest.mark.parametrize(
    "form", ["{}. {}", "[{}] {}", "({}) {}", "{}) {}", "- [{}] {}", "{} {}", "[^{}]: {}"]
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("head", ["", "## References\n\n", "REFERENCES\n"])
@pytest.mark.parametrize("width", [60, 2000])
def test_numbered_lists_keep_their_numbers_however_they_are_wrapped(form, between, head, width):
    made = [textwrap.fill(form.format(n, text), width, break_long_words=False, break_on_hyphens=False)
            for n, text in enumerate((ONE, TWO), 1)]  # fmt: skip
    assert entries(head + between.join(made) + "\n") == [("1", ONE), ("2", TWO)]


@pytest.mark.parametrize(
    ("indent", "between"), [("    ", "\n"), ("", "\n\n"), ("", "\n")], ids=["hanging", "paragraphs", "flush"]
)
def test_unnumbered_lists_are_told_apart_by_indent_empty_lines_or_authors(indent, between):
    made = [textwrap.fill(text, 80, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
            for text in APA]  # fmt: skip
    assert [text for _, text in entries("References\n\n" + between.join(made) + "\n")] == list(APA)


def test_an_unnumbered_list_without_a_heading_one_entry_a_line():
    assert [text for _, text in entries("\n".join(APA))] == list(APA)


def test_entries_that_lost_their_line_ends_are_found_by_their_numbers():
    assert entries(f"References\n1. {ONE} 2. {TWO} 3. {ONE}") == [("1", ONE), ("2", TWO), ("3", ONE)]


def test_a_wrapped_line_that_begins_with_a_number_begins_no_entry():
    text = "1. Duffy J. The first of several titles that go on. J Hair. 1999;40(6 Pt\n1): 930-937.\n2. " + TWO
    assert [id_ for id_, _ in entries(text)] == ["1", "2"]


def test_running_text_and_lists_of_other_things_are_no_entries():
    text = "It grew back.\n\n1. Wash the scalp.\n2. Dry it.\n\nIn 2020 the trial by Tak showed more hair.\n"
    assert entries(text) == []


def test_what_follows_the_references_is_no_entry():
    text = f"References\n\n{APA[0]}\n\n## Appendix\n\nThe scalp was photographed each month by one person.\n"
    assert [text for _, text in entries(text)] == [APA[0]]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("hair re-", "generation"), "hair regeneration"),
        (("doi: 10.1002/sctm.18-", "0039"), "doi: 10.1002/sctm.18-0039"),
        (("doi: 10.1111/jocd.", "12813."), "doi: 10.1111/jocd.12813."),
        (("https://doi.org/10.1111/", "jocd.12813"), "https://doi.org/10.1111/jocd.12813"),
        (("trial of", "PRP"), "trial of PRP"),
    ],
)
def test_words_and_addresses_that_a_line_s_end_divides_are_whole_again(lines, whole):
    assert joined(lines) == whole


@given(st.text(alphabet="12.[]() \n-Tak,YJ2019;:;/doi10.1\t#*", max_size=600))
def test_any_text_is_split_into_pieces_that_hold_its_letters(text):
    made = "".join(piece.text for piece in pieces(text))
    assert len(made) <= len(text) + 2
    for piece in pieces(text):
        assert piece.line >= 1


def test_markers_of_circled_digits_are_keys_and_no_numbers():
    assert entries(f"References\n\n[①] {ONE}\n[②] {TWO}\n") == [("①", ONE), ("②", TWO)]


@pytest.mark.parametrize("alone", ["https://doi.org/10.1002/x.1", "doi:10.1002/x.1", "pmid: 31234567"])
def test_an_entry_that_is_an_identifier_alone_is_not_run_into_the_one_before(alone):
    assert entries(f"References\n\n1. {ONE}\n2. {alone}\n3. {TWO}\n") == [
        ("1", ONE),
        ("2", alone),
        ("3", TWO),
    ]
