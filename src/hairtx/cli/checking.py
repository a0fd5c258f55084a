"""Commands that look after the dataset: check."""

from pathlib import Path

import typer


def register(app: typer.Typer) -> None:
    """Add the checking commands to ``app``."""
    app.command("check")(check)


def check(
    folder: Path | None = typer.Argument(None, help="A dataset's folder; the bundled one if left out."),
    fix: bool = typer.Option(False, "--fix", help="Write the files again in the canonical form first."),
    json: bool = typer.Option(False, "--json", help="Print the problems as JSON."),
    no_pager: bool = typer.Option(False, "--no-pager", help="Never use a pager."),
) -> None:
    """Check the dataset against its rules; exit 1 if one is broken, 3 if it cannot be read.

    Example: hairtx check
    """
    from hairtx.cli import dataset_check

    dataset_check.run(folder, fix, json=json, pager=not no_pager)
