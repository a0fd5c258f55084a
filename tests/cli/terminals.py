"""A real terminal for a real process, and what it prints there."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence

import pytest

HAIRTX = [sys.executable, "-m", "hairtx"]
posix = pytest.mark.skipif(os.name != "posix", reason="needs a pty")


def terminal(
    *arguments: str,
    columns: int = 80,
    command: Sequence[str] = HAIRTX,
    session: bool = False,
    **environment: str,
) -> tuple[str, int]:
    """What a command prints on a terminal of ``columns`` by 50, and its exit code."""
    import fcntl
    import struct
    import termios

    clean = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "LINES")}
    clean |= {"TERM": "xterm-256color", "PAGER": "cat", **environment}
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen(
        [*command, *arguments], stdin=slave, stdout=slave, stderr=slave, env=clean, start_new_session=session
    )
    os.close(slave)
    chunks = []
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(master)
    return b"".join(chunks).decode().replace("\r\n", "\n"), process.wait(timeout=60)


def bare(text: str) -> str:
    """Text without escape sequences."""
    return re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[\d;]*m", "", text)
