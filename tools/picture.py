"""Draw what a command prints on a terminal: `python tools/picture.py docs/pictures/show.svg show adsc --brief`.

The output is that of a real run on a pseudo-terminal of 88 columns, with its colours; Rich turns it into an SVG of
text, without the web font that it would fetch.
"""

import fcntl
import io
import os
import pty
import re
import struct
import sys
import termios
from pathlib import Path

from rich.console import Console
from rich.text import Text

COLUMNS = 88


def printed(arguments: list[str], lines: int | None) -> str:
    """What `hairtx ARGUMENTS` prints on a terminal, its first ``lines``."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS=str(COLUMNS))
        os.environ.pop("NO_COLOR", None)
        os.execv(sys.executable, [sys.executable, "-m", "hairtx", *arguments, "--no-pager"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
    out = b""
    try:
        while piece := os.read(terminal, 65536):
            out += piece
    except OSError:
        # the way a pseudo-terminal says that its other end is closed
        pass
    os.waitpid(child, 0)
    return "".join(out.decode().replace("\r\n", "\n").splitlines(keepends=True)[:lines])


def drawn(arguments: list[str], lines: int | None = None) -> str:
    """The SVG of a command and what it printed."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    command = " ".join(f'"{word}"' if " " in word else word for word in arguments)
    console.print(Text(f"$ hairtx {command}\n"))
    console.print(Text.from_ansi(printed(arguments, lines)), end="")
    svg = console.export_svg(title="hairtx", unique_id="hairtx")
    return re.sub(r"\s*@font-face \{.*?\}\n", "\n", svg, flags=re.DOTALL)


if __name__ == "__main__":
    target, *rest = sys.argv[1:]
    most = int(rest.pop(0)) if rest and rest[0].isdigit() else None
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_text(drawn(rest, most), encoding="utf-8")
