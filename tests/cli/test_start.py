"""A start builds the commands that are named and no others, and nobody notices."""

from pathlib import Path

import pytest

OWN = Path(__file__).parents[2] / "docs" / "examples" / "own.toml"


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "adsc"),
        ("data", "path"),
        ("--plain", "define", "vehicle"),
        (f"--data={OWN}", "list"),
    ],
)
def test_the_command_that_is_named_runs(process, arguments):
    done = process(*arguments)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_an_option_with_a_value_may_stand_before_the_command(process, tmp_path):
    done = process("--data", str(tmp_path), "define", "vehicle")
    assert (done.returncode, done.stdout[:7]) == (0, b"Vehicle")


def test_a_name_that_is_that_of_a_command_is_a_name(process):
    done = process("show", "list")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no record is called 'list'" in done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("--help", "show"), ("-h",)])
def test_help_lists_every_command(process, arguments):
    page = process(*arguments).stdout
    assert b"  show" in page
    assert b"  verify" in page


def test_a_mistyped_command_is_told_the_one_that_was_meant(process):
    done = process("shwo", "list")
    assert done.returncode == 2
    assert b"'show'" in done.stderr
