"""Commands that look after the dataset: check."""

from pathlib import Path

import typer

from hairtx.cli.options import NO_PAGER


def register(app: typer.Typer) -> None:
    """Add the checking commands to ``app``."""
    app.command("check")(check)


def check(
    folder: Path | None = typer.Argument(
        None,
        help="A dataset's folder, or an overlay (a folder or file of your own records); else the bundled dataset.",
    ),
    fix: bool = typer.Option(False, "--fix", help="Write the files again in the canonical form first."),
    json: bool = typer.Option(False, "--json", help="Print the problems as JSON."),
    no_pager: bool = NO_PAGER,
) -> None:
    """Check the dataset and the overlays in use against the rules.

    Exit 1 if a rule is broken or an overlay is wrong, 3 if the dataset cannot be read.

    Example: hairtx check
    """
    from hairtx.cli import dataset_check

    dataset_check.run(folder, fix, json=json, pager=not no_pager)
