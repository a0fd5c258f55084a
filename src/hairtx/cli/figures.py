"""Commands that draw and order what the studies say: forest, timeline, guidelines."""

from pathlib import Path
from typing import get_args

import typer

from hairtx.cli import completing
from hairtx.cli.options import CONDITION_IDS, JSON, NO_PAGER, TREATMENT_IDS
from hairtx.vocabulary import Measure


def register(app: typer.Typer) -> None:
    """Add these commands to ``app``."""
    app.command("forest")(forest)
    app.command("timeline")(timeline)
    app.command("guidelines")(guidelines)


def forest(
    name: str = typer.Argument(..., help="A treatment by id, alias or brand.", autocompletion=TREATMENT_IDS),
    condition: str | None = typer.Option(
        None, "--condition", "-c", help="Only studies of this condition.", autocompletion=CONDITION_IDS
    ),
    measure: str | None = typer.Option(
        None,
        "--measure",
        "-m",
        help="Only this measure: hair-density, salt-50, responders …",
        autocompletion=completing.words(get_args(Measure)),
    ),
    output: Path | None = typer.Option(
        None, "--output", "-o", help="Draw into this file instead: .svg, .png or .pdf."
    ),
    force: bool = typer.Option(False, "--force", help="Replace the file if there is one."),
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """Plot a treatment's between-group effects with their intervals, one plot for each measure and kind.

    Nothing is pooled here: diamonds are reviews' published estimates. A row that has the treatment as its
    comparator is turned round and says so. What can't be drawn is listed with the reason.

    Example: hairtx forest finasteride --measure hair-count
    """
    from hairtx.cli import forest as work

    work.forest(name, condition, measure, output, force=force, json=json, pager=not no_pager)


def timeline(
    name: str | None = typer.Argument(
        None,
        help="A treatment or a condition; the whole field if left out.",
        autocompletion=completing.ids("treatment", "condition"),
    ),
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """Tell what happened when: history, regulation, randomised trials, guidelines, with sources.

    Example: hairtx timeline finasteride
    """
    from hairtx.cli import timeline as work

    work.timeline(name, json=json, pager=not no_pager)


def guidelines(
    treatment: str | None = typer.Option(
        None, "--treatment", "-t", help="Only what is said of this treatment.", autocompletion=TREATMENT_IDS
    ),
    condition: str | None = typer.Option(
        None, "--condition", "-c", help="Only for this condition.", autocompletion=CONDITION_IDS
    ),
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """Show who recommends what, how strongly, in each guideline's own words.

    Example: hairtx guidelines --condition male-pattern
    """
    from hairtx.cli import guidelines as work

    work.guidelines(treatment, condition, json=json, pager=not no_pager)
