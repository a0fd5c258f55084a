"""Overlays on the command line: --data before and after every command, and what is said of wrong ones."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup, TyperOption

from hairtx.folder import OVERLAYS_VARIABLE, user_folder
from hairtx.output import note

if TYPE_CHECKING:
    from hairtx.changes import Report
    from hairtx.model import Edition
    from hairtx.overlays import Overlay

_HELP = "Your own records, a TOML file or a folder of them, on top of the bundled ones (repeatable)."
OPTION = typer.Option([], "--data", metavar="PATH", help=_HELP)

# what --data named in this run, before the command and after it; reset by every run
_given: list[str] = []

# how many of an overlay's problems are printed by commands that answer something else
_SHOWN = 5


class Group(TyperGroup):
    """Commands that all take --data too, so that it may stand on either side of the command's name."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, with the option."""
        command = super().get_command(ctx, cmd_name)
        if command is not None and not any("--data" in param.opts for param in command.params):
            command.params.append(_option())
        return command


def _option() -> TyperOption:
    return TyperOption(
        param_decls=["--data"], type=str, multiple=True, metavar="PATH", help=_HELP, expose_value=False,
        callback=lambda ctx, param, value: _given.extend(value or ()),
    )  # fmt: skip


def start(given: Sequence[str]) -> None:
    """Begin a run with what stood before the command."""
    _given[:] = given


def given() -> list[str]:
    """What --data named in this run, in order."""
    return list(_given)


def in_use() -> "list[Overlay]":
    """The overlays of this run: the user's folder, HAIRTX_DATA's, those of --data."""
    # most people have none, and pay for no more than one look at where theirs would be
    if not _given and not os.environ.get(OVERLAYS_VARIABLE) and not user_folder().is_dir():
        return []
    from hairtx.overlays import in_use

    return in_use(_given)


def tell(reports: "Sequence[Report]") -> None:
    """Say on standard error what is wrong with overlays that were left out."""
    for report in reports:
        for problem in report.problems[:_SHOWN]:
            note(str(problem))
        if report.problems:
            more = f"; hairtx check {report.path} tells more" if len(report.problems) > _SHOWN else ""
            note(f"the overlay {report.path} is left out: {report.count}{more}")


def told(edition: "Edition", ids: Sequence[str]) -> list[str]:
    """One line that names the studies of ``ids`` that an overlay added or changed, or none."""
    changes = [change for change in getattr(edition, "changes", ()) if change.kind == "study"]
    wanted = set(ids)
    found = {change.id: change.overlay for change in changes if change.id in wanted}
    named = ", ".join(f"{id} ({name})" for id, name in found.items())
    return [f"from an overlay: {named}"] if found else []
