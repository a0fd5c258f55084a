"""Weighing commands: compare, evidence."""

import typer

from hairtx.cli.options import CATEGORY, CONDITION_IDS, JSON, LEVEL, NO_PAGER, STATUS, TREATMENT_IDS


def register(app: typer.Typer) -> None:
    """Add the weighing commands to ``app``."""
    app.command("compare")(compare)
    app.command("evidence")(evidence)


def compare(
    names: list[str] = typer.Argument(
        ...,
        metavar="NAME NAME [NAME]...",
        help="Two treatments or more.",
        autocompletion=TREATMENT_IDS,
    ),
    condition: str | None = typer.Option(
        None,
        "--condition",
        "-c",
        help="Only for this condition.",
        autocompletion=CONDITION_IDS,
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
        autocompletion=TREATMENT_IDS,
    ),
    condition: str | None = typer.Option(
        None,
        "--condition",
        "-c",
        help="Rank the treatments used for it by design and agreement.",
        autocompletion=CONDITION_IDS,
    ),
    category: str | None = CATEGORY,
    level: int | None = LEVEL,
    status: str | None = STATUS,
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
