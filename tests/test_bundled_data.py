"""The dataset that ships with hairtx: complete, in order, and true to its promise."""

import pytest

from hairtx.canonical import dump_edition, dump_records
from hairtx.dataset import Dataset
from hairtx.folder import EDITION_FILE, FILES
from hairtx.library import Library
from hairtx.model import Kind
from hairtx.names import AmbiguousNameError
from hairtx.rules import RULES

DISPUTED = ["krasnopolsky2019", "tawfik2018"]


def test_nothing_of_the_evidence_pack_is_lost(bundled_data: Dataset) -> None:
    assert len(bundled_data.treatments) >= 92
    assert len(bundled_data.studies) >= 638
    assert len(bundled_data.conditions) >= 9
    assert len(bundled_data.terms) >= 50
    assert sum(len(study.outcomes) for study in bundled_data.studies.values()) >= 1183


@pytest.mark.parametrize("rule", RULES)
def test_the_dataset_keeps_the_rule(bundled_data: Dataset, rule: str) -> None:
    assert [str(problem) for problem in RULES[rule](bundled_data)] == []


@pytest.mark.parametrize("kind", FILES)
def test_every_file_is_canonical(bundled_data: Dataset, kind: Kind) -> None:
    held = (bundled_data.folder / FILES[kind]).read_bytes().decode("utf-8")
    assert held == dump_records(kind, bundled_data.of(kind).values()), "repair with: hairtx check --fix"


def test_the_edition_s_file_is_canonical_and_names_its_licence(bundled_data: Dataset) -> None:
    held = (bundled_data.folder / EDITION_FILE).read_bytes().decode("utf-8")
    assert held == dump_edition(bundled_data.edition)
    assert bundled_data.edition.licence == "CC-BY-4.0"


def test_the_two_citations_that_could_not_be_found_are_records_that_say_why(bundled_data: Dataset) -> None:
    disputed = [s for s in bundled_data.studies.values() if s.provenance.status == "disputed"]
    assert sorted(study.id for study in disputed) == DISPUTED
    for study in disputed:
        assert study.dispute is not None
        assert study.dispute.reason
        assert study.dispute.nearest
        assert "adsc" in study.treatments


def test_the_two_citations_that_could_not_be_found_count_in_no_evidence(bundled_library: Library) -> None:
    counted = {key for row in bundled_library.all_evidence() for key in (*row.studies, *row.left_out)}
    assert counted
    assert counted.isdisjoint(DISPUTED)
    assert {study.id for study in bundled_library.studies_of("adsc")}.isdisjoint(DISPUTED)
    assert {study.id for study in bundled_library.studies_of("adsc", disputed=True)}.issuperset(DISPUTED)


def test_nothing_retracted_or_unverified_counts_in_any_evidence(
    bundled_data: Dataset, bundled_library: Library
) -> None:
    counted = {key for row in bundled_library.all_evidence() for key in row.studies}
    assert [key for key in sorted(counted) if not bundled_data.studies[key].weighs] == []


def test_every_treatment_has_a_bottom_line_and_a_use(bundled_data: Dataset) -> None:
    assert [t.id for t in bundled_data.treatments.values() if not t.uses or not t.bottom_line.text] == []


def test_every_name_of_every_record_leads_to_it_or_lists_it(
    bundled_data: Dataset, bundled_library: Library
) -> None:
    lost = []
    kinds: tuple[Kind, ...] = ("treatment", "condition", "term")
    for kind in kinds:
        for record in bundled_data.of(kind).values():
            for name in (record.id, record.name, *record.aliases, *getattr(record, "brands", ())):
                if bundled_library.find(name, kinds=(kind,)).id != record.id:
                    lost.append((record.id, name))
    assert lost == []


def test_every_shared_name_lists_all_that_share_it(bundled_data: Dataset, bundled_library: Library) -> None:
    silent = []
    kinds: tuple[Kind, ...] = ("treatment", "condition")
    for kind in kinds:
        for record in bundled_data.of(kind).values():
            for name in record.ambiguous:
                try:
                    found = [bundled_library.find(name, kinds=(kind,))]
                except AmbiguousNameError as error:
                    found = error.matches
                if len(found) < 2 or record.id not in [match.id for match in found]:
                    silent.append((record.id, name))
    assert silent == []


def test_every_study_is_found_by_its_doi_pmid_and_pmcid(
    bundled_data: Dataset, bundled_library: Library
) -> None:
    for study in bundled_data.studies.values():
        for typed in (study.doi, study.pmid and f"PMID: {study.pmid}", study.pmcid):
            assert not typed or bundled_library.find(typed).id == study.id


@pytest.mark.parametrize("typed", ["female-pattern", "fphl", "women", "female pattern baldness"])
def test_a_condition_is_found_by_what_people_type(bundled_library: Library, typed: str) -> None:
    assert bundled_library.find(typed, kinds=("condition",)).id == "female-pattern"


@pytest.mark.parametrize(("typed", "id"), [("adsc", "adsc"), ("fat stem cells", "adsc"), ("svf", "svf")])
def test_the_first_user_s_treatments_are_found(bundled_library: Library, typed: str, id: str) -> None:
    assert bundled_library.find(typed).id == id


def test_the_index_holds_what_the_toml_holds(bundled_data: Dataset, bundled_library: Library) -> None:
    assert {study.id: study for study in bundled_library.studies()} == bundled_data.studies
    assert {t.id: t for t in bundled_library.treatments()} == bundled_data.treatments
    assert bundled_library.edition == bundled_data.edition
