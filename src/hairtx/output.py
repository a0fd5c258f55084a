"""Where an answer goes and in what dress: medium, width, colour, pager, JSON. Decided here and nowhere else.

Standard output carries the answer alone. Notes and errors go to standard error, one line each.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import msgspec

from hairtx import __version__
from hairtx.page import Page

if TYPE_CHECKING:
    from hairtx.model import Edition

JSON_SCHEMA = 1

# what a page can be had as, whatever the stream
Medium = Literal["markdown", "html"]

# whether this run was asked for the piped form wherever it goes; reset by every run
_plain = False


class Answer(msgspec.Struct, kw_only=True):
    """What a command found: ``data`` for programs, ``page`` (made only when wanted) for people.

    ``messages`` are notes about the answer, such as by which name a record was found.
    """

    command: str
    edition: "Edition"
    data: Any
    page: Callable[[], Page]
    messages: Sequence[str] = ()


def give(answer: Answer, *, json: bool = False, pager: bool = True, medium: Medium | None = None) -> None:
    """Print an answer to standard output: as JSON, in the medium asked for, or as the page that suits the stream."""
    if getattr(answer.edition, "overlays", ()):
        from hairtx.views.overlaid import marked

        answer = marked(answer, json=json)
    if json:
        write(_envelope(answer))
        return
    page = answer.page()
    if medium:
        write_utf8(_set(page, medium))
    elif _to_terminal():
        _terminal(page, pager)
    else:
        from hairtx.render.plain import render
        from hairtx.safe import encodable

        write(encodable(render(page), getattr(sys.stdout, "encoding", None) or "ascii"))
    for message in answer.messages:
        note(message)


def prefer_plain(wanted: bool = True) -> None:
    """Give pages in the piped form, on a terminal too."""
    global _plain
    _plain = wanted


def note(message: str) -> None:
    """One line on standard error."""
    from hairtx.safe import encodable, safe

    # a closed standard error leaves nobody to tell
    with contextlib.suppress(OSError, ValueError, AttributeError):
        print(encodable(f"hairtx: {safe(message)}", sys.stderr.encoding or "ascii"), file=sys.stderr)  # noqa: T201


def fail(message: str, code: int) -> NoReturn:
    """One line on standard error, then exit with ``code``."""
    note(message)
    raise SystemExit(code)


def _envelope(answer: Answer) -> str:
    from hairtx.safe import safe

    whole = {
        "schema": JSON_SCHEMA,
        "hairtx": __version__,
        "dataset": _dataset(answer.edition),
        "command": answer.command,
        "data": answer.data,
        # they say again what was typed; records are clean by the dataset's rules
        "messages": [safe(message) for message in answer.messages],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _dataset(edition: "Edition") -> dict[str, Any]:
    """Which dataset an answer comes from; the overlays only where there are any."""
    out: dict[str, Any] = {"version": edition.version, "date": edition.date}
    if overlays := getattr(edition, "overlays", ()):
        out["overlays"] = [
            {"name": each.name, "path": each.path, "problems": len(each.problems) + each.more}
            for each in overlays
        ]
    return out


def write(text: str) -> None:
    """Write to standard output in its own encoding, or in UTF-8 what that encoding lacks, as JSON and exports want."""
    with _standard_output():
        try:
            sys.stdout.write(text)
        except UnicodeEncodeError:
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()


def write_utf8(text: str) -> None:
    """Write to standard output in UTF-8, line ends as they are: a file's format, which no locale changes."""
    with _standard_output():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()


def _set(page: Page, medium: Medium) -> str:
    if medium == "html":
        from hairtx.render import html

        return html.render(page)
    from hairtx.render import markdown

    return markdown.render(page)


@contextlib.contextmanager
def _standard_output() -> Iterator[None]:
    if sys.stdout is None:
        fail("standard output is closed", 1)
    try:
        yield
    except BrokenPipeError:
        # the reader has what it wanted: end as a shell's own tools do, and have nothing left to flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(128 + 13) from None


def _to_terminal() -> bool:
    if _plain or sys.stdout is None:
        return False
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def _terminal(page: Page, pager: bool) -> None:
    import shutil

    from hairtx.render.terminal import Screen, render

    size = shutil.get_terminal_size()
    dumb = os.environ.get("TERM", "").lower() in ("dumb", "unknown")
    # an empty NO_COLOR counts as unset; without colour, bold and dim still help
    plain = bool(os.environ.get("NO_COLOR"))
    screen = Screen(
        size.columns, sys.stdout.encoding or "ascii", colour=not plain and not dumb, styled=not dumb
    )
    text = render(page, screen)
    if pager and not dumb and text.count("\n") >= size.lines and _paged(text):
        return
    if os.name == "nt":
        # Rich knows the consoles of older Windows, which understand no escape sequences
        from rich.console import Console
        from rich.text import Text

        Console(highlight=False).print(Text.from_ansi(text), end="")
    else:
        write(text)


def _paged(text: str) -> bool:
    """Show through the reader's pager; False where there is none to use, or it says that it failed."""
    command = os.environ.get("PAGER", "less")
    terminals = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    if not terminals or command.strip() in ("", "cat"):
        return False
    import subprocess

    # what git uses: leave at once if it fits, pass colours on, keep the text on the screen
    environment = {"LESS": "FRX", **os.environ}
    try:
        process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
    except (OSError, ValueError):
        return False
    with _left_to_the_pager():
        process.communicate(text.encode(sys.stdout.encoding or "ascii", "replace"))
    # 1 is how pagers and other programs say that they could not; a shell that finds none says 126 or 127
    return process.returncode not in (1, 126, 127)


@contextlib.contextmanager
def _left_to_the_pager() -> Iterator[None]:
    """Ctrl-C is the pager's as long as it runs: to stop a search in it, not to leave it orphaned."""
    import signal

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
