"""The README is true of the code: its Python runs, its commands exist, its envelope is the envelope."""

import re
from pathlib import Path

from typer.testing import CliRunner

from hairtx.cli import app

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


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
