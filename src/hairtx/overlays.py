"""Overlays: which files and folders of a person's own records lie on top of a dataset, and in what state.

An overlay is a folder of TOML files, or one such file, that holds any of the tables [treatment.ID], [study.ID],
[condition.ID] and [term.ID]. What they hold is read and merged in ``hairtx.merging``, once for each state of
the files, and ``hairtx.changes`` tells what they did; this module is what every start needs.
"""

import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from hairtx.folder import OVERLAYS_VARIABLE, user_folder

# what the user's own folder is called in marks; other overlays go by the name of their file or folder
OWN = "own"


class Overlay:
    """A file or folder of records, and the name it goes by."""

    __slots__ = ("name", "path")

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name


def overlay(path: str | Path) -> Overlay:
    """The overlay at ``path``, which need not exist."""
    # the index is kept by this path, whatever folder a command is run in
    where = Path(path).absolute()
    return Overlay(where, shown(Path(where.name)).removesuffix(".toml") or str(where))


def in_use(given: Iterable[str | Path] = ()) -> list[Overlay]:
    """The overlays in the order in which they are applied: the user's folder, HAIRTX_DATA's, those ``given``."""
    own = user_folder()
    found = [Overlay(own, OWN)] if own.is_dir() and _states(own) else []
    found += [overlay(path) for path in os.environ.get(OVERLAYS_VARIABLE, "").split(os.pathsep) if path]
    found += [overlay(path) for path in given]
    # one that is named twice is applied once, at its last place
    last = {each.path: at for at, each in enumerate(found)}
    return [each for at, each in enumerate(found) if last[each.path] == at]


def files_of(place: Path) -> list[Path]:
    """The files of an overlay: itself, or the TOML files in its folder by name. Raises OSError, ValueError.

    A file of the edition says nothing on records, and editors keep settings in hidden files.
    """
    if not stat.S_ISDIR(place.stat().st_mode):
        return [place]
    names = sorted(entry.name for entry in os.scandir(place) if entry.name.endswith(".toml"))
    return [place / name for name in names if name != "dataset.toml" and not name.startswith(".")]


def state(overlays: Sequence[Overlay]) -> str:
    """What an index with these overlays must have been made from: the state of each of their files."""
    return " ".join(" ".join((each.name, shown(each.path), *_states(each.path))) for each in overlays)


def _states(place: Path) -> list[str]:
    try:
        return [state_of(path) for path in files_of(place)]
    except (OSError, ValueError) as error:
        return [type(error).__name__]


def state_of(path: Path) -> str:
    """Name, size, times and inode of a file, or that it is missing."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return f"{shown(path)} missing"
    return f"{shown(path)} {found.st_size}.{found.st_mtime_ns}.{found.st_ctime_ns}.{found.st_ino}"


def shown(path: Path) -> str:
    """A path as text that any stream and JSON can hold."""
    return os.fsencode(path).decode("utf-8", "replace")
