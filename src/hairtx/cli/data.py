"""Commands on the data itself: data path, data schema, data new."""

import typer

from hairtx.cli import overlays


def register(app: typer.Typer) -> None:
    """Add the data commands to ``app``."""
    commands = typer.Typer(
        help="Your own records: where they go, a skeleton to fill, schemas for editors.",
        cls=overlays.Group,
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    commands.command("path")(path)
    commands.command("schema")(schema)
    commands.command("new")(new)
    app.add_typer(commands, name="data")


def path(
    json: bool = typer.Option(False, "--json", help="Print the places as JSON."),
) -> None:
    """Say where the bundled dataset, the cache and your own records are, and which overlays are in use.

    Example: hairtx data path
    """
    from hairtx.cli import own_records

    own_records.path(json=json)


def schema(
    kind: str | None = typer.Argument(
        None, metavar="[KIND]", help="treatment, study, condition or term: its file in a whole dataset."
    ),
) -> None:
    """Print the JSON Schema of a file of your own records, for editors that check TOML as it is typed.

    Example: hairtx data schema > hairtx.schema.json
    """
    from hairtx.cli import own_records

    own_records.schema(kind)


def new(
    kind: str = typer.Argument(..., help="treatment, study, condition or term."),
    id: str = typer.Argument(..., metavar="ID", help="Its id: a to z, 0 to 9 and hyphens."),
) -> None:
    """Print the skeleton of a record, with a comment on every field that says what goes in.

    Example: hairtx data new study kim2026 > kim2026.toml
    """
    from hairtx.cli import own_records

    own_records.new(kind, id)
