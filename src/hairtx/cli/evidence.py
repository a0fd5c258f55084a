"""Weighing commands: compare, evidence."""

from typing import get_args

import typer

from hairtx.cli import completing
from hairtx.vocabulary import Category, UseStatus

JSON = typer.Option(False, "--json", help="Print the records as JSON.")
NO_PAGER = typer.Option(False, "--no-pager", help="Never use a pager.")

_TREATMENT = completing.ids("treatment")
_CONDITION = completing.ids("condition")


def register(app: typer.Typer) -> None:
    """Add the weighing commands to ``app``."""
    app.command("compare")(compare)
    app.command("evidence")(evidence)


def compare(
    names: list[str] = typer.Argument(
        ...,
        metavar="NAME NAME [NAME]...",
        help="Two treatments or more.",
        autocompletion=_TREATMENT,
    ),
    condition: str | None = typer.Option(
        None,
        "--condition",
        "-c",
        help="Only for this condition.",
        autocompletion=_CONDITION,
    ),
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """Compare treatments: head-to-head trials first, then evidence, difference, harms, time, regulation.

    Example: hairtx compare finasteride dutasteride
    """
    from hairtx.cli import weighing

    weighing.compare(names, condition, json=json, pager=not no_pager)


def evidence(
    name: str | None = typer.Argument(
        None,
        help="A treatment: its findings; the map of all of them if left out.",
        autocompletion=_TREATMENT,
    ),
    condition: str | None = typer.Option(
        None,
        "--condition",
        "-c",
        help="Rank the treatments used for it by design and agreement.",
        autocompletion=_CONDITION,
    ),
    category: str | None = typer.Option(
        None,
        "--category",
        help=f"One of: {', '.join(get_args(Category))}.",
        autocompletion=completing.words(get_args(Category)),
    ),
    level: int | None = typer.Option(
        None, "--level", min=1, max=5, help="Oxford level of the best evidence."
    ),
    status: str | None = typer.Option(
        None,
        "--status",
        help=f"One of: {', '.join(get_args(UseStatus))}.",
        autocompletion=completing.words(get_args(UseStatus)),
    ),
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """Map the evidence, or show a treatment's findings with the reasons for and against trusting each.

    Piped, the map is one treatment and condition a line.

    Example: hairtx evidence --condition female-pattern
    """
    from hairtx.cli import weighing

    filters = weighing.Filters(condition, category, level, status)
    weighing.evidence(name, filters, json=json, pager=not no_pager)
