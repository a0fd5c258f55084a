"""What running text names, and how it goes together with the lists of the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtx.audit.finding import references

TITLE = (
    "A randomized, double-blind, vehicle-controlled clinical study of hair regeneration using adipose-derived stem "
    "cell constituent extract in androgenetic alopecia"
)


@pytest.mark.parametrize(
    "text",
    [
        "Hair grew more than with vehicle (https://doi.org/10.1002/sctm.19-0410) in one trial.",
        "Hair grew more than with vehicle (doi:10.1002/sctm.19-0410).",
        "Hair grew, see https://pubmed.ncbi.nlm.nih.gov/32420695/ for how.",
        "Hair grew (Stem Cells Transl Med. 2020;9(8):839-849).",
        f"The trial “{TITLE}” was small.",
        "A trial (NCT02594046) was small.",
    ],
)
def test_a_work_that_running_text_names_is_known(verdict, text):
    found = verdict(text)
    assert (found.status, found.match) == ("known", "tak2020")


def test_a_mention_carries_its_line_and_an_entry_its_number(audit):
    text = f"Some words.\n\nHair grew (doi:10.1016/j.cell.2011.07.019).\n\nReferences\n\n7. Tak YJ. {TITLE}. 2020.\n"
    assert [(found.id, one.match) for found, one in audit(text)] == [
        ("line 3", "festa2011"),
        ("7", "tak2020"),
    ]


def test_a_mention_of_what_the_list_gives_is_told_once(audit):
    text = f"As shown (doi:10.1002/sctm.19-0410).\n\nReferences\n\n1. Tak YJ. {TITLE}. 2020. doi:10.1002/sctm.19-0410\n"
    assert [found.id for found, _ in audit(text)] == ["1"]


def test_two_works_in_one_sentence_are_two_references(audit):
    text = "Both grew hair (doi:10.1002/sctm.19-0410; doi:10.1016/j.cell.2011.07.019)."
    assert [one.match for _, one in audit(text)] == ["tak2020", "festa2011"]


def test_two_lists_with_the_same_numbers_get_ids_of_their_own(audit):
    text = f"References\n\n1. Tak YJ. {TITLE}. 2020.\n\n# Appendix\n\n# References\n\n1. Tak YJ. {TITLE}. 2020.\n"
    assert [found.id for found, _ in audit(text)] == ["1", "1-2"]


def test_prose_that_speaks_of_hair_names_nothing(audit):
    assert (
        audit("Minoxidil has been used in dermatology for years, and interventions for alopecia areata vary.")
        == []
    )


def test_a_trial_with_several_reports_is_known_without_one_of_them(bundled_library, verdict):
    numbers = [number for study in bundled_library.studies() for number in study.registration]
    shared = next(number for number in numbers if number.startswith("NCT") and numbers.count(number) > 1)
    found = verdict(f"It was registered ({shared}).")
    assert (found.status, found.match) == ("known", None)
    assert "several reports" in found.reason


@given(st.text(alphabet="Tak YJ.,;:()[]10.1002/sctm.19-0410\n2019;9(8):839", max_size=500))
def test_any_text_is_audited_and_every_id_is_its_own(known, text):
    ids = [found.id for found in references(text, known)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "text",
    ["a" * 300_000, "((((" * 75_000, "A. " * 100_000, "Tak YJ, " * 40_000, "10.1000/" * 40_000, "1. " * 100_000,
     "Tak YJ, Lee SY.\n" * 20_000, "2019;" * 60_000, "“" * 300_000, "[1] " * 75_000],
    ids=["letters", "brackets", "initials", "authors", "DOIs", "numbers", "lines", "years", "quotes", "marks"],
)  # fmt: skip
def test_long_monotonous_text_comes_to_an_end(known, text):
    # a pattern that goes back over what it has read would not end in this life
    assert isinstance(references(text, known), list)


def test_the_doi_of_the_next_work_is_not_taken_for_the_one_before(audit):
    text = (
        f"We read two: {TITLE}. Stem Cells Transl Med. 2020;9(8):839-849. Smith J, Jones K. Something else. J Hair. "
        "2021. doi:10.9999/else"
    )
    assert [(one.status, one.match) for _, one in audit(text)] == [("known", "tak2020"), ("unknown", None)]


def test_two_entries_that_ran_together_are_two(audit):
    text = (
        f"References\n\nTak YJ, Lee SY. {TITLE}. Stem Cells Transl Med. 2020;9(8):839-849. Smith J, Jones K. Something "
        "else. J Hair. 2021;1(1):1-2. doi:10.9999/else\n"
    )
    assert [(one.status, one.match) for _, one in audit(text)] == [("known", "tak2020"), ("unknown", None)]
