"""Write the manual page from the commands themselves: `python tools/manual.py man/hairtx.1`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from hairtx import __version__
from hairtx.cli import GROUPS, app

EXITS = [
    ("0", "Done."),
    ("1", "Ran well, and found nothing (search, cite, styles) or something wrong (check, verify, audit)."),
    ("2", "Usage, an unknown or an ambiguous name."),
    ("3", "The dataset is not valid."),
    ("4", "The network or a remote service failed."),
    ("130, 141", "Stopped by Ctrl-C; the reader of a pipe closed it."),
]
VARIABLES = [
    ("HAIRTX_DATA", "Folders or files of records of your own, as --data takes them."),
    ("HAIRTX_CROSSREF_URL, HAIRTX_EUTILS_URL, HAIRTX_CTGOV_URL", "Other addresses of the services asked."),
    ("HAIRTX_EMAIL, HAIRTX_NCBI_KEY", "Whom the services may write to; a key for PubMed."),
    ("NO_COLOR, FORCE_COLOR, COLUMNS, TERM", "Colour and width, as elsewhere."),
    ("PAGER", "The pager of long answers on a terminal."),
    ("XDG_CACHE_HOME", "Where the compiled dataset is kept on Linux."),
]


def escaped(text: str) -> str:
    """Text as troff prints it: no line of it is a request."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + plain if plain.startswith((".", "'")) else plain


def page() -> str:
    """The whole page in man(7)."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    group: Any = typer.main.get_command(app)
    about = " ".join(str(group.help).split())
    yield f'.TH HAIRTX 1 "" "hairtx {__version__}" "User Commands"'
    yield from (".SH NAME", "hairtx \\- a sourced reference on treatments for hair loss")
    yield from (".SH SYNOPSIS", ".B hairtx", ".I COMMAND", "[\\fIOPTION\\fR]... [\\fINAME\\fR]...")
    yield from (".SH DESCRIPTION", escaped(about))
    yield from _options(group)
    for title, names in GROUPS.items():
        yield f".SH {title.upper()}"
        for name in names:
            yield from _command(group.commands[name], f"hairtx {name}")
    yield from (".SH EXIT STATUS", *_pairs(EXITS), ".SH ENVIRONMENT", *_pairs(VARIABLES))


def _command(command: Any, path: str) -> Iterator[str]:
    yield f".SS {escaped(path)}"
    for paragraph in str(command.help).split("\n\n"):
        yield from (".PP", escaped(" ".join(paragraph.split())))
    yield from _options(command)
    for name, inner in getattr(command, "commands", {}).items():
        yield from _command(inner, f"{path} {name}")


def _options(command: Any) -> Iterator[str]:
    for parameter in command.params:
        names = ", ".join((*parameter.opts, *parameter.secondary_opts))
        shown = (
            names if parameter.param_type_name == "option" else (parameter.metavar or parameter.name.upper())
        )
        takes = parameter.param_type_name == "option" and not parameter.is_flag and not parameter.count
        value = f" {parameter.name.upper()}" if takes else ""
        yield from _pairs([(shown + value, " ".join(str(parameter.help or "").split()))])


def _pairs(pairs: list[tuple[str, str]]) -> Iterator[str]:
    for label, text in pairs:
        yield from (".TP", f".B {escaped(label)}", escaped(text))


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.parent.mkdir(exist_ok=True)
    path.write_text(page(), encoding="utf-8")
