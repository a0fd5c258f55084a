"""`hairtx audit` as people run it, offline and against local servers."""

import json
import os
import subprocess
import sys

import pytest

from hairtx.citation.csl import item
from hairtx.citation.exports import EXPORTS
from servers import Told, article, link, work

TITLE = work()["title"][0]
TAK = (
    f"1. Tak YJ, Lee SY, Cho AR, Kim YS. {TITLE}. Stem Cells Transl Med. 2020;9(8):839-849. "
    "doi:10.1002/sctm.19-0410\n"
)
KRASNOPOLSKY = (
    "2. Krasnopolsky E, Paul T, Sandhu S, et al. Adipose-derived stem cell therapy for hair loss: a systematic review "
    "and meta-analysis of randomized controlled trials. J Cosmet Dermatol. 2019;18(2):512-520.\n"
)
NOBODY = "3. Smith J. Something about hair that nobody wrote. J Nothing. 2021;1(1):1-2. doi:10.9999/none\n"


@pytest.fixture
def audit(run, tmp_path):
    """``audit(text)``: the command's result, and its rows by id."""

    def call(text, *options, name="text.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        result = run("audit", str(path), "--json", *options)
        rows = {row["id"]: row for row in json.loads(result.stdout)["data"]} if result.stdout else {}
        return result, rows

    return call


def test_a_row_has_these_keys_and_a_match_or_null(audit):
    result, rows = audit(TAK + KRASNOPOLSKY + NOBODY)
    assert result.exit_code == 1
    assert [list(row) for row in rows.values()] == [
        ["id", "text", "identifiers", "status", "match", "reason"]
    ] * 3
    assert [(row["status"], row["match"]) for row in rows.values()] == [
        ("known", "tak2020"),
        ("disputed", "krasnopolsky2019"),
        ("unknown", None),
    ]
    assert rows["1"]["identifiers"] == {"doi": "10.1002/sctm.19-0410"}
    whole = json.loads(result.stdout)
    assert list(whole) == ["schema", "hairtx", "dataset", "command", "data", "messages"]
    assert whole["command"] == "audit"
    assert whole["messages"] == ["3 references: 1 disputed, 1 unknown, 1 known"]


def test_what_is_only_unknown_is_no_fault(audit):
    assert audit(TAK + NOBODY)[0].exit_code == 0


def test_a_text_without_references_is_told_in_a_line(run, tmp_path):
    path = tmp_path / "a.md"
    path.write_text("Hair grows.\n")
    result = run("audit", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "hairtx: no references found in it\n"
    assert json.loads(run("audit", str(path), "--json").stdout)["data"] == []


def test_piped_output_is_a_line_a_reference_with_the_count_on_standard_error(run, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(TAK + KRASNOPOLSKY)
    result = run("audit", str(path))
    assert [line.split("\t")[:3] for line in result.stdout.splitlines()] == [
        ["1", "known", "tak2020"],
        ["2", "disputed", "krasnopolsky2019"],
    ]
    assert result.stderr == "hairtx: 2 references: 1 disputed, 1 known\n"


def test_standard_input_is_read():
    done = subprocess.run(
        [sys.executable, "-m", "hairtx", "audit", "-"], input=KRASNOPOLSKY.encode(), capture_output=True,
        env=os.environ, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.startswith(b"2\tdisputed\tkrasnopolsky2019\t")


@pytest.mark.parametrize("format", ["bibtex", "biblatex", "ris", "nbib", "csl-json"])
def test_files_of_references_are_audited_entry_by_entry(bundled_library, audit, format):
    keys = ["tak2020", "krasnopolsky2019", "tawfik2018"]
    extension = {"bibtex": "bib", "biblatex": "bib", "csl-json": "json"}.get(format, format)
    text = EXPORTS[format]([item(bundled_library.study(key)) for key in keys])
    result, rows = audit(text, name=f"mine.{extension}")
    assert result.exit_code == 1
    assert [(row["status"], row["match"]) for row in rows.values()] == [
        ("known", "tak2020"),
        ("disputed", "krasnopolsky2019"),
        ("disputed", "tawfik2018"),
    ]
    if format in ("bibtex", "biblatex", "csl-json"):
        assert list(rows) == keys


def test_an_entry_that_cannot_be_read_is_told_with_its_line(run, tmp_path):
    path = tmp_path / "mine.ris"
    path.write_text("TY  - JOUR\nTI  - A title of a work\nER  - \nTY  - XXXX\nER  - \n")
    assert f"{path}:4: not a type of RIS: XXXX" in run("audit", str(path)).stderr


def test_a_file_that_cannot_be_read_is_one_line_and_exit_2(run, tmp_path):
    result = run("audit", str(tmp_path / "none.txt"))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"%PDF-1.7 no more")
    result = run("audit", str(broken))
    assert result.exit_code == 2
    assert (
        result.stderr
        == f"hairtx: cannot read {broken}: a broken PDF: no reader can be expected to make sense of it\n"
    )
    assert run("audit", str(tmp_path)).exit_code == 2


def test_hostile_text_reaches_no_terminal(run, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "1. Smith J. A \x1b[31mred\x1b[0m title with [bold]marks[/bold] \u202e. J Hair. 2020;1(1):1-2.\n"
    )
    result = run("audit", str(path))
    assert "\x1b" not in result.stdout + result.stderr
    assert "\u202e" not in result.stdout


def test_offline_no_module_of_the_network_is_imported(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(TAK)
    code = (
        "import sys; from typer.testing import CliRunner; from hairtx.cli import app;"
        f"CliRunner().invoke(app, ['audit', {str(path)!r}]);"
        "print([m for m in ('httpx', 'socket', 'pypdf', 'docx', 'hairtx.remote.transport') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=True
    )
    assert done.stdout == "[]\n"


def test_online_confirms_and_says_what_nobody_has(audit, services):
    result, rows = audit(TAK + NOBODY, "--online")
    assert result.exit_code == 0
    assert rows["1"]["online"]["status"] == "confirmed"
    assert {record["source"] for record in rows["1"]["online"]["records"]} == {"Crossref", "PubMed"}
    assert (rows["3"]["status"], rows["3"]["online"]["status"]) == ("unknown", "not-found")


def test_online_a_doi_of_another_work_makes_a_reference_differ(audit, services):
    services.works["10.9999/other"] = work(DOI="10.9999/other", title=["Eyelashes of mice in winter"])
    result, rows = audit(NOBODY.replace("10.9999/none", "10.9999/other"), "--online")
    assert result.exit_code == 1
    assert rows["3"]["status"] == "differs"
    assert "Eyelashes of mice in winter" in rows["3"]["reason"]
    assert "Something about hair that nobody wrote" in rows["3"]["reason"]


def test_online_a_work_with_another_doi_is_found_by_its_title(audit, services):
    title = "Something about hair that nobody wrote"
    services.found = [
        work(DOI="10.9999/right", title=[title], author=[{"family": "Smith", "given": "J"}], volume="1", page="1-2",
             issued={"date-parts": [[2021]]}, **{"container-title": ["J Nothing"], "short-container-title": []},
             **{"published-online": None, "published-print": None})
    ]  # fmt: skip
    _, rows = audit(NOBODY, "--online")
    assert rows["3"]["status"] == "differs"
    assert "DOI 10.9999/none here, 10.9999/right in the record" in rows["3"]["reason"]


def test_online_a_retraction_is_told(audit, services):
    services.articles["32420695"] = article(links=link("RetractionIn"))
    result, rows = audit(TAK, "--online")
    assert result.exit_code == 1
    assert rows["1"]["status"] == "retracted"


def test_online_a_citation_that_is_found_after_all_is_no_longer_accused(audit, services):
    title = (
        "Adipose-derived stem cell therapy for hair loss: a systematic review and meta-analysis of randomized "
        "controlled trials"
    )
    services.found = [
        work(DOI="10.9999/real", title=[title], author=[{"family": "Krasnopolsky", "given": "E"}], volume="18",
             issue="2", page="512-520", issued={"date-parts": [[2019]]},
             **{"container-title": ["Journal of Cosmetic Dermatology"], "short-container-title": []},
             **{"published-online": None, "published-print": None})
    ]  # fmt: skip
    result, rows = audit(KRASNOPOLSKY, "--online")
    assert (rows["2"]["status"], rows["2"]["online"]["status"]) == ("unknown", "confirmed")
    assert "disputed in the dataset, but found" in rows["2"]["reason"]
    assert result.exit_code == 0


def test_online_exit_4_only_where_nothing_could_be_asked(audit, services):
    services.failing = {"/": Told(500)}
    result, rows = audit(TAK + NOBODY, "--online")
    assert result.exit_code == 4
    assert {row["online"]["status"] for row in rows.values()} == {"not-reachable"}
    assert rows["1"]["status"] == "known"
    services.failing = {"/works/10.9999": Told(500), "/esearch": Told(500), "/works": Told(500)}
    services.failing.pop("/works")
    result, rows = audit(TAK + NOBODY, "--online")
    assert result.exit_code == 0
    assert rows["1"]["online"]["status"] == "confirmed"
    assert rows["3"]["online"]["status"] == "not-reachable"


def test_the_terminal_shows_each_reference_with_its_own_words(run, tmp_path):
    from hairtx.audit.reference import Reference
    from hairtx.audit.verdict import Verdict
    from hairtx.model import Edition
    from hairtx.page import text_of
    from hairtx.views.audit import page

    rows = [(Reference("1", "Tak YJ. " + "x" * 300), Verdict("known", "tak2020", "by title"), None)]
    table = page(rows, Edition(version="1", date="2026-01-31", licence="x", title="x")).blocks[0]
    assert [text_of(cell) for cell in table.rows[0].cells] == ["1", "known", "tak2020", "by title"]
    assert text_of(table.rows[0].detail).startswith("Tak YJ. xxx")
    assert len(text_of(table.rows[0].detail)) <= 200
