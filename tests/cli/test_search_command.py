"""`hairtx search`: results by kind for people, a line each for pipes, flat rows for programs."""

import json
import os
import subprocess
import sys

import pytest
from test_process import bare, posix, terminal


def test_piped_it_gives_one_result_a_line_kind_id_name_reason(run):
    lines = run("search", "propecia").stdout.splitlines()
    assert lines[0] == "treatment\tfinasteride\tFinasteride (oral)\tbrand of finasteride"
    assert {line.count("\t") for line in lines} == {3}


def test_several_words_need_no_quotes(run):
    assert (
        run("search", "propecia", "side", "effects").stdout == run("search", "propecia side effects").stdout
    )


def test_json_is_flat_rows_by_score(run):
    rows = json.loads(run("search", "minoxidil", "--json").stdout)["data"]
    assert {tuple(row) for row in rows} == {("id", "kind", "score", "reason", "name")}
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert rows[0]["id"] == "topical-minoxidil"


@pytest.mark.parametrize("kind", ["treatment", "study", "condition", "term"])
def test_kind_and_limit_narrow_the_results(data, kind):
    rows = data("search", "minoxidil follicles", "--kind", kind, "--limit", "2")
    assert 1 <= len(rows) <= 2
    assert {row["kind"] for row in rows} == {kind}


def test_a_kind_that_there_is_not_names_those_there_are(run):
    result = run("search", "minoxidil", "--kind", "drug")
    assert result.exit_code == 2
    assert "--kind takes one of: treatment, condition, study, term" in result.stderr


def test_the_kind_of_the_best_result_stands_first(run):
    assert run("search", "bald", "spot").stdout.startswith("condition\talopecia-areata\t")
    assert run("search", "Tak", "2020").stdout.startswith("study\ttak2020\t")


def test_a_misspelt_word_is_told_on_standard_error_and_in_the_messages(run):
    result = run("search", "minoxidl")
    assert result.stdout.startswith("treatment\ttopical-minoxidil\t")
    assert result.stderr == "hairtx: no record holds 'minoxidl'; searched for minoxidil\n"
    messages = json.loads(run("search", "minoxidil qqqq", "--json").stdout)["messages"]
    assert messages == ["no record holds 'qqqq'; searched without it"]


@pytest.mark.parametrize("typed", ["qqqqqqqq", "", "🙂", '"', "\ud800", "qwzx" * 2500])
def test_no_hit_is_one_line_and_exit_1(run, typed):
    result = run("search", typed)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "nothing found for" in result.stderr


def test_no_hit_among_one_kind_names_the_kind(run):
    result = run("search", "qqqqqqqq", "--kind", "study")
    assert result.exit_code == 1
    assert "no study found" in result.stderr


@pytest.mark.parametrize(
    "typed", ['"NEAR(a, b)" AND *', "minoxidil OR", "name:finasteride", "^fin* -x", "a' OR 1=1;"]
)
def test_operators_are_no_operators(run, typed):
    result = run("search", "--", typed)
    assert result.exit_code in (0, 1)
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_disputed_citation_is_never_shown(run):
    assert "tawfik2018" not in run("search", "tawfik2018").stdout


def test_an_unverified_study_is_marked(run):
    assert run("search", "sato 2012").stdout.rstrip().endswith("(unverified)")


@posix
def test_on_a_terminal_kinds_have_headings_and_matching_words_are_strong():
    out, _ = terminal("search", "propecia", "side", "effects")
    assert "\x1b[1mPROPECIA\x1b[0m" in out
    assert "\x1b[1mside\x1b[0m" in out
    headings = [line for line in bare(out).splitlines() if line in ("TREATMENTS", "STUDIES")]
    assert headings == ["TREATMENTS", "STUDIES"]


@posix
@pytest.mark.parametrize("columns", [20, 40, 80, 160])
def test_no_line_is_wider_than_the_terminal(columns):
    out, code = terminal("search", "minoxidil", "women", columns=columns)
    assert code == 0
    assert max(len(line) for line in bare(out).splitlines()) <= columns


@posix
def test_bytes_that_are_no_text_are_safe():
    command = [os.fsencode(sys.executable), b"-m", b"hairtx", b"search", b"\xff\xfe minoxidil"]
    result = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.parametrize("command", ["show adsc", "list", "condition traction"])
def test_only_a_search_imports_the_search(command):
    code = (
        "import sys; from hairtx.cli import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    call = [sys.executable, "-c", code, *command.split()]
    subprocess.run(call, capture_output=True, check=True, timeout=60)  # compiles the index
    loaded = subprocess.run(call, capture_output=True, check=True, timeout=60).stderr.decode().split("\n")
    assert not {"hairtx.search", "hairtx.passages", "hairtx.synonyms"} & set(loaded)
