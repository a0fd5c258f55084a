"""Lines of "TAG - value" in records, the ground that RIS and NBIB share."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hairtx.citation.readers import Trouble


@dataclass
class Record:
    """The tags of one record in their order, and the line that it begins in."""

    line: int
    tags: list[tuple[str, str]] = field(default_factory=list)

    def all(self, *names: str) -> list[str]:
        """Every value of these tags."""
        return [value for tag, value in self.tags if tag in names and value]

    def first(self, *names: str) -> str:
        """The value of the first of these tags that has one, "" if none has."""
        for name in names:
            for tag, value in self.tags:
                if tag == name and value:
                    return value
        return ""


def records(
    text: str,
    pattern: "re.Pattern[str]",
    begins: Callable[[str, bool], bool],
    ends: Callable[[str], bool],
    troubles: list[Trouble],
) -> Iterator[Record]:
    """The records of a text. ``pattern`` finds tag and value in a line.

    ``begins`` tells from a tag and whether an empty line came before it that a record starts, ``ends`` that
    one is over. Other lines go on with the value before them; what stands in no record is told.
    """
    current: Record | None = None
    blank = True
    for number, line in enumerate(text.splitlines(), 1):
        found = pattern.match(line)
        if not line.strip():
            blank = True
            continue
        if found and ends(found[1]):
            if current:
                yield current
            else:
                troubles.append(Trouble(number, f"{found[1]} ends a reference that has not begun"))
            current = None
        elif found and begins(found[1], blank):
            if current:
                yield current
            current = Record(number, [(found[1], found[2].strip())])
        elif found and current:
            current.tags.append((found[1], found[2].strip()))
        elif current and current.tags:
            tag, value = current.tags[-1]
            current.tags[-1] = (tag, f"{value} {line.strip()}".strip())
        else:
            troubles.append(Trouble(number, f"stands in no reference: {line.strip()[:40]}"))
        blank = False
    if current:
        yield current


def numbers(text: str) -> list[int]:
    """Year, month and day from "2020/08/14/" or "2020-08-14", as far as they go."""
    parts = []
    for part in re.split(r"[/-]", text.strip()):
        # no year has more digits, and Python reads no number of some thousands
        if not (part.strip().isdecimal() and len(part) < 10):
            break
        parts.append(int(part))
    return parts[:3]
