"""A draft as text: valid TOML whatever it was made from, and a record of the dataset once it is filled in."""

import re

import msgspec
import tomli
from hypothesis import given
from hypothesis import strategies as st

from builders import study
from hairtx.drafting.draft import Draft, Journals
from hairtx.drafting.sources import of_item, of_works
from hairtx.drafting.text import to_fill, toml
from hairtx.model import Study
from hairtx.remote.work import TrialFacts, Work, WorkNotice

JOURNALS = Journals([study(journal="Journal of Cosmetic Dermatology", journal_abbr="J Cosmet Dermatol")])
WORK = Work(
    source="Crossref", address="https://api.crossref.org/works/10.1111/x", title="A trial", authors=("Cruz, Ana",),
    journal="Journal of cosmetic dermatology", date="2025-03", dates=("2025-03",), volume="24", pages="110-119",
    doi="10.1111/x", type="article-journal",
)  # fmt: skip


def record(text: str) -> dict:
    (fields,) = tomli.loads(text)["study"].values()
    return fields


def test_what_is_known_stands_in_the_record_and_the_rest_is_marked():
    text = toml(of_works("10.1111/x", [WORK], JOURNALS), "cruz2025", "2026-11-25")
    fields = record(text)
    assert fields["authors"] == ["Cruz, Ana"]
    assert (fields["journal"], fields["journal_abbr"]) == (
        "Journal of Cosmetic Dermatology",
        "J Cosmet Dermatol",
    )
    assert fields["provenance"] == {
        "status": "partial", "checked": "2026-11-25",
        "seen": [{"page": WORK.address, "kind": "primary"}],
    }  # fmt: skip
    assert {"design", "finding", "treatments", "n"}.isdisjoint(fields)
    assert re.search(r'^# design = ""  # fill: required: one of rct, ', text, re.MULTILINE)
    assert re.search(r'^# finding = ""  # fill: required: ', text, re.MULTILINE)


def test_two_services_fill_each_other_s_gaps_and_both_are_named():
    pubmed = Work(
        source="PubMed", address="https://pubmed.ncbi.nlm.nih.gov/1/", title="A trial.", pmid="1", doi="10.1111/x",
        date="2025-03-04", registration=("NCT01234567",), pubtypes=("Journal Article", "Randomized Controlled Trial"),
        notices=(WorkNotice(kind="retraction", date="2026", doi="10.1111/y", told_by="PubMed"),),
    )  # fmt: skip
    text = toml(of_works("1", [WORK, pubmed], JOURNALS), "cruz2025", "2026-11-25")
    fields = record(text)
    assert (fields["pmid"], fields["date"], fields["registration"]) == ("1", "2025-03-04", ["NCT01234567"])
    assert [page["page"] for page in fields["provenance"]["seen"]] == [WORK.address, pubmed.address]
    assert fields["notices"][0]["url"] == "https://doi.org/10.1111/y"
    assert '# design = "rct"  # fill: PubMed: Journal Article, Randomized Controlled Trial; required' in text


def test_a_registry_s_words_stand_beside_what_they_may_help_with():
    trial = Work(
        source="ClinicalTrials.gov", address="https://clinicaltrials.gov/study/NCT01234567", title="A trial of hair",
        authors=("A Sponsor",), date="2024", type="webpage", registration=("NCT01234567",),
        trial=TrialFacts(allocation="RANDOMIZED", masking="DOUBLE", enrolment=40, enrolment_is_actual=True,
                         conditions=("Alopecia Areata",), interventions=("Drug X",)),
    )  # fmt: skip
    text = toml(of_works("NCT01234567", [trial], JOURNALS), "a2024", "2026-11-25")
    assert record(text)["n"] == 40
    assert record(text)["url"] == trial.address
    assert "# conditions = []  # fill: the registry: Alopecia Areata; ids" in text
    assert '# blinding = ""  # fill: the registry: masking DOUBLE; of a trial' in text


def test_an_entry_of_a_file_is_unverified_and_every_field_unseen():
    item = {
        "id": "k", "type": "article-journal", "title": "A <i>trial</i>.", "author": [{"family": "Cruz", "given": "Ana"},
        {"literal": "others"}], "issued": {"date-parts": [[2025, 3]]}, "page": "110–9", "DOI": "https://doi.org/10.1111/X",
    }  # fmt: skip
    fields = record(toml(of_item(item, JOURNALS), "cruz2025", "2026-11-25"))
    assert (fields["title"], fields["pages"], fields["doi"]) == ("A trial", "110-119", "10.1111/x")
    assert (fields["authors"], fields["authors_partial"]) == (["Cruz, Ana"], True)
    assert fields["provenance"]["status"] == "unverified"
    assert fields["provenance"]["unseen"] == ["title", "authors", "date", "pages", "doi"]


def test_a_value_that_the_rules_refuse_is_a_remark_and_no_field():
    text = toml(
        of_item({"id": "k", "type": "article", "title": "T", "page": "front matter"}, JOURNALS), "a", "2026"
    )
    assert "pages" not in record(text)
    assert '# pages = ""  # fill: given as front matter' in text


def test_what_must_be_filled_comes_first():
    assert to_fill(Draft(asked="x", fields={"title": "T"}))[:2] == ["design", "finding"]


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=30))
def test_any_text_of_a_service_gives_toml_that_reads_back_and_nothing_else(title, person, journal):
    work = msgspec.structs.replace(WORK, title=title or "T", authors=(person,) if person else (), journal=journal,
                                   pubtypes=(person,), registration=(title,))  # fmt: skip
    draft = of_works(title, [work], JOURNALS)
    fields = record(toml(draft, "a2025", "2026-11-25"))
    assert fields["type"] == "article-journal"
    for name, value in draft.fields.items():
        assert fields[name] == (list(value) if isinstance(value, tuple) else value)
    assert set(fields) <= set(Study.__struct_fields__)
