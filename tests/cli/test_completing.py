"""TAB: what Typer's shell scripts are answered, asked as they ask."""

import subprocess
import sys

import pytest


def offered(shell: str, line: str, home: str | None = None) -> list[str]:
    """What a TAB after ``line`` offers in a shell, one value an entry, without the help beside it."""
    words = line.split(" ")
    environment = {
        "_HAIRTX_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
    }
    import os

    done = subprocess.run(
        [sys.executable, "-m", "hairtx"], env={**os.environ, **environment}, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""
    separator = {"bash": "\n", "fish": "\t", "powershell": ":::", "zsh": '"'}[shell]
    if shell == "zsh":
        return [entry.split('"')[1] for entry in done.stdout.splitlines() if '"' in entry]
    return [entry.split(separator)[0] for entry in done.stdout.splitlines() if entry]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_tab_after_a_command_offers_ids_of_the_dataset(shell):
    assert offered(shell, "hairtx show ads") == ["adsc"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_tab_after_the_name_offers_commands(shell):
    assert offered(shell, "hairtx stu") == ["study", "studies"]


@pytest.mark.parametrize(
    ("line", "among", "never"),
    [
        ("hairtx list --condition fem", "female-pattern", "adsc"),
        ("hairtx list --status ove", "over-the-counter", "approved"),
        ("hairtx study tak20", "tak2020", "adsc"),
        ("hairtx studies --design r", "rct", "cohort"),
        ("hairtx cite adsc --format va", "vancouver", "apa"),
        ("hairtx cite adsc --format ri", "ris", "apa"),
        ("hairtx show adsc --section har", "harms", "dosing"),
        ("hairtx define ve", "vehicle", "adsc"),
    ],
)
def test_an_option_offers_its_own_words(line, among, never):
    found = offered("bash", line)
    assert among in found
    assert never not in found


def test_nothing_begins_so_and_nothing_is_offered():
    assert offered("bash", "hairtx show zzz") == []


def test_a_dataset_that_cannot_be_read_offers_nothing_and_says_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "sitecustomize.py").write_text(
        "import hairtx.folder\nhairtx.folder.bundled = lambda: __import__('pathlib').Path('/nowhere')\n"
    )
    assert offered("bash", "hairtx show ads") == []


def test_a_tab_imports_no_rich(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\nleave = os._exit\n"
        "def told(code):\n    leave(code if 'rich' not in sys.modules else 9)\nos._exit = told\n"
    )
    assert offered("zsh", "hairtx stu") == ["study", "studies"]
