"""Crossref's records as works, and its answers as outcomes."""

from hypothesis import given
from hypothesis import strategies as st

from hairtx.remote.crossref import work
from hairtx.remote.settings import Settings
from hairtx.remote.work import Found, Missing, Unreachable, WorkNotice
from servers import Told
from servers import work as record

DOI = "10.1002/sctm.19-0410"


def test_a_record_becomes_a_work(asked, library, server):
    library.works[DOI] = record()
    outcome = asked.crossref.work(DOI)
    assert isinstance(outcome, Found)
    found = outcome.work
    assert found.title.startswith("A randomized, double-blind")
    assert found.authors == ("Tak, Young Jin", "Lee, Sang Yeoup", "Cho, A Ra", "Kim, Young Sil")
    assert (found.journal, found.journal_abbr) == (
        "Stem Cells Translational Medicine",
        "Stem Cells Transl. Med.",
    )
    assert (found.volume, found.issue, found.pages, found.doi) == ("9", "8", "839-849", DOI)
    assert (found.date, found.dates) == ("2020-08-01", ("2020-08-01", "2020-05-18"))
    assert (found.type, found.source) == ("article-journal", "Crossref")
    assert found.address == f"{server.url}/works/{DOI}"
    assert found.notices == ()


def test_the_doi_is_quoted_whole_and_the_person_named(library, server, transport, tmp_path):
    from hairtx.remote.answers import Answers
    from hairtx.remote.services import services

    settings = Settings(crossref_url=server.url, email="me@example.org")
    with services(settings, transport=transport, answers=Answers(tmp_path / "a")) as opened:
        opened.crossref.work("10.1016/S0140-6736(97)11096-0#?&x")
    assert server.asked[0].path == "/works/10.1016%2FS0140-6736%2897%2911096-0%23%3F%26x"
    assert server.asked[0].params == {"mailto": "me@example.org"}


def test_an_unknown_doi_is_missing_and_its_agency_can_be_asked(asked, library):
    assert isinstance(asked.crossref.work("10.1000/nothing"), Missing)
    assert asked.crossref.agency("10.5281/zenodo.1") == "DataCite"
    assert asked.crossref.agency("10.1000/nothing") is None


def test_notices_come_with_date_doi_and_who_told(asked, library):
    updated = {"date-parts": [[2021, 2, 3]], "date-time": "2021-02-03T00:00:00Z", "timestamp": 1}
    library.works[DOI] = record(
        **{
            "updated-by": [
                {"type": "retraction", "label": "Retraction", "DOI": "10.1000/r", "updated": updated},
                {"type": "retraction", "DOI": "10.1000/r", "source": "retraction-watch", "updated": updated},
                {"type": "correction", "DOI": "10.1000/c", "updated": {"date-parts": [[2020]]}},
                {"type": "expression_of_concern", "DOI": "10.1000/e", "updated": updated},
                {"type": "new_edition", "DOI": "10.1000/n", "updated": updated},
                "nonsense",
            ]
        }
    )  # fmt: skip
    found = asked.crossref.work(DOI).work
    assert found.retracted
    assert found.notices == (
        WorkNotice(kind="retraction", date="2021-02-03", doi="10.1000/r", told_by="Crossref"),
        WorkNotice(kind="retraction", date="2021-02-03", doi="10.1000/r", told_by="Retraction Watch"),
        WorkNotice(kind="correction", date="2020", doi="10.1000/c", told_by="Crossref"),
        WorkNotice(kind="expression-of-concern", date="2021-02-03", doi="10.1000/e", told_by="Crossref"),
    )


def test_a_title_that_says_retracted_is_a_retraction_and_a_notice_says_what_it_is_on():
    assert work({"title": ["RETRACTED: Fat cells and hair"]}, "x").retracted
    assert work({"title": ["WITHDRAWN: Fat cells and hair"]}, "x").retracted
    assert not work({"title": ["Retracted ears and hair"]}, "x").retracted
    notice = work(
        {"title": ["Retraction"], "update-to": [{"type": "retraction", "DOI": "10.1000/orig"}]}, "x"
    )
    assert [update.doi for update in notice.updates] == ["10.1000/orig"]
    assert not notice.retracted


def test_subtitles_are_joined_once():
    assert work({"title": ["Hair"], "subtitle": ["A trial"]}, "x").title == "Hair: A trial"
    assert work({"title": ["Hair: a trial"], "subtitle": ["A trial"]}, "x").title == "Hair: a trial"


def test_markup_entities_and_hostile_characters_leave_plain_text():
    given = {
        "title": [
            "<i>Serenoa</i>&amp;lt;sub&amp;gt;2&amp;lt;/sub&amp;gt; \x1b[31mred\x1b[0m \u202eevil\u202c "
            "p&lt;0.05 a<b and c>d"
        ],
        "author": [{"family": "O\u0000'Neil, Jr", "given": "A,B"}, {"name": "The\x07 Group, Ltd"}, {"family": "Solo"},
                   7],
    }  # fmt: skip
    found = work(given, "x")
    assert found.title == "Serenoa2 [31mred[0m evil p<0.05 a<b and c>d"
    assert found.authors == ("O'Neil Jr, AB", "The Group Ltd", "Solo,")


def test_answers_that_cannot_be_read_are_no_answers(asked, library):
    for body in (b"", b"{", b"[]", b"null", b'{"message": []}', b"\xff\xfe", b"[" * 100_000):
        library.failing["/works"] = Told(200, body)
        outcome = asked.crossref.work(f"10.1000/{len(body)}")
        assert isinstance(outcome, Unreachable)
        assert "Crossref" in outcome.reason


def test_a_second_look_is_answered_from_the_store_and_failures_are_asked_again(asked, library, server):
    library.works[DOI] = record()
    library.failing["/works"] = Told(403)
    assert isinstance(asked.crossref.work(DOI), Unreachable)
    library.failing.clear()
    first = asked.crossref.work(DOI.upper())
    count = len(server.asked)
    assert asked.crossref.work(DOI) == first
    assert isinstance(asked.crossref.work("10.1000/none"), Missing)
    assert isinstance(asked.crossref.work("10.1000/none"), Missing)
    assert len(server.asked) == count + 1


def test_a_search_gives_works_and_keeps_the_slower_pace(asked, library, clock):
    library.found = [record(), record(title=["Another"]), "nonsense"]
    assert [found.title[:7] for found in asked.crossref.search("tak 2020 hair")] == ["A rando", "Another"]
    asked.crossref.search("again")
    assert clock.slept == [1.0]
    library.failing["/works"] = Told(500)
    assert isinstance(asked.crossref.search("x"), Unreachable)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_FIELDS = (
    "title", "subtitle", "author", "container-title", "short-container-title", "volume", "page", "DOI", "type",
    "issued", "published-print", "journal-issue", "updated-by", "update-to", "clinical-trial-number",
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(_FIELDS), _json))
def test_no_shape_of_a_record_is_an_error(message):
    found = work(message, "x")
    assert found.source == "Crossref"
