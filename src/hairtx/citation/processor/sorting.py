"""The order of a bibliography (CSL 1.0.2, "Sorting", "Sorting Keys")."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cmp_to_key
from typing import Any

from hairtx.citation.processor.cite import Cite
from hairtx.citation.processor.dates import sort_key, when
from hairtx.citation.processor.elements import render
from hairtx.citation.processor.initials import NAME_VARIABLES, people
from hairtx.citation.processor.pieces import text_of
from hairtx.citation.processor.sheet import Node, Sheet

Item = dict[str, Any]
Collated = tuple[tuple[int, int, str], ...]

_DATES = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"}
)
_CHUNK = re.compile(r"(\d+)")


def in_order(
    sheet: Sheet, items: Sequence[Item], area: str, givens: Sequence[dict[int, int]] | None = None
) -> list[int]:
    """The places in ``items`` in the order that the style asks for; their own order breaks ties.

    ``givens`` says of each item how far each given name is written out, where that is known.
    """
    node = sheet.root.child(area)
    sort = node.child("sort") if node else None
    if sort is None:
        return list(range(len(items)))
    keys = [key for key in sort.children if key.tag == "key"]
    rows = [
        [_collated(_key(sheet, item, area, key, place, givens[place] if givens else {})) for key in keys]
        for place, item in enumerate(items)
    ]
    down = [key.at.get("sort") == "descending" for key in keys]

    def compare(left: int, right: int) -> int:
        for one, other, reverse in zip(rows[left], rows[right], down, strict=True):
            if one == other:
                continue
            # an item without a key comes last, whichever way the order goes
            if one is None or other is None:
                return 1 if one is None else -1
            result = -1 if one < other else 1
            return -result if reverse else result
        return left - right

    return sorted(range(len(items)), key=cmp_to_key(compare))


def _key(sheet: Sheet, item: Item, area: str, key: Node, place: int, givens: dict[int, int]) -> str | None:
    options = dict(sheet.options(area))
    for ours, theirs in (
        ("min", "et-al-min"),
        ("use-first", "et-al-use-first"),
        ("use-last", "et-al-use-last"),
    ):
        if f"names-{ours}" in key.at:
            options[theirs] = key.at[f"names-{ours}"]
    limits = frozenset(name.replace("names", "et-al") for name in key.at if name.startswith("names-"))
    cite = Cite(sheet, item, area, place + 1, options, sorting=True, limits=limits, givens=givens)
    if "macro" in key.at:
        return text_of(render(cite, Node("text", {"macro": key.at["macro"]}, ())).pieces) or None
    variable = key.at.get("variable", "")
    if variable == "citation-number":
        return f"{place:06}"
    if variable in _DATES:
        return sort_key(when(item.get(variable)))
    if variable in NAME_VARIABLES and people(item.get(variable)):
        names = Node("names", {"variable": variable}, (Node("name", {"sort-separator": " "}, ()),))
        return text_of(render(cite, names).pieces) or None
    return cite.value(variable) or None


def _collated(text: str | None) -> Collated | None:
    """A key in which case, accents and punctuation do not count, and numbers count as numbers.

    A space comes before every letter, so that "Kim Ji" stands before "Kimura".
    """
    if text is None:
        return None
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    kept = "".join(
        " " if char.isspace() else char for char in plain if unicodedata.category(char)[0] not in "PMC"
    )
    out: list[tuple[int, int, str]] = []
    for place, chunk in enumerate(_CHUNK.split(kept)):
        if place % 2:
            out.append((1, int(chunk), ""))
        else:
            # spaces and signs come before numbers, and numbers before letters
            out += [(2 if char.isalpha() else 0, 0, char) for char in chunk]
    return tuple(out)
