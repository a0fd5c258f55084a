"""What the tables of an export hold."""

from dataclasses import replace
from pathlib import Path

import pytest

from builders import (
    PAGE,
    arm,
    comparison,
    condition,
    dataset_folder,
    notice,
    outcome,
    provenance,
    regulation,
    statement,
    study,
    treatment,
    use,
)
from hairtx.library import Library
from hairtx.model import Conflict, Dispute, Prevalence, Seen
from hairtx.tables import TABLES, contents
from hairtx.tables.table import Column, Contents, Table


@pytest.fixture
def holds(tmp_path: Path):
    """``holds(studies=[…])``: the contents of a small dataset."""

    def make(**records) -> Contents:
        return contents(Library(dataset_folder(tmp_path / "data", **records), tmp_path / "cache"))

    return make


def rows(table: str, held: Contents) -> list[dict]:
    names = [column.name for column in TABLES[table].columns]
    return [dict(zip(names, row, strict=True)) for row in TABLES[table].rows(held)]


def test_a_study_brings_where_it_was_seen_and_what_was_not(holds):
    seen = provenance(
        "partial",
        checked="2026-11-22",
        second_reading="2026-11-24",
        seen=(Seen(page=PAGE, kind="primary"), Seen(page="https://example.org/2", kind="secondary")),
        unseen=("journal", "n"),
    )
    (row,) = rows("studies", holds(studies=[study(provenance=seen, doubts=("Too round.",))]))
    assert {name: row[name] for name in ("status", "checked", "second_reading", "unseen", "doubts")} == {
        "status": "partial", "checked": "2026-11-22", "second_reading": "2026-11-24",
        "unseen": ["journal", "n"], "doubts": ["Too round."],
    }  # fmt: skip
    assert (row["seen_primary"], row["seen_secondary"]) == ([PAGE], ["https://example.org/2"])


@pytest.mark.parametrize("table", ["studies", "arms", "outcomes", "comparisons", "recommendations"])
def test_the_marks_of_trust_travel_with_every_figure(table):
    names = [column.name for column in TABLES[table].columns]
    marks = ["status", "weighs", "retracted", "checked", "second_reading", "unseen", "doubts"]
    assert [name for name in names if name in marks] == marks


def test_a_disputed_citation_is_there_and_marked_with_the_real_works_nearest_to_it(holds):
    ghost = study("ghost2018", "disputed", dispute=Dispute(reason="No such work.", nearest=("tak2020",)))
    real, false = sorted(
        rows("studies", holds(studies=[study(), ghost])), key=lambda row: row["id"] != "tak2020"
    )
    assert (real["status"], real["weighs"], real["dispute"]) == ("partial", True, None)
    assert (false["status"], false["weighs"], false["level"]) == ("disputed", False, None)
    assert (false["dispute"], false["nearest"]) == ("No such work.", ["tak2020"])


def test_a_retracted_study_is_marked_and_so_are_its_figures_and_the_claims_that_name_it(holds):
    gone = study(notices=(notice(date="2024-05"),), outcomes=(outcome(value=3.0),))
    held = holds(studies=[gone])
    (row,), (figure,) = rows("studies", held), rows("outcomes", held)
    assert (row["retracted"], row["weighs"], figure["retracted"]) == (True, False, True)
    assert row["notices"] == [f"retraction 2024-05 {PAGE}"]
    assert [claim["weightless"] for claim in rows("statements", held) if claim["studies"]] == [["tak2020"]]


def test_sources_that_disagree_are_both_there(holds):
    conflict = Conflict(field="n", kept="38", other="34")
    (row,) = rows("studies", holds(studies=[study(conflicts=(conflict,))]))
    assert row["conflicts"] == ["n: 38 (kept), 34 (other)"]


def test_figures_are_numbers_as_in_the_source_and_intervals_two_columns(holds):
    figure = outcome(value=-28.1, week=0, n=38, effect=16.0, ci=(-1.5, 33.5), i2=None)
    (row,) = rows("outcomes", holds(studies=[study(outcomes=(figure,))]))
    assert (row["value"], row["week"], row["n"], row["i2"]) == (-28.1, 0, 38, None)
    assert (row["effect"], row["effect_low"], row["effect_high"]) == (16, -1.5, 33.5)
    assert isinstance(row["effect"], int)
    assert (row["value_low"], row["value_high"]) == (None, None)


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_what_is_no_number_is_no_value(value):
    table = Table("t", "", (Column("n", "number", "", lambda item: item),), ("n",), lambda _: [value])
    assert list(table.rows(None)) == [(None,)]


def test_null_results_and_losses_are_rows_like_gains(holds):
    found = (comparison("no-significant-difference"), comparison("favours-comparator"), comparison())
    got = rows("comparisons", holds(studies=[study(comparisons=found)]))
    assert [(row["place"], row["direction"]) for row in got] == [
        (1, "no-significant-difference"), (2, "favours-comparator"), (3, "favours-treatment"),
    ]  # fmt: skip


def test_statements_are_those_of_treatments_and_conditions_with_their_sources(holds):
    told = treatment(
        harms=(statement("Pain.", "tak2020", against=("tak2020",), unseen="how often"),),
        regulation=(regulation(reported=True, year=2020),),
    )
    common = Prevalence(text="Half.", value=50.0, unit="%", ci=(40.0, 60.0), population="men", pages=(PAGE,))
    kind = condition(red_flags=(statement("Pus.", "tak2020"),), prevalence=(common,))
    got = {row["id"]: row for row in rows("statements", holds(treatments=[told], conditions=[kind]))}
    assert list(got) == [
        "adsc/bottom_line/1", "adsc/harms/1", "adsc/regulation/1",
        "male-pattern/red_flags/1", "male-pattern/prevalence/1",
    ]  # fmt: skip
    harm, rule, share = got["adsc/harms/1"], got["adsc/regulation/1"], got["male-pattern/prevalence/1"]
    assert (harm["treatment"], harm["condition"], harm["section"]) == ("adsc", None, "harms")
    assert (harm["studies"], harm["against"], harm["unseen"]) == (["tak2020"], ["tak2020"], "how often")
    assert (rule["body"], rule["year"], rule["reported"], rule["pages"]) == ("FDA", 2020, True, [PAGE])
    assert (share["condition"], share["value"], share["value_low"], share["population"]) == (
        "male-pattern", 50, 40, "men",
    )  # fmt: skip
    stances = [
        (row["statement"], row["stance"]) for row in rows("statement_studies", holds(treatments=[told]))
    ]
    assert stances.count(("adsc/harms/1", "against")) == 1


def test_a_use_stands_with_the_evidence_for_it(holds):
    trial = study(n=38, comparisons=(comparison("no-significant-difference"),))
    uses = (use(), use(status="approved", where=("Korea",)))
    first, second = rows("uses", holds(treatments=[treatment(uses=uses)], studies=[trial]))
    assert (second["use"], second["where"]) == ("approved", ["Korea"])
    assert (first["level"], first["trials"], first["people"]) == (2, 1, 38)
    assert (first["control_favours"], first["control_no_significant_difference"]) == (0, 1)


def test_what_an_overlay_touched_says_which(holds):
    held = replace(holds(studies=[study(arms=(arm(),))]), overlays={("study", "tak2020"): ("mine",)})
    for table in ("studies", "arms", "uses"):
        assert [row["overlays"] for row in rows(table, held)] == [["mine"]], table
    assert [row["overlays"] for row in rows("treatments", held)] == [[]]


def test_text_is_made_safe_in_every_format_alike(holds):
    (row,) = rows("arms", holds(studies=[study(arms=(arm("hair\u202e\x1bloss\ttonic"),))]))
    assert row["label"] == "hairloss tonic"


def test_every_column_is_explained_and_named_for_a_program(bundled_library):
    described = rows("columns", contents(bundled_library))
    assert [(row["table"], row["column"]) for row in described] == [
        (table.name, column.name) for table in TABLES.values() for column in table.columns
    ]
    for row in described:
        assert row["column"].isidentifier()
        assert row["meaning"]
        assert not row["meaning"].endswith(".")


@pytest.mark.parametrize("name", [name for name in TABLES if name != "dataset"])
def test_rows_of_the_bundled_dataset_fit_their_columns_and_their_keys(name, bundled_library):
    held = contents(bundled_library)
    table = TABLES[name]
    kinds = {"text": str, "integer": int, "number": (int, float), "boolean": bool, "list": list}
    at = [[column.name for column in table.columns].index(part) for part in table.key]
    keys = []
    for row in table.rows(held):
        for column, value in zip(table.columns, row, strict=True):
            assert value is None or isinstance(value, kinds[column.kind]), column.name
        keys.append(tuple(row[place] for place in at))
    assert keys
    assert len(keys) == len(set(keys))
