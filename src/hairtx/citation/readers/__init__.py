"""Other people's references, read into CSL-JSON items: CSL-JSON, BibTeX and BibLaTeX, RIS, NBIB.

What is wrong with an entry is told with its line, and the rest still comes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from hairtx.citation.csl import Item
from hairtx.safe import safe

# a person's own file is far below these; what is beyond is no list of references, and would take minutes to say so
MOST_BYTES = 20_000_000
MOST_ITEMS = 10_000
MOST_LETTERS = 50_000
MOST_NAMES = 10_000
MOST_DIGITS = 1_000


@dataclass(frozen=True)
class Trouble:
    """Something that could not be read: its line, counted from 1, and why."""

    line: int
    message: str


@dataclass(frozen=True)
class Read:
    """The items of a file in their order, and what could not be read of it."""

    items: list[Item]
    troubles: list[Trouble]


class UnknownFormatError(ValueError):
    """Neither a file's name nor its text says what format it is in."""


def read(text: str, name: str = "") -> Read:
    """The items in ``text``; the extension of ``name`` decides the format, else the text does.

    Raises ``UnknownFormatError``. An item without an id of its own is called after its place, "item-3". No text
    in an item holds a character that steers a terminal or hides.
    """
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    reader = _READERS.get(extension) or _READERS.get(_sniffed(text))
    if reader is None:
        raise UnknownFormatError("not CSL-JSON, BibTeX, RIS or NBIB")
    found = reader(text.removeprefix("\ufeff"))
    found = _bounded(found)
    taken: set[str] = set()
    last: dict[str, int] = {}
    for place, item in enumerate(found.items, 1):
        stem = str(item.get("id") or f"item-{place}")
        id_, number = stem, last.get(stem, 1)
        while id_ in taken:
            number += 1
            id_ = f"{stem}-{number}"
        taken.add(id_)
        last[stem] = number
        item["id"] = id_
    return found


def _bounded(found: Read) -> Read:
    """The items that are of a size that references have, made harmless; the others are told."""
    items, troubles = [], list(found.troubles)
    for place, item in enumerate(found.items[:MOST_ITEMS], 1):
        if excess := _excess(item):
            troubles.append(Trouble(1, f"reference {place} is left out: {excess}"))
        else:
            items.append(_harmless(item))
    if len(found.items) > MOST_ITEMS:
        troubles.append(
            Trouble(1, f"only the first {MOST_ITEMS:,} of {len(found.items):,} references are read")
        )
    return Read(items, troubles)


def _excess(item: Item) -> str:
    """What in an item is larger than in any reference, or nothing."""
    for name, value in item.items():
        if isinstance(value, list) and len(value) > MOST_NAMES:
            return f"{name} has more than {MOST_NAMES:,} entries"
        for text in _texts(value):
            if len(text) > MOST_LETTERS:
                return f"{name} has more than {MOST_LETTERS:,} letters"
            # Python refuses to read a number of thousands of digits
            if len(text) > MOST_DIGITS and re.search(rf"\d{{{MOST_DIGITS}}}", text):
                return f"{name} has a number of more than {MOST_DIGITS:,} digits"
    return ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _harmless(value: Any) -> Any:
    """A value with every text in it made safe, for references go into files and pages as well as to terminals."""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, list):
        return [_harmless(each) for each in value]
    if isinstance(value, dict):
        return {safe(name): _harmless(each) for name, each in value.items()}
    return value


def _sniffed(text: str) -> str:
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] in ("[", "{"):
        return "json"
    if re.search(r"^TY  ?-", start, re.MULTILINE):
        return "ris"
    if re.search(r"^(?:PMID|OWN |TI  )- ", start, re.MULTILINE):
        return "nbib"
    return "bib" if re.search(r"^\s*@\w+\s*[{(]", start, re.MULTILINE) else ""


def _csl_json(text: str) -> Read:
    from hairtx.citation.readers.csl_json import load

    return load(text)


def _bibtex(text: str) -> Read:
    from hairtx.citation.readers.bibtex import load

    return load(text)


def _ris(text: str) -> Read:
    from hairtx.citation.readers.ris import load

    return load(text)


def _nbib(text: str) -> Read:
    from hairtx.citation.readers.nbib import load

    return load(text)


_READERS: dict[str, Callable[[str], Read]] = {
    "json": _csl_json,
    "bib": _bibtex,
    "bibtex": _bibtex,
    "ris": _ris,
    "nbib": _nbib,
}
