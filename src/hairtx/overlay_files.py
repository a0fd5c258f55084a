"""Files of overlays -> the records that they give, before types and rules: bounded, whatever the files hold."""

import math
import re
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from hairtx.dataset import line_of, nearest, parsed
from hairtx.faults import Problem
from hairtx.model import RECORDS, Kind
from hairtx.overlays import Overlay, files_of, shown
from hairtx.vocabulary import COMPARATORS

# a person's own records are far below these; what is beyond is a mistake or an attack. The bundled dataset has
# 2 MB in all, and no text of more than 600 letters.
MOST_BYTES = 4_000_000
MOST_FILES = 100
MOST_LETTERS = 5_000
MOST_ENTRIES = 2_000
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


class Given(NamedTuple):
    """A record as an overlay gives it, and the file that it stands in."""

    kind: Kind
    id: str
    fields: Any
    file: Path
    overlay: str


def read(overlay: Overlay, texts: dict[Path, str]) -> tuple[list[Given], list[Problem]]:
    """Every record that an overlay gives; problems of its files."""
    problems: list[Problem] = []
    given: dict[tuple[str, str], Given] = {}
    try:
        files = files_of(overlay.path)
    except (OSError, ValueError) as error:
        return [], [_unreadable(overlay.path, error)]
    if not files and overlay.path.is_dir():
        return [], [Problem(shown(overlay.path), None, "", "", "holds no .toml file")]
    if len(files) > MOST_FILES:
        return [], [Problem(shown(overlay.path), None, "", "", f"holds more than {MOST_FILES} files")]
    room = MOST_BYTES
    for file in files:
        text = _text(file, room, problems)
        if text is None:
            continue
        room -= len(text)
        texts[file] = text
        for one in _tables(file, text, overlay.name, problems):
            first = given.setdefault((one.kind, one.id), one)
            if first is not one:
                message = f"{one.kind} {one.id} stands in {first.file.name} too"
                problems.append(Problem(shown(file), None, one.id, "", message))
    return list(given.values()), problems


def _text(path: Path, room: int, problems: list[Problem]) -> str | None:
    """The text of a file of at most ``room`` bytes; a device or a pipe, which may never end, is not opened."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            message = "is not a file or a folder"
        else:
            with path.open("rb") as stream:
                content = stream.read(room + 1)
            if len(content) <= room:
                # editors on Windows begin a file with a mark of its encoding
                return content.decode("utf-8-sig")
            message = f"too large: an overlay may have {MOST_BYTES // 1_000_000} MB in all"
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start}"
    except (OSError, ValueError) as error:
        problems.append(_unreadable(path, error))
        return None
    problems.append(Problem(shown(path), None, "", "", message))
    return None


def _unreadable(path: Path, error: Exception) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(shown(path), None, "", "", "there is no such file or folder")
    reason = getattr(error, "strerror", None) or error
    return Problem(shown(path), None, "", "", f"cannot be read ({reason})")


def _tables(file: Path, text: str, overlay: str, problems: list[Problem]) -> Iterator[Given]:
    raw = parsed(shown(file), text, problems) or {}
    for name, tables in raw.items():
        if name not in RECORDS:
            known = "], [".join(f"{kind}.ID" for kind in RECORDS)
            message = f"unexpected{nearest(name, dict.fromkeys(RECORDS))}; an overlay holds [{known}] tables"
            problems.append(Problem(shown(file), line_of(text, name, ""), name[:80], "", message))
        elif not isinstance(tables, dict):
            problems.append(Problem(shown(file), None, name, "", f"must be tables [{name}.ID]"))
        else:
            yield from (Given(name, id, fields, file, overlay) for id, fields in tables.items())


def unfit(kind: Kind, id: str) -> str:
    """Why a new record cannot have an id, or nothing."""
    if not _ID.fullmatch(id):
        return "an id is made of a to z, 0 to 9 and hyphens, at most 64 of them"
    if kind == "treatment" and id in COMPARATORS:
        return "this id is what comparisons call a kind of control"
    return ""


def excesses(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """What the types allow and no record may hold: nothing, too much, the same twice, a figure that is none."""
    if isinstance(value, str):
        if not value:
            yield path, "is empty: fill it in, or leave the line out"
        elif len(value) > MOST_LETTERS:
            yield path, f"longer than {MOST_LETTERS:,} letters"
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield path, f"{value} is no figure"
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from excesses(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        if len(value) > MOST_ENTRIES:
            yield path, f"more than {MOST_ENTRIES:,} entries"
            return
        words = [entry for entry in value if isinstance(entry, str)]
        if twice := next((word for word, count in Counter(words).items() if count > 1), ""):
            yield path, f"holds '{twice[:60]}' twice"
        for at, inner in enumerate(value):
            yield from excesses(inner, f"{path}[{at}]")
