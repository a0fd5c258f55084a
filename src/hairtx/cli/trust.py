"""Commands that ask the services: verify, watch."""

from pathlib import Path

import typer

from hairtx.cli.options import NO_PAGER

EMAIL = typer.Option(
    None, "--email", help="Your address, told to the services so that they can write to you."
)
JSON = typer.Option(False, "--json", help="Print the rows as JSON.")


def register(app: typer.Typer) -> None:
    """Add the commands that use the network to ``app``."""
    app.command("verify")(verify)
    app.command("watch")(watch)


def verify(
    names: list[str] = typer.Argument(
        None, metavar="[NAME]...", help="Treatments, conditions, study keys, DOIs, PMIDs."
    ),
    every: bool = typer.Option(False, "--all", help="Every study of the dataset."),
    email: str | None = EMAIL,
    max_age: int = typer.Option(30, "--max-age", min=1, help="Ask again what was answered so many days ago."),
    refresh: bool = typer.Option(False, "--refresh", help="Ask everything again."),
    write: bool = typer.Option(
        False, "--write", help="Put confirmations, notices and filled gaps into the dataset."
    ),
    folder: Path | None = typer.Option(
        None, "--folder", help="A dataset's folder; the bundled one if left out."
    ),
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """Ask Crossref and PubMed whether citations exist and say what their records say.

    Exit 1 if something is wrong, else 4 if a service could not be reached. Ctrl-C keeps what was answered.

    Example: hairtx verify tak2020 --email you@example.org
    """
    from hairtx.cli import verifying

    wish = verifying.Wish(names or [], every, email, 0 if refresh else max_age, write, folder)
    verifying.run(wish, json=json, pager=not no_pager)


def watch(
    name: str | None = typer.Argument(None, help="A treatment; all hair loss if left out."),
    since: str | None = typer.Option(
        None, "--since", help="Records of this day (YYYY-MM-DD) or later; else the dataset's date."
    ),
    limit: int = typer.Option(
        100, "--limit", "-n", min=1, max=1000, help="At most so many, the newest first."
    ),
    email: str | None = EMAIL,
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """List PubMed's new records on a treatment that the dataset does not have, ready for hairtx draft.

    Example: hairtx watch adsc --since 2026-01-01
    """
    from hairtx.cli import watching

    watching.run(name, since, limit, email, json=json, pager=not no_pager)
