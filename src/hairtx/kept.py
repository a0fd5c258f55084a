"""What is kept in the cache folder, and when it can be trusted: whole, letter by letter, and the reader's own.

A cache is only ever a shortcut. A file that a disk damaged, that another program wrote or that another user owns is
as good as none: it is made again. SQLite notices most damage, but not a digit that turned into another.
"""

import contextlib
import mmap
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

# beyond this the check would be felt at every start, and SQLite's own has to do
MOST_CHECKED = 64_000_000

# where SQLite's header keeps the user's version, four bytes that it leaves to the application
_SEAL = slice(60, 64)
_HEADER = 100


def seal(path: Path) -> None:
    """Write the check sum of a new SQLite file into its header."""
    with path.open("r+b") as file:
        total = _check_sum(file)
        file.seek(_SEAL.start)
        file.write(total.to_bytes(4, "big"))


def intact(path: Path) -> bool:
    """Whether an SQLite file is the reader's own and as ``seal`` left it; raises OSError where there is none."""
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        if _foreign(found):
            return False
        if found.st_size > MOST_CHECKED:
            return True
        head = file.read(_HEADER)
        return len(head) == _HEADER and _check_sum(file) == int.from_bytes(head[_SEAL], "big")


def load(path: Path) -> bytes | None:
    """What ``store`` put into a small file; None if it is not there, not whole or not the reader's own."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        if not _foreign(os.fstat(file.fileno())):
            total, content = file.read(4), file.read()
            if total == zlib.crc32(content).to_bytes(4, "big"):
                return content
    return None


def store(path: Path, content: bytes) -> None:
    """Put ``content`` into a small file, whole or not at all; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent)
    new = beside(path)
    try:
        new.write_bytes(zlib.crc32(content).to_bytes(4, "big") + content)
        new.replace(path)
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """Where this process writes what is to become ``path``."""
    return path.with_name(f"{path.stem}.{os.getpid()}.tmp")


def sweep(folder: Path) -> None:
    """Remove what processes that were killed left half-written."""
    for left in folder.glob("*.tmp"):
        with contextlib.suppress(OSError):
            if not _at_work(left):
                left.unlink()


def _at_work(left: Path) -> bool:
    """Whether the process that writes a file may still live. Windows itself refuses to remove a file in use."""
    writer = left.suffixes[-2].lstrip(".") if len(left.suffixes) > 1 else ""
    if os.name != "posix" or not writer.isdecimal():
        return False
    try:
        # signal 0 is delivered to nobody: it only asks
        os.kill(int(writer), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _foreign(found: os.stat_result) -> bool:
    return os.name == "posix" and found.st_uid != os.geteuid()


def _check_sum(file: "BinaryIO") -> int:
    """The check sum of an open SQLite file, as if nothing stood where it is written."""
    # mapped and not read: a start should not copy five megabytes to look at them
    with (
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
        memoryview(mapped) as whole,
        whole[: _SEAL.start] as before,
        whole[_SEAL.stop :] as after,
    ):
        return zlib.crc32(after, zlib.crc32(bytes(4), zlib.crc32(before)))
