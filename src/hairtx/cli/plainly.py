"""--plain on the command line, before and after every command: what a pipe gets, on a terminal too."""

import os
from typing import Any

import typer
from typer.core import TyperOption

from hairtx.output import prefer_plain

_HELP = "Plain lines as in a pipe: no colour, no wrapping, no pager; for screen readers."
OPTION = typer.Option(False, "--plain", help=_HELP)

# for those who always want it; as with NO_COLOR an empty value counts as unset
VARIABLE = "HAIRTX_PLAIN"


def start(wanted: bool) -> None:
    """Begin a run with what stood before the command, or in the environment."""
    prefer_plain(wanted or bool(os.environ.get(VARIABLE)))


def also(command: Any) -> None:
    """Let a command, and those below it, take the option too."""
    for below in getattr(command, "commands", {}).values():
        also(below)
    if command is None or any("--plain" in param.opts for param in command.params):
        return
    command.params.append(
        TyperOption(
            param_decls=["--plain"], is_flag=True, default=False, help=_HELP, expose_value=False,
            callback=lambda ctx, param, wanted: prefer_plain() if wanted else None,
        )
    )  # fmt: skip
