"""The canonical form: equal records are equal to the letter, and nothing is lost on the way."""

from typing import Any

import msgspec
import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    arm,
    condition,
    edition,
    outcome,
    provenance,
    recommendation,
    statement,
    study,
    term,
    treatment,
    use,
)
from hairtx.canonical import WIDTH, dump_edition, dump_records
from hairtx.model import RECORDS, Code, Kind, Outcome, Prevalence, Record, Seen, Term


def parsed(kind: Kind, text: str) -> list[Any]:
    """The records that a file's text holds."""
    tables = tomli.loads(text).get(kind, {})
    return [msgspec.convert({**fields, "id": key}, RECORDS[kind]) for key, fields in tables.items()]


def dumped(kind: Kind, *records: Record) -> str:
    return dump_records(kind, records)


def test_fields_stand_in_the_order_of_the_model_and_defaults_are_left_out() -> None:
    assert dumped("term", term(text="A base.", aliases=("base",), name="Vehicle")) == (
        '[term.vehicle]\nname = "Vehicle"\naliases = ["base"]\ntext = "A base."\n'
    )


def test_a_required_field_is_written_even_when_it_says_false_or_nothing() -> None:
    assert "scarring = false\n" in dumped("condition", condition(scarring=False))


def test_records_are_sorted_by_id_and_parted_by_one_empty_line() -> None:
    text = dumped("term", term("b"), term("a"), term("a-b"))
    assert [line for line in text.splitlines() if line.startswith("[")] == [
        "[term.a]",
        "[term.a-b]",
        "[term.b]",
    ]
    assert text.count("\n\n") == 2
    assert not text.endswith("\n\n")


def test_no_records_are_an_empty_file() -> None:
    assert dumped("study") == ""


def test_an_id_that_is_no_bare_key_is_quoted() -> None:
    odd = term('a "b".c')
    assert dumped("term", odd).startswith('[term."a \\"b\\".c"]\n')
    assert parsed("term", dumped("term", odd)) == [odd]


def test_plain_fields_come_before_tables_so_that_they_stay_the_record_s_own() -> None:
    record = condition(scarring_note=statement("No."), codes=(Code(system="ICD-11", code="ED70"),))
    text = dumped("condition", record)
    assert text.index("scarring = ") < text.index("[condition.male-pattern.scarring_note]")
    assert text.index("[condition.male-pattern.scarring_note]") < text.index(
        "[[condition.male-pattern.codes]]"
    )


def test_sub_records_are_tables_under_their_record_with_an_empty_line_before_each() -> None:
    text = dumped("treatment", treatment(harms=(statement("Pain.", "a"), statement("Swelling."))))
    assert (
        '\n\n[[treatment.adsc.harms]]\ntext = "Pain."\nstudies = ["a"]\n\n[[treatment.adsc.harms]]\n' in text
    )
    assert "\n\n[study.tak2020.provenance]\nstatus = " in dumped("study", study())


def test_short_sub_records_stand_one_a_line_inside_their_record() -> None:
    text = dumped(
        "study", study(arms=(arm("cells", n=19, treatments=("adsc",)), arm("vehicle", control="vehicle")))
    )
    assert (
        "arms = [\n"
        '  { label = "cells", n = 19, treatments = ["adsc"] },\n'
        '  { label = "vehicle", control = "vehicle" },\n'
        "]\n"
    ) in text


def test_a_list_that_fits_stands_on_one_line_and_a_longer_one_has_an_entry_a_line() -> None:
    room = WIDTH - len('aliases = [""]')
    assert f'aliases = ["{"x" * room}"]\n' in dumped("term", term(aliases=("x" * room,)))
    assert f'aliases = [\n  "{"x" * (room + 1)}",\n]\n' in dumped("term", term(aliases=("x" * (room + 1),)))


def test_text_that_fits_stands_on_one_line_and_longer_text_is_folded_at_spaces() -> None:
    room = WIDTH - len('text = ""')
    fits = ("word " * 40)[: room - 1] + "x"
    assert f'text = "{fits}"\n' in dumped("term", term(text=fits))
    text = dumped("term", term(text=fits + "x"))
    assert f'text = """\\\n  {fits[:20]}' in text
    assert max(len(line) for line in text.splitlines()) <= WIDTH


def test_folding_changes_only_the_paragraph_that_changed() -> None:
    before, after = (dumped("term", term(text=("word " * 60) + end)).splitlines() for end in ("one", "two"))
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_a_word_longer_than_a_line_is_not_cut() -> None:
    address = "https://example.org/" + "x" * 200
    assert address in dumped("term", term(text=f"See {address} for more of it."))


@pytest.mark.parametrize(
    "hidden", ["\x00", "\x1b", "\x7f", "\x85", "\u200b", "\u2028", "\u202e", "\u2066", "\ufeff"]
)
def test_invisible_characters_are_written_as_escapes_so_that_a_diff_shows_them(hidden: str) -> None:
    text = dumped("term", term(text=f"a{hidden}b"))
    assert f"a\\u{ord(hidden):04x}b" in text
    assert hidden not in text


def test_visible_characters_stay_as_they_are() -> None:
    assert 'text = "Müller, 28.1 %, β–γ, 薄毛"' in dumped("term", term(text="Müller, 28.1 %, β–γ, 薄毛"))


@pytest.mark.parametrize(
    ("value", "written"), [(28.0, "28"), (28.1, "28.1"), (-0.5, "-0.5"), (1e-07, "1e-07"), (1e16, "1e+16")]
)
def test_numbers_keep_the_scale_of_their_source_and_whole_ones_have_no_point(
    value: float, written: str
) -> None:
    assert f"value = {written}\n" in dumped("study", study(outcomes=(outcome(value=value),)))


def test_the_edition_is_written_field_by_field() -> None:
    assert dump_edition(edition(version="2026.11", title='the "hair" dataset')) == (
        'version = "2026.11"\ndate = "2026-01-31"\nlicence = "CC-BY-4.0"\ntitle = "the \\"hair\\" dataset"\n'
    )


def test_a_full_record_of_each_kind_comes_back_as_it_was() -> None:
    full: dict[Kind, Record] = {
        "treatment": treatment(uses=(use(where=("JP",)),), history=(statement("First tried.", year=2010),)),
        "condition": condition(prevalence=(Prevalence(text="Half.", ci=(40, 60.5), population="men"),)),
        "study": study(
            authors_partial=True,
            arms=(arm(n=3),),
            outcomes=(outcome(value=28.1, ci=(-1, 2.5), effect=1), outcome(week=12)),
            recommendations=(recommendation("adsc"),),
            provenance=provenance(seen=(Seen(page="https://e.org", kind="secondary"),), unseen=("issue",)),
        ),
        "term": term(pages=("https://e.org",)),
    }
    assert {kind: parsed(kind, dumped(kind, record)) for kind, record in full.items()} == {
        kind: [record] for kind, record in full.items()
    }


# what breaks naive writers: quotes, backslashes (also last), runs of spaces, controls, very long words
PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ['"', '"""', "\\", "\\\\ ", " ", "   ", "\n", "\r\n", "\t", "\x00", "\u2028", "é", "薄毛", "x" * 130]
    ),
)
# plain-text refuses a space at the beginning of a text
TEXTS = st.lists(PIECES, max_size=40).map("".join)
TERMS = st.builds(Term, id=TEXTS, name=TEXTS, aliases=st.lists(TEXTS, max_size=4).map(tuple), text=TEXTS)


@given(TERMS)
def test_any_text_comes_back_as_it_was(record: Term) -> None:
    assert parsed("term", dumped("term", record)) == [record]


@given(TERMS)
def test_dumping_what_was_dumped_changes_nothing(record: Term) -> None:
    text = dumped("term", record)
    assert dumped("term", *parsed("term", text)) == text


REALS = st.none() | st.floats(allow_nan=False)
WHOLE = st.none() | st.integers(0, 1_000_000_000)


@given(
    st.builds(
        Outcome,
        measure=st.just("hair-density"),
        wording=st.just("hair density"),
        kind=st.just("change"),
        value=REALS,
        effect=REALS,
        n=WHOLE,
        week=WHOLE,
        ci=st.none() | st.tuples(st.floats(allow_nan=False), st.floats(allow_nan=False)),
    )
)
def test_every_number_keeps_its_value(row: Outcome) -> None:
    assert parsed("study", dumped("study", study(outcomes=(row,))))[0].outcomes == (row,)
