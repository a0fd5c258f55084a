"""The JSON envelope is a contract: a test for every key of it."""

import json

import pytest

from hairtx import __version__

ROWS = [
    ["list"], ["search", "minoxidil"], ["studies", "--treatment", "adsc"], ["condition"], ["define"],
    ["cite", "tak2020"], ["styles", "dermatology"], ["check"], ["evidence"], ["evidence", "-c", "fphl"],
    ["forest", "finasteride"], ["timeline"], ["guidelines"],
]  # fmt: skip
OBJECTS = [
    ["show", "adsc"],
    ["study", "tak2020"],
    ["condition", "traction"],
    ["define", "vehicle"],
    ["evidence", "adsc"],
]
# one object of several treatments, whose id names them all
COMPARISON = ["compare", "adsc", "prp"]


@pytest.mark.parametrize("arguments", [*ROWS, *OBJECTS, COMPARISON], ids=" ".join)
def test_the_envelope_has_these_keys_and_no_others(run, arguments):
    whole = json.loads(run(*arguments, "--json").stdout)
    assert list(whole) == ["schema", "hairtx", "dataset", "command", "data", "messages"]
    assert whole["schema"] == 1
    assert whole["hairtx"] == __version__
    assert set(whole["dataset"]) == {"version", "date"}
    assert whole["command"] == arguments[0]


@pytest.mark.parametrize("arguments", ROWS, ids=" ".join)
def test_lists_are_flat_rows_each_with_its_id(data, arguments):
    rows = data(*arguments)
    assert isinstance(rows, list)
    assert all(isinstance(row["id"], str) for row in rows)


@pytest.mark.parametrize("arguments", OBJECTS, ids=" ".join)
def test_a_single_record_is_one_object_with_id_and_kind(data, arguments):
    record = data(*arguments)
    assert record["id"] == arguments[1]
    assert record["kind"] in ("treatment", "study", "condition", "term", "evidence")


def test_show_holds_the_records_themselves_with_evidence_and_studies(data):
    shown = data("show", "adsc")
    assert "festa2011" in {key for statement in shown["mechanism"] for key in statement.get("studies", [])}
    assert {found["condition"] for found in shown["evidence"]} == {"male-pattern", "female-pattern"}
    studies = {study["id"]: study for study in shown["studies"]}
    assert studies["tak2020"]["outcomes"][0]["value"] == 28.1
    cited = {
        key for part in ("summary", "mechanism", "harms") for s in shown[part] for key in s.get("studies", [])
    }
    assert cited <= studies.keys()


def test_what_was_matched_is_a_message_and_standard_error_stays_empty(run):
    result = run("show", "propecia", "--json")
    assert json.loads(result.stdout)["messages"] == ["'propecia' is a brand of finasteride"]
    assert result.stderr == ""


def test_every_command_that_has_json_is_under_this_contract():
    from hairtx.cli import app

    # these ask the network, and have their envelope tested where the servers for that are
    # so has audit, which asks for a file
    network = {"verify", "watch", "audit", "draft"}
    having = {c.name for c in app.registered_commands if c.callback and "json" in c.callback.__annotations__}
    assert having - network == {case[0] for case in [*ROWS, *OBJECTS, COMPARISON]}
