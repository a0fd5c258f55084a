"""`hairtx cite` and `hairtx styles` as people run them."""

import json
import os
import subprocess
import sys

import pytest


def test_the_command_that_must_always_work(run):
    result = run("cite", "adsc", "--format", "apa")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert any(line.startswith("Tak, Y. J., Lee, S. Y., Cho, A. R., & Kim, Y. S. (2020).") for line in lines)
    assert not [line for line in lines if not line.strip()]


@pytest.mark.parametrize("name", ["tak2020", "10.1002/sctm.19-0410", "https://doi.org/10.1002/sctm.19-0410"])
def test_a_study_by_key_doi_or_address(run, name):
    result = run("cite", name, "-f", "vancouver")
    assert result.stdout.startswith("1. Tak YJ, Lee SY, Cho AR, Kim YS. A randomized, double-blind,")
    assert result.stdout.count("\n") == 1


def test_names_are_mixed_and_each_study_is_cited_once(data):
    ids = [row["id"] for row in data("cite", "tak2020", "adsc", "tak2020")]
    assert ids.count("tak2020") == 1
    assert len(ids) > 5


def test_names_are_read_from_standard_input():
    done = subprocess.run(
        [sys.executable, "-m", "hairtx", "cite", "-", "--in-text"],
        input="tak2020\nchien2024\n", capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"}, check=True,
    )  # fmt: skip
    assert done.stdout == "(Chien et al., 2024)\n(Tak et al., 2020)\n"


def test_disputed_and_unverified_citations_are_left_out_and_said_so(run, data):
    result = run("cite", "adsc")
    assert "left out as disputed: " in result.stderr
    assert "left out as unverified: won2010" in result.stderr
    assert "won2010" not in {row["id"] for row in data("cite", "adsc")}
    asked = run("cite", "won2010", "--include-disputed")
    assert asked.stdout.startswith("Won, C. H.")
    assert "unverified, so check before you cite: won2010" in asked.stderr


def test_when_all_is_left_out_the_exit_code_says_so(run):
    result = run("cite", "won2010")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1] == "hairtx: nothing to cite"


def test_fields_that_nobody_saw_are_told_in_one_line_and_left_out_on_request(run, data):
    rows = {row["id"]: row for row in data("cite", "won2010", "--include-disputed")}
    assert "pages" in rows["won2010"]["unseen"]
    assert "134" in rows["won2010"]["text"]
    result = run("cite", "won2010", "--include-disputed")
    assert sum("no source was seen" in line for line in result.stderr.splitlines()) == 1
    seen = run("cite", "won2010", "--include-disputed", "--seen-only")
    assert "134" not in seen.stdout
    assert "no source was seen" not in seen.stderr


def test_filters_narrow(data):
    every = data("cite", "adsc")
    trials = data("cite", "adsc", "--design", "rct", "--since", "2020")
    assert {"tak2020"} <= {row["id"] for row in trials} < {row["id"] for row in every}
    women = data("cite", "adsc", "--condition", "fphl")
    assert 0 < len(women) <= len(every)


def test_json_rows_in_the_order_of_the_bibliography(run):
    result = run("cite", "tak2020", "chien2024", "--json")
    whole = json.loads(result.stdout)
    assert whole["command"] == "cite"
    assert [list(row) for row in whole["data"]] == [["id", "text", "html", "markdown", "unseen"]] * 2
    assert [row["id"] for row in whole["data"]] == ["chien2024", "tak2020"]
    assert "<i>" in whole["data"][0]["html"]
    assert "*" in whole["data"][0]["markdown"]
    assert not set("<>*") & set(whole["data"][0]["text"])


def test_sort_and_number(run):
    given = run("cite", "tak2020", "chien2024", "--sort", "given", "--number").stdout.splitlines()
    assert [line[:7] for line in given] == ["1. Tak,", "2. Chie"]
    assert run("cite", "tak2020", "chien2024", "--sort", "year").stdout.startswith("Tak")
    assert run("cite", "tak2020", "--sort", "colour").exit_code == 2


@pytest.mark.parametrize(
    ("format", "start"),
    [("bibtex", "@article{tak2020,"), ("biblatex", "@article{tak2020,"), ("ris", "TY  - JOUR"), ("nbib", "PMID- "),
     ("csl-json", "[")],
)  # fmt: skip
def test_exports(run, format, start):
    assert run("cite", "tak2020", "-f", format).stdout.startswith(start)


def test_output_is_written_in_the_medium_of_its_extension(run, tmp_path):
    for name, mark in (("a.md", "*Stem Cells"), ("a.html", "<i>Stem Cells"), ("a.txt", " Stem Cells")):
        result = run("cite", "tak2020", "-o", str(tmp_path / name))
        assert result.stdout == ""
        assert mark in (tmp_path / name).read_text(encoding="utf-8")
    assert run("cite", "tak2020", "--as", "html").stdout.startswith("<ul>\n<li>Tak")
    refused = run("cite", "tak2020", "-o", str(tmp_path / "no" / "a.md"))
    assert refused.exit_code == 1
    assert "cannot write" in refused.stderr


def test_a_wrong_style_gets_the_nearest(run):
    result = run("cite", "tak2020", "-f", "vancuver")
    assert result.exit_code == 2
    assert "did you mean" in result.stderr
    assert "vancouver" in result.stderr


def test_a_style_of_one_s_own_and_a_locale(run, tmp_path):
    path = tmp_path / "own.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title>'
        "<id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>"
        '<citation><layout><text variable="DOI"/></layout></citation>'
        '<bibliography><layout><date variable="issued" form="text"/></layout></bibliography></style>'
    )
    assert run("cite", "tak2020", "--style-file", str(path), "--locale", "de-DE").stdout == "August 2020\n"
    path.write_text("<a/>")
    assert "is not a CSL style" in run("cite", "tak2020", "--style-file", str(path)).stderr
    assert "no locale is called" in run("cite", "tak2020", "--locale", "xx-YY").stderr


def test_anybody_s_references_and_a_broken_entry_with_its_line(run, tmp_path):
    path = tmp_path / "mine.ris"
    path.write_text("TY  - JOUR\nTI  - A\nAU  - Kim, J\nPY  - 2020\nER  - \nTY  - XXXX\nER  - \n")
    result = run("cite", "--from", str(path))
    assert result.exit_code == 0
    assert result.stdout == "Kim, J. (2020). A.\n"
    assert f"{path}:6: not a type of RIS: XXXX" in result.stderr
    assert [row["id"] for row in json.loads(run("cite", "--from", str(path), "--json").stdout)["data"]] == [
        "item-1"
    ]
    assert run("cite", "--from", str(tmp_path / "none.ris")).exit_code == 2
    assert run("cite", "adsc", "--from", str(path)).exit_code == 2


def test_cite_without_a_name_says_what_to_do(run):
    result = run("cite")
    assert result.exit_code == 2
    assert "hairtx cite adsc" in result.stderr


def test_styles_are_found_with_title_fields_and_edition(run, data):
    assert "british-journal-of-dermatology (bjd)\tBritish Journal of Dermatology\tmedicine\t2012-09-27" in (
        run("styles", "british", "dermatology").stdout.splitlines()
    )
    rows = data("styles", "jaad")
    assert {"id", "title", "short_names", "fields", "edition", "parent"} == set(rows[0])
    assert "journal-of-the-american-academy-of-dermatology" in {row["id"] for row in rows}
    missed = run("styles", "vancuver")
    assert (missed.exit_code, missed.stdout) == (1, "")
    assert "did you mean" in missed.stderr


def test_exports_import_no_processor_and_a_second_run_neither(tmp_path):
    code = (
        "import sys; from typer.testing import CliRunner; from hairtx.cli import app; r = CliRunner().invoke(app, %r);"
        "print(sorted(m for m in ('citeproc', 'lxml', 'bibtexparser', 'rich', 'pydantic') if m in sys.modules))"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}

    def imported(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", code % (list(arguments),)],
            capture_output=True, text=True, env=environment, check=True,
        ).stdout  # fmt: skip

    assert imported("cite", "adsc", "-f", "ris") == "[]\n"
    assert "citeproc" in imported("cite", "adsc")
    assert imported("cite", "adsc") == "[]\n"


def test_a_file_that_exists_is_replaced_only_on_request(run, tmp_path):
    target = tmp_path / "refs.txt"
    target.write_text("mine")
    refused = run("cite", "tak2020", "-o", str(target))
    assert (refused.exit_code, refused.stderr) == (2, f"hairtx: {target} exists; --force replaces it\n")
    assert target.read_text() == "mine"
    assert run("cite", "tak2020", "-o", str(target), "--force").exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("Tak, Y. J.")


def test_forcing_without_a_file_is_refused(run):
    refused = run("cite", "tak2020", "--force")
    assert (refused.exit_code, refused.stderr) == (2, "hairtx: --force is for --output\n")


def test_a_style_file_that_is_no_text_is_refused_by_its_name(run, tmp_path):
    path = tmp_path / "own.csl"
    path.write_bytes(b"\xa9\x00\xff")
    refused = run("cite", "tak2020", "--style-file", str(path))
    assert (refused.exit_code, refused.stderr) == (2, f"hairtx: {path} is no CSL style: it is not UTF-8\n")
