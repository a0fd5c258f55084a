"""Overlays on the command line: --data, HAIRTX_DATA, the user's folder; marked everywhere, never in the way."""

import json
import os
from pathlib import Path

import pytest

from builders import write
from hairtx.folder import user_folder

MINE = """\
[study.my2026]
title = "A trial of my own"
authors = ["Doe, Jane"]
date = "2026-05"
type = "article-journal"
treatments = ["adsc"]
conditions = ["female-pattern"]
design = "rct"
n = 40
finding = "Hair density was not significantly different from placebo."

[[study.my2026.comparisons]]
treatment = "adsc"
comparator = "placebo"
condition = "female-pattern"
direction = "no-significant-difference"

[study.my2026.provenance]
status = "partial"
checked = "2026-11-25"
seen = [{ page = "https://example.org/", kind = "primary" }]

[study.tak2020]
limits = "A limit of ours."

[treatment.adsc]
extend = true
aliases = ["our fat cells"]

[[treatment.adsc.harms]]
text = "One of ours had an abscess."
studies = ["my2026"]

[term.vehicle]
text = "What it is in."
"""
WRONG = '[study.tak2020]\nlimit = "x"\n'


@pytest.fixture
def mine(tmp_path: Path) -> str:
    write(tmp_path / "mine.toml", MINE)
    return str(tmp_path / "mine.toml")


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    write(tmp_path / "wrong.toml", WRONG)
    return str(tmp_path / "wrong.toml")


def test_data_stands_before_the_command_or_after_it_or_both(run, mine, tmp_path):
    write(tmp_path / "other.toml", '[term.vehicle]\ntext = "Another."\n')
    other = str(tmp_path / "other.toml")
    before = run("--data", mine, "define", "vehicle").stdout
    assert "What it is in." in before
    assert run("define", "vehicle", "--data", mine).stdout == before
    assert run("define", f"--data={mine}", "vehicle").stdout == before
    # the last word counts
    assert "Another." in run("--data", mine, "define", "vehicle", "--data", other).stdout
    assert "What it is in." in run("define", "vehicle", "--data", other, "--data", mine).stdout


def test_the_next_command_in_the_same_process_starts_without_it(run, mine):
    run("define", "vehicle", "--data", mine)
    assert "What it is in." not in run("define", "vehicle").stdout


@pytest.mark.parametrize(
    "command",
    [
        "show",
        "list",
        "search",
        "study",
        "studies",
        "condition",
        "define",
        "cite",
        "styles",
        "check",
        "data path",
    ],
)
def test_every_command_takes_data_and_its_help_says_so(run, command):
    assert "--data PATH" in run(*command.split(), "--help").stdout


def test_the_variable_and_the_user_s_folder_name_overlays_too(run, mine, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    user_folder().mkdir(parents=True)
    write(user_folder() / "a.toml", '[term.vehicle]\ntext = "From the folder."\n')
    assert "From the folder." in run("define", "vehicle").stdout
    monkeypatch.setenv("HAIRTX_DATA", os.pathsep.join([mine, str(tmp_path / "nowhere")]))
    result = run("define", "vehicle")
    assert "What it is in." in result.stdout
    assert f"hairtx: {tmp_path / 'nowhere'}: there is no such file or folder" in result.stderr


def test_the_page_of_a_changed_record_says_which_overlay_and_which_fields(run, mine):
    lines = run("study", "tak2020", "--data", mine).stdout.splitlines()
    assert lines[2] == f"Changed by the overlay mine ({mine}): limits."
    assert "  A limit of ours." in lines
    assert "Changed by the overlay" not in run("study", "kadry2018", "--data", mine).stdout


def test_the_page_of_an_added_record_says_that_it_is_not_in_the_bundled_dataset(run, mine):
    lines = run("study", "my2026", "--data", mine).stdout.splitlines()
    assert lines[2] == f"Not in the bundled dataset: added by the overlay mine ({mine})."
    assert lines[-1].endswith("With the overlay mine.")


def test_a_treatment_s_page_marks_its_studies_references_and_evidence(run, mine):
    page = run("show", "our fat cells", "--data", mine).stdout
    assert f"Changed by the overlay mine ({mine}): aliases, harms." in page
    (trial,) = [line for line in page.splitlines() if "not significantly different from placebo" in line]
    assert trial.endswith("(overlay: mine)")
    (reference,) = [line for line in page.splitlines() if "A trial of my own" in line]
    assert reference.endswith("my2026 (overlay: mine)")
    assert (
        "This rests on records that an overlay added or changed (my2026); without overlays: level 2." in page
    )
    assert page.count("(overlay: mine)") == 4  # both tables' rows of tak2020 and my2026, and their references


@pytest.mark.parametrize(
    ("arguments", "id"),
    [
        (["studies", "--treatment", "adsc"], "my2026"),
        (["list"], "adsc"),
        (["list", "--condition", "fphl"], "adsc"),
        (["search", "abscess"], "adsc"),
        (["define"], "vehicle"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_a_row_of_a_list_is_marked_and_its_id_stays_an_id(run, mine, arguments, id):
    rows = [line.split("\t") for line in run(*arguments, "--data", mine).stdout.splitlines()]
    plain = [line.split("\t") for line in run(*arguments).stdout.splitlines()]
    (row,) = [row for row in rows if id in row]
    assert "(overlay: mine)" in "".join(row)
    unmarked = [row for row in rows if "(overlay: mine)" not in "".join(row)]
    assert all(row in plain for row in unmarked)
    assert "overlay" not in str(plain)


def test_json_says_which_overlays_there_are_and_what_each_did_to_a_record(run, mine):
    whole = json.loads(run("show", "adsc", "--json", "--data", mine).stdout)
    assert whole["dataset"]["overlays"] == [{"name": "mine", "path": mine, "problems": 0}]
    assert whole["data"]["overlays"] == [
        {"overlay": "mine", "path": mine, "how": "changed", "fields": ["aliases", "harms"]}
    ]
    marked = {study["id"]: study["overlays"][0] for study in whole["data"]["studies"] if "overlays" in study}
    assert marked["my2026"] == {"overlay": "mine", "path": mine, "how": "added", "fields": []}
    assert marked.keys() == {"my2026", "tak2020"}
    rows = json.loads(run("studies", "--json", "--data", mine).stdout)["data"]
    assert {row["id"] for row in rows if "overlays" in row} == {"my2026", "tak2020"}


def test_without_overlays_json_is_as_ever(run):
    whole = json.loads(run("show", "adsc", "--json").stdout)
    assert whole["dataset"].keys() == {"version", "date"}
    assert "overlays" not in whole["data"]


def test_a_citation_of_an_overlay_s_study_says_where_it_comes_from(run, mine):
    result = run("cite", "my2026", "--format", "bibtex", "--data", mine)
    assert "A trial of my own" in result.stdout
    assert "hairtx: from an overlay: my2026 (mine)" in result.stderr
    assert "overlay" not in run("cite", "kadry2018", "--data", mine).stderr


def test_a_wrong_overlay_is_told_and_everything_else_answers(run, mine, wrong):
    run("--data", wrong, "--data", mine, "define", "vehicle")  # compiles, and says so where that takes long
    result = run("--data", wrong, "--data", mine, "define", "vehicle")
    assert result.exit_code == 0
    assert "What it is in." in result.stdout
    assert result.stderr.splitlines() == [
        f"hairtx: {wrong}:2: tak2020 limit: unknown field (did you mean limits?)",
        f"hairtx: the overlay {wrong} is left out: 1 problem",
    ]
    assert run("--data", wrong, "study", "tak2020").stdout == run("study", "tak2020").stdout


def test_json_holds_a_message_on_an_overlay_that_was_left_out(run, wrong):
    whole = json.loads(run("define", "vehicle", "--json", "--data", wrong).stdout)
    assert whole["dataset"]["overlays"][0]["problems"] == 1
    assert whole["messages"] == [
        f"the overlay {wrong} is left out: 1 problem; the first: "
        f"{wrong}:2: tak2020 limit: unknown field (did you mean limits?)"
    ]


def test_many_problems_are_counted_and_the_command_that_tells_more_is_named(run, tmp_path):
    write(tmp_path / "wrong.toml", "[term.vehicle]\n" + "".join(f"x{n} = 1\n" for n in range(9)))
    arguments = ("define", "vehicle", "--data", str(tmp_path / "wrong.toml"))
    run(*arguments)  # compiles, and says so where that takes long
    lines = run(*arguments).stderr.splitlines()
    assert len(lines) == 6
    assert lines[-1].endswith(f"9 problems; hairtx check {tmp_path / 'wrong.toml'} tells more")


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="needs a user who may not read everything"
)
def test_an_overlay_that_may_not_be_read_is_told(run, mine):
    Path(mine).chmod(0)
    result = run("define", "vehicle", "--data", mine)
    assert (result.exit_code, f"{mine}: cannot be read" in result.stderr) == (0, True)


@pytest.mark.parametrize(
    "path", ["", "/dev/null", "a\0b", "\udcff"], ids=["empty", "device", "nul", "not text"]
)
def test_a_path_that_is_none_is_one_line_and_the_answer_comes(run, path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("define", "vehicle", "--json", "--data", path)
    assert (result.exit_code, result.exception) == (0, None)
    assert json.loads(result.stdout)["data"]["id"] == "vehicle"
    assert "is left out: 1 problem" in result.stderr


def test_check_takes_overlays_from_the_option_and_from_its_argument(run, mine):
    told = run("check", mine)
    assert told.exit_code == 0, told.stdout
    assert (
        f"- {mine}: added study my2026; changed study tak2020, treatment adsc and term vehicle" in told.stdout
    )
    assert run("check", "--data", mine).stdout == told.stdout


def test_check_of_a_wrong_overlay_tells_file_line_record_and_field_and_exits_1(run, wrong):
    result = run("check", wrong, "--json")
    assert result.exit_code == 1
    (row,) = json.loads(result.stdout)["data"]
    assert (row["file"], row["line"], row["id"], row["field"]) == (wrong, 2, "tak2020", "limit")
    assert "left out" in run("check", "--data", wrong).stdout


def test_a_folder_of_records_without_an_edition_is_checked_as_an_overlay(run, mine, tmp_path):
    assert f"- {tmp_path}: added study my2026" in run("check", str(tmp_path)).stdout


def test_check_does_not_rewrite_an_overlay(run, mine):
    result = run("check", mine, "--fix")
    assert (result.exit_code, result.stdout) == (2, "")
    assert Path(mine).read_text() == MINE


def test_a_whole_dataset_is_checked_without_the_overlays_of_the_user(run, wrong, monkeypatch):
    from hairtx.folder import bundled

    monkeypatch.setenv("HAIRTX_DATA", wrong)
    assert run("check", str(bundled())).exit_code == 0
    assert run("check").exit_code == 1


def test_no_escape_of_an_overlay_reaches_the_stream(process, tmp_path):
    write(
        tmp_path / "evil.toml",
        '[term."\\u001b[31m"]\nname = "\\u202e"\ntext = "x"\n[term.vehicle]\ntext = "\\u001b]0;x"\n',
    )
    result = process("define", "vehicle", "--data", str(tmp_path / "evil.toml"))
    assert result.returncode == 0
    assert b"\x1b" not in result.stdout + result.stderr
    assert "\u202e" not in result.stderr.decode()


def test_a_start_without_overlays_imports_nothing_of_them(process):
    import subprocess
    import sys

    process("define", "vehicle")  # compiles the index
    code = (
        "import sys; from hairtx.cli import app\n"
        "try: app(['define', 'vehicle'])\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    loaded = set(result.stderr.decode().split("\n"))
    assert not loaded & {"hairtx.overlays", "hairtx.changes", "hairtx.merging", "hairtx.views.overlaid"}
