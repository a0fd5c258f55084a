"""The compiled index: never half-written, never stale, never in the way."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import dataset_folder, study, treatment, write
from hairtx import dataset, index
from hairtx.faults import DatasetError
from hairtx.index import Index, cache_folder
from hairtx.kept import beside
from hairtx.library import Library

posix = pytest.mark.skipif(os.name != "posix", reason="users and links of POSIX")

RECORDS = "SELECT kind, id FROM record ORDER BY kind, id"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dataset_folder(tmp_path / "data", studies=[study("won2010"), study("tak2020")])


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def compiled(folder: Path, cache: Path) -> Path:
    """The file of the index of ``folder``, freshly compiled."""
    Index(folder, cache)
    (path,) = cache.iterdir()
    return path


def whole(opened: Library) -> bool:
    """Whether the library answers with every record of ``folder`` as the TOML has it."""
    truth = dataset.read(opened.folder)
    return (
        {record.id: record for record in opened.studies()} == truth.studies
        and {record.id: record for record in opened.treatments()} == truth.treatments
        and {record.id: record for record in opened.conditions()} == truth.conditions
        and {record.id: record for record in opened.terms()} == truth.terms
        and opened.edition == truth.edition
    )


def forbid_parsing(patch: pytest.MonkeyPatch) -> None:
    def parse(_: Path) -> None:
        raise AssertionError("the TOML was parsed")

    patch.setattr(dataset, "read", parse)


def test_the_first_open_compiles_one_file_and_leaves_nothing_beside_it(folder: Path, cache: Path) -> None:
    assert whole(Library(folder, cache))
    assert [path.suffix for path in cache.iterdir()] == [".sqlite"]


def test_without_a_cache_of_its_own_it_uses_the_platform_s_cache_folder(
    folder: Path, own_cache: Path
) -> None:
    before = set(cache_folder().glob("*.sqlite"))
    Index(folder)
    assert len(set(cache_folder().glob("*.sqlite")) - before) == 1
    assert own_cache in cache_folder().parents


def test_the_next_open_does_not_parse_the_toml(
    folder: Path, cache: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = Index(folder, cache).rows(RECORDS)
    forbid_parsing(monkeypatch)
    assert Index(folder, cache).rows(RECORDS) == expected
    assert len(expected) == 5


def test_two_datasets_have_two_indexes(folder: Path, cache: Path, compiled: Path, tmp_path: Path) -> None:
    other = dataset_folder(tmp_path / "other", treatments=[treatment("svf")])
    assert [row.id for row in Library(other, cache).treatments()] == ["svf"]
    assert [row.id for row in Library(folder, cache).treatments()] == ["adsc"]
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("name", ["a b", "100%", "%41", "what?", "#1", "härchen"])
def test_folders_may_have_any_name(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data, cache = dataset_folder(tmp_path / name / "data"), tmp_path / name / "cache"
    assert whole(Library(data, cache))
    forbid_parsing(monkeypatch)
    assert [row.id for row in Library(data, cache).treatments()] == ["adsc"]


def test_a_reader_never_sees_a_half_written_index(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    tables = index._tables

    def watched(data: Any) -> Iterator[Any]:
        yield from tables(data)
        seen.append([path.suffix for path in cache.iterdir()])

    monkeypatch.setattr(index, "_tables", watched)
    Index(folder, cache)
    assert seen == [[".tmp"]]
    assert [path.suffix for path in cache.iterdir()] == [".sqlite"]


def test_a_dataset_that_cannot_be_read_leaves_no_index(folder: Path, cache: Path) -> None:
    (folder / "studies.toml").unlink()
    with pytest.raises(DatasetError, match=r"studies\.toml: the file is missing"):
        Index(folder, cache)
    assert list(cache.iterdir()) == []


def test_a_disk_that_fails_half_way_leaves_no_file_and_the_index_lives_in_memory(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables, calls = index._tables, []

    def full_at_first(data: Any) -> Iterator[Any]:
        calls.append(data)
        for number, table in enumerate(tables(data)):
            if len(calls) == 1 and number == 2:
                raise sqlite3.OperationalError("database or disk is full")
            yield table

    monkeypatch.setattr(index, "_tables", full_at_first)
    assert whole(Library(folder, cache))
    assert (len(calls), list(cache.iterdir())) == (2, [])


@pytest.mark.parametrize("blocked", ["the cache is a file", "a parent is a file", "the index is a folder"])
def test_where_the_cache_cannot_be_written_the_index_lives_in_memory(
    folder: Path, tmp_path: Path, compiled: Path, blocked: str
) -> None:
    if blocked == "the index is a folder":
        cache = compiled.parent
        compiled.unlink()
        (compiled / "inside").mkdir(parents=True)
    else:
        write(tmp_path / "file", "mine")
        cache = tmp_path / "file" if blocked == "the cache is a file" else tmp_path / "file" / "below"
    before = sorted(tmp_path.rglob("*"))
    assert whole(Library(folder, cache))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_cache_folder_without_write_permission_is_no_obstacle(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert whole(Library(folder, cache))
    assert not cache.exists()


def test_a_change_of_the_data_is_seen_at_the_next_open(folder: Path, cache: Path, compiled: Path) -> None:
    dataset_folder(folder, treatments=[treatment("svf")])
    assert [row.id for row in Library(folder, cache).treatments()] == ["svf"]


def test_a_change_that_keeps_size_and_time_is_seen_at_the_next_open(
    folder: Path, cache: Path, compiled: Path
) -> None:
    path = folder / "treatments.toml"
    before = path.stat()
    write(path, path.read_bytes().replace(b"Name of adsc", b"Name of ASCs"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert Library(folder, cache).treatment("adsc").name == "Name of ASCs"


def test_a_file_put_in_another_s_place_with_its_size_and_time_is_seen(
    folder: Path, cache: Path, compiled: Path
) -> None:
    path = folder / "treatments.toml"
    before = path.stat()
    write(folder / "new", path.read_bytes().replace(b"Name of adsc", b"Name of ASCs"))
    os.utime(folder / "new", ns=(before.st_atime_ns, before.st_mtime_ns))
    (folder / "new").replace(path)
    assert Library(folder, cache).treatment("adsc").name == "Name of ASCs"


def test_a_dataset_that_became_invalid_is_told_though_an_index_is_there(
    folder: Path, cache: Path, compiled: Path
) -> None:
    write(folder / "glossary.toml", "[term.x]\n")
    with pytest.raises(DatasetError, match="x name: missing"):
        Index(folder, cache)


def test_an_index_of_another_version_is_compiled_again(
    folder: Path, cache: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = compiled.read_bytes()
    monkeypatch.setattr(index, "__version__", "99")
    assert whole(Library(folder, cache))
    assert compiled.read_bytes() != before


def damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "foreign":
        path.unlink()
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE meta (name TEXT, value TEXT)")
        other.close()
    else:
        write(path, {"empty": b"", "garbage": b"\x00\xff" * 5000, "cut": content[: len(content) // 2]}[how])


@pytest.mark.parametrize("how", ["empty", "garbage", "cut", "foreign"])
def test_a_damaged_index_is_compiled_again_and_stays_mended(
    folder: Path, cache: Path, compiled: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(compiled, how)
    assert whole(Library(folder, cache))
    forbid_parsing(monkeypatch)
    assert len(Index(folder, cache).rows(RECORDS)) == 5


def test_damage_that_shows_only_while_reading_is_mended(
    folder: Path, cache: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(compiled) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'record'").fetchone()
    connection.close()
    content = bytearray(compiled.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    write(compiled, bytes(content))
    opened = Library(folder, cache)
    assert opened.edition.title == "a small dataset"  # the damage is elsewhere
    assert whole(opened)
    forbid_parsing(monkeypatch)
    assert len(Index(folder, cache).rows(RECORDS)) == 5


def test_files_that_change_while_they_are_read_are_read_again(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, calls = dataset.read, []

    def overtaken(path: Path) -> dataset.Dataset:
        calls.append(path)
        got = read(path)
        if len(calls) == 1:
            dataset_folder(path, treatments=[treatment("svf")])
        return got

    monkeypatch.setattr(dataset, "read", overtaken)
    assert [row.id for row in Library(folder, cache).treatments()] == ["svf"]
    assert len(calls) == 2


def test_a_query_that_is_wrong_is_no_damage_and_is_told(folder: Path, cache: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        Index(folder, cache).rows("SELECT 1 FROM nowhere")


# damage of every kind


@given(
    seed=st.randoms(use_true_random=False), how=st.sampled_from(["flip", "zeros", "cut", "grown", "swapped"])
)
def test_whatever_befalls_the_file_the_answers_are_those_of_the_toml(
    tmp_path_factory: pytest.TempPathFactory, seed: Any, how: str
) -> None:
    place = tmp_path_factory.mktemp("damaged")
    data, cache = (
        dataset_folder(place / "data", studies=[study("won2010"), study("tak2020")]),
        place / "cache",
    )
    Index(data, cache)
    (path,) = cache.iterdir()
    content = bytearray(path.read_bytes())
    at = seed.randrange(len(content))
    if how == "flip":
        content[at] ^= 1 << seed.randrange(8)
    elif how == "zeros":
        content[at : at + 4096] = bytes(len(content[at : at + 4096]))
    elif how == "cut":
        del content[at:]
    elif how == "grown":
        content += bytes(4096)
    else:
        content = content[at:] + content[:at]
    write(path, bytes(content))
    opened = Library(data, cache)
    assert whole(opened)
    assert opened.find("tak2020").id == "tak2020"
    assert [hit.id for hit in opened.search("tak2020")] == ["tak2020"]


def test_an_index_whose_figures_were_changed_is_not_believed(
    folder: Path, cache: Path, compiled: Path
) -> None:
    content = compiled.read_bytes()
    assert b"Name of adsc" in content
    write(compiled, content.replace(b"Name of adsc", b"Name of ASCs"))
    assert Library(folder, cache).treatment("adsc").name == "Name of adsc"


@posix
def test_another_user_s_index_is_not_believed(
    folder: Path, cache: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)
    calls: list[Path] = []
    read = dataset.read
    monkeypatch.setattr(dataset, "read", lambda path: calls.append(path) or read(path))
    assert whole(Library(folder, cache))
    assert calls


@posix
def test_a_cache_that_is_a_link_to_another_folder_is_used_as_that_folder(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "far")
    assert whole(Library(folder, tmp_path / "link"))
    assert [path.suffix for path in (tmp_path / "far").iterdir()] == [".sqlite"]
    (tmp_path / "far").rename(tmp_path / "gone")
    # a link that leads nowhere is a cache that cannot be written
    assert whole(Library(folder, tmp_path / "link"))


@posix
def test_a_link_planted_where_the_index_is_written_is_replaced_and_not_followed(
    folder: Path, cache: Path, compiled: Path
) -> None:
    victim = cache.parent / "precious"
    write(victim, "mine")
    compiled.unlink()
    compiled.symlink_to(victim)
    beside(compiled).symlink_to(victim)
    assert whole(Library(folder, cache))
    assert victim.read_text() == "mine"
    assert not compiled.is_symlink()


def test_what_killed_processes_left_does_not_pile_up(folder: Path, cache: Path, compiled: Path) -> None:
    for number in range(20):
        write(cache / f"{compiled.stem}.{4_000_000 + number}.tmp", "half")
    compiled.unlink()
    Index(folder, cache)
    assert [path.name for path in cache.iterdir()] == [compiled.name]


@pytest.mark.parametrize("year", [1990, 2100])
def test_a_clock_that_is_wrong_changes_no_answer(
    folder: Path, cache: Path, compiled: Path, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = (year - 1970) * 365 * 86400
    for path in (*folder.iterdir(), compiled):
        os.utime(path, (then, then))
    assert whole(Library(folder, cache))
    dataset_folder(folder, treatments=[treatment("svf")])
    for path in folder.iterdir():
        os.utime(path, (then, then))
    assert [row.id for row in Library(folder, cache).treatments()] == ["svf"]
    forbid_parsing(monkeypatch)
    assert [row.id for row in Library(folder, cache).treatments()] == ["svf"]


def test_files_that_are_half_replaced_when_they_are_read_are_read_again(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, good = dataset.read, (folder / "glossary.toml").read_text(encoding="utf-8")
    write(folder / "glossary.toml", "[term.x")
    calls = []

    def finished_meanwhile(path: Path) -> dataset.Dataset:
        calls.append(path)
        try:
            return read(path)
        finally:
            if len(calls) == 1:
                write(folder / "glossary.toml", good)

    monkeypatch.setattr(dataset, "read", finished_meanwhile)
    opened = Library(folder, cache)
    assert len(calls) == 2
    assert whole(opened)


def test_files_that_never_stop_changing_are_told_and_not_waited_for(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = dataset.read
    sizes = iter(range(1000))

    def overtaken(path: Path) -> dataset.Dataset:
        got = read(path)
        with (folder / "glossary.toml").open("a", encoding="utf-8") as file:
            file.write(f"# {next(sizes)}\n")
        return got

    monkeypatch.setattr(dataset, "read", overtaken)
    with pytest.raises(DatasetError, match="keep changing"):
        Index(folder, cache)
    assert list(cache.iterdir()) == []


def test_an_open_library_answers_from_the_dataset_that_it_opened(folder: Path, cache: Path) -> None:
    opened = Library(folder, cache)
    dataset_folder(folder, treatments=[treatment("svf")])
    assert [row.id for row in Library(folder, cache).treatments()] == ["svf"]
    assert [row.id for row in opened.treatments()] == ["adsc"]
