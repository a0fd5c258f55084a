"""What a person is told while a command gets ready."""

import threading

import pytest

from hairtx.cli import asking
from hairtx.faults import DatasetError, Problem


def test_compiling_is_silent_unless_it_takes_long(monkeypatch):
    said = []
    told = threading.Event()

    def note(message):
        said.append(message)
        told.set()

    monkeypatch.setattr(asking, "note", note)
    monkeypatch.setattr(asking, "open_library", lambda folder: "library")
    assert asking.library() == "library"
    assert said == []

    monkeypatch.setattr(asking, "PATIENCE", 0.0)
    monkeypatch.setattr(asking, "open_library", lambda folder: told.wait(timeout=30) and "library")
    assert asking.library() == "library"
    assert said == ["compiling the dataset, once for this version of it"]


def test_a_dataset_with_many_problems_tells_the_first_and_counts_the_rest(monkeypatch, capsys):
    problems = [Problem("studies.toml", line, "x", "n", "wrong") for line in range(1, 31)]

    def broken(folder):
        raise DatasetError(problems)

    monkeypatch.setattr(asking, "open_library", broken)
    with pytest.raises(SystemExit) as stopped:
        asking.library()
    assert stopped.value.code == 3
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "hairtx: studies.toml:1: x n: wrong"
    assert lines[-1] == "hairtx: the dataset is not valid: 30 problems"
    assert len(lines) == 21
