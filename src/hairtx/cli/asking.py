"""What every command does with a person's words: open the library, find the record, or say what to do."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from hairtx.cli import overlays
from hairtx.faults import DatasetError
from hairtx.library import KINDS, Library, open_library
from hairtx.names import AmbiguousNameError, Match, UnknownNameError
from hairtx.output import fail, note

if TYPE_CHECKING:
    from hairtx.model import Kind
    from hairtx.output import Medium

USAGE = 2
INVALID = 3

# seconds of silence while the index is compiled, before the person is told what takes so long
PATIENCE = 1.0

# how many of a dataset's problems are printed before the rest is only counted
_SHOWN_PROBLEMS = 20


def library(folder: Path | None = None) -> Library:
    """The dataset with the overlays in use (``folder``'s has none), or exit 3 with its problems on standard error.

    An overlay that is wrong is left out and told of on standard error.
    """
    waiting = threading.Timer(PATIENCE, note, ["compiling the dataset, once for this version of it"])
    waiting.daemon = True
    waiting.start()
    try:
        chosen = [] if folder else overlays.in_use()
        if not chosen:
            return open_library(folder)
        opened = open_library(folder, overlays=chosen)
        overlays.tell(opened.overlays)
        return opened
    except DatasetError as error:
        invalid(error)
    except FileNotFoundError as error:
        fail(str(error), INVALID)
    finally:
        waiting.cancel()


def invalid(error: DatasetError) -> NoReturn:
    """Print the problems of a dataset, then exit 3."""
    for problem in error.problems[:_SHOWN_PROBLEMS]:
        note(str(problem))
    count = len(error.problems)
    fail(f"the dataset is not valid: {count} problem{'' if count == 1 else 's'}", INVALID)


def found(library: Library, typed: str, kinds: "Sequence[Kind]" = KINDS) -> tuple[Match, list[str]]:
    """The record meant, and a note on what was matched if that was not the id; exit 2 if none or several."""
    with named(library, kinds):
        match = library.find(typed, kinds)
    if match.how in ("id", "identifier") and not match.prefix:
        return match, []
    how = {"id": "an id", "name": "the name", "identifier": "the identifier", "ambiguous": "a shared name"}
    what = how.get(match.how, f"{'an' if match.how == 'alias' else 'a'} {match.how}")
    if match.prefix:
        return match, [f"'{typed}' begins {what} of {match.id}: {match.name}"]
    return match, [f"'{typed}' is {what} of {match.id}"]


# where the records of a kind are listed, for those who typed a name that none has
_LISTS: "dict[Kind, str]" = {
    "treatment": "list", "study": "studies", "condition": "condition", "term": "define",
}  # fmt: skip


@contextmanager
def named(library: Library, kinds: "Sequence[Kind]" = KINDS) -> Iterator[None]:
    """Turn an unknown or ambiguous name into one line and exit 2."""
    from hairtx.views import listing

    try:
        yield
    except AmbiguousNameError as error:
        shown = {match.id: library.names(match.kind)[match.id] for match in error.matches}
        fail(listing.names(error.typed, shown), USAGE)
    except UnknownNameError as error:
        hint = _elsewhere(library, error.typed, kinds)
        if not hint and error.nearest:
            hint = f"did you mean {' or '.join(error.nearest)}?"
        fail(
            f"no {_called(kinds)} is called '{error.typed[:80]}'; {hint or f'see hairtx {_LISTS[kinds[0]]}'}",
            USAGE,
        )


def _called(kinds: "Sequence[Kind]") -> str:
    return "record" if len(kinds) == len(KINDS) else " or ".join(kinds)


def _elsewhere(library: Library, typed: str, kinds: "Sequence[Kind]") -> str:
    """What the name is among the kinds that were not asked for."""
    others = [kind for kind in KINDS if kind not in kinds]
    with suppress(LookupError):
        match = library.find(typed, others) if others else None
        if match and not match.prefix:
            return f"{match.id} is a {match.kind}: hairtx show {match.id}"
    return ""


def chosen(typed: str, allowed: Sequence[str], option: str) -> str:
    """A value of a vocabulary as the person meant it (spaces and case do not matter), or exit 2."""
    folded = typed.strip().casefold().replace(" ", "-").replace("_", "-")
    fits = [value for value in allowed if value.replace(" ", "-") == folded]
    if not fits:
        fits = [value for value in allowed if value.replace(" ", "-").startswith(folded)] if folded else []
    if len(fits) != 1:
        fail(f"{option} takes one of: {', '.join(allowed)} (not '{typed[:60]}')", USAGE)
    return fits[0]


def medium(*, markdown: bool, html: bool, json: bool) -> "Medium | None":
    """What a page is to be had as; exit 2 where more than one thing is asked for."""
    asked = [name for name, wanted in (("markdown", markdown), ("html", html), ("json", json)) if wanted]
    if len(asked) > 1:
        fail(f"{' and '.join(f'--{name}' for name in asked)} exclude each other: give one", USAGE)
    return "markdown" if markdown else "html" if html else None


def picked(typed: str | None, allowed: Sequence[str], option: str) -> str | None:
    """As ``chosen``, for an option that may be left out."""
    return None if typed is None else chosen(typed, allowed, option)
