"""The command line: one module a group of commands, signatures and wiring only."""

import typer

from hairtx import __version__
from hairtx.cli import checking, citing, reading

app = typer.Typer(
    name="hairtx",
    help="An offline, sourced reference on treatments for hair loss: what the trials found, what can go wrong, "
    "where it is approved, and how to cite it.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hairtx {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    pass


for module in (reading, citing, checking):
    module.register(app)
