"""The README is true: its examples run, its options exist, its exit codes are the code's."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hairtx.cli import app

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
CONSOLE = [
    line.removeprefix("$ hairtx ")
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ ")
]


@pytest.mark.parametrize("command", CONSOLE)
def test_every_console_line_of_the_readme_runs(command):
    result = CliRunner().invoke(app, shlex.split(command))
    assert result.exit_code == 0, result.stderr
    assert result.stdout


def test_the_python_example_runs_as_it_stands(capsys):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    first, *studies = capsys.readouterr().out.splitlines()
    assert first == "2 1 1"
    assert any(line.startswith("tak2020 rct ") for line in studies)


def test_every_command_has_a_row_and_every_row_is_a_command():
    rows = set(re.findall(r"^\| `hairtx (\w+)", README, re.MULTILINE))
    commands = {command.name for command in app.registered_commands}
    commands |= {group.name for group in app.registered_groups}
    assert rows == commands


def test_the_envelope_in_the_readme_has_the_keys_of_the_code():
    import json

    (envelope,) = re.findall(r"```json\n(.*?)\n```", README, re.DOTALL)
    shown = json.loads(CliRunner().invoke(app, ["define", "vehicle", "--json"]).stdout)
    assert list(json.loads(envelope)) == list(shown)
