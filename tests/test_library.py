"""What the library answers: names that people type, studies of a treatment, citations, evidence."""

from pathlib import Path

import pytest

import hairtx
from builders import (
    comparison,
    condition,
    dataset_folder,
    recommendation,
    statement,
    study,
    term,
    treatment,
    use,
)
from hairtx.library import Library, citations, open_library
from hairtx.model import Dispute, Prevalence
from hairtx.names import AmbiguousNameError, Match, UnknownNameError

TREATMENTS = [
    treatment(
        "adsc",
        name="Adipose-derived stem cell therapy",
        aliases=("fat stem cells", "Müller's cells"),
        uses=(use("male-pattern"), use("alopecia-areata")),
    ),
    treatment("finasteride-oral", name="Finasteride", brands=("Propecia", "Proscar"), aliases=("prp drug",)),
    treatment("minoxidil-oral", name="Oral minoxidil", ambiguous=("minoxidil",)),
    treatment("minoxidil-topical", name="Topical minoxidil", brands=("Regaine",), ambiguous=("Minoxidil",)),
    treatment("procapil", aliases=("minoxidil mix",)),
    treatment("prp", name="Platelet-rich plasma"),
    treatment("svf", name="Stromal vascular fraction", aliases=("pro",)),
]
CONDITIONS = [
    condition("male-pattern", aliases=("AGA",)),
    condition("alopecia-areata", aliases=("spot baldness",)),
]
STUDIES = [
    study(
        "tak2020", doi="10.1002/SCTM.19-0410", pmid="32420695", pmcid="PMC7381807", trial="NCT02594046", n=38
    ),
    study("tak2021", trial="NCT02594046", n=34),
    study("arm2019", treatments=("svf",), comparisons=(comparison(treatment="svf", comparator="adsc"),)),
    study("guide2022", design="guideline", treatments=(), recommendations=(recommendation("adsc"),)),
    study("ghost2018", "disputed", dispute=Dispute(reason="Nowhere to be found.")),
    study("other2015", treatments=("prp",), conditions=("alopecia-areata",)),
]
TERMS = [term("platelet-plasma", name="PRP"), term("vehicle", aliases=("base",))]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = dataset_folder(
        tmp_path_factory.mktemp("data"),
        treatments=TREATMENTS,
        conditions=CONDITIONS,
        studies=STUDIES,
        terms=TERMS,
    )
    return Library(folder, tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize(
    ("typed", "id", "how", "name", "prefix"),
    [
        ("adsc", "adsc", "id", "adsc", False),
        ("finasteride-oral", "finasteride-oral", "id", "finasteride-oral", False),
        ("Finasteride", "finasteride-oral", "name", "Finasteride", False),
        ("fat stem cells", "adsc", "alias", "fat stem cells", False),
        ("Propecia", "finasteride-oral", "brand", "Propecia", False),
        ("fat", "adsc", "alias", "fat stem cells", True),
        ("reg", "minoxidil-topical", "brand", "Regaine", True),
        ("stromal vasc", "svf", "name", "Stromal vascular fraction", True),
        ("finasteride-o", "finasteride-oral", "id", "finasteride-oral", True),
        ("tak2020", "tak2020", "id", "tak2020", False),
        ("spot baldness", "alopecia-areata", "alias", "spot baldness", False),
        ("base", "vehicle", "alias", "base", False),
    ],
)
def test_a_name_leads_to_its_record_and_says_by_what(
    library: Library, typed: str, id: str, how: str, name: str, prefix: bool
) -> None:
    found = library.find(typed)
    assert (found.id, found.how, found.name, found.prefix) == (id, how, name, prefix)


@pytest.mark.parametrize(
    "typed", ["FAT STEM CELLS", "fat-stem-cells", "  fat   stem cells ", "Fat Stem-Cells!", "fät stem cells"]
)
def test_case_accents_hyphens_and_spaces_do_not_matter(library: Library, typed: str) -> None:
    assert library.find(typed).id == "adsc"


@pytest.mark.parametrize("typed", ["Muller's cells", "müller s cells", "MÜLLER’S CELLS"])
def test_accents_in_the_data_need_not_be_typed(library: Library, typed: str) -> None:
    assert library.find(typed).id == "adsc"


def test_an_exact_id_comes_before_the_beginnings_of_other_names(library: Library) -> None:
    assert library.find("prp") == Match(kind="treatment", id="prp", how="id", name="prp")  # not "prp drug"


def test_an_exact_alias_comes_before_the_beginnings_of_other_names(library: Library) -> None:
    assert library.find("pro").id == "svf"  # not Propecia, Proscar


def test_an_id_of_any_kind_comes_before_a_name_of_any_other(library: Library) -> None:
    assert library.find("vehicle").kind == "term"
    assert library.find("male-pattern").kind == "condition"


def test_kinds_are_asked_in_their_order_and_only_those_that_are_wanted(library: Library) -> None:
    assert library.find("PRP").kind == "treatment"
    assert library.find("PRP", kinds=("term",)).id == "platelet-plasma"
    with pytest.raises(UnknownNameError):
        library.find("fat stem cells", kinds=("condition",))


@pytest.mark.parametrize("typed", ["minoxidil", "MINOXIDIL"])
def test_a_shared_name_lists_all_that_have_it_and_never_guesses(library: Library, typed: str) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        library.find(typed)
    assert caught.value.typed == typed
    assert [(match.id, match.how) for match in caught.value.matches] == [
        ("minoxidil-oral", "ambiguous"),
        ("minoxidil-topical", "ambiguous"),
    ]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("minox", ["minoxidil-oral", "minoxidil-topical", "procapil"]),
        ("p", ["finasteride-oral", "procapil", "prp", "svf"]),
        ("tak", ["tak2020", "tak2021"]),
    ],
)
def test_a_beginning_that_fits_several_records_lists_each_once(
    library: Library, typed: str, ids: list[str]
) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        library.find(typed)
    assert [match.id for match in caught.value.matches] == ids
    assert all(match.prefix for match in caught.value.matches)


def test_a_beginning_that_fits_several_names_of_one_record_is_that_record(library: Library) -> None:
    assert library.find("prop").id == "finasteride-oral"
    assert library.find("adipose").id == "adsc"


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("propezia", "Propecia"),
        ("finasterid oral", "finasteride-oral"),
        ("plattelet rich plasma", "Platelet-rich plasma"),
    ],
)
def test_an_unknown_name_gives_the_nearest(library: Library, typed: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        library.find(typed)
    assert caught.value.typed == typed
    assert caught.value.nearest[0] == nearest
    assert len(caught.value.nearest) <= 3


@pytest.mark.parametrize(
    "typed", ["", "   ", "---", "%", "_", "*", "qqqqqqqq", "'; DROP TABLE record; --", "x" * 5000]
)
def test_a_name_like_no_other_gives_nothing(library: Library, typed: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        library.find(typed)
    assert caught.value.nearest == []


@pytest.mark.parametrize(
    "typed",
    [
        "10.1002/sctm.19-0410",
        "10.1002/SCTM.19-0410",
        "doi:10.1002/sctm.19-0410",
        "https://doi.org/10.1002/sctm.19-0410",
        "32420695",
        "PMID: 32420695",
        "https://pubmed.ncbi.nlm.nih.gov/32420695/",
        "PMC7381807",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC7381807/",
    ],
)
def test_a_study_is_found_by_any_form_of_its_doi_pmid_and_pmcid(library: Library, typed: str) -> None:
    found = library.find(typed)
    assert (found.kind, found.id, found.how, found.prefix) == ("study", "tak2020", "identifier", False)


@pytest.mark.parametrize("typed", ["10.1002/sctm.19", "3242069", "PMC738180", "10.1002/none"])
def test_a_part_of_an_identifier_is_no_identifier(library: Library, typed: str) -> None:
    with pytest.raises(UnknownNameError):
        library.find(typed)


def test_what_was_found_is_got_as_a_record(library: Library) -> None:
    assert library.record(library.find("propecia")) == TREATMENTS[1]
    assert library.record(library.find("tak2021")) == STUDIES[1]


def test_records_come_by_exact_id_and_nothing_else(library: Library) -> None:
    assert library.treatment("adsc") == TREATMENTS[0]
    assert library.condition("male-pattern") == CONDITIONS[0]
    assert library.study("tak2020") == STUDIES[0]
    assert library.term("vehicle") == TERMS[1]
    for get in (library.treatment, library.condition, library.study, library.term):
        with pytest.raises(KeyError):
            get("ADSC")


def test_lists_are_sorted_by_id(library: Library) -> None:
    assert library.treatments() == TREATMENTS
    assert [record.id for record in library.conditions()] == ["alopecia-areata", "male-pattern"]
    assert [record.id for record in library.studies()] == sorted(record.id for record in STUDIES)
    assert library.terms() == TERMS
    assert library.names("term") == {"platelet-plasma": "PRP", "vehicle": "Name of vehicle"}
    assert library.names("study")["tak2020"] == "Title of tak2020"


def test_studies_come_in_the_order_asked_for_each_once(library: Library) -> None:
    asked = ["tak2021", "arm2019", "tak2021", "tak2020"]
    assert [record.id for record in library.studies(asked)] == ["tak2021", "arm2019", "tak2020"]
    assert library.studies([]) == []
    with pytest.raises(KeyError, match="no2000"):
        library.studies(["tak2020", "no2000"])


def test_studies_of_a_treatment_speak_of_it_by_tag_comparison_or_recommendation(library: Library) -> None:
    assert [s.id for s in library.studies_of("adsc")] == ["arm2019", "guide2022", "tak2020", "tak2021"]
    assert library.studies_of("nothing") == []


def test_disputed_citations_are_left_out_unless_asked_for(library: Library) -> None:
    assert "ghost2018" in [s.id for s in library.studies_of("adsc", disputed=True)]
    assert "ghost2018" not in [s.id for s in library.studies_of("adsc")]
    assert "ghost2018" not in [s.id for s in library.studies_about("male-pattern")]


def test_studies_about_a_condition_are_tagged_with_it(library: Library) -> None:
    assert [s.id for s in library.studies_about("alopecia-areata")] == ["other2015"]


def test_reports_of_a_trial_share_its_number(library: Library) -> None:
    assert library.reports_of("NCT02594046") == ["tak2020", "tak2021"]
    assert library.reports_of("NCT00000000") == []


def test_evidence_is_computed_for_every_use_and_for_nothing_else(library: Library) -> None:
    found = library.evidence("adsc", "male-pattern")
    assert found is not None
    assert (found.level, found.trials, found.people, found.guidelines) == (2, 1, 38, 1)
    assert library.evidence("prp", "alopecia-areata") is None
    assert [row.condition for row in library.evidence_of("adsc")] == ["alopecia-areata", "male-pattern"]
    assert [row.treatment for row in library.evidence_for("alopecia-areata")] == ["adsc"]
    assert len(library.all_evidence()) == sum(len(record.uses) for record in TREATMENTS)


def test_citations_stand_in_the_order_of_the_record_for_and_against() -> None:
    record = treatment(
        bottom_line=statement("x", "b", "a", against=("c",)),
        mechanism=(statement("x"), statement("x", "a")),
        history=(statement("x", "d"),),
    )
    fields = [
        ("bottom_line", "b"),
        ("bottom_line", "a"),
        ("bottom_line", "c"),
        ("mechanism", "a"),
        ("history", "d"),
    ]
    assert list(citations(record)) == fields
    half = condition(prevalence=(Prevalence(text="Half.", population="men", studies=("e",)),))
    assert list(citations(half)) == [("prevalence", "e")]


def test_cited_studies_come_in_the_order_of_first_citation(library: Library) -> None:
    record = treatment(
        bottom_line=statement("x", "tak2021", "arm2019"), harms=(statement("x", "tak2020", "tak2021"),)
    )
    assert [s.id for s in library.cited(record)] == ["tak2021", "arm2019", "tak2020"]


def test_the_public_interface_opens_a_library_of_its_own_folder(library: Library, tmp_path: Path) -> None:
    opened = hairtx.open_library(library.folder, tmp_path)
    assert isinstance(opened, hairtx.Library)
    assert opened.treatments() == TREATMENTS
    assert open_library is hairtx.open_library
    assert [name for name in hairtx.__all__ if not hasattr(hairtx, name)] == []
