"""Dates (CSL 1.0.2, "Date", "Date-part", "Date Ranges", "Approximate Dates")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hairtx.citation.processor.markup import pieces_of
from hairtx.citation.processor.numbers import ordinal
from hairtx.citation.processor.pieces import Pieces, affix, empty, join
from hairtx.citation.processor.sheet import Node, Sheet
from hairtx.citation.processor.style import bare, styled
from hairtx.citation.processor.textcase import cased

_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_PARTS = {"year": 1, "month": 2, "day": 3}


@dataclass(frozen=True)
class Day:
    """A date as far as it is known: ``month`` 13 to 16 are the seasons, 0 is unknown, as is ``day`` 0."""

    year: int
    month: int = 0
    day: int = 0


@dataclass(frozen=True)
class When:
    """The value of a date variable: one day or a span of two, or words in ``literal``."""

    days: tuple[Day, ...] = ()
    literal: str | None = None
    circa: bool = False


def when(value: Any) -> When | None:
    """A CSL-JSON date; None if it holds nothing."""
    if not isinstance(value, dict):
        return None
    circa = value.get("circa") not in (None, False, 0, "0", "", "false")
    season = _int(value.get("season"))
    days = []
    for parts in value.get("date-parts") or ():
        numbers = [_int(part) for part in (*parts, 0, 0, 0)[:3]]
        if numbers[0]:
            month = 12 + season if season and not numbers[1] else numbers[1]
            days.append(Day(numbers[0], month, numbers[2]))
    if days:
        return When(tuple(days[:2]), None, circa)
    raw = str(value.get("raw") or "").strip()
    if found := _ISO.fullmatch(raw):
        return When((Day(*(_int(part) for part in found.groups())),), None, circa)
    literal = value.get("literal") or raw
    return When((), str(literal), circa) if literal else None


def sort_key(value: When | None, node: Node | None = None) -> str | None:
    """A key that sorts by the parts that ``node`` prints (default: all); spans by beginning, then end."""
    # words have no place in an order of dates
    if value is None or not value.days:
        return None
    parts = frozenset(_PARTS) if node is None else _named(node)
    # a single day counts as a span that ends in the year 0, so that all keys are numbers of one length
    begin, end = (*value.days, Day(0))[:2]
    return "".join(
        f"{day.year + 10000:05}{day.month if 'month' in parts else 0:02}{day.day if 'day' in parts else 0:02}"
        for day in (begin, end)
    )


def _named(node: Node) -> frozenset[str]:
    if "form" in node.at:
        return frozenset(node.at.get("date-parts", "year-month-day").split("-"))
    return frozenset(part.at["name"] for part in node.children if part.tag == "date-part")


def date_pieces(sheet: Sheet, node: Node, value: When, year_suffix: str = "") -> Pieces:
    """What a ``cs:date`` prints of a date, without its own affixes; ``year_suffix`` goes to the year."""
    parts, delimiter = _parts(sheet, node)
    if not value.days:
        # words stand where the year would, and nowhere in a date that is printed without its year
        years = [part for part in parts if part.at["name"] == "year"]
        return join((_dressed(sheet, year, value.literal or "") for year in years), delimiter)
    if len(value.days) == 2 and (span := _span(sheet, parts, delimiter, *value.days, year_suffix)):
        return span
    printed = [_part(sheet, part, value.days[0], year_suffix=year_suffix) for part in parts]
    return join(printed, delimiter)


def _parts(sheet: Sheet, node: Node) -> tuple[list[Node], str]:
    own = [part for part in node.children if part.tag == "date-part"]
    form = node.at.get("form")
    if form is None or form not in sheet.dates:
        return own, node.at.get("delimiter", "")
    wanted = node.at.get("date-parts", "year-month-day").split("-")
    given = {part.at["name"]: part.at for part in own}
    localised = sheet.dates[form]
    parts = []
    for part in localised.children:
        name = part.at.get("name", "")
        if part.tag == "date-part" and name in wanted:
            # a style may restyle a part of a localised date but not its affixes
            mine = {key: text for key, text in given.get(name, {}).items() if key not in ("prefix", "suffix")}
            parts.append(Node("date-part", {**part.at, **mine}, ()))
    return parts, localised.at.get("delimiter", "")


def _part(sheet: Sheet, node: Node, day: Day, *, suffix: bool = True, year_suffix: str = "") -> Pieces:
    text = _text(sheet, node, day)
    if node.at["name"] == "year":
        text += year_suffix
    if not text:
        return []
    if node.at.get("strip-periods") == "true":
        text = bare(text)
    return _dressed(sheet, node, text, suffix=suffix)


def _dressed(sheet: Sheet, node: Node, text: str, *, suffix: bool = True) -> Pieces:
    if "text-case" in node.at:
        text = cased(text, node.at["text-case"])
    out = styled(node, pieces_of(text, sheet.quotes))
    return affix(node.at.get("prefix")) + out + (affix(node.at.get("suffix")) if suffix else [])


def _text(sheet: Sheet, node: Node, day: Day) -> str:
    name, form = node.at["name"], node.at.get("form")
    if name == "year":
        if form == "short":
            return f"{day.year % 100:02}"
        era = sheet.term("bc") if day.year < 0 else sheet.term("ad") if day.year < 500 else ""
        return f"{abs(day.year)}{era or ''}"
    if name == "month":
        if not day.month:
            return ""
        if day.month > 12:
            # 13 to 16 and 21 to 24 are two ways to write the four seasons
            return (
                sheet.term(f"season-{(day.month - 13) % 4 + 1 if day.month < 21 else day.month - 20:02}")
                or ""
            )
        if form == "numeric":
            return str(day.month)
        if form == "numeric-leading-zeros":
            return f"{day.month:02}"
        return sheet.term(f"month-{day.month:02}", form or "long") or ""
    if not day.day:
        return ""
    if form == "numeric-leading-zeros":
        return f"{day.day:02}"
    if form == "ordinal" and not (sheet.day_ordinals_to_day_1 and day.day > 1):
        return ordinal(sheet, day.day, f"month-{day.month:02}")
    return str(day.day)


def _span(
    sheet: Sheet, parts: Sequence[Node], delimiter: str, begin: Day, end: Day, year_suffix: str
) -> Pieces:
    """A span of two days; nothing if they do not differ in what is printed."""
    largest = "year" if begin.year != end.year else "month" if begin.month != end.month else "day"
    differs = [part for part in parts if _PARTS[part.at["name"]] >= _PARTS[largest]]
    if not differs or begin == end:
        return []
    # what differs is printed twice, with the range delimiter of the largest part that differs between
    start, stop = parts.index(differs[0]), parts.index(differs[-1]) + 1
    middle = [part for part in parts[start:stop] if not empty(_part(sheet, part, begin))]
    if not middle:
        return []
    first = join([_part(sheet, part, begin, suffix=part is not middle[-1]) for part in middle], delimiter)
    bare = [Node(middle[0].tag, {**middle[0].at, "prefix": ""}, ()), *middle[1:]]
    second = join([_part(sheet, part, end, year_suffix=year_suffix) for part in bare], delimiter)
    dash = next((part.at.get("range-delimiter") for part in middle if part.at["name"] == largest), None)
    before = [_part(sheet, part, begin, year_suffix=year_suffix) for part in parts[:start]]
    after = [_part(sheet, part, begin, year_suffix=year_suffix) for part in parts[stop:]]
    return join([*before, first + affix(dash or "–") + second, *after], delimiter)


def _int(value: Any) -> int:
    try:
        return int(str(value).strip() or 0)
    except ValueError:
        return 0
