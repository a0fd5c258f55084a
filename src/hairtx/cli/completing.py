"""What a TAB offers: ids of the dataset and words of the vocabularies, quickly and never with an error."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hairtx.model import Kind

# a shell evaluates what it is offered: nothing but what an id should look like
_PLAIN = re.compile(r"[a-z0-9][a-z0-9.-]*")


def ids(*kinds: "Kind") -> Callable[[str], list[str]]:
    """A completion of ids of these kinds."""

    def offered(incomplete: str) -> list[str]:
        from hairtx.library import open_library

        # a person who presses TAB is not helped by an error; the command itself tells it
        with suppress(Exception):
            found = open_library().ids(incomplete, kinds)
            return [id for id in found if _PLAIN.fullmatch(id)]
        return []

    return offered


def words(values: Sequence[str]) -> Callable[[str], list[str]]:
    """A completion of the words of a vocabulary."""
    return lambda incomplete: [value for value in values if value.startswith(incomplete)]


def formats(incomplete: str) -> list[str]:
    """A completion of the formats that ``cite`` writes and the short names of citation styles."""
    from hairtx.citation.exports import EXPORTS
    from hairtx.citation.styles import SHORT_NAMES

    return words(sorted([*EXPORTS, *SHORT_NAMES]))(incomplete)


def sections(incomplete: str) -> list[str]:
    """A completion of the sections of a treatment's page."""
    from hairtx.views.treatment import SECTIONS

    return words(list(SECTIONS))(incomplete)


def without_markup() -> None:
    """Let Typer print the help beside what a TAB offers as it is.

    It would render it as Rich markup, which ours is not, and import Rich for it: more than the rest of a TAB.
    """
    import typer._completion_classes as shells

    shells._sanitize_help_text = lambda text: text
