"""The command line: one module a group of commands, signatures and wiring only."""

import sys
from collections.abc import Mapping
from typing import Any, NoReturn

import typer

from hairtx import __version__
from hairtx.cli import (
    auditing,
    checking,
    citing,
    data,
    evidence,
    figures,
    overlays,
    plainly,
    reading,
    sharing,
    trust,
)

# the commands by what they are for, in the order of the help page
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Read": ("show", "list", "search", "study", "studies", "condition", "define"),
    "Weigh the evidence": ("evidence", "compare", "forest", "timeline", "guidelines"),
    "Cite and share": ("cite", "styles", "export"),
    "Trust, but verify": ("verify", "audit", "draft", "watch", "check", "data"),
}

# what Typer's parser raises for any wrong use; only this kind of it has a public name
UsageError: Any = typer.BadParameter.__mro__[1]


class _Commands(overlays.Group):
    """The commands by purpose, with their usage errors told in one line that says where the help is."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        command = super().get_command(ctx, cmd_name)
        plainly.also(command)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for title, names in GROUPS.items():
            if not any(name in self.commands for name in names):
                continue
            with formatter.section(title):
                # the whole first paragraph: a sentence that is cut short says nothing
                formatter.write_dl(
                    [(name, _about(self.commands[name])) for name in names if name in self.commands]
                )

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        try:
            code = super().main(*args, **{"prog_name": "hairtx", **extra, "standalone_mode": False})
        except UsageError as error:
            from hairtx.cli.asking import USAGE
            from hairtx.output import fail

            command = error.ctx.command_path if error.ctx else "hairtx"
            fail(f"{str(error).rstrip('.')}; see {command} --help", USAGE)
        # an Exit comes back as its code, a command as what it returned: nothing
        sys.exit(code)


def _about(command: Any) -> str:
    return " ".join(str(command.help).partition("\n\n")[0].split())


app = typer.Typer(
    name="hairtx",
    help="An offline, sourced reference on treatments for hair loss: what the trials found, what can go wrong, "
    "where it is approved, and how to cite it.",
    cls=_Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hairtx {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
    data: list[str] = overlays.OPTION,
    plain: bool = plainly.OPTION,
) -> None:
    overlays.start(data)
    plainly.start(plain)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for module in (reading, evidence, figures, citing, sharing, trust, auditing, checking, data):
    module.register(app)
