"""`hairtx data`: path, schema, new."""

import json
from pathlib import Path

import jsonschema
import pytest
import tomli

from builders import write
from hairtx.folder import FILES, bundled, user_folder
from hairtx.index import cache_folder
from hairtx.schema import schemas, text


def test_path_says_where_everything_is(run, data):
    rows = {row["id"]: row for row in data("data", "path")}
    assert {name: row["path"] for name, row in rows.items()} == {
        "dataset": str(bundled()), "cache": str(cache_folder()), "own": str(user_folder()),
    }  # fmt: skip
    assert rows["dataset"]["exists"]
    assert not rows["own"]["exists"]
    lines = run("data", "path").stdout.splitlines()
    assert lines[2].split("\t") == [
        "own", str(user_folder()), "your own records, read if it exists (not there)",
    ]  # fmt: skip


def test_path_lists_the_overlays_in_use_and_says_which_are_wrong(run, data, tmp_path, monkeypatch):
    write(tmp_path / "mine.toml", '[term.vehicle]\ntext = "It."\n')
    write(tmp_path / "wrong.toml", "[term.vehicle]\nx = 1\n")
    monkeypatch.setenv("HAIRTX_DATA", str(tmp_path / "wrong.toml"))
    result = run("data", "path", "--json", "--data", str(tmp_path / "mine.toml"))
    whole = json.loads(result.stdout)
    assert whole["command"] == "data path"
    assert [(row["id"], row["holds"]) for row in whole["data"][3:]] == [
        ("overlay:wrong", "an overlay, left out: it is wrong"), ("overlay:mine", "an overlay in use"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_schema_of_a_kind_is_that_of_its_file(run, kind):
    assert run("data", "schema", kind).stdout == text(schemas()[f"{FILES[kind]}.schema.json"])


def test_the_schema_of_one_s_own_file_takes_parts_of_records_and_extend_and_nothing_unknown(run):
    validator = jsonschema.Draft202012Validator(json.loads(run("data", "schema").stdout))
    jsonschema.Draft202012Validator.check_schema(validator.schema)
    right = '[study.tak2020]\nextend = true\ndoubts = ["x"]\n[term.vehicle]\ntext = "It."\n'
    assert validator.is_valid(tomli.loads(right))
    for wrong in ('[study.tak2020]\nlimit = "x"\n', "[studies.x]\n", '[study.x]\nextend = "yes"\n',
                  '[[study.x.arms]]\nn = 3\n'):  # fmt: skip
        assert not validator.is_valid(tomli.loads(wrong))
    for name in FILES.values():
        assert validator.is_valid(tomli.loads((bundled() / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("kind", FILES)
def test_new_prints_a_skeleton_that_is_toml_and_says_where_it_goes(run, kind):
    result = run("data", "new", kind, "snail-slime")
    assert result.exit_code == 0
    assert list(tomli.loads(result.stdout)[kind]) == ["snail-slime"]
    assert str(user_folder() / "snail-slime.toml") in result.stderr
    assert "hairtx check" in result.stderr


def test_new_for_a_known_record_says_that_it_replaces(run):
    assert "tak2020 is a known study" in run("data", "new", "study", "tak2020").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["paper", "x"], "KIND takes one of: treatment, condition, study, term"),
        (["study", "Doe 2026"], "'Doe 2026': an id is made of a to z, 0 to 9 and hyphens"),
        (["treatment", "placebo"], "a kind of control"),
        (["study"], "Missing parameter: id; see hairtx data new --help"),
    ],
    ids=["kind", "id", "control", "missing"],
)
def test_new_refuses_what_can_be_no_record(run, arguments, said):
    result = run("data", "new", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_the_way_from_a_skeleton_to_an_answer(run, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    skeleton = run("data", "new", "term", "snail-slime").stdout
    user_folder().mkdir(parents=True)
    file = user_folder() / "snail-slime.toml"
    write(file, skeleton)
    assert run("check").exit_code == 1
    filled = skeleton.replace('name = ""', 'name = "Snail slime"').replace(
        '[""]', '["https://example.org/"]', 2
    )
    write(file, filled.replace('text = ""', 'text = "What snails leave behind."'))
    assert run("check").exit_code == 0, run("check").stdout
    page = run("define", "snail slime").stdout
    assert "added by the overlay own" in page


def test_data_alone_shows_its_help(run):
    assert "skeleton" in run("data").stdout + run("data").stderr


def test_the_bundled_data_is_not_written_by_any_of_it(run):
    before = {path: path.stat().st_mtime_ns for path in Path(bundled()).rglob("*")}
    for arguments in (["path"], ["schema"], ["new", "term", "x"]):
        run("data", *arguments)
    assert {path: path.stat().st_mtime_ns for path in Path(bundled()).rglob("*")} == before
