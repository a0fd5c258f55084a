"""`hairtx watch` against a local server that speaks the E-utilities' formats."""

import datetime
import json

import pytest

from hairtx.remote import answers
from hairtx.remote.transport import Transport
from servers import Library, Told, serving


def summary(uid, title="Fat cells and hair", **over):
    return {
        "uid": uid, "title": f"{title}.", "source": "J Hair", "fulljournalname": "Journal of hair",
        "pubdate": "2026 Nov 20", "authors": [{"name": "Kim A"}], "pubtype": ["Journal Article"],
        "articleids": [{"idtype": "doi", "value": f"10.1000/{uid}"}], **over,
    }  # fmt: skip


@pytest.fixture
def services(monkeypatch, tmp_path):
    monkeypatch.setattr(answers, "answers_file", lambda: tmp_path / "answers.sqlite")
    monkeypatch.setitem(Transport.__init__.__kwdefaults__, "sleep", lambda seconds: None)
    library = Library()
    library.hits = lambda params: ["900000003", "32420695", "900000002", "900000001"]
    library.summaries = {
        "900000003": summary("900000003", articleids=[{"idtype": "doi", "value": "10.1002/SCTM.19-0410"}]),
        "900000002": summary(
            "900000002", "Tab\there \x1b[31mand\u202e there", pubtype=["Retracted Publication"]
        ),
        "900000001": summary("900000001"),
    }
    with serving(library) as server:
        library.server = server
        monkeypatch.setenv("HAIRTX_EUTILS_URL", server.url)
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HAIRTX_EMAIL", "HAIRTX_NCBI_KEY"):
            monkeypatch.delenv(name, raising=False)
        yield library


def test_known_records_are_left_out_by_pmid_and_by_doi_and_the_rest_is_one_a_line(run, services):
    result = run("watch", "adsc")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == (
        "900000002\t2026-11-20\tJ Hair\tRETRACTED Tab here [31mand there\n"
        "900000001\t2026-11-20\tJ Hair\tFat cells and hair\n"
    )
    assert "2 new of 4 found" in result.stderr


def test_the_query_is_the_treatment_s_names_with_hair_loss_and_is_shown(run, services):
    result = run("watch", "fat stem cells")
    term = services.server.asked[0].params["term"]
    assert '"Adipose-derived stem cell therapy"[tiab] OR' in term
    assert '"fat stem cells"[tiab]' in term
    assert ') AND (alopecia[mh] OR alopecia*[tiab] OR "hair loss"[tiab]' in term
    assert term in result.stderr
    run("watch")
    assert services.server.asked[-2].params["term"].startswith("(alopecia[mh]")


def test_it_looks_from_the_dataset_s_date_or_from_the_day_given(run, services, bundled_data):
    run("watch", "adsc")
    assert services.server.asked[0].params["mindate"] == bundled_data.edition.date.replace("-", "/")
    assert services.server.asked[0].params["maxdate"] == datetime.date.today().isoformat().replace("-", "/")
    services.server.asked.clear()
    run("watch", "adsc", "--since", "2026-01-31")
    assert services.server.asked[0].params["mindate"] == "2026/01/31"
    wrong = run("watch", "adsc", "--since", "last week")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert wrong.stderr == "hairtx: --since takes a day, YYYY-MM-DD (not 'last week')\n"


def test_rows_for_programs(data, services):
    rows = data("watch", "adsc")
    assert [row["id"] for row in rows] == ["900000002", "900000001"]
    assert rows[1] == {
        "id": "900000001", "title": "Fat cells and hair", "authors": ["Kim, A"], "journal": "J Hair",
        "date": "2026-11-20", "doi": "10.1000/900000001", "types": ["Journal Article"], "retracted": False,
    }  # fmt: skip
    assert rows[0]["retracted"]


def test_the_limit_is_said_where_it_cuts(run, services):
    result = run("watch", "adsc", "--limit", "1")
    assert result.stdout.count("\n") <= 1
    assert "only the newest 1 are listed: --limit lists more" in result.stderr


def test_nothing_new_is_an_answer(run, services):
    services.hits = lambda params: ["32420695"]
    result = run("watch", "adsc", "--json")
    whole = json.loads(result.stdout)
    assert list(whole) == ["schema", "hairtx", "dataset", "command", "data", "messages"]
    assert (result.exit_code, whole["command"], whole["data"]) == (0, "watch", [])
    assert result.stderr == ""


@pytest.mark.parametrize("path", ["/esearch", "/esummary"])
def test_a_service_that_fails_exits_4_with_one_line(run, services, path):
    services.failing[path] = Told(500)
    result = run("watch", "adsc", "--json")
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr == "hairtx: PubMed answered with HTTP 500, 4 times\n"


def test_only_treatments_can_be_watched(run, services):
    assert run("watch", "tak2020").exit_code == 2
    assert services.server.asked == []
