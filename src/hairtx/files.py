"""Files that are written whole or not at all, and never over another one unless that is wanted."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def written(path: Path, *, force: bool = False) -> Iterator[Path]:
    """A place beside ``path`` to write to; it becomes ``path`` at the end, if nothing was raised.

    Raises ``FileExistsError`` if there is a file and ``force`` is not given, ``IsADirectoryError`` and
    ``OSError`` for what is no plain file, and whatever writing raises.
    """
    # a link stays a link: what it leads to is replaced
    target = Path(os.path.realpath(path))
    _free(target, force=force)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        yield beside
        _free(target, force=force)
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _free(target: Path, *, force: bool) -> None:
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    # a device or a pipe would be replaced by a file, not written to
    if target.exists() and not target.is_file():
        raise OSError(22, "it is no plain file")
    if target.exists() and not force:
        raise FileExistsError(17, "it exists")
