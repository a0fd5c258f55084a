"""Numbers: what counts as one, plurals, ordinals, roman numerals, ranges of pages.

CSL 1.0.2, "is-numeric", "Label" (plural), "Number", "Ordinal Suffixes" and "page-range-format".
"""

import re

from hairtx.citation.processor.sheet import Sheet

_JOINER = re.compile(r"\s*&\s*|,?\s+and\s+|[;,]\s+|\s*[-–]+\s*")
# a number with letters before or after it, or a small roman one
_NUMBER = re.compile(r"(?:[0-9]*[A-Za-z]+0*)?[0-9]+[A-Za-z,:]*|[ivx]+")
_FRACTION = re.compile(r"[0-9]+(?:/[0-9]+)+")
_RANGE = re.compile(r"\s*[-–]+\s*")
_ROMAN = re.compile("[ivxlcm]+|[IVXLCM]+")
# a page printed online alone: "123.e1"
_PART = re.compile(r"\d+\.[a-z]\d+")
_PAGE = re.compile(r"([0-9]*[A-Za-z]+0*|)(\d+)([a-z]*)")


def is_numeric(value: str) -> bool:
    """Whether a value is a number, or several joined by commas, hyphens or "&": then the first one decides."""
    value = value.strip()
    return bool(_NUMBER.fullmatch(_JOINER.split(value)[0]) or _FRACTION.fullmatch(value))


def is_plural(variable: str, value: str) -> bool:
    """Whether the label of a number stands in the plural: for several numbers, or more than one of a count."""
    if variable.startswith("number-of-"):
        return value.isdecimal() and value.lstrip("0") != "1"
    return is_numeric(value) and len(_JOINER.split(value.strip())) > 1


def ordinal(sheet: Sheet, number: int, variable: str) -> str:
    """The number with its ordinal suffix: the most exact term wins, "ordinal" is the last resort."""
    gender = sheet.genders.get(variable, "")
    for form in (gender, "") if gender else ("",):
        for name, wanted in (
            (f"ordinal-{number % 100:02}", number if number < 100 else None),
            (f"ordinal-{number % 100:02}", None),
            (f"ordinal-{number % 10:02}", None),
        ):
            suffix, match = sheet.ordinals.get((name, form), (None, ""))
            if suffix is None:
                continue
            low = name == f"ordinal-{number % 10:02}" and number % 10 == number % 100
            limit = match or ("last-digit" if number % 100 < 10 or not low else "last-two-digits")
            if limit == "whole-number" and wanted != number:
                continue
            return f"{number}{suffix}"
    for form in (gender, ""):
        if ("ordinal", form) in sheet.ordinals:
            return f"{number}{sheet.ordinals['ordinal', form][0]}"
    return str(number)


def roman(number: int) -> str:
    """The number in small roman numerals."""
    out = ""
    for value, sign in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        count, number = divmod(number, value)
        out += sign * count
    return out


def pages(value: str, style: str | None, delimiter: str) -> str:
    """Ranges of pages in one of the five formats of CSL, or with the dash alone made right."""
    parts = re.split(r"(\s*&\s*|[;,]\s+|,)", value)
    return "".join(_range(part, style, delimiter) if i % 2 == 0 else part for i, part in enumerate(parts))


def _range(value: str, style: str | None, delimiter: str) -> str:
    ends = _RANGE.split(value)
    if len(ends) != 2 or not all(ends):
        return value
    begin, end = _PAGE.fullmatch(ends[0]), _PAGE.fullmatch(ends[1])
    if all(_ROMAN.fullmatch(one) for one in ends):
        return delimiter.join(ends)
    if style is None and _PART.fullmatch(ends[0]) and ends[1].isdecimal():
        return delimiter.join(ends)
    if not begin or not end or begin[1] != end[1]:
        # no range of numbers, or not one that is understood, keeps its hyphen
        return value.replace("–", "-")
    first, last = begin[2], end[2]
    if style is None:
        return delimiter.join(ends)
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if int(last) <= int(first):
        return delimiter.join(ends)
    if style == "expanded":
        return f"{ends[0]}{delimiter}{end[1]}{last}{end[3]}"
    return f"{ends[0]}{delimiter}{_shortened(first + begin[3], last + end[3], style)}"


def _shortened(first: str, last: str, style: str) -> str:
    """The second number without the digits that it shares with the first, as far as the format lets them go."""
    if style in ("minimal", "minimal-two"):
        if len(first) != len(last):
            return last
        same = next(i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
        return last[min(same, len(last) - 2) if style == "minimal-two" and len(last) > 1 else same :]
    # letters after the numbers are lost here, as they are with the reference processor
    begin, end = (int(text.rstrip("abcdefghijklmnopqrstuvwxyz")) for text in (first, last))
    last = str(end)
    if begin <= 100 or begin % 100 == 0:
        return last
    # the Chicago Manual: at least the digits from the hundreds on, and none that only repeat before them
    if style == "chicago-16":
        powers = (10**digits for digits in range(2, len(last)))
        return next((str(end % power) for power in powers if begin // power == end // power), last)
    if begin // 100 == end // 100:
        return str(end % 100)
    return str(end % 1000) if begin >= 10_000 else last
