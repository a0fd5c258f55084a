"""Text made safe for a stream: nothing that steers or hides, nothing that it cannot encode, no ASCII lost."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hairtx.safe import encodable, safe

ENCODINGS = ("ascii", "cp1252")
ASCII = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E))
STEERING = [
    "\x1b", "\x9b", "\x00", "\x07", "\x08", "\x7f", "\x85", "\u200b", "\u200e", "\u200f", "\u061c", "\u202a",
    "\u202e", "\u2066", "\u2069", "\u2028", "\u2029", "\ufeff", "\u00ad", "\u2060", "\ud800", "\udfff",
    "\u034f", "\u115f", "\u180e", "\u3164", "\uffa0", "\ufff9", "\U000e0041",
]  # fmt: skip


# safe


@pytest.mark.parametrize("char", STEERING, ids=ascii)
def test_a_character_that_steers_or_hides_is_taken_out(char: str) -> None:
    assert safe(f"hair{char}loss") == "hairloss"


@pytest.mark.parametrize("char", "\t\n\r\x0b\x0c", ids=ascii)
def test_a_tab_or_a_break_becomes_a_space(char: str) -> None:
    assert safe(f"hair{char}loss") == "hair loss"


def test_what_follows_an_escape_is_left_as_plain_text() -> None:
    assert safe("\x1b[31mred\x1b]8;;https://x\x1b\\") == "[31mred]8;;https://x\\"


@given(ASCII)
def test_printable_ascii_is_left_as_it_is(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize("text", ["Löffler – naïve", "脱毛症", "e\u0301", "β-blocker ≥ 5 µg", "💇"])
def test_letters_signs_and_accents_of_any_script_are_left_as_they_are(text: str) -> None:
    assert safe(text) == text


@given(st.text(st.characters()))
def test_safe_text_is_safe_already(text: str) -> None:
    once = safe(text)
    assert safe(once) == once
    assert not set(STEERING) & set(once)


# encodable


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(before=ASCII, odd=st.text(max_size=5), after=ASCII)
@example(before="5 ", odd="≤≥±×", after=" mg")
@example(before="Lo", odd="\u0308", after="ffler")
@example(before="", odd="\ufdfa", after="")
def test_no_ascii_is_lost_whatever_stands_in_its_midst(
    encoding: str, before: str, odd: str, after: str
) -> None:
    made = encodable(before + odd + after, encoding)
    assert made.startswith(before)
    assert made.endswith(after)
    assert len(made) >= len(before) + len(after)


@pytest.mark.parametrize("encoding", [*ENCODINGS, "latin-1", "cp437", "utf-8"])
@given(text=st.text(st.characters()))
def test_the_stream_can_encode_it_and_no_character_grows_beyond_a_short_word(
    encoding: str, text: str
) -> None:
    made = encodable(text, encoding)
    made.encode(encoding)
    assert len(made) <= 5 * len(text)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=st.text(st.characters()))
def test_what_was_made_encodable_is_left_alone(encoding: str, text: str) -> None:
    made = encodable(text, encoding)
    assert encodable(made, encoding) == made


@pytest.mark.parametrize(
    ("text", "ascii_text", "windows_text"),
    [
        ("Löffler, Ångström", "Loffler, Angstrom", "Löffler, Ångström"),
        ("12–24 weeks — “no”", '12-24 weeks -- "no"', "12–24 weeks — “no”"),
        ("≥ 5 µg ± 1", ">= 5 ug +/- 1", ">= 5 µg ± 1"),
        ("β-blocker", "beta-blocker", "beta-blocker"),
        ("Jabłoński", "Jablonski", "Jablonski"),
        ("cm²", "cm2", "cm²"),
        ("脱毛", "??", "??"),
    ],
)
def test_what_an_encoding_lacks_is_written_in_plainer_letters(
    text: str, ascii_text: str, windows_text: str
) -> None:
    assert encodable(text, "ascii") == ascii_text
    assert encodable(text, "cp1252") == windows_text


def test_an_unknown_encoding_counts_as_ascii() -> None:
    with pytest.raises(LookupError):
        codecs.lookup("no-such-encoding")
    assert encodable("naïve – plain", "no-such-encoding") == "naive - plain"
    assert encodable("plain", "no-such-encoding") == "plain"
