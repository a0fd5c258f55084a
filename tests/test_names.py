"""Names as people type them: what counts as the same name, and which identifiers are recognised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import condition, study, term, treatment
from hairtx.names import Name, fold, identifier, names_of, shown_name

ANY_TEXT = st.text(alphabet=st.characters(), max_size=60)  # with lone surrogates: what a terminal can pass


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ADSC", "adsc"),
        ("Müller-Ramos", "muller ramos"),
        ("female_pattern", "female pattern"),
        ("  female   pattern ", "female pattern"),
        ("5α-reductase (type 2)", "5α reductase type 2"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ﬁnasteride", "finasteride"),
        ("İstanbul", "istanbul"),
        ("Propecia®", "propecia"),
        ("---", ""),
        ("", ""),
    ],
)
def test_case_accents_hyphens_and_punctuation_do_not_matter(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_letters_of_other_scripts_are_kept() -> None:
    assert fold("薄毛") == "薄毛"


@given(ANY_TEXT)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcxyzàéîöüßñçσςλИжя -_", max_size=30))
def test_upper_and_lower_case_are_the_same_name(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@pytest.mark.parametrize(
    "typed",
    [
        "10.1002/sctm.19-0410",
        "10.1002/SCTM.19-0410",
        " 10.1002/sctm.19-0410\n",
        "doi:10.1002/sctm.19-0410",
        "DOI: 10.1002/sctm.19-0410",
        "https://doi.org/10.1002/sctm.19-0410",
        "http://dx.doi.org/10.1002/SCTM.19-0410",
    ],
)
def test_a_doi_is_known_in_any_of_its_forms(typed: str) -> None:
    assert identifier(typed) == "10.1002/sctm.19-0410"


@pytest.mark.parametrize(
    "typed",
    [
        "32420695",
        "pmid:32420695",
        "PMID 32420695",
        "PMID: 32420695",
        "https://pubmed.ncbi.nlm.nih.gov/32420695",
        "https://pubmed.ncbi.nlm.nih.gov/32420695/",
    ],
)
def test_a_pmid_is_known_in_any_of_its_forms(typed: str) -> None:
    assert identifier(typed) == "pmid:32420695"


@pytest.mark.parametrize(
    "typed",
    [
        "PMC7381807",
        "pmc7381807",
        "PMCID: PMC7381807",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC7381807/",
        "https://pmc.ncbi.nlm.nih.gov/articles/pmc7381807",
    ],
)
def test_a_pmcid_is_known_in_any_of_its_forms(typed: str) -> None:
    assert identifier(typed) == "pmc7381807"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "adsc",
        "tak2020",
        "5-alpha",
        "10.1",
        "10.12/x",
        "12",
        "1234567890",
        "pmc",
        "see 10.1002/x",
        "10.1002/a b",
    ],
)
def test_what_is_no_identifier_is_not_taken_for_one(typed: str) -> None:
    assert identifier(typed) is None


@given(
    ANY_TEXT
    | st.tuples(st.sampled_from(["10.1234/", "pmid:", "pmc", "https://doi.org/10."]), ANY_TEXT).map("".join)
)
def test_looking_for_an_identifier_never_fails_and_gives_one_that_is_found_again(text: str) -> None:
    found = identifier(text)
    assert found is None or identifier(found) == found


def test_a_treatment_is_asked_for_by_id_name_aliases_brands_and_shared_names() -> None:
    record = treatment(
        "finasteride-oral", name="Finasteride", aliases=("MK-906",), brands=("Propecia",), ambiguous=("fin",)
    )
    assert names_of(record) == [
        Name("finasteride-oral", "id"),
        Name("Finasteride", "name"),
        Name("MK-906", "alias"),
        Name("Propecia", "brand"),
        Name("fin", "ambiguous"),
    ]


def test_a_condition_and_a_term_have_no_brands() -> None:
    aga = condition(aliases=("male balding",), ambiguous=("AGA",))
    assert [name.how for name in names_of(aga)] == ["id", "name", "alias", "ambiguous"]
    assert [name.how for name in names_of(term(aliases=("base",)))] == ["id", "name", "alias"]


def test_a_study_is_asked_for_by_key_and_identifiers_in_lower_case_but_not_by_title() -> None:
    record = study(doi="10.1002/SCTM.19-0410", pmid="32420695", pmcid="PMC7381807")
    assert names_of(record) == [
        Name("tak2020", "id"),
        Name("10.1002/sctm.19-0410", "identifier"),
        Name("pmid:32420695", "identifier"),
        Name("pmc7381807", "identifier"),
    ]
    assert names_of(study()) == [Name("tak2020", "id")]


def test_every_identifier_of_a_study_is_found_as_it_is_stored() -> None:
    record = study(doi="10.1002/SCTM.19-0410", pmid="32420695", pmcid="PMC7381807")
    stored = [name.text for name in names_of(record) if name.how == "identifier"]
    assert [identifier(text) for text in stored] == stored


def test_a_list_calls_a_study_by_its_title_and_anything_else_by_its_name() -> None:
    assert shown_name(study(title="Hair regeneration")) == "Hair regeneration"
    assert [shown_name(r) for r in (treatment(name="A"), condition(name="B"), term(name="C"))] == [
        "A",
        "B",
        "C",
    ]


@pytest.mark.parametrize(
    ("pasted", "known"),
    [
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7381807/", "pmc7381807"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/32420695", "pmid:32420695"),
        ("https://pubmed.ncbi.nlm.nih.gov/32420695/?from_term=adsc", "pmid:32420695"),
        ("doi.org/10.1002/sctm.19-0410", "10.1002/sctm.19-0410"),
        ("https://www.doi.org/10.1002/sctm.19-0410", "10.1002/sctm.19-0410"),
        ("PMID: 123", "pmid:123"),
        ("10.1234/\udcff", None),
    ],
)
def test_addresses_are_known_as_people_paste_them(pasted: str, known: str | None) -> None:
    assert identifier(pasted) == known
