"""Verdicts over the services' answers, without any network."""

import itertools

import pytest

from builders import notice, study
from hairtx.remote.work import Found, Missing, Unreachable, Work, WorkNotice
from hairtx.trust.citation import Answered, Citation, citation_of
from hairtx.trust.verdicts import judge

DAY = "2026-11-25"
GONE = WorkNotice(kind="retraction", told_by="x")
TITLE = "Adipose-derived stem cells for female pattern hair loss"
GIVEN = {
    "title": TITLE, "authors": ("Tak, Young Jin", "Lee, Sang Yeoup"), "journal": "Journal of Hair", "date": "2020-08",
    "volume": "9", "issue": "8", "pages": "839-849", "type": "article-journal",
}  # fmt: skip


def citation(**over):
    return Citation(**{"id": "a", "doi": "10.1000/a", "pmid": "1", **GIVEN, **over})


def crossref(**over):
    return Work(
        **{
            "source": "Crossref",
            "address": "c",
            "doi": "10.1000/a",
            "dates": ("2020-08-01",),
            **GIVEN,
            **over,
        }
    )


def pubmed(**over):
    return Work(**{"source": "PubMed", "address": "p", "pmid": "1", "dates": ("2020-08",), **GIVEN, **over})


def verdict(cited, *works, **answered):
    by = {work.source.lower(): Found(work, DAY) for work in works}
    return judge(cited, Answered(**{**by, **answered}))


def field(one, name):
    return next((finding for finding in one.findings if finding.field == name), None)


def test_one_source_that_agrees_confirms_and_the_other_is_told_as_dissent():
    one = verdict(citation(), crossref(volume="10"), pubmed())
    assert one.verdict == "confirmed"
    assert field(one, "volume").dissent == "Crossref has 10"
    assert field(one, "volume").source == "PubMed"


def test_of_an_identifier_no_source_may_differ():
    one = verdict(citation(), crossref(), pubmed(doi="10.1000/b"))
    assert one.verdict == "differs"
    assert (field(one, "doi").ours, field(one, "doi").theirs, field(one, "doi").source) == (
        "10.1000/a", "10.1000/b", "PubMed",
    )  # fmt: skip


def test_a_field_that_no_service_gives_is_silent_and_one_that_we_lack_is_a_gap_and_neither_is_wrong():
    one = verdict(citation(issue=None, pages="1-2"), crossref(pages=None), pubmed(pages=None))
    assert one.verdict == "confirmed"
    assert field(one, "pages").verdict == "silent"
    assert (field(one, "issue").verdict, field(one, "issue").theirs) == ("gap", "8")


def test_silence_confirms_nothing():
    assert verdict(citation(), crossref(), pubmed=Unreachable("PubMed is out")).verdict == "not-reachable"
    one = judge(citation(), Answered(crossref=Unreachable("a"), pubmed=Unreachable("b")))
    assert (one.verdict, one.reason) == ("not-reachable", "a; b")
    found_nothing = judge(
        citation(), Answered(crossref=Missing(DAY), pubmed=Missing(DAY), title_search=Unreachable("c"))
    )
    assert found_nothing.verdict == "not-reachable"


def test_a_work_that_pubmed_does_not_index_is_confirmed_by_crossref():
    one = verdict(citation(pmid=None), crossref(), pubmed=Missing(DAY))
    assert (one.verdict, one.reason) == ("confirmed", "as Crossref has it")
    assert one.sources == {"Crossref": "found", "PubMed": "no record"}


def test_an_identifier_that_its_keeper_does_not_know_is_wrong():
    one = verdict(citation(), pubmed(), crossref=Missing(DAY))
    assert (one.verdict, field(one, "doi").verdict) == ("differs", "not-found")
    held_elsewhere = verdict(citation(), pubmed(), crossref=Missing(DAY), agency="JaLC")
    assert (held_elsewhere.verdict, field(held_elsewhere, "doi").verdict) == ("confirmed", "silent")
    told_by_pubmed = verdict(citation(), pubmed(doi="10.1000/a"), crossref=Missing(DAY))
    assert told_by_pubmed.verdict == "confirmed"


def test_a_title_in_another_language_is_a_difference_where_everything_else_agrees():
    one = verdict(citation(), crossref(title="탈모에서 지방 유래 줄기세포", authors=("Tak, YJ", "Lee, SY")))
    assert (one.verdict, [f.field for f in one.findings if f.verdict == "differs"]) == ("differs", ["title"])
    original = verdict(citation(), crossref(title="탈모에서 지방 유래 줄기세포", other_titles=(TITLE,)))
    assert original.verdict == "confirmed"
    other = verdict(citation(), crossref(title="탈모", authors=("Kim, A",)))
    assert other.verdict == "another-work"


@pytest.mark.parametrize(
    ("verdicts", "works"),
    [
        ("retracted", [crossref(volume="1", notices=(GONE,))]),
        ("another-work", [crossref(title="Nails", authors=("B, C",), notices=(GONE,))]),
    ],
)
def test_another_work_weighs_more_than_a_retraction_and_that_more_than_a_difference(verdicts, works):
    assert verdict(citation(), *works).verdict == verdicts


def test_a_retraction_of_another_work_is_not_ours():
    stranger = crossref(title="Nails", authors=("B, C",), notices=(GONE,))
    assert verdict(citation(), stranger).notices == ()


def test_the_same_notice_told_twice_is_one_piece_of_news_and_one_that_the_record_has_is_none():
    told = (
        WorkNotice(kind="retraction", date="2021-02-03", doi="10.1000/r", told_by="Crossref"),
        WorkNotice(kind="retraction", date="2021", pmid="5", told_by="PubMed"),
        WorkNotice(kind="correction", date="2020-01", doi="10.1000/c", told_by="Crossref"),
        WorkNotice(kind="correction", date="2022-01", doi="10.1000/d", told_by="Crossref"),
    )
    assert [one.doi for one in verdict(citation(), crossref(notices=told)).news] == [
        "10.1000/c",
        "10.1000/r",
        "10.1000/d",
    ]
    held = (
        notice("retraction"),
        notice("correction", url="https://doi.org/10.1000/C"),
        notice("correction", date="2022"),
    )
    again = verdict(citation(notices=held), crossref(notices=told))
    assert (again.verdict, again.known, again.news) == ("retracted", True, ())


def test_a_reference_without_most_fields_can_be_judged():
    bare = Citation(id="1", title=TITLE)
    assert bare.checkable
    assert judge(bare, Answered(by_title=(crossref(),), title_search=Missing(DAY))).verdict == "confirmed"
    assert judge(bare, Answered(title_search=Missing(DAY))).verdict == "not-found"
    assert not Citation(id="1", title=TITLE, type="webpage").checkable
    assert judge(Citation(id="1"), Answered()).verdict == "not-checked"


def test_every_citation_of_the_dataset_agrees_with_itself_as_services_print_it(bundled_data):
    """Initials for names, abbreviated journals, short pages, other dashes and cases: none of it is a difference."""
    for one in bundled_data.studies.values():
        cited = citation_of(one)
        if not cited.checkable or one.provenance.status == "disputed":
            continue
        dates = (one.date,) if one.date else ()
        given = {name: getattr(one, name) for name in ("volume", "issue", "doi", "pmcid", "type")}
        shown = Work(
            source="Crossref", address="c", title=one.title.upper(), authors=one.authors, journal=one.journal,
            pages=one.pages, dates=dates, **given,
        )  # fmt: skip
        short = Work(
            source="PubMed", address="p", title=f"{one.title}.", authors=tuple(map(initials, one.authors)),
            journal_abbr=one.journal_abbr or one.journal, pages=shortened(one.pages), pmid=one.pmid, dates=dates,
            **given,
        )  # fmt: skip
        for works in ([shown], [short], [shown, short]):
            found = verdict(cited, *works)
            wrong = [
                finding for finding in found.findings if finding.verdict not in ("confirmed", "silent", "gap")
            ]
            expected = "retracted" if found.verdict == "retracted" else "confirmed"
            assert (one.id, found.verdict, wrong) == (one.id, expected, [])
            assert all(finding.dissent is None for finding in found.findings)


def initials(name):
    family, comma, given = name.partition(", ")
    parts = [
        part for part in given.partition(",")[0].replace("-", " ").split() if part not in ("da", "de", "do")
    ]
    return (
        f"{family}, {''.join(part[0].upper() for part in parts if part[0].isalpha())}"
        if comma and parts
        else name
    )


def shortened(pages):
    start, dash, end = (pages or "").partition("-")
    if not dash or len(start) != len(end) or not (start + end).isdigit():
        return pages
    shared = next((n for n, (a, b) in enumerate(zip(start, end, strict=True)) if a != b), 0)
    return f"{start}–{end[shared:]}"


def test_no_two_citations_of_the_dataset_are_taken_for_one(bundled_data):
    """The nearest titles of the dataset: the record of one is another work to the other."""
    studies = [one for one in bundled_data.studies.values() if one.doi and one.title and one.authors]
    for one, other in itertools.pairwise(studies):
        shown = Work(
            source="Crossref", address="c", title=other.title, authors=other.authors, doi=one.doi, dates=()
        )
        assert verdict(citation_of(one), shown).verdict != "confirmed", (one.id, other.id)


def test_a_study_becomes_its_citation():
    one = citation_of(study(doi="10.1/x", pages="1"))
    assert (one.id, one.doi, one.pages, one.authors, one.disputed) == (
        "tak2020",
        "10.1/x",
        "1",
        ("Tak, Young Jin",),
        False,
    )
    assert citation_of(study(status="unverified")).disputed is False
