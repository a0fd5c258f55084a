"""Styles by name."""

from pathlib import Path

import pytest

from hairtx.citation.styles import SHORT_NAMES, UnknownStyleError, own_file, style_file, style_id, styles


@pytest.mark.parametrize("short", SHORT_NAMES)
def test_every_short_name_leads_to_a_style(short: str) -> None:
    assert style_file(short).is_file()


def test_names_are_taken_whatever_their_case_and_spaces() -> None:
    assert style_id(" The Lancet ") == "the-lancet"
    assert style_id("APA.csl") == "apa"


def test_a_dependent_style_formats_in_its_parent() -> None:
    assert style_id("jaad") == "journal-of-the-american-academy-of-dermatology"
    assert style_file("jaad") == style_file("ama")


@pytest.mark.parametrize(("typed", "near"), [("appa", "apa"), ("vancuver", "vancouver"), ("natur", "nature")])
def test_a_wrong_name_gets_the_nearest(typed: str, near: str) -> None:
    with pytest.raises(UnknownStyleError, match="did you mean") as caught:
        style_id(typed)
    assert near in caught.value.nearest
    assert len(set(caught.value.nearest)) == len(caught.value.nearest)


@pytest.mark.parametrize("typed", ["", "../apa", "dependent/jaad", "/etc/passwd", "apa\x00", "x" * 5000])
def test_no_name_reaches_outside_of_the_styles(typed: str) -> None:
    with pytest.raises(UnknownStyleError):
        style_file(typed)


def test_styles_are_found_by_every_word_of_a_query_in_id_title_field_or_short_name() -> None:
    found = {style.id: style for style in styles("british dermatology")}
    assert found["british-journal-of-dermatology"].title == "British Journal of Dermatology"
    assert found["british-journal-of-dermatology"].short_names == ("bjd",)
    assert "medicine" in found["british-journal-of-dermatology"].fields
    assert found["british-journal-of-dermatology"].edition == "2012-09-27"
    assert "the-new-england-journal-of-medicine" in {style.id for style in styles("nejm")}
    assert not list(styles("no such style anywhere"))


def test_a_style_file_of_one_s_own_may_be_dependent() -> None:
    dependent = style_file("ama").parent / "dependent" / "jama.csl"
    assert own_file(dependent) == style_file("ama")
    assert own_file(style_file("apa")) == style_file("apa")
    with pytest.raises(OSError, match="none"):
        own_file(Path("none.csl"))
