"""What a verification may write into a record, and what it must leave to a person."""

import pytest

from builders import provenance, study
from hairtx.model import Dispute, Seen
from hairtx.remote.work import Found, Missing, Work, WorkNotice
from hairtx.trust.citation import Answered, citation_of
from hairtx.trust.confirm import confirmed
from hairtx.trust.verdicts import judge

DAY = "2026-11-25"
GIVEN = {
    "title": "Fat stem cells for hair", "authors": ("Tak, Young Jin",), "journal": "Journal of Hair",
    "volume": "9", "pages": "839-849", "doi": "10.1000/a",
}  # fmt: skip


def record(**over):
    return study(**{**GIVEN, "date": "2020-08", "journal_abbr": "J Hair", **over})


def shown(**over):
    given = {**GIVEN, "journal_abbr": "J Hair", "dates": ("2020-08",), "type": "article-journal"}
    return Work(
        **{"source": "Crossref", "address": "https://api.crossref.org/works/10.1000/a", **given, **over}
    )


def write(one, work):
    return confirmed(one, judge(citation_of(one), Answered(crossref=Found(work, DAY))), DAY)


def test_the_page_and_the_day_are_recorded_and_writing_twice_changes_nothing():
    after, said = write(record(), shown())
    assert after.provenance.seen[-1] == Seen(page="https://api.crossref.org/works/10.1000/a", kind="primary")
    assert after.provenance.checked == DAY
    assert said == ["seen at https://api.crossref.org/works/10.1000/a", "corroborated: every field was seen"]
    assert write(after, shown()) == (after, [])


@pytest.mark.parametrize(
    "field", ["title", "authors", "journal", "journal_abbr", "date", "volume", "pages", "doi"]
)
def test_a_field_that_the_record_shows_is_no_longer_unseen(field):
    after, _ = write(
        record(
            provenance=provenance(
                unseen=(field, "funding"),
            ),
            funding="x",
        ),
        shown(),
    )
    assert after.provenance.unseen == ("funding",)
    assert after.provenance.status == "partial"


@pytest.mark.parametrize(
    ("field", "work"),
    [
        ("authors", {"authors": ("Tak, YJ",)}), ("date", {"dates": ("2020",)}), ("date", {"dates": ("2020-09-01",)}),
        ("journal", {"journal": None}), ("journal_abbr", {"journal_abbr": None}), ("pages", {"pages": "839"}),
        ("volume", {"volume": None}), ("title", {"title": "Fat stem cells for hair: a trial in men and women"}),
    ],
)  # fmt: skip
def test_a_field_that_only_agrees_in_part_stays_unseen(field, work):
    after, _ = write(record(provenance=provenance(unseen=(field,))), shown(**work))
    assert after.provenance.unseen == (field,)
    assert after.provenance.status == "partial"


def test_gaps_are_filled_in_the_dataset_s_form_and_only_where_nothing_is_in_doubt():
    after, said = write(record(pages=None, issue=None), shown(pages="839–49", issue="8"))
    assert (after.pages, after.issue) == ("839-849", "8")
    assert {"pages 839-849 filled in", "issue 8 filled in"} <= set(said)
    doubtful, _ = write(record(pages=None, volume="10"), shown())
    assert (doubtful.pages, doubtful.volume) == (None, "10")
    assert doubtful.provenance.checked == DAY


@pytest.mark.parametrize(
    "over", [{"doi": "10.1000/b"}, {"title": "Fat stem cell for hairs"}, {"authors": ("Kim, A",)}]
)
def test_where_it_is_not_sure_which_work_it_is_nothing_is_written(over):
    one = record(**over)
    assert write(one, shown()) == (one, [])


def test_a_disputed_record_and_one_that_was_not_found_stay_as_they_are():
    one = record(provenance=provenance("disputed"), dispute=Dispute(reason="x"))
    assert write(one, shown()) == (one, [])
    missing = judge(
        citation_of(record()), Answered(crossref=Missing(DAY), pubmed=Missing(DAY), title_search=Missing(DAY))
    )
    assert confirmed(record(), missing, DAY) == (record(), [])


def test_an_unverified_record_keeps_its_status_and_weighs_nothing_until_a_person_reads_it():
    after, _ = write(record(provenance=provenance("unverified", unseen=("title",))), shown())
    assert after.provenance.status == "unverified"
    assert not after.weighs


def test_notices_are_added_with_where_to_read_them_and_that_nobody_has():
    told = (
        WorkNotice(kind="retraction", date="2021-02-03", doi="10.1000/r<1>", told_by="Retraction Watch"),
        WorkNotice(kind="correction", date="2020", pmid="7", told_by="PubMed"),
    )
    after, said = write(record(), shown(notices=told))
    assert [(one.kind, one.date, one.url, one.text) for one in after.notices] == [
        ("correction", "2020", "https://pubmed.ncbi.nlm.nih.gov/7/", "Told by PubMed; not read."),
        (
            "retraction",
            "2021-02-03",
            "https://doi.org/10.1000/r%3C1%3E",
            "Told by Retraction Watch; not read.",
        ),
    ]
    assert after.retracted
    assert "retraction added" in said
    assert write(after, shown(notices=told))[0].notices == after.notices


def test_a_record_known_from_secondary_pages_is_whole_only_when_every_field_is_confirmed():
    secondary = provenance(seen=(Seen(page="https://example.org/x", kind="secondary"),))
    assert write(record(provenance=secondary), shown())[0].provenance.status == "corroborated"
    assert write(record(provenance=secondary), shown(volume=None))[0].provenance.status == "partial"
    assert (
        write(record(provenance=secondary, authors_partial=True), shown())[0].provenance.status == "partial"
    )
