"""Keys of the house's kind: first author, year, and a letter where that is taken."""

import re
import string
from collections.abc import Collection, Sequence

from hairtx.names import fold


def key(authors: Sequence[str], date: str | None, taken: Collection[str]) -> str:
    """``tak2020``, or ``tak2020b`` where that is taken; ``anon2020`` without authors, ``tak-nd`` without a date."""
    stem = _family(authors[0]) if authors else "anon"
    base = f"{stem}{date[:4]}" if date else f"{stem}-nd"
    if base not in taken and f"{base}a" not in taken:
        return base
    letters = [*string.ascii_lowercase[1:], *(f"z{letter}" for letter in string.ascii_lowercase)]
    free = next((letter for letter in letters if f"{base}{letter}" not in taken), None)
    number = len(taken)
    return f"{base}{free}" if free else f"{base}-{number}"


def _family(author: str) -> str:
    """The family name in plain letters, its parts joined, hyphens kept; of a group its first word."""
    family = author.split(",")[0] if "," in author else author.split()[0] if author.split() else ""
    plain = "-".join(fold(part).replace(" ", "") for part in re.split(r"[-‐]", family))
    return re.sub(r"[^a-z-]", "", plain).strip("-") or "anon"
