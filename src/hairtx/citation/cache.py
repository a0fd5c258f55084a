"""Finished references kept for the next time, keyed by all that they depend on."""

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from hairtx import __version__, kept
from hairtx.citation.csl import Item
from hairtx.citation.engine import Reference, render_file

# how many bibliographies are kept; the oldest go first
_KEPT = 200


def rendered(
    folder: Path | None, items: Sequence[Item], path: Path, *, locale: str | None, in_text: bool
) -> list[Reference]:
    """As ``engine.render_file``, from ``folder`` where the same was asked before; None keeps nothing.

    The key is the items, the style's file and its state, the locale, the form, and the state of this code. A
    folder that cannot be read or written is as none.
    """
    if folder is None:
        return render_file(items, str(path), locale=locale, in_text=in_text)
    place = folder / f"{_key(items, path, locale, in_text)}.json"
    if (content := kept.load(place)) is not None:
        with contextlib.suppress(msgspec.DecodeError):
            return msgspec.json.decode(content, type=list[Reference])
    made = render_file(items, str(path), locale=locale, in_text=in_text)
    with contextlib.suppress(OSError):
        kept.store(place, msgspec.json.encode(made))
        _prune(folder)
    return made


def _key(items: Sequence[Item], path: Path, locale: str | None, in_text: bool) -> str:
    state = path.stat()
    parts = (list(items), str(path), state.st_size, state.st_mtime_ns, locale, in_text, __version__, _code())
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:40]


def _code() -> list[int]:
    # what was rendered by other code is not trusted, so that an update of it needs no cleaning
    here = Path(__file__).parent
    return [file.stat().st_mtime_ns for file in sorted((*here.glob("*.py"), *here.glob("processor/*.py")))]


def _prune(folder: Path) -> None:
    files = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime)
    for file in files[:-_KEPT]:
        file.unlink(missing_ok=True)
