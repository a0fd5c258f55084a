"""References that were tampered with: what is said to be whose, and that both sides are shown."""

import itertools

import pytest

from hairtx.citation.csl import item
from hairtx.citation.engine import render

STYLES = ("vancouver", "ama", "apa")
KEYS = ["tak2020", "chien2024", "gentile2019b", "anderi2018", "elmaadawi2018", "gasteratos2024", "festa2011"]


@pytest.fixture(params=STYLES)
def reference(request, bundled_library):
    """``reference(key, DOI=…)``: a study's reference in a style, with fields changed, those given as None left out."""

    def made(key, **over):
        whole = {**item(bundled_library.study(key)), "PMID": None, "PMCID": None, "URL": None, **over}
        return render([{name: value for name, value in whole.items() if value is not None}], request.param)[
            0
        ].text

    return made


@pytest.mark.parametrize(("one", "other"), list(itertools.pairwise(KEYS)))
def test_the_doi_of_another_work_is_caught_and_both_are_shown(
    bundled_library, reference, verdict, one, other
):
    ours, theirs = bundled_library.study(one), bundled_library.study(other)
    found = verdict(reference(one, DOI=theirs.doi or "10.1186/s13287-018-0889-y"))
    assert found.status == "differs"
    assert found.match == one
    assert ours.title in found.reason
    if theirs.doi:
        assert theirs.title in found.reason


@pytest.mark.parametrize(("one", "other"), list(itertools.pairwise(KEYS)))
def test_the_title_of_another_work_is_caught(bundled_library, reference, verdict, one, other):
    found = verdict(reference(one, title=bundled_library.study(other).title))
    assert (found.status, found.match) == ("differs", other)


@pytest.mark.parametrize("key", ["tak2020", "chien2024", "anderi2018", "festa2011"])
def test_a_title_that_is_nobody_s_is_caught_by_its_doi(bundled_library, reference, verdict, key):
    found = verdict(
        reference(key, title="Combined laser and herbal approach for scalp rejuvenation in adults")
    )
    assert (found.status, found.match) == ("differs", key)
    assert "Combined laser and herbal approach" in found.reason
    assert bundled_library.study(key).title in found.reason


@pytest.mark.parametrize("key", ["tak2020", "festa2011"])
def test_a_title_that_is_nobody_s_is_caught_by_its_place(reference, verdict, key):
    title = "Combined laser and herbal approach for scalp rejuvenation in adults"
    assert verdict(reference(key, title=title, DOI=None)).status == "differs"


def test_a_doi_that_the_work_does_not_have_is_caught(reference, verdict):
    found = verdict(reference("tak2020", DOI="10.9999/invented.2020.1"))
    assert (found.status, found.match) == ("differs", "tak2020")
    assert "DOI 10.9999/invented.2020.1 here, 10.1002/sctm.19-0410 in the record" in found.reason


def test_a_wrong_year_and_a_wrong_journal_are_told_with_both_values(reference, verdict):
    found = verdict(reference("tak2020", issued={"date-parts": [[2011]]}))
    assert (found.status, found.match) == ("differs", "tak2020")
    assert "year 2011 here, 2020 in the record" in found.reason
    other = {"container-title": "Journal of Dermatology", "container-title-short": "J Dermatol"}
    found = verdict(reference("tak2020", **other))
    assert found.status == "differs"
    assert "Stem Cells Translational Medicine in the record" in found.reason
    assert "journal J" in found.reason


def test_a_year_beside_the_record_s_is_told_and_not_accused(reference, verdict):
    found = verdict(reference("tak2020", issued={"date-parts": [[2019]]}))
    assert found.status == "known"
    assert "year 2019 here, 2020 in the record" in found.reason


def test_other_people_s_names_on_a_work_are_caught(reference, verdict):
    people = [{"family": "Quixworth", "given": "Zed"}, {"family": "Nobbleton", "given": "Amy"}]
    found = verdict(reference("tak2020", author=people))
    assert found.status == "differs"
    assert "Tak, Lee, Cho and others" in found.reason


def test_a_field_that_nobody_has_seen_accuses_nobody(bundled_library, reference, verdict):
    # its DOI stands in the record from memory
    assert "doi" in bundled_library.study("adil2017").provenance.unseen
    found = verdict(reference("adil2017", DOI="10.9999/invented"))
    assert found.status == "known"
    assert "no source was seen for it" in found.reason


def test_a_work_of_its_own_at_a_known_page_is_not_accused(verdict):
    found = verdict(
        "1. Quixworth Z. Eyelashes of adults: effects of a topical agent. Stem Cells Transl Med. 2020;9(8):839-849."
    )
    assert found.status == "unknown"


def test_identifiers_of_two_works_in_one_reference_are_caught(bundled_library, verdict):
    other = bundled_library.study("festa2011")
    found = verdict(f"1. doi:10.1002/sctm.19-0410 PMID: {other.pmid}")
    assert found.status == "differs"
    assert "tak2020" in found.reason
    assert "festa2011" in found.reason


def test_a_shorter_wording_of_the_same_title_is_not_accused(verdict):
    found = verdict(
        "1. Butt G, Hussain I, et al. SVF-enriched PRP therapy reverses the effects of androgenetic alopecia. "
        "J Cosmet Dermatol. 2020. doi:10.1111/jocd.13149"
    )
    assert (found.status, found.match) == ("known", "butt2020")
    assert "SVF-enriched PRP therapy" in found.reason


def test_a_title_without_its_end_is_known_by_its_authors_and_journal(verdict):
    found = verdict(
        "1. Gasteratos K, et al. Autologous Stem Cell-derived Therapies for Androgenetic Alopecia: A Systematic Review "
        "of Randomized Control Trials. Plast Reconstr Surg Glob Open 2024;12(2):e5606."
    )
    assert (found.status, found.match) == ("known", "gasteratos2024")
