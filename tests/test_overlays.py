"""Overlays in the library and its index: which are in use, what is kept, what evidence they make."""

import os
from pathlib import Path

import pytest

import builders
from builders import comparison, dataset_folder, study, write
from hairtx import dataset, open_library
from hairtx.canonical import dump_records
from hairtx.folder import user_folder
from hairtx.index import cached
from hairtx.library import Library
from hairtx.overlays import OWN, files_of, in_use, overlay, shown

TERM = '[term.vehicle]\ntext = "It."\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dataset_folder(tmp_path / "data", studies=[study("tak2020", design="cohort"), study("won2010")])


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    write(tmp_path / "mine.toml", TERM)
    return tmp_path / "mine.toml"


def no_parsing(patch: pytest.MonkeyPatch) -> None:
    def parse(_: Path) -> None:
        raise AssertionError("the TOML was parsed")

    patch.setattr(dataset, "read", parse)


def test_the_library_answers_with_the_overlay_s_records_and_without_it_as_before(
    folder: Path, cache: Path, mine: Path
) -> None:
    assert open_library(folder, cache, overlays=[mine]).term("vehicle").text == "It."
    plain = open_library(folder, cache)
    assert plain.term("vehicle").text == builders.term().text
    assert plain.overlays == ()
    assert plain.changes("term", "vehicle") == []


def test_the_library_tells_what_overlays_changed_and_what_was_wrong(
    folder: Path, cache: Path, mine: Path, tmp_path: Path
) -> None:
    write(tmp_path / "wrong.toml", "[term.vehicle]\ncolour = 1\n")
    library = Library(folder, cache, [tmp_path / "wrong.toml", str(mine)])
    assert [(report.name, len(report.problems)) for report in library.overlays] == [("wrong", 1), ("mine", 0)]
    (change,) = library.changes("term", "vehicle")
    assert (change.overlay, change.path, change.how, change.fields) == (
        "mine",
        str(mine),
        "changed",
        ("text",),
    )
    assert library.changes("treatment", "vehicle") == []


def test_a_new_record_is_found_by_name_and_by_search(folder: Path, cache: Path, tmp_path: Path) -> None:
    write(tmp_path / "new.toml", dump_records("term", [builders.term("liposome", aliases=("fat bubble",))]))
    library = open_library(folder, cache, overlays=[tmp_path / "new.toml"])
    assert library.find("fat bubble").id == "liposome"
    assert "liposome" in {hit.id for hit in library.search("bubble")}


def test_a_trial_of_an_overlay_counts_and_the_evidence_says_so(
    folder: Path, cache: Path, tmp_path: Path
) -> None:
    trial = study("my2026", design="rct", n=40, comparisons=(comparison("no-significant-difference"),))
    write(tmp_path / "mine.toml", dump_records("study", [trial]))
    found = open_library(folder, cache, overlays=[tmp_path / "mine.toml"]).evidence("adsc", "male-pattern")
    alone = open_library(folder, cache).evidence("adsc", "male-pattern")
    assert found
    assert alone
    assert (found.level, found.control.no_significant_difference) == (
        2,
        1 + alone.control.no_significant_difference,
    )
    assert found.overlaid == ("my2026",)
    assert found.level_without_overlays == alone.level
    assert alone.overlaid == ()


def test_the_level_without_overlays_is_that_of_the_dataset_s_own_records(cache: Path, tmp_path: Path) -> None:
    folder = dataset_folder(tmp_path / "cohort", studies=[study("tak2020", design="cohort")])
    write(tmp_path / "mine.toml", '[study.tak2020]\ndesign = "rct"\n')
    found = open_library(folder, cache, overlays=[tmp_path / "mine.toml"]).evidence("adsc", "male-pattern")
    assert found
    assert (found.level, found.level_without_overlays, found.overlaid) == (2, 3, ("tak2020",))


def test_a_record_that_an_overlay_takes_the_weight_from_is_named_too(cache: Path, tmp_path: Path) -> None:
    folder = dataset_folder(tmp_path / "two", studies=[study("tak2020"), study("won2010", design="cohort")])
    notice = '[[study.tak2020.notices]]\nkind = "retraction"\nurl = "https://example.org/"\n'
    text = '[treatment.adsc.bottom_line]\ntext = "Unknown."\nstudies = ["won2010"]\n'
    write(tmp_path / "mine.toml", text + notice)
    found = open_library(folder, cache, overlays=[tmp_path / "mine.toml"]).evidence("adsc", "male-pattern")
    assert found
    assert (found.level, found.studies, found.left_out) == (3, ("won2010",), ("tak2020",))
    assert (found.overlaid, found.level_without_overlays) == (("tak2020",), 2)


def test_a_change_that_weighs_nothing_is_no_evidence_of_an_overlay(
    folder: Path, cache: Path, tmp_path: Path
) -> None:
    write(tmp_path / "mine.toml", '[study.tak2020]\nlimits = "Small."\n')
    found = open_library(folder, cache, overlays=[tmp_path / "mine.toml"]).evidence("adsc", "male-pattern")
    assert found
    assert found.overlaid == ()


def test_the_next_start_with_the_same_overlays_parses_nothing(
    folder: Path, cache: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_library(folder, cache)
    open_library(folder, cache, overlays=[mine])
    no_parsing(monkeypatch)
    assert open_library(folder, cache, overlays=[mine]).term("vehicle").text == "It."
    assert open_library(folder, cache).term("vehicle").text != "It."


def test_a_change_of_an_overlay_is_seen_at_the_next_open(folder: Path, cache: Path, mine: Path) -> None:
    open_library(folder, cache, overlays=[mine])
    write(mine, TERM.replace("It", "Us"))
    assert open_library(folder, cache, overlays=[mine]).term("vehicle").text == "Us."
    mine.unlink()
    library = open_library(folder, cache, overlays=[mine])
    assert library.overlays[0].problems[0].message == "there is no such file or folder"


def test_a_file_put_into_an_overlay_s_folder_is_seen(folder: Path, cache: Path, tmp_path: Path) -> None:
    place = tmp_path / "mine"
    place.mkdir()
    write(place / "a.toml", TERM)
    open_library(folder, cache, overlays=[place])
    write(place / "b.toml", '[condition.male-pattern]\naliases = ["AGA"]\n')
    assert open_library(folder, cache, overlays=[place]).find("aga").id == "male-pattern"


def test_a_wrong_overlay_s_problems_are_kept_with_the_index(
    folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "wrong.toml", "[term.vehicle]\ncolour = 1\n")
    first = open_library(folder, cache, overlays=[tmp_path / "wrong.toml"]).overlays
    no_parsing(monkeypatch)
    assert open_library(folder, cache, overlays=[tmp_path / "wrong.toml"]).overlays == first


def test_each_order_of_overlays_has_an_index_of_its_own(folder: Path, cache: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / f"{name}.toml", TERM.replace("It", name))
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    assert open_library(folder, cache, overlays=[one, two]).term("vehicle").text == "two."
    assert open_library(folder, cache, overlays=[two, one]).term("vehicle").text == "one."
    assert len(cached(cache)) == 2


def test_eight_indexes_with_overlays_are_kept_and_the_plain_one_always(
    folder: Path, cache: Path, tmp_path: Path
) -> None:
    open_library(folder, cache)
    (plain,) = cached(cache)
    for at in range(11):
        write(tmp_path / f"{at}.toml", TERM)
        open_library(folder, cache, overlays=[tmp_path / f"{at}.toml"])
        for age, path in enumerate(
            cached(cache)
        ):  # the clock of a file system may be too coarse to order them
            os.utime(path, (at - age / 100, at - age / 100))
    assert len(cached(cache)) == 9
    assert plain in cached(cache)


def test_where_the_cache_cannot_be_written_overlays_apply_all_the_same(
    folder: Path, mine: Path, tmp_path: Path
) -> None:
    write(tmp_path / "cache", "a file where a folder should be")
    library = open_library(folder, tmp_path / "cache", overlays=[mine])
    assert library.term("vehicle").text == "It."
    assert library.overlays[0].problems == ()


def test_a_study_tagged_twice_with_a_condition_is_indexed_once(tmp_path: Path, cache: Path) -> None:
    twice = study("tak2020", conditions=("male-pattern", "male-pattern"))
    library = open_library(dataset_folder(tmp_path / "data", studies=[twice]), cache)
    assert [found.id for found in library.studies_about("male-pattern")] == ["tak2020"]


def test_the_user_s_folder_comes_first_then_the_variable_s_then_those_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HAIRTX_DATA", os.pathsep.join(["/a.toml", "", "/b"]))
    assert [each.name for each in in_use(["/c.toml"])] == ["a", "b", "c"]
    user_folder().mkdir(parents=True)
    assert [each.name for each in in_use()] == ["a", "b"]
    write(user_folder() / "mine.toml", TERM)
    assert [(each.name, each.path) for each in in_use(["/c.toml"])] == [
        (OWN, user_folder()), ("a", Path("/a.toml")), ("b", Path("/b")), ("c", Path("/c.toml")),
    ]  # fmt: skip


def test_one_that_is_named_twice_is_applied_once_at_its_last_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAIRTX_DATA", os.pathsep.join(["/a.toml", "/b.toml"]))
    assert [each.name for each in in_use(["/a.toml"])] == ["b", "a"]


def test_a_relative_path_is_kept_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert overlay("mine.toml").path == tmp_path / "mine.toml"


@pytest.mark.skipif(os.name != "posix", reason="paths are bytes on POSIX only")
def test_a_path_that_is_no_text_is_shown_as_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml"))
    shown(path).encode()
    write(path, TERM)
    assert files_of(path) == [path]
