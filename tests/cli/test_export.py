"""`hairtx export`, and pages as Markdown and HTML."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hairtx.tables.writers import FORMATS


def test_export_gives_the_studies_as_csv_unless_told_otherwise(run, bundled_data):
    rows = list(csv.DictReader(io.StringIO(run("export").stdout, newline="")))
    assert [row["id"] for row in rows] == sorted(bundled_data.studies)


def test_citations_that_could_not_be_found_are_in_it_and_marked(run):
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(run("export").stdout, newline=""))}
    assert rows["tawfik2018"]["status"] == "disputed"
    assert rows["tawfik2018"]["weighs"] == "false"
    assert rows["tawfik2018"]["dispute"]
    assert rows["tak2020"]["weighs"] == "true"


@pytest.mark.parametrize("format", [format for format in FORMATS if format != "sqlite"])
def test_every_text_format_comes_out_whole_through_a_pipe_and_into_a_file_alike(process, tmp_path, format):
    piped = process("export", "--format", format, "--table", "uses")
    assert (piped.returncode, piped.stderr) == (0, b"")
    target = tmp_path / "uses.out"
    filed = process("export", "--format", format, "--table", "uses", "--output", str(target))
    assert (filed.returncode, filed.stdout) == (0, b"")
    assert target.read_bytes() == piped.stdout
    assert filed.stderr.decode().count("\n") == 1
    assert not piped.stdout.startswith(b"\xef\xbb\xbf")


def test_an_export_is_utf_8_whatever_the_locale(process):
    out = process("export", "--format", "jsonl", PYTHONIOENCODING="latin-1").stdout
    assert "Gómez" in out.decode("utf-8") or "ü" in out.decode("utf-8")


@pytest.mark.parametrize(
    ("name", "start"),
    [("x.csv", "id,"), ("x.TSV", "id\t"), ("x.json", "[\n{"), ("x.jsonl", '{"id"'), ("x.md", "# "),
     ("x.html", "<!DOCTYPE"), ("x.txt", "id,")],
)  # fmt: skip
def test_the_name_of_the_file_says_the_format_unless_an_option_does(run, tmp_path: Path, name, start):
    assert run("export", "--table", "terms", "--output", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert run("export", "--format", "json", "-o", str(tmp_path / name), "--force").exit_code == 0
    assert json.loads((tmp_path / name).read_text(encoding="utf-8"))


def test_sqlite_is_one_file_with_all_tables_and_says_which_edition(run, tmp_path: Path, bundled_data):
    result = run("export", "--output", str(tmp_path / "hairtx.sqlite"))
    assert (result.exit_code, result.stdout) == (0, "")
    with closing(sqlite3.connect(tmp_path / "hairtx.sqlite")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM studies").fetchone()
        assert connection.execute("SELECT version FROM dataset").fetchone() == (bundled_data.edition.version,)
    assert count == len(bundled_data.studies)
    assert [path.name for path in tmp_path.iterdir()] == ["hairtx.sqlite"]


@pytest.mark.parametrize("name", ["x.csv", "x.sqlite"])
def test_a_file_that_is_there_is_kept_unless_force_is_given(run, tmp_path: Path, name):
    (tmp_path / name).write_text("mine")
    result = run("export", "--output", str(tmp_path / name))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "--force" in result.stderr
    assert (tmp_path / name).read_text() == "mine"
    assert run("export", "--output", str(tmp_path / name), "--force").exit_code == 0
    assert (tmp_path / name).read_bytes() != b"mine"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--format", "xlsx"], 2, "jsonl"),
        (["--table", "prices"], 2, "comparisons"),
        (["--format", "sqlite"], 2, "--output"),
        (["--format", "sqlite", "--table", "studies", "--output", "x.sqlite"], 2, "--table"),
        (["--force"], 2, "--output"),
        (["--output", "/no/such/folder/x.csv"], 1, "cannot write"),
        (["--output", "/"], 1, "folder"),
    ],
)
def test_what_cannot_be_is_one_line_and_its_exit_code(run, arguments, code, said):
    result = run("export", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (code, "", 1)
    assert said in result.stderr


def test_the_columns_are_a_table_like_the_others(run):
    page = run("export", "--table", "columns", "--format", "markdown").stdout
    assert "| outcomes | effect\\_low | number | lower bound of the effect's interval |" in page


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
@pytest.mark.parametrize("patience", [0.0, 3600.0])
def test_how_far_it_is_stands_on_the_terminal_once_it_takes_long_and_not_before(tmp_path: Path, patience):
    import pty

    code = (
        f"from hairtx.cli import asking, exporting; asking.PATIENCE = {patience};"
        f"exporting.export('csv', 'statements', None, force=False)"
    )
    ours, theirs = pty.openpty()
    out = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=theirs, check=True, timeout=60
    ).stdout
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        told = os.read(ours, 10_000)
    except OSError:  # nothing was ever written
        told = b""
    os.close(ours)
    assert (b"\r200 rows" in told) == (patience == 0.0)
    assert b" rows\r" not in out


RECORDS = ["adsc", "tak2020", "tawfik2018", "alopecia-areata", "vehicle"]


@pytest.mark.parametrize("name", RECORDS)
def test_any_record_can_be_had_as_html_and_it_is_well_formed(run, name):
    html5lib = pytest.importorskip("html5lib")
    result = run("show", name, "--html")
    assert (result.exit_code, result.stderr) == (0, "")
    html5lib.HTMLParser(strict=True).parse(result.stdout)
    assert "hairtx dataset " in result.stdout.split("<footer>")[1]


@pytest.mark.parametrize("name", RECORDS)
def test_any_record_can_be_had_as_markdown_with_one_title_and_its_edition(run, name):
    lines = run("show", name, "--markdown").stdout.splitlines()
    assert sum(line.startswith("# ") for line in lines) == 1
    assert lines[0].startswith("# ")
    assert lines[-1].startswith("hairtx dataset ")


@pytest.mark.parametrize(
    "arguments",
    [["study", "tak2020"], ["condition", "traction"], ["condition"], ["define", "vehicle"], ["define"],
     ["show", "adsc", "--section", "harms"]],
    ids=" ".join,
)  # fmt: skip
def test_the_other_commands_of_a_record_give_both_too(run, arguments):
    assert run(*arguments, "--html").stdout.startswith("<!DOCTYPE html>\n")
    assert run(*arguments, "--markdown").exit_code == 0


def test_a_disputed_citation_says_so_first_in_every_medium(run):
    assert "**NOT FOUND." in run("show", "tawfik2018", "--markdown").stdout.split("\n\n")[1]
    page = run("show", "tawfik2018", "--html").stdout
    assert '<p><strong class="bad">NOT FOUND.' in page.split("</h1>")[1][:60]


def test_every_mark_of_the_page_leads_to_its_reference(run):
    import re

    page = run("show", "adsc", "--html").stdout
    led = set(re.findall(r'href="#(reference-\d+)"', page))
    assert led == set(re.findall(r'id="(reference-\d+)"', page))
    assert len(led) > 20


@pytest.mark.parametrize("pair", [("--markdown", "--html"), ("--markdown", "--json"), ("--html", "--json")])
@pytest.mark.parametrize(
    "command", [["show", "adsc"], ["study", "tak2020"], ["condition"], ["define"]], ids=" ".join
)
def test_two_media_at_once_are_refused(run, command, pair):
    result = run(*command, *pair)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "exclude each other" in result.stderr


def test_what_was_matched_stays_off_the_page(run):
    result = run("show", "propecia", "--markdown")
    assert "is a brand of finasteride" in result.stderr
    assert "is a brand of finasteride" not in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
@pytest.mark.parametrize("option", ["--markdown", "--html"])
def test_on_a_terminal_it_is_the_same_text_without_pager_colour_or_wrapping(process, option):
    import pty

    piped = process("show", "vehicle", option).stdout
    ours, theirs = pty.openpty()
    environment = {
        **os.environ,
        "TERM": "xterm",
        "COLUMNS": "20",
        "LINES": "5",
        "PAGER": "false",
        "FORCE_COLOR": "1",
    }
    command = [sys.executable, "-m", "hairtx", "show", "vehicle", option]
    running = subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, env=environment)
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    assert running.wait(timeout=60) == 0
    running.stderr.close()
    os.close(ours)
    assert shown.replace(b"\r\n", b"\n") == piped


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("arguments", [["export"], ["show", "adsc", "--html"]], ids=" ".join)
def test_a_reader_that_has_gone_ends_it_quietly(arguments):
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "hairtx", *arguments]
    result = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(theirs)
    assert (result.returncode, result.stderr) == (141, b"")
