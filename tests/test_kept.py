"""What is kept in the cache: trusted where it is whole and the reader's own, and never a heap of leavings."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from builders import write
from hairtx.kept import beside, intact, load, seal, store, sweep

posix = pytest.mark.skipif(os.name != "posix", reason="users and signals of POSIX")


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "x.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE figure (value TEXT)")
    connection.execute("INSERT INTO figure VALUES ('14.7 hairs')")
    connection.commit()
    connection.close()
    seal(path)
    return path


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_sealed_file_is_intact_and_still_a_database(sealed: Path) -> None:
    assert intact(sealed)
    connection = sqlite3.connect(sealed)
    assert connection.execute("SELECT value FROM figure").fetchall() == [("14.7 hairs",)]
    connection.close()


def test_a_digit_that_turned_into_another_is_noticed(sealed: Path) -> None:
    write(sealed, sealed.read_bytes().replace(b"14.7", b"17.7"))
    assert not intact(sealed)


def test_no_length_but_its_own_is_whole(sealed: Path) -> None:
    content = sealed.read_bytes()
    for length in [*range(200), *range(200, len(content), 97), len(content) - 1]:
        write(sealed, content[:length])
        assert not intact(sealed), length
    write(sealed, content + b"\0")
    assert not intact(sealed)


@posix
def test_a_file_of_another_user_is_not_trusted(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(sealed.with_name("small"), b"mine")
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)
    assert not intact(sealed)
    assert load(sealed.with_name("small")) is None


def test_a_small_file_comes_back_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new" / "small.json"
    assert load(path) is None
    store(path, b"14.7 hairs")
    assert load(path) == b"14.7 hairs"
    whole = path.read_bytes()
    for length in range(len(whole)):
        write(path, whole[:length])
        assert load(path) is None
    write(path, whole.replace(b"14.7", b"17.7"))
    assert load(path) is None
    assert [each.name for each in path.parent.iterdir()] == ["small.json"]


def test_what_a_killed_process_left_is_removed_and_the_rest_is_let_be(tmp_path: Path, dead: int) -> None:
    alive = beside(tmp_path / "index.sqlite")
    for path in (
        tmp_path / f"index.{dead}.tmp",
        tmp_path / "index.nobody.tmp",
        tmp_path / f"index.{9**40}.tmp",
        tmp_path / "index.sqlite",
        alive,
    ):
        write(path, "")
    sweep(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"index.sqlite", alive.name} if os.name == "posix" else {"index.sqlite"}


@posix
def test_what_another_user_s_living_process_writes_is_let_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    write(tmp_path / "index.1.tmp", "")
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.1.tmp"]
