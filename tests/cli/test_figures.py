"""`hairtx forest`, `timeline` and `guidelines`, whole."""

import builtins
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

# forest


def test_forest_draws_published_and_computed_effects_and_lists_the_rest(run):
    made = run("forest", "topical-minoxidil").stdout
    drawn, listed = made.split("NOT DRAWN")
    lucky = next(row for row in drawn.splitlines() if row.endswith("lucky2004"))
    assert "16.6 (11 to 22.2)" in lucky
    assert "152 people; 26 against 9.4 hairs/cm²; computed" in lucky
    assert "no interval is given" in listed
    assert "Nothing is pooled here" in drawn


def test_forest_turns_a_row_that_has_the_treatment_as_comparator_and_says_so(run):
    gupta = next(row for row in run("forest", "finasteride").stdout.splitlines() if row.endswith("gupta2022"))
    assert "-7.1 (-9.3 to -5.1)" in gupta
    assert "finasteride 1 mg/day v dutasteride 0.5 mg/day" in gupta
    assert "turned round; printed as 7.1 (5.1 to 9.3)" in gupta
    other = next(
        row for row in run("forest", "dutasteride").stdout.splitlines() if "v finasteride 1 mg/day" in row
    )
    assert "7.1 (5.1 to 9.3)" in other
    assert "turned" not in other


def test_forest_through_a_pipe_is_plain_and_a_row_a_line(process):
    made = process("forest", "baricitinib").stdout.decode()
    assert "\x1b" not in made
    rows = [row for row in made.splitlines() if row.startswith("King 2022")]
    assert len(rows) == 4
    assert all(row.endswith("king2022") for row in rows)
    assert not set("■◆□├┤─═│┼┴") & set(made)


@pytest.mark.parametrize("width", [20, 40, 80, 160, 300])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_forest_on_a_terminal_keeps_to_its_width_and_encoding(process, width: int, encoding: str):
    environment = {"FORCE_COLOR": "1", "COLUMNS": str(width), "PYTHONIOENCODING": encoding, "PAGER": "cat"}
    made = process("forest", "lllt", "--no-pager", **environment).stdout.decode(encoding)
    bare = re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;[^\x1b]*\x1b\\", "", made)
    assert max(map(len, bare.splitlines())) <= width
    assert ("├" in bare) == (encoding == "utf-8")
    assert ("[" in bare) == (encoding == "ascii")


def test_forest_says_which_way_is_better_for_harms_and_for_gains(run):
    made = run("forest", "finasteride").stdout
    assert "left of 1: less with finasteride (oral); right of it: more with finasteride (oral)" in made
    assert "left of 0: favours the comparator; right of it: favours finasteride (oral)" in made


def test_what_weighs_nothing_is_never_drawn(run, data):
    gone = {row["id"]: row for row in data("forest", "finasteride") if "wording" not in row}
    assert "chen2020" in gone
    assert not [row for row in data("forest", "finasteride") if row["id"] in gone and row["drawn"]]
    assert "chen2020 (whole): unverified" in run("forest", "finasteride").stdout


def test_forest_json_is_a_flat_list_with_what_is_drawn_and_what_is_not(data):
    rows = data("forest", "topical-minoxidil")
    drawn = [row for row in rows if row["drawn"]]
    assert drawn
    for row in drawn:
        assert row["low"] <= row["estimate"] <= row["high"]
        assert row["plot"] >= 1
        assert {"measure", "kind", "computed", "pooled", "turned", "week", "people"} - row.keys() <= {
            "week",
            "people",
        }
    assert all(row["reason"] for row in rows if not row["drawn"])
    kinds = {row["plot"]: (row["measure"], row["kind"], row.get("unit"), row["dose"]) for row in drawn}
    assert all(
        (row["measure"], row["kind"], row.get("unit"), row["dose"]) == kinds[row["plot"]] for row in drawn
    )
    assert len(set(kinds.values())) >= len(kinds) - 1


def test_forest_filters_by_condition_and_measure(run, data):
    rows = data("forest", "topical-minoxidil", "--condition", "women", "--measure", "terminal-hair")
    assert {row["id"] for row in rows if row["drawn"]} >= {"lucky2004"}
    assert {row["measure"] for row in rows if "measure" in row} == {"terminal-hair"}
    assert "olsen2002" not in {row["id"] for row in rows}
    made = run("forest", "topical-minoxidil", "--condition", "women").stdout
    assert made.startswith("Topical minoxidil for female-pattern hair loss: effects between groups\n")


def test_a_measure_outside_the_vocabulary_names_the_vocabulary(run):
    result = run("forest", "finasteride", "--measure", "beauty")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "hair-density" in result.stderr


def test_a_treatment_without_an_effect_to_draw_says_so(run):
    result = run("forest", "wigs-and-camouflage")
    assert result.exit_code == 0
    assert "No effect with an interval can be drawn." in result.stdout


@pytest.mark.parametrize("name", ["kaufman1998", "male-pattern", "zzzz"])
def test_forest_takes_treatments_alone(run, name):
    result = run("forest", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


# forest --output


@pytest.mark.parametrize(("suffix", "head"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_forest_draws_into_a_file_of_the_kind_its_name_says(run, tmp_path: Path, suffix: str, head: bytes):
    pytest.importorskip("matplotlib")
    path = tmp_path / f"plot.{suffix}"
    result = run("forest", "baricitinib", "--output", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1].startswith(f"hairtx: wrote {path}")
    assert path.read_bytes().startswith(head)


def test_plots_too_many_for_one_sheet_go_to_numbered_files_that_are_named(run, tmp_path: Path):
    pytest.importorskip("matplotlib")
    path = tmp_path / "plot.svg"
    said = run("forest", "finasteride", "--output", str(path)).stderr.splitlines()[-1]
    further = len(list(tmp_path.iterdir())) - 1
    names = ["plot.svg", *(f"plot-{number}.svg" for number in range(2, further + 2))]
    assert further
    assert all((tmp_path / name).is_file() and name in said for name in names)


@pytest.mark.parametrize("name", ["plot.gif", "plot", ".png", "-"])
def test_an_unknown_kind_of_file_is_one_line_and_exit_2(run, tmp_path: Path, name: str):
    result = run("forest", "baricitinib", "--output", str(tmp_path / name))
    assert (result.exit_code, result.stdout) == (2, "")
    assert ".svg, .png, .pdf" in result.stderr
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_drawn_no_file_is_written(run, tmp_path: Path):
    result = run("forest", "wigs-and-camouflage", "--output", str(tmp_path / "plot.svg"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "hairtx: nothing to draw; with the reasons: hairtx forest wigs-and-camouflage\n"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_one_line_and_exit_1(run, tmp_path: Path):
    pytest.importorskip("matplotlib")
    path = tmp_path / "missing" / "plot.png"
    result = run("forest", "baricitinib", "--output", str(path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith(f"hairtx: cannot write {path}")


def test_without_matplotlib_one_line_says_how_to_install_it(run, tmp_path: Path, monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"] + [
        "hairtx.render.canvas",
        "hairtx.render.drawing",
    ]:
        monkeypatch.delitem(sys.modules, name, raising=False)
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == "matplotlib":
            raise ModuleNotFoundError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    result = run("forest", "baricitinib", "--output", str(tmp_path / "plot.png"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "hairtx: drawing needs matplotlib: pip install 'hairtx[plot]'\n"
    assert list(tmp_path.iterdir()) == []


def test_json_and_a_drawing_can_be_asked_for_together(run, tmp_path: Path):
    pytest.importorskip("matplotlib")
    path = tmp_path / "plot.svg"
    result = run("forest", "baricitinib", "--output", str(path), "--json")
    assert path.exists()
    assert json.loads(result.stdout)["command"] == "forest"


def test_forest_in_a_terminal_imports_no_matplotlib(process):
    import subprocess

    code = (
        "import sys; from hairtx.cli import app\n"
        "try: app(['forest', 'baricitinib'])\n"
        "except SystemExit: print(sorted(name for name in sys.modules if name.startswith('matplotlib')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert done.stdout.decode().splitlines()[-1] == "[]"


# timeline


def test_a_treatments_timeline_is_a_row_a_line_by_year_with_sources(run):
    lines = [row.split("\t") for row in run("timeline", "finasteride").stdout.splitlines()]
    assert {len(row) for row in lines} == {4}
    years = [int(row[0]) for row in lines if row[0] != "n.d."]
    assert years == sorted(years)
    price = next(row for row in lines if "[price2000]" in row[2] and row[1] == "trial")
    assert "v placebo, no significant difference" in price[2]
    approved = next(row for row in lines if "Propecia" in row[2])
    assert approved[0] == "1997"
    assert approved[3].startswith("https://")


def test_a_conditions_timeline_has_its_trials_and_guidelines(data):
    rows = data("timeline", "female-pattern")
    assert {"trial", "guideline", "regulation", "history"} == {row["kind"] for row in rows}
    assert all("female-pattern" in row["conditions"] for row in rows if row["kind"] == "trial")


def test_the_whole_timeline_stays_readable_and_has_one_trial_a_treatment(data):
    rows = data("timeline")
    assert len(rows) < 200
    assert {"kaufman1998", "olsen1986", "king2022"} <= {row["id"] for row in rows if row["kind"] == "trial"}
    assert "kaufman2002" not in {row["id"] for row in rows}
    assert {"regulation", "trial", "guideline"} == {row["kind"] for row in rows}


def test_disputed_citations_are_on_no_timeline(data):
    for name in (["adsc"], ["prp"], ["male-pattern"], []):
        assert "tawfik2018" not in {row["id"] for row in data("timeline", *name)}


def test_timeline_refuses_a_name_that_is_no_treatment_or_condition(run):
    result = run("timeline", "kaufman1998")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "kaufman1998 is a study" in result.stderr


# guidelines


def test_guidelines_are_a_row_a_line_in_their_own_words(run):
    lines = run("guidelines", "--treatment", "adsc").stdout.splitlines()
    assert [row.split("\t") for row in lines] == [
        [
            "manabe2018", "2018", "adsc", condition, "better not done", "C2",
            "growth-factor delivery and cell-transplantation treatment", "",
        ]
        for condition in ("male-pattern", "female-pattern")
    ]  # fmt: skip


def test_guidelines_filter_by_condition(data):
    rows = data("guidelines", "--condition", "areata")
    assert rows
    assert {row["condition"] for row in rows} == {"alopecia-areata"}
    years = [row["year"] for row in rows]
    assert years == sorted(years, reverse=True)


def test_guidelines_json_keeps_strength_level_and_class_apart(data):
    (row, _) = data("guidelines", "--treatment", "adsc")
    assert (row["id"], row["strength"], row["level"]) == ("manabe2018", "better not done", "C2")
    assert row["as_class"] == "growth-factor delivery and cell-transplantation treatment"


def test_guidelines_whose_recommendations_nobody_read_are_named_in_a_note(run):
    assert "were not read: " in run("guidelines", "--treatment", "finasteride").stderr
    assert "kanti2018" in run("guidelines", "--treatment", "finasteride").stderr


def test_guidelines_that_do_not_fit_say_so(run):
    result = run("guidelines", "--treatment", "biotin")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no recommendations fit these filters" in result.stderr


def test_a_drawing_replaces_a_file_only_on_request(run, tmp_path):
    pytest.importorskip("matplotlib")
    path = tmp_path / "plot.svg"
    path.write_text("mine")
    refused = run("forest", "baricitinib", "--output", str(path))
    assert refused.exit_code == 2
    assert refused.stderr.splitlines()[-1] == f"hairtx: {path} exists; --force replaces it"
    assert path.read_text() == "mine"
    assert run("forest", "baricitinib", "--output", str(path), "--force").exit_code == 0
    assert path.read_bytes().startswith(b"<?xml")
