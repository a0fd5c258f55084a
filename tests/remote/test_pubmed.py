"""PubMed's records as works, and the E-utilities' answers as outcomes."""

import pytest

from hairtx.remote.answers import Answers
from hairtx.remote.pubmed_records import works
from hairtx.remote.services import services
from hairtx.remote.settings import Settings
from hairtx.remote.work import Found, Missing, Unreachable, UnreachableError, WorkNotice
from servers import Told, article, article_set, link, xml

PMID = "32420695"
DOI = "10.1002/sctm.19-0410"


def read(*articles, **over):
    return works(article_set(*articles, **over).encode(), "p/{pmid}")


def test_a_record_becomes_a_work(asked, library):
    library.articles[PMID] = article()
    outcome = asked.pubmed.work(PMID)
    assert isinstance(outcome, Found)
    found = outcome.work
    assert found.title.endswith("in androgenetic alopecia")
    assert found.authors == ("Tak, Young Jin", "Lee, Sang Yeoup", "Cho, A Ra", "Kim, Young Sil")
    assert (found.journal, found.journal_abbr) == (
        "Stem cells translational medicine",
        "Stem Cells Transl Med",
    )
    assert (found.volume, found.issue, found.pages) == ("9", "8", "839-849")
    assert (found.doi, found.pmid, found.pmcid) == (DOI, PMID, "PMC7381807")
    assert (found.date, found.dates) == ("2020-08", ("2020-08", "2020-05-18"))
    assert found.registration == ("NCT02594046",)
    assert found.type == "article-journal"


def test_only_the_official_service_is_recorded_as_pubmed_s_own_page(asked, library, server):
    library.articles[PMID] = article()
    assert asked.pubmed.work(PMID).work.address.startswith(server.url)
    assert read(article())[0].address == f"p/{PMID}"


def test_several_are_asked_for_at_once_and_a_second_time_not_at_all(asked, library, server):
    library.articles = {"1": article("1"), "2": article("2")}
    outcomes = asked.pubmed.works(["1", "2", "3"])
    assert [type(outcome) for outcome in outcomes.values()] == [Found, Found, Missing]
    assert len(server.asked) == 1
    assert server.asked[0].params["id"] == "1,2,3"
    assert asked.pubmed.works(["3", "1"]) == {"3": outcomes["3"], "1": outcomes["1"]}
    assert len(server.asked) == 1


def test_notices_come_with_kind_date_doi_and_pmid():
    kinds = (
        "RetractionIn",
        "ErratumIn",
        "ExpressionOfConcernIn",
        "PartialRetractionIn",
        "CommentIn",
        "Cites",
    )
    found = read(article(links="".join(link(kind, str(n)) for n, kind in enumerate(kinds, 1))))[0]
    assert [(notice.kind, notice.pmid) for notice in found.notices] == [
        ("retraction", "1"), ("correction", "2"), ("expression-of-concern", "3"), ("correction", "4"),
    ]  # fmt: skip
    assert found.notices[0] == WorkNotice(
        kind="retraction", date="2021-02-03", doi="10.1000/notice", pmid="1", told_by="PubMed"
    )
    month = read(article(links=link("ErratumIn", source="Lasers Surg Med. 2014 Apr;46(4):373")))[0].notices[0]
    assert (month.date, month.doi) == ("2014-04", None)


def test_the_publication_type_alone_tells_of_a_retraction():
    found = read(article(types="<PublicationType>Retracted Publication</PublicationType>"))[0]
    assert found.notices == (WorkNotice(kind="retraction", told_by="PubMed"),)
    of = read(article(links=link("RetractionOf", "5")))[0]
    assert not of.retracted
    assert [(update.kind, update.pmid) for update in of.updates] == [("retraction", "5")]


def test_translated_titles_groups_suffixes_and_invalid_authors():
    authors = (
        "<Author ValidYN='N'><LastName>Wrong</LastName><Initials>W</Initials></Author>"
        "<Author><LastName>Hambrick</LastName><ForeName>George W</ForeName><Suffix>Jr</Suffix></Author>"
        "<Author><LastName>Mononym</LastName></Author>"
        "<Author><CollectiveName>Hair Group, Inc.</CollectiveName></Author>"
    )
    found = read(article(title="[Stem cells <i>in vivo</i> &amp; hair.]", authors=authors))[0]
    assert found.title == "Stem cells in vivo & hair"
    assert found.authors == ("Hambrick, George W, Jr", "Mononym,", "Hair Group Inc.")


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        ("<Year>2014</Year><Month>Apr</Month><Day>7</Day>", "2014-04-07"),
        ("<Year>2014</Year><Month>04</Month>", "2014-04"),
        ("<Year>2014</Year><Season>Winter</Season>", "2014"),
        ("<MedlineDate>2014 Mar-Apr</MedlineDate>", "2014"),
        ("<MedlineDate>2014-2015</MedlineDate>", "2014"),
        ("<MedlineDate>2014 Mar 3</MedlineDate>", "2014-03-03"),
        ("<Year>2014</Year><Month>Foo</Month>", "2014"),
    ],
)
def test_dates_as_far_as_they_are_dates(date, read_as):
    issue = f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue><Title>J</Title></Journal>"
    assert read(article(journal=issue))[0].date == read_as


def test_a_book_is_a_record_too():
    chapter = (
        "<PubmedBookArticle><BookDocument><PMID>30000001</PMID><Book><Publisher><PublisherName>P</PublisherName>"
        "</Publisher><BookTitle>StatPearls</BookTitle><PubDate><Year>2024</Year></PubDate></Book>"
        "<ArticleTitle>Alopecia</ArticleTitle></BookDocument></PubmedBookArticle>"
    )
    found = read(chapter)[0]
    assert (found.title, found.journal, found.type, found.date) == (
        "Alopecia",
        "StatPearls",
        "chapter",
        "2024",
    )


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<", b"{}", b"<a/>", b"<PubmedArticleSet>", b"\xff\xfe\x00", b"<PubmedArticleSet/" * 3,
        article_set(article(title="&c;"), before=BOMB).encode(),
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><PubmedArticleSet><a>&e;</a></PubmedArticleSet>',
        b'<?xml version="1.0" encoding="nonsense"?><PubmedArticleSet/>',
    ],
)  # fmt: skip
def test_what_cannot_be_read_or_declares_entities_is_no_answer(body):
    with pytest.raises(UnreachableError, match="PubMed sent an answer that cannot be read"):
        works(body, "p")


def test_the_document_type_of_pubmed_is_no_obstacle():
    declared = (
        '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
        '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">'
    )
    assert read(article(), before=declared)[0].pmid == PMID


def test_a_doi_is_looked_up_and_only_a_record_with_that_very_doi_counts(asked, library, server):
    library.articles = {PMID: article(), "7": article("7", doi="10.1000/other")}
    library.pmid_of = {DOI: PMID, "10.1000/wrong": "7"}
    assert asked.pubmed.by_doi(DOI.upper()).work.pmid == PMID
    assert isinstance(asked.pubmed.by_doi("10.1000/wrong"), Missing)
    assert isinstance(asked.pubmed.by_doi("10.1000/none"), Missing)
    count = len(server.asked)
    asked.pubmed.by_doi(DOI)
    assert len(server.asked) == count


def test_a_pmcid_leads_to_its_pmid(asked, library, server):
    library.articles = {PMID: article()}
    ids = [{"idtype": "pmid", "value": PMID}, {"idtype": "pmcid", "value": "PMC7381807"}]
    library.summaries = {"7381807": {"uid": "7381807", "articleids": ids}}
    assert asked.pubmed.by_pmcid("PMC7381807").work.pmid == PMID
    assert server.asked[0].params["db"] == "pmc"
    assert isinstance(asked.pubmed.by_pmcid("PMC1"), Missing)


def test_a_search_bounds_the_entry_date_and_counts(asked, library, server):
    library.hits = lambda params: ["3", "2", "1"]
    hits = asked.pubmed.search("hair", limit=2, since="2026-01-31", until="2026-02-28")
    assert (hits.pmids, hits.count) == (("3", "2"), 3)
    sent = server.asked[0].params
    assert (sent["datetype"], sent["mindate"], sent["maxdate"]) == ("edat", "2026/01/31", "2026/02/28")
    assert (sent["term"], sent["retmax"], sent["tool"]) == ("hair", "2", "hairtx")


def test_titles_are_searched_by_their_words(asked, library, server):
    library.articles = {PMID: article()}
    library.hits = lambda params: [PMID]
    assert [found.pmid for found in asked.pubmed.by_title('Hair "regeneration" [x] (stem)')] == [PMID]
    assert server.asked[0].params["term"] == "Hair regeneration x stem[title]"
    assert asked.pubmed.by_title("...") == []


def test_summaries_are_short_records_and_unknown_ids_are_left_out(asked, library):
    library.summaries = {
        "5": {
            "uid": "5", "title": "Hair &lt;i&gt;now&lt;/i&gt;.", "source": "J Hair", "fulljournalname": "J hair",
            "pubdate": "2026 Nov 3", "epubdate": "2026 Oct 30", "volume": "1", "issue": "", "pages": "1-9",
            "authors": [{"name": "LoPresti PJ", "authtype": "Author"}, {"name": "Hambrick GW Jr"},
                        {"name": "Hair Group"}],
            "articleids": [{"idtype": "pubmed", "value": "5"}, {"idtype": "doi", "value": "10.1000/h"}],
            "pubtype": ["Journal Article", "Retracted Publication"],
        }
    }  # fmt: skip
    (found,) = asked.pubmed.summaries(["5", "6"])
    assert (found.title, found.journal_abbr, found.doi, found.date) == (
        "Hair now",
        "J Hair",
        "10.1000/h",
        "2026-11-03",
    )
    assert found.authors == ("LoPresti, PJ", "Hambrick, GW, Jr", "Hair Group")
    assert found.dates == ("2026-11-03", "2026-10-30")
    assert found.issue is None
    assert found.retracted


def test_a_key_travels_to_ncbi_and_never_into_a_message(library, server, transport, tmp_path, clock):
    settings = Settings(eutils_url=server.url, ncbi_key="SECRET", email="me@example.org")
    with services(settings, transport=transport, answers=Answers(tmp_path / "a")) as opened:
        library.failing["/e"] = Told(400, b'{"error":"API key invalid"}')
        outcome = opened.pubmed.work("1")
    assert server.asked[0].params["api_key"] == "SECRET"
    assert server.asked[0].params["email"] == "me@example.org"
    assert outcome == Unreachable("PubMed answered with HTTP 400")


def test_three_a_second_without_a_key_and_ten_with_one(library, server, transport, tmp_path, clock):
    for key, pace in ((None, 0.34), ("k", 0.11)):
        clock.slept.clear()
        settings = Settings(eutils_url=server.url, ncbi_key=key)
        opened = services(settings, transport=transport, answers=Answers(tmp_path / str(key)))
        pubmed = opened.__enter__().pubmed
        for n in range(3):
            pubmed.search(str(n), limit=1)
        assert clock.slept == pytest.approx([pace, pace])


def test_a_query_that_pubmed_refuses_and_an_answer_of_the_wrong_kind(asked, library):
    from servers import json

    library.failing["/esearch"] = json({"esearchresult": {"ERROR": "Search Backend failed"}})
    assert "Search Backend failed" in asked.pubmed.search("x", limit=1).reason
    library.failing["/esearch"] = xml("<eSearchResult/>")
    assert asked.pubmed.search("x", limit=1) == Unreachable("PubMed answered with text/xml, not JSON")
    library.failing["/efetch"] = Told(404, b"no", "text/plain")
    assert "is the address right?" in asked.pubmed.work("9").reason
