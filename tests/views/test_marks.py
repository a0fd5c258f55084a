"""Reference marks, and the entries that they lead to."""

from typing import Any

import pytest

from builders import PAGE, notice, provenance, statement, study
from hairtx.model import Scale
from hairtx.page import text_of
from hairtx.views.marks import Marks, reference, unseen_text


def marks(*ids: str) -> Marks:
    return Marks({id: study(id) for id in ids})


def entry(**over: Any) -> str:
    """The text of a reference to tak2020."""
    return text_of(reference(study(**over)))


def roles(**over: Any) -> dict[str, str]:
    """What each span of a reference says, with its role."""
    return {span.text.strip(): span.role for span in reference(study(**over))}


# marks


def test_sources_are_numbered_in_the_order_in_which_they_are_first_named() -> None:
    made = marks("a", "b")
    assert text_of(made.mark("b")) == " [1]"
    assert text_of(made.mark("a", PAGE, "b")) == " [1,2,3]"
    assert text_of(made.mark("a", "a")) == " [2]"
    assert made.mark() == ()


def test_a_page_that_is_a_study_of_the_list_has_that_studys_number() -> None:
    made = Marks({"fda": study("fda", url=PAGE)})
    assert made.number("fda") == made.number(PAGE) == 1
    assert len(made.references().items) == 1


def test_a_statement_is_followed_by_what_supports_it_and_by_what_contradicts_it() -> None:
    said = marks("a", "b").statement(statement("It helps.", "a", against=("b",)))
    assert text_of(said) == "It helps. [1] Against: [2]"


@pytest.mark.parametrize(
    "claim",
    [statement("It helps.", unseen="the dose"), Scale(name="SALT", text="It helps.", unseen="the dose")],
)
def test_a_claim_says_which_part_of_it_was_not_seen(claim: Any) -> None:
    assert text_of(marks().statement(claim)) == "It helps. (not seen in a source: the dose)"


def test_the_list_of_references_holds_what_was_cited_by_number() -> None:
    made = marks("a", "b", "uncited")
    assert not made.cited
    made.mark("b", PAGE)
    made.mark("a")
    listed = made.references()
    assert made.cited
    assert listed.labels == ("[1]", "[2]", "[3]")
    assert [item[0].text for item in listed.items] == [
        "Tak n.d. Title of b.",
        PAGE,
        "Tak n.d. Title of a.",
    ]
    assert listed.items[1][0].link == PAGE


# references


def test_a_reference_names_authors_year_title_source_address_and_key() -> None:
    made = entry(date="2020-05", journal="Stem Cells", volume="9", pages="1-7", doi="10.1/x")
    assert made == "Tak 2020. Title of tak2020. Stem Cells 9:1-7. https://doi.org/10.1/x tak2020"


def test_a_reference_without_authors_begins_with_its_title() -> None:
    assert entry(authors=(), date="2020").startswith("Title of tak2020. 2020. https")


@pytest.mark.parametrize("end", ["?", "!", "."])
def test_a_title_that_ends_a_sentence_gets_no_second_stop(end: str) -> None:
    assert f"Does it work{end} https" in entry(title=f"Does it work{end}")


def test_the_address_of_a_reference_is_a_link() -> None:
    assert "https://doi.org/10.1/x" in [span.link for span in reference(study(doi="10.1/x"))]


def test_an_unverified_reference_says_that_nobody_has_seen_it() -> None:
    said = "Unverified: nobody has seen this citation whole."
    assert roles(status="unverified")[said] == "warn"
    assert said not in entry(status="partial")


def test_a_reference_says_which_of_its_fields_were_not_seen_but_for_one_it_does_not_show() -> None:
    unseen = provenance(unseen=("doi", "journal_abbr", "pages"))
    assert entry(provenance=unseen).endswith(" Not seen in a source: doi, pages.")
    assert "Not seen" not in entry(provenance=provenance(unseen=("journal_abbr",)))


def test_authors_known_in_part_or_not_at_all_are_said_to_be_so() -> None:
    assert entry(authors_partial=True).endswith(" Authors known in part.")
    assert entry(authors=(), authors_partial=True).endswith(" Authors not known.")
    assert unseen_text(study()) == ""


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("retraction", "Retraction."),
        ("correction", "Correction."),
        ("expression-of-concern", "Expression of concern."),
    ],
)
def test_a_reference_ends_with_the_notice_that_stands_on_the_study(kind: str, said: str) -> None:
    assert entry(notices=(notice(kind),)).endswith(f" {said}")
    assert roles(notices=(notice(kind),))[said] == "bad"


@pytest.mark.parametrize("status", ["partial", "unverified"])
def test_a_reference_has_all_notices_whatever_else_it_says(status: str) -> None:
    made = entry(status=status, notices=(notice("correction"), notice("retraction")))
    assert made.endswith(" Correction. Retraction.")
