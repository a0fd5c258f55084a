"""The help page: every command stands in one group, and every example in it runs."""

import re
import shlex

import pytest
import typer
from typer.testing import CliRunner

from hairtx.cli import GROUPS, app

COMMANDS = typer.main.get_command(app).commands
# these ask a service on the network or a file of the reader's
ELSEWHERE = {"verify", "watch", "draft", "audit", "export"}
EXAMPLES = {
    name: re.findall(r"Example: hairtx (.*)", str(command.help)) for name, command in COMMANDS.items()
}


def test_every_command_stands_in_exactly_one_group():
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(COMMANDS)


def test_the_help_page_shows_the_groups_in_their_order_and_whole_sentences(run):
    page = run("--help").stdout
    titles = [line.removesuffix(":") for line in page.splitlines() if re.fullmatch(r"\S.*:", line)]
    assert titles == ["Options", *GROUPS]
    assert not re.search(r"\w\.\.\.$", page, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example(name):
    assert EXAMPLES[name] or getattr(COMMANDS[name], "commands", None)


@pytest.mark.parametrize(
    "example", [each for name in COMMANDS if name not in ELSEWHERE for each in EXAMPLES[name]]
)
def test_every_example_runs(example):
    result = CliRunner().invoke(app, shlex.split(example))
    assert result.exit_code == 0, result.stderr
    assert result.stdout
