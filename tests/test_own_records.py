"""The example of the how-to on one's own records does what the how-to says."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hairtx.cli import app

EXAMPLE = str(Path(__file__).parent.parent / "docs" / "examples" / "own.toml")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_the_example_keeps_every_rule() -> None:
    result = run("check", EXAMPLE)
    assert (result.exit_code, result.stderr) == (0, ""), result.stdout
    assert "added study example2026; changed study tak2020 and treatment adsc" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["study", "example2026"], "Not in the bundled dataset: added by the overlay own"),
        (["study", "tak2020"], "Changed by the overlay own"),
        (["show", "our clinic's name for it"], "records that an overlay added or changed (example2026)"),
        (
            ["list", "--condition", "female-pattern"],
            "1 for, 1 no sig. diff.; head-to-head: 1 for (1 from an overlay) (overlay: own)",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_example_is_marked_where_it_shows(arguments: list[str], said: str) -> None:
    assert said in run(*arguments, "--data", EXAMPLE).stdout
    assert said not in run(*arguments).stdout
