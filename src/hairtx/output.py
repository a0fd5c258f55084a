"""Where an answer goes and in what dress: medium, width, colour, pager, JSON. Decided here and nowhere else.

Standard output carries the answer alone. Notes and errors go to standard error, one line each.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import msgspec

from hairtx import __version__
from hairtx.page import Page

if TYPE_CHECKING:
    from rich.console import Console

    from hairtx.model import Edition

JSON_SCHEMA = 1


class Answer(msgspec.Struct, kw_only=True):
    """What a command found: ``data`` for programs, ``page`` (made only when wanted) for people.

    ``messages`` are notes about the answer, such as by which name a record was found.
    """

    command: str
    edition: "Edition"
    data: Any
    page: Callable[[], Page]
    messages: Sequence[str] = ()


def give(answer: Answer, *, json: bool = False, pager: bool = True) -> None:
    """Print an answer to standard output, as JSON or as the page that suits the stream."""
    if json:
        _write(_envelope(answer))
        return
    page = answer.page()
    if _to_terminal():
        _terminal(page, pager)
    else:
        from hairtx.render.plain import render
        from hairtx.render.safe import encodable

        _write(encodable(render(page), sys.stdout.encoding or "ascii"))
    for message in answer.messages:
        note(message)


def note(message: str) -> None:
    """One line on standard error."""
    from hairtx.render.safe import encodable, safe

    with contextlib.suppress(OSError, ValueError):
        print(encodable(f"hairtx: {safe(message)}", sys.stderr.encoding or "ascii"), file=sys.stderr)  # noqa: T201


def fail(message: str, code: int) -> NoReturn:
    """One line on standard error, then exit with ``code``."""
    note(message)
    raise SystemExit(code)


def _envelope(answer: Answer) -> str:
    whole = {
        "schema": JSON_SCHEMA,
        "hairtx": __version__,
        "dataset": {"version": answer.edition.version, "date": answer.edition.date},
        "command": answer.command,
        "data": answer.data,
        "messages": list(answer.messages),
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _write(text: str) -> None:
    """Write to standard output in its own encoding; JSON is UTF-8 by its standard and is all that needs more."""
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def _to_terminal() -> bool:
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def _terminal(page: Page, pager: bool) -> None:
    from rich.console import Console

    from hairtx.render.terminal import render

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    text = render(page, console)
    if pager and len(text.plain.splitlines()) >= console.height and _page_through(console, text):
        return
    console.print(text, end="")


def _page_through(console: "Console", text: object) -> bool:
    """Show through the reader's pager; False where there is none to use."""
    command = os.environ.get("PAGER", "less")
    interactive = sys.stdin.isatty() and sys.stdout.isatty() and not console.is_dumb_terminal
    if not interactive or command.strip() in ("", "cat"):
        return False
    import subprocess

    with console.capture() as capture:
        console.print(text, end="")
    # what git uses: leave at once if it fits, pass colours on, keep the text on the screen
    environment = {"LESS": "FRX", **os.environ}
    try:
        process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        process.communicate(capture.get().encode(console.encoding, "replace"))
    # a shell that does not find the pager says so by this code, and then nothing has been shown
    return process.returncode not in (126, 127)
