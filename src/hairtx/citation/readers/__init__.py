"""Other people's references, read into CSL-JSON items: CSL-JSON, BibTeX and BibLaTeX, RIS, NBIB.

What is wrong with an entry is told with its line, and the rest still comes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hairtx.citation.csl import Item


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

    Raises ``UnknownFormatError``. An item without an id of its own is called after its place, "item-3".
    """
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    reader = _READERS.get(extension) or _READERS.get(_sniffed(text))
    if reader is None:
        raise UnknownFormatError("not CSL-JSON, BibTeX, RIS or NBIB")
    found = reader(text.removeprefix("\ufeff"))
    taken: set[str] = set()
    for place, item in enumerate(found.items, 1):
        stem = str(item.get("id") or f"item-{place}")
        id_, number = stem, 1
        while id_ in taken:
            number += 1
            id_ = f"{stem}-{number}"
        taken.add(id_)
        item["id"] = id_
    return found


def _sniffed(text: str) -> str:
    import re

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
