"""CSL-JSON, read entry by entry so that a broken one costs no other."""

import json
import re
from typing import Any

from hairtx.citation.readers import Read, Trouble

_TEXT = (
    "title", "container-title", "container-title-short", "journalAbbreviation", "publisher",
    "publisher-place", "volume", "issue", "page", "DOI", "URL", "PMID", "PMCID", "edition", "genre",
    "number", "language", "title-short", "shortTitle",
)  # fmt: skip


# the variables of CSL 1.0.2 that hold names, and those that hold a date
NAMES = (
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator",
    "director", "editor", "editor-translator", "editorial-director", "executive-producer", "guest", "host",
    "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient",
    "reviewed-author", "script-writer", "series-creator", "translator",
)  # fmt: skip
DATES = ("issued", "accessed", "available-date", "event-date", "original-date", "submitted")


# each takes a look through all of the text
_MOST_TROUBLES = 100


def load(text: str) -> Read:
    """The items of a list, of a single object, or of an ``items`` list in one."""
    items: list[dict[str, Any]] = []
    troubles: list[Trouble] = []
    decoder = json.JSONDecoder()
    place = 0
    start = text.lstrip()
    if start.startswith("{"):
        try:
            whole = json.loads(text)
        except (ValueError, RecursionError):
            whole = None
        if isinstance(whole, dict) and isinstance(whole.get("items"), list):
            for value in whole["items"]:
                _take(value, 1, items, troubles)
            return Read(items, troubles)
    line, counted = 1, 0
    while (place := text.find("{", place)) >= 0:
        line, counted = line + text.count("\n", counted, place), place
        try:
            value, place = decoder.raw_decode(text, place)
        except json.JSONDecodeError as error:
            if len(troubles) >= _MOST_TROUBLES:
                troubles.append(Trouble(error.lineno, "too much is wrong: the rest is not read"))
                break
            troubles.append(Trouble(error.lineno, f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"))
            place = _next_entry(text, place)
            continue
        except RecursionError:
            troubles.append(Trouble(line, "nested too deep"))
            break
        except ValueError:
            troubles.append(Trouble(line, "a number of too many digits"))
            place = _next_entry(text, place)
            continue
        _take(value, line, items, troubles)
    if not items and not troubles and start.rstrip() not in ("[]", "[ ]"):
        troubles.append(Trouble(1, "no references in it"))
    return Read(items, troubles)


def _next_entry(text: str, place: int) -> int:
    # entries stand in one column, so the next brace in that column begins the next one
    column = place - (text.rfind("\n", 0, place) + 1)
    found = re.compile(rf"^[ \t,\[]{{0,{column}}}\{{", re.MULTILINE).search(text, place + 1)
    return found.end() - 1 if found else len(text)


def _take(value: Any, line: int, items: list[dict[str, Any]], troubles: list[Trouble]) -> None:
    problem = _problem(value)
    if problem:
        troubles.append(Trouble(line, problem))
    else:
        items.append(value)


def _problem(value: Any) -> str | None:
    """Why a value is no CSL-JSON item, or None."""
    if not isinstance(value, dict):
        return "an entry must be an object"
    if not isinstance(value.get("type"), str):
        return "an entry must have a type, such as article-journal"
    for name in _TEXT:
        if isinstance(value.get(name), (list, dict, bool)):
            return f"{name} must be text"
    for name in NAMES:
        listed = value.get(name, [])
        if not isinstance(listed, list) or not all(map(_is_name, listed)):
            return f"{name} must be a list of names"
    for name in DATES:
        if name in value and not _is_date(value[name]):
            return f"{name} must be a date"
    return None


def _is_name(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(part, (str, bool)) for part in value.values())


def _is_date(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    parts = value.get("date-parts", [])
    return isinstance(parts, list) and all(isinstance(one, list) and all(map(_is_part, one)) for one in parts)


def _is_part(value: Any) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,6}\s*|", value) is not None
    )
