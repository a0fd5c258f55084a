"""Write what the commands say of themselves: `python tools/manual.py man/hairtx.1 docs/reference/commands.md`.

A file that ends in .md gets Markdown, any other a manual page in man(7). Tests compare both with the commands.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import typer

from hairtx import __version__, open_library
from hairtx.cli import GROUPS, app

EXITS = [
    ("0", "Done."),
    ("1", "Ran well, and found nothing or something wrong (check, verify, audit)."),
    ("2", "Usage, an unknown or an ambiguous name, an output file that exists."),
    ("3", "The dataset is not valid."),
    ("4", "The network or a remote service failed."),
    ("130, 141", "Stopped by Ctrl-C; the reader of a pipe closed it."),
]
VARIABLES = [
    ("HAIRTX_DATA", "Records of your own, as --data takes them."),
    ("HAIRTX_CROSSREF_URL, HAIRTX_EUTILS_URL, HAIRTX_CTGOV_URL", "Other addresses of the services asked."),
    ("HAIRTX_EMAIL, HAIRTX_NCBI_KEY", "Whom the services may write to; a key for PubMed."),
    ("HAIRTX_PLAIN", "If set, answers are plain wherever they go, as with --plain."),
    ("NO_COLOR, FORCE_COLOR, COLUMNS, TERM", "Colour and width, as elsewhere."),
    ("PAGER", "The pager of long answers on a terminal."),
    ("XDG_CACHE_HOME", "Where the compiled dataset is kept on Linux."),
]

Pairs = list[tuple[str, str]]


class Entry(NamedTuple):
    """A command: how it is called, what its help says, a paragraph an item, and its arguments and options."""

    path: str
    paragraphs: list[str]
    options: Pairs


def entries(command: Any, path: str) -> Iterator[Entry]:
    """A command and those inside it."""
    paragraphs = [" ".join(part.split()) for part in str(command.help).split("\n\n")]
    yield Entry(path, paragraphs, [_option(each) for each in command.params])
    for name, inner in getattr(command, "commands", {}).items():
        yield from entries(inner, f"{path} {name}")


def _option(parameter: Any) -> tuple[str, str]:
    meaning = " ".join(str(parameter.help or "").split())
    if parameter.param_type_name != "option":
        return parameter.metavar or parameter.name.upper(), meaning
    names = ", ".join((*parameter.opts, *parameter.secondary_opts))
    return names if parameter.is_flag or parameter.count else f"{names} {parameter.name.upper()}", meaning


def manual() -> str:
    """The manual page."""
    return "\n".join(_manual()) + "\n"


def _manual() -> Iterator[str]:
    group: Any = typer.main.get_command(app)
    (about, *_) = entries(group, "hairtx")
    date = open_library().edition.date
    yield f'.TH HAIRTX 1 "{date}" "hairtx {__version__}" "User Commands"'
    yield from (".SH NAME", "hairtx \\- a sourced reference on treatments for hair loss")
    yield from (".SH SYNOPSIS", ".B hairtx", ".I COMMAND", "[\\fIOPTION\\fR]... [\\fINAME\\fR]...")
    yield from (".SH DESCRIPTION", *map(_troff, about.paragraphs), *_listed(about.options))
    for title, names in GROUPS.items():
        yield f'.SH "{title.upper()}"'
        for entry in (each for name in names for each in entries(group.commands[name], f"hairtx {name}")):
            yield f".SS {_troff(entry.path)}"
            first, *more = entry.paragraphs
            yield _troff(first)
            for paragraph in more:
                yield from (".PP", _troff(paragraph))
            yield from _listed(entry.options)
    yield from (".SH EXIT STATUS", *_listed(EXITS), ".SH ENVIRONMENT", *_listed(VARIABLES))


def _listed(pairs: Pairs) -> Iterator[str]:
    for label, text in pairs:
        yield from (".TP", f".B {_troff(label)}", _troff(text))


def _troff(text: str) -> str:
    """Text as troff prints it: no line of it is a request."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + plain if plain.startswith((".", "'")) else plain


def markdown() -> str:
    """The same as a page of the docs."""
    return "\n".join(_markdown())


def _markdown() -> Iterator[str]:
    group: Any = typer.main.get_command(app)
    yield "# Commands\n\nMade from the commands' own help by `python tools/manual.py`.\n"
    for title, names in GROUPS.items():
        yield f"## {title}\n"
        for entry in (each for name in names for each in entries(group.commands[name], f"hairtx {name}")):
            yield f"### `{entry.path}`\n"
            for paragraph in entry.paragraphs:
                head, colon, example = paragraph.partition("Example: ")
                yield (f"{head}{colon}`{example}`" if example else paragraph) + "\n"
            if entry.options:
                yield "| | |\n|---|---|"
                yield from (f"| `{_cell(label)}` | {_cell(text)} |" for label, text in entry.options)
                yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    for target in map(Path, sys.argv[1:]):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(markdown() if target.suffix == ".md" else manual(), encoding="utf-8")
