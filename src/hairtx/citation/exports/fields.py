"""What the exchange formats share: plain titles, names in parts, dates and pages."""

import re
from collections.abc import Iterator
from typing import Any

from hairtx.citation.csl import Item, is_partial

_TAG = re.compile(r"</?(?:i|b|sup|sub|sc)>|<span [^<>]*>|</span>")


def plain(value: Any) -> str:
    """A field without its tags and line breaks; "" for what is not there."""
    return " ".join(_TAG.sub("", str(value or "")).split())


def names(item: Item, variable: str) -> tuple[list[dict[str, str]], bool]:
    """The names of a variable, and whether there are more that are not known."""
    listed = [name for name in item.get(variable) or () if isinstance(name, dict)]
    return (listed[:-1], True) if is_partial(listed) else (listed, False)


def family(name: dict[str, str]) -> str:
    """A family name with the particles that belong to it."""
    parts = (name.get("dropping-particle"), name.get("non-dropping-particle"), name.get("family"))
    text = " ".join(part for part in parts if part)
    return re.sub(r"(?<=['’]) ", "", text)


def inverted(name: dict[str, str]) -> str:
    """ "Family, Given, Suffix", or a group's name."""
    if "literal" in name and "family" not in name:
        return plain(name["literal"])
    parts = [plain(family(name)), plain(name.get("given")), plain(name.get("suffix"))]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return ", ".join(parts)


def date_parts(item: Item, variable: str) -> list[int]:
    """Year, month and day as far as they are known; [] without a date."""
    value = item.get(variable)
    rows = value.get("date-parts") if isinstance(value, dict) else None
    if not rows or not rows[0]:
        return []
    return [int(part) for part in rows[0][:3] if str(part).strip().isdecimal()]


def page_range(item: Item) -> tuple[str, str]:
    """First and last page; the last is "" for a single page or an article's number."""
    text = plain(item.get("page"))
    first, _, last = re.sub(r"\s*[-–]+\s*", "-", text, count=1).partition("-")
    return (first, last) if last and "," not in text else (text, "")


def lines(pairs: Iterator[tuple[str, str]], form: str) -> str:
    """One line a pair that has a value, ``form`` saying how."""
    return "".join(form.format(tag, value) for tag, value in pairs if value)
