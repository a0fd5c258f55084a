"""`hairtx verify` against local servers that speak the services' formats."""

import datetime
import json
import os
import select
import signal
import subprocess
import sys

import pytest

from builders import dataset_folder, notice, provenance, study
from hairtx import dataset
from hairtx.model import Dispute
from hairtx.remote import answers
from hairtx.remote.transport import Transport
from servers import Library, Told, article, link, serving, work

TITLE = work()["title"][0]
TAK = {
    "title": TITLE, "authors": ("Tak, Young Jin", "Lee, Sang Yeoup", "Cho, A Ra", "Kim, Young Sil"),
    "journal": "Stem Cells Translational Medicine", "journal_abbr": "Stem Cells Transl Med", "date": "2020-08",
    "volume": "9", "issue": "8", "pages": "839-849", "doi": "10.1002/sctm.19-0410", "pmid": "32420695",
    "pmcid": "PMC7381807",
}  # fmt: skip


@pytest.fixture
def services(monkeypatch, tmp_path):
    """A server that knows tak2020, and the environment that leads to it."""
    monkeypatch.setattr(answers, "answers_file", lambda: tmp_path / "answers.sqlite")
    monkeypatch.setitem(Transport.__init__.__kwdefaults__, "sleep", lambda seconds: None)
    library = Library()
    library.works[TAK["doi"]] = work()
    library.articles[TAK["pmid"]] = article()
    library.pmid_of[TAK["doi"]] = TAK["pmid"]
    with serving(library) as server:
        library.server = server
        for name in ("CROSSREF", "EUTILS", "CTGOV"):
            monkeypatch.setenv(f"HAIRTX_{name}_URL", server.url)
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HAIRTX_EMAIL", "HAIRTX_NCBI_KEY"):
            monkeypatch.delenv(name, raising=False)
        yield library


@pytest.fixture
def verify(run, services, tmp_path):
    """``verify(study(...))``: the command on a dataset of these studies, its result and its rows."""

    def call(*studies, arguments=("--all",)):
        folder = dataset_folder(tmp_path / "data", studies=studies) if studies else tmp_path / "data"
        result = run("verify", *arguments, "--folder", str(folder), "--json")
        rows = {row["id"]: row for row in json.loads(result.stdout)["data"]} if result.stdout else {}
        return result, rows

    return call


def fields(row, verdict):
    return {one["field"]: one for one in row["fields"] if one["verdict"] == verdict}


def test_a_citation_that_both_services_know_is_confirmed_in_every_field(verify):
    result, rows = verify(study(**TAK))
    assert result.exit_code == 0, result.stderr
    assert list(json.loads(result.stdout)) == ["schema", "hairtx", "dataset", "command", "data", "messages"]
    row = rows["tak2020"]
    assert (row["verdict"], row["reason"]) == ("confirmed", "as Crossref and PubMed have it")
    assert set(fields(row, "confirmed")) == {
        "title", "authors", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid", "type",
    }  # fmt: skip
    assert row["sources"] == {"Crossref": "found", "PubMed": "found"}
    assert list(row) == [
        "id", "verdict", "known", "reason", "title", "fields", "notices", "news", "sources", "asked", "written",
    ]  # fmt: skip


def test_what_differs_is_shown_with_both_values_and_exits_1(run, verify, tmp_path):
    result, rows = verify(study(**{**TAK, "volume": "10", "pages": "839-851", "date": "2018"}))
    assert result.exit_code == 1
    assert rows["tak2020"]["verdict"] == "differs"
    differing = fields(rows["tak2020"], "differs")
    assert (differing["volume"]["ours"], differing["volume"]["theirs"]) == ("10", "9")
    assert set(differing) == {"volume", "pages", "year"}
    plain = run("verify", "--all", "--folder", str(tmp_path / "data"))
    assert plain.stdout.count("\n") == 1
    assert "tak2020\tdiffers\t" in plain.stdout
    assert "volume: 10 here, 9 at Crossref" in plain.stdout
    assert "year: 2018 here, 2020 at Crossref" in plain.stdout


def test_a_doi_of_another_work_shows_that_work_s_title_and_where_the_right_one_is(verify, services):
    services.works["10.1000/other"] = work(
        DOI="10.1000/other",
        title=["Low-level laser therapy in rats"],
        author=[{"family": "Rat", "given": "A"}],
    )
    services.found = [work()]
    result, rows = verify(study(**{**TAK, "doi": "10.1000/other", "pmid": None, "pmcid": None}))
    assert result.exit_code == 1
    row = rows["tak2020"]
    assert row["verdict"] == "another-work"
    assert row["reason"] == (
        "DOI 10.1000/other belongs to another work: Low-level laser therapy in rats; "
        "a work of this title has DOI 10.1002/sctm.19-0410"
    )
    assert fields(row, "another-work")["doi"]["theirs"] == "Low-level laser therapy in rats"


def test_a_pmid_of_another_work_is_caught_though_the_doi_is_right(verify, services):
    services.articles["7"] = article(
        "7",
        title="Nail fungus in rabbits.",
        doi="10.1000/nails",
        authors="<Author><LastName>Hare</LastName></Author>",
    )
    result, rows = verify(study(**{**TAK, "pmid": "7", "pmcid": None}))
    assert result.exit_code == 1
    assert rows["tak2020"]["verdict"] == "another-work"
    assert rows["tak2020"]["reason"].startswith("PMID 7 belongs to another work: Nail fungus in rabbits")
    assert rows["tak2020"]["sources"] == {"Crossref": "found", "PubMed": "another work"}


def test_a_citation_that_nobody_has_is_not_found_and_a_disputed_one_is_known_to_be(verify, services):
    made_up = study(
        "kim2019", title="Fat cells cure all baldness", authors=("Kim, A",), journal="J Hair", date="2019"
    )
    disputed = study(
        "lee2018", "disputed", title="Another that never was", date="2018", dispute=Dispute(reason="x")
    )
    result, rows = verify(study(**TAK), made_up, disputed)
    assert result.exit_code == 1
    assert {key: row["verdict"] for key, row in rows.items()} == {
        "kim2019": "not-found", "lee2018": "not-found", "tak2020": "confirmed",
    }  # fmt: skip
    assert (rows["kim2019"]["known"], rows["lee2018"]["known"]) == (False, True)


def test_an_unknown_doi_of_a_work_that_exists_is_a_difference(verify, services):
    result, rows = verify(study(**{**TAK, "doi": "10.1002/sctm.19-9999"}))
    assert result.exit_code == 1
    assert rows["tak2020"]["verdict"] == "differs"
    assert fields(rows["tak2020"], "differs")["doi"]["theirs"] == TAK["doi"]


def test_a_doi_of_another_agency_is_not_called_missing(verify, services):
    result, rows = verify(study(doi="10.5281/zenodo.1", type="article-journal"))
    assert result.exit_code == 0
    assert rows["tak2020"]["verdict"] == "not-checked"
    assert "registered with DataCite" in rows["tak2020"]["reason"]


def test_a_citation_without_identifiers_is_found_by_its_title_and_the_article_comes_before_its_preprint(
    verify, services
):
    preprint = work(DOI="10.1101/pre", type="posted-content", **{"container-title": []})
    services.found = [preprint, work()]
    result, rows = verify(study(**{**TAK, "doi": None, "pmid": None, "pmcid": None}))
    assert (result.exit_code, rows["tak2020"]["verdict"]) == (0, "confirmed")
    assert fields(rows["tak2020"], "gap")["doi"]["theirs"] == TAK["doi"]
    assert rows["tak2020"]["sources"] == {"Crossref": "found by its title"}


def test_web_pages_and_laws_are_nobody_s_to_check_and_nobody_is_asked(verify, services):
    result, rows = verify(study(type="webpage", url="https://example.org/x"))
    assert (result.exit_code, rows["tak2020"]["verdict"]) == (0, "not-checked")
    assert services.server.asked == []


def test_a_retraction_is_told_and_one_that_the_record_has_is_known(verify, services):
    services.articles[TAK["pmid"]] = article(links=link("RetractionIn"))
    result, rows = verify(study(**TAK))
    assert result.exit_code == 1
    row = rows["tak2020"]
    assert (row["verdict"], row["reason"]) == ("retracted", "retracted 2021-02-03, says PubMed")
    assert row["news"] == [
        {
            "kind": "retraction",
            "date": "2021-02-03",
            "doi": "10.1000/notice",
            "pmid": "36000001",
            "told_by": "PubMed",
        }
    ]
    _, rows = verify(study(**TAK, notices=(notice("retraction"),)))
    assert (rows["tak2020"]["known"], rows["tak2020"]["news"]) == (True, [])


def test_a_correction_is_news_and_an_expression_of_concern_is_wrong_to_leave_out(verify, services):
    services.articles[TAK["pmid"]] = article(links=link("ErratumIn"))
    result, rows = verify(study(**TAK))
    assert (result.exit_code, rows["tak2020"]["verdict"]) == (0, "confirmed")
    assert [one["kind"] for one in rows["tak2020"]["news"]] == ["correction"]
    services.articles[TAK["pmid"]] = article(links=link("ExpressionOfConcernIn"))
    result, rows = verify(study(**TAK), arguments=("--all", "--refresh"))
    assert (result.exit_code, rows["tak2020"]["verdict"]) == (1, "differs")


def test_a_service_that_fails_exits_4_and_confirms_nothing(verify, services):
    services.failing["/efetch.fcgi"] = Told(403)
    result, rows = verify(study(**TAK))
    assert result.exit_code == 4
    assert rows["tak2020"]["verdict"] == "not-reachable"
    assert rows["tak2020"]["reason"] == "PubMed answered with HTTP 403"


def test_something_wrong_weighs_more_than_a_service_that_fails(verify, services):
    services.failing["/efetch.fcgi"] = Told(403)
    result, rows = verify(
        study(**{**TAK, "volume": "10"}), study("b", title="B", type="article-journal", doi="10.1/x")
    )
    assert rows["tak2020"]["verdict"] == "differs"
    assert result.exit_code == 1


def test_a_second_run_asks_nothing_and_refresh_asks_again(verify, services):
    verify(study(**TAK))
    count = len(services.server.asked)
    verify(study(**TAK))
    assert len(services.server.asked) == count
    verify(study(**TAK), arguments=("--all", "--refresh"))
    assert len(services.server.asked) == 2 * count


def test_only_what_was_not_answered_is_asked_again(verify, services):
    services.failing["/works"] = Told(403)
    assert verify(study(**TAK))[0].exit_code == 4
    services.failing.clear()
    services.server.asked.clear()
    assert verify(study(**TAK))[0].exit_code == 0
    assert [asked.path for asked in services.server.asked] == ["/works/10.1002%2Fsctm.19-0410"]


def test_names_mean_treatments_studies_and_identifiers(run, services, tmp_path):
    folder = str(dataset_folder(tmp_path / "data", studies=[study(**TAK)]))
    for name in ("adsc", "tak2020", "10.1002/sctm.19-0410", "male-pattern"):
        result = run("verify", name, "--folder", folder, "--json")
        assert [row["id"] for row in json.loads(result.stdout)["data"]] == ["tak2020"]
    assert run("verify", "nobody", "--folder", folder).exit_code == 2
    for wrong in ((), ("adsc", "--all")):
        result = run("verify", *wrong)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "hairtx verify adsc; or --all" in result.stderr


def test_the_person_s_address_goes_to_the_services_and_a_wrong_one_is_refused(run, verify, services):
    verify(study(**TAK), arguments=("--all", "--email", "me@example.org"))
    assert all("me@example.org" in asked.headers["user-agent"] for asked in services.server.asked)
    result = run("verify", "adsc", "--email", "me")
    assert (result.exit_code, result.stderr) == (2, "hairtx: --email: 'me' is not an e-mail address\n")


def test_hostile_titles_reach_neither_terminal_nor_pipe_as_such(run, verify, services, tmp_path):
    services.works["10.1000/evil"] = work(
        DOI="10.1000/evil",
        title=["\x1b]0;owned\x07\x1b[31m[bold]Evil\u202e\n\ttitle[/bold] <script>x</script>"],
    )
    verify(study(title="Something else entirely", doi="10.1000/evil"))
    plain = run("verify", "--all", "--folder", str(tmp_path / "data")).stdout
    assert plain.count("\n") == 1
    assert not set("\x1b\x07\u202e") & set(plain)
    assert "[bold]Evil title[/bold] x" in plain


def held(folder, key="tak2020"):
    return dataset.read(folder).studies[key]


def test_write_puts_pages_dates_gaps_and_notices_into_a_dataset_that_stays_clean(
    run, verify, services, tmp_path
):
    services.articles[TAK["pmid"]] = article(links=link("ErratumIn"))
    given = {**TAK, "pmcid": None, "issue": None}
    before = study(**given, provenance=provenance(unseen=("pages", "journal")))
    result, rows = verify(before, arguments=("--all", "--write"))
    assert result.exit_code == 0, result.stderr
    after = held(tmp_path / "data")
    url = services.server.url
    assert (after.pmcid, after.issue) == ("PMC7381807", "8")
    assert after.provenance.unseen == ()
    assert after.provenance.status == "corroborated"
    assert [page.page for page in after.provenance.seen[1:]] == [
        f"{url}/works/10.1002/sctm.19-0410", f"{url}/efetch.fcgi?db=pubmed&retmode=xml&id=32420695",
    ]  # fmt: skip
    assert {page.kind for page in after.provenance.seen} == {"primary"}
    assert after.provenance.checked == rows["tak2020"]["asked"] == datetime.date.today().isoformat()
    assert [(one.kind, one.date, one.url) for one in after.notices] == [
        ("correction", "2021-02-03", "https://doi.org/10.1000/notice")
    ]
    assert run("check", str(tmp_path / "data")).exit_code == 0
    assert "issue 8 filled in" in rows["tak2020"]["written"]
    text = (tmp_path / "data" / "studies.toml").read_bytes()
    verify(arguments=("--all", "--write"))
    assert (tmp_path / "data" / "studies.toml").read_bytes() == text


def test_write_never_overwrites_what_differs_and_never_touches_a_doubtful_record(verify, services, tmp_path):
    verify(study(**{**TAK, "volume": "10", "issue": None}), arguments=("--all", "--write"))
    after = held(tmp_path / "data")
    assert (after.volume, after.issue) == ("10", None)
    before = study(**{**TAK, "authors": ("Kim, A", "Lee, B")})
    _, rows = verify(before, arguments=("--all", "--write"))
    assert rows["tak2020"]["written"] == []
    assert held(tmp_path / "data") == before


def test_write_leaves_initials_for_names_unseen_and_an_unverified_status_to_a_person(
    verify, services, tmp_path
):
    people = "".join(
        f"<Author><LastName>{n}</LastName><Initials>{i}</Initials></Author>" for n, i in (("Tak", "YJ"),)
    )
    services.articles[TAK["pmid"]] = article(authors=people)
    services.works.clear()
    given = {**TAK, "authors": ("Tak, Young Jin",), "doi": None}
    services.articles[TAK["pmid"]] = article(authors=people, doi=None)
    before = study(
        status="unverified", **given, provenance=provenance("unverified", unseen=("authors", "title"))
    )
    result, rows = verify(before, arguments=("--all", "--write"))
    after = held(tmp_path / "data")
    assert rows["tak2020"]["verdict"] == "confirmed"
    assert after.provenance.unseen == ("authors",)
    assert after.provenance.status == "unverified"
    assert (
        "still unverified, so a person must read what rests on it: tak2020"
        in json.loads(result.stdout)["messages"]
    )


def test_write_leaves_out_what_would_break_a_rule(verify, services, tmp_path):
    other = study("other", title="Other", pmcid="PMC7381807", type="webpage")
    before = study(**{**TAK, "pmcid": None})
    result, rows = verify(before, other, arguments=("tak2020", "--write"))
    assert held(tmp_path / "data") == before
    assert rows["tak2020"]["written"] == []
    assert any("tak2020 is left as it was: pmcid" in text or "also that of" in text
               for text in json.loads(result.stdout)["messages"])  # fmt: skip


def test_write_adds_a_retraction_so_that_the_record_weighs_nothing(verify, services, tmp_path):
    services.articles[TAK["pmid"]] = article(links=link("RetractionIn"))
    verify(study(**TAK), arguments=("--all", "--write"))
    assert held(tmp_path / "data").retracted


def test_the_installed_copy_is_never_written_to(run, services, monkeypatch, tmp_path):
    import hairtx

    inside = dataset_folder(tmp_path / "site" / "hairtx" / "data", studies=[study(**TAK)])
    monkeypatch.setattr(hairtx, "__file__", str(inside.parent / "__init__.py"))
    result = run("verify", "--all", "--write", "--folder", str(inside))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "hairtx: the installed dataset is not written to: use --folder with a checkout's data folder\n"
    )
    assert services.server.asked == []


def environment(tmp_path):
    return {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "COLUMNS": "100", "TERM": "xterm"}


posix = pytest.mark.skipif(os.name != "posix", reason="needs a pty and signals")


@posix
def test_progress_is_a_terminal_s_alone(services, tmp_path):
    folder = dataset_folder(tmp_path / "data", studies=[study(**TAK), study("b", title="B", type="webpage")])
    command = [sys.executable, "-m", "hairtx", "verify", "--all", "--folder", str(folder)]
    piped = subprocess.run(command, capture_output=True, env=environment(tmp_path), check=False)
    assert (piped.returncode, piped.stderr) == (0, b"")
    main, side = os.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=side, env=environment(tmp_path)) as process:
        os.close(side)
        shown = b""
        while select.select([main], [], [], 30)[0]:
            try:
                shown += os.read(main, 65536)
            except OSError:
                break
        out = process.stdout.read()
    assert b"asking Crossref and PubMed" in shown
    assert out == piped.stdout


@posix
def test_ctrl_c_keeps_what_was_answered(services, tmp_path):
    folder = dataset_folder(
        tmp_path / "data",
        studies=[study("a", **TAK), study("b", title="Second", doi="10.1000/slow", type="article-journal")],
    )
    command = [sys.executable, "-m", "hairtx", "verify", "--all", "--folder", str(folder)]
    process = None

    def slow(asked, handler):
        if "slow" in asked.path:
            process.send_signal(signal.SIGINT)
            server.over.wait(30)
            return None
        return services(asked, handler)

    with serving(slow) as server:
        urls = {f"HAIRTX_{name}_URL": server.url for name in ("CROSSREF", "EUTILS", "CTGOV")}
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**environment(tmp_path), **urls}
        )
        out, err = process.communicate(timeout=60)
        assert process.returncode == 130
        assert out == b""
        assert err == (b"hairtx: stopped after 1 of 2; what was answered is kept: run it again to go on\n")
        answered = {asked.path for asked in server.asked if "slow" not in asked.path}
        server.asked.clear()
        subprocess.run([*command[:-3], "a", *command[-2:]], env={**environment(tmp_path), **urls}, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        assert answered
        assert server.asked == []
