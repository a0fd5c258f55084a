"""`hairtx check`: clean, broken, unreadable, repaired."""

import json
import shutil

import pytest

from hairtx.folder import bundled


@pytest.fixture
def copy(tmp_path):
    """A copy of the bundled dataset that a test may break."""
    shutil.copytree(bundled(), tmp_path / "data")
    return tmp_path / "data"


def test_the_bundled_dataset_keeps_every_rule(run):
    result = run("check")
    assert result.exit_code == 0, result.stdout
    assert "rules kept" in result.stdout


def test_a_broken_rule_is_named_with_file_and_record_and_exits_1(run, copy):
    studies = copy / "studies.toml"
    studies.write_text(
        studies.read_text(encoding="utf-8").replace('pmid = "32420695"', 'pmid = "PM32420695"'),
        encoding="utf-8",
    )
    result = run("check", str(copy), "--json")
    assert result.exit_code == 1
    problem = next(row for row in json.loads(result.stdout)["data"] if row["rule"] == "forms")
    assert (problem["file"], problem["id"], problem["field"]) == ("studies.toml", "tak2020", "pmid")


def test_a_file_out_of_form_is_named_with_the_command_that_repairs_it(run, copy):
    glossary = copy / "glossary.toml"
    glossary.write_text("# a remark\n" + glossary.read_text(encoding="utf-8"), encoding="utf-8")
    result = run("check", str(copy))
    assert result.exit_code == 1
    assert "glossary.toml:1: not in the canonical form: run hairtx check --fix" in result.stdout
    assert run("check", str(copy), "--fix").exit_code == 0
    assert glossary.read_bytes() == (bundled() / "glossary.toml").read_bytes()


def test_a_dataset_that_cannot_be_read_exits_3_with_every_problem_and_its_line(run, copy):
    glossary = copy / "glossary.toml"
    lines = glossary.read_text(encoding="utf-8").splitlines()
    lines[0:1] = [lines[0], 'colour = "red"']
    glossary.write_text("\n".join(lines), encoding="utf-8")
    (copy / "conditions.toml").write_text("[condition.x\n", encoding="utf-8")
    result = run("check", str(copy))
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "conditions.toml:1: not TOML" in result.stderr
    assert "glossary.toml:2: 5-alpha-reductase colour: unknown field" in result.stderr
    assert result.stderr.splitlines()[-1] == "hairtx: the dataset is not valid: 2 problems"


def test_a_folder_that_is_not_there_exits_3(run, tmp_path):
    result = run("check", str(tmp_path / "nowhere"))
    assert result.exit_code == 3
    assert result.stderr.startswith("hairtx: no dataset folder: ")
