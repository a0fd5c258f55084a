"""Which variables hold names, and the parts of one: particles, suffixes, initials (CSL 1.0.2, "Names", "Name")."""

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

NAME_VARIABLES = frozenset({
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor",
    "curator", "director", "editor", "editor-translator", "editorial-director", "executive-producer",
    "guest", "host", "illustrator", "interviewer", "narrator", "organizer", "original-author",
    "performer", "producer", "recipient", "reviewed-author", "script-writer", "series-creator",
    "translator",
})  # fmt: skip
_FAMILY_PARTICLE = re.compile(r"^([^ ]+(?:-|ʻ|’| |') *)(.+)$")
_SUFFIX = re.compile(r"\s*,(!?)\s*")
_SPACES = re.compile(r"[\t\n\v\f\r ]+")
_SEPARATOR = re.compile(r"([-\s]+)")
# the writings that have initials and a space between names
_WESTERN = (
    "a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff"
    "\u1f00-\u1fff\u0600-\u06ff"
)
HAS_WESTERN = re.compile(f"[-0-9{_WESTERN}]")
_STARTS_WESTERN = re.compile(f"[&{_WESTERN}]")


@dataclass(frozen=True)
class Name:
    """A name in parts; ``literal`` is a group's name, which has no others."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""


def people(values: Any) -> list[Any]:
    """The names of a variable: a list, or a single name that somebody wrote without one."""
    if isinstance(values, dict):
        return [values]
    return [value for value in values if value] if isinstance(values, list) else []


def name_of(value: Any) -> Name:
    """A CSL-JSON name in parts; particles written into a family or given name are found there."""
    if isinstance(value, str):
        return Name(literal=value)
    part = {
        key: str(value[key]).strip() for key in ("family", "given", "suffix", "literal") if value.get(key)
    }
    if "literal" in part and "family" not in part:
        return Name(literal=part["literal"])
    family, given, suffix = part.get("family", ""), part.get("given", ""), part.get("suffix", "")
    particle = str(value.get("non-dropping-particle") or "")
    dropping = str(value.get("dropping-particle") or "")
    comma = bool(value.get("comma-suffix"))
    if len(family) > 1 and family[0] == family[-1] == '"':
        # a family name in quotes is taken as it is
        return Name(family[1:-1], given, dropping, particle, suffix, comma)
    if not particle and family and given:
        particle, family = _leading(family)
        if not suffix and (found := _SUFFIX.search(given)):
            suffix, given, comma = given[found.end() :], given[: found.start()], bool(found[1])
        words, found_there = given.split(" "), ""
        while len(words) > 1 and words[-1][:1].lower() == words[-1][:1] != words[-1][:1].upper():
            found_there = f"{words.pop()} {found_there}".strip()
        given, dropping = " ".join(words), found_there or dropping
    return Name(family, given, dropping, particle, suffix, comma)


def _leading(family: str) -> tuple[str, str]:
    particle = ""
    while found := _FAMILY_PARTICLE.match(family):
        first = found[1].lstrip("-'’ʻ ")[:1]
        if not first or first.upper() == first:
            break
        particle, family = particle + found[1], found[2]
    return particle.strip(), family


def script(name: Name, language: str) -> int:
    """How a name is ordered: 0 family first and no space, 1 family first and a space, 2 as the style says."""
    level = 2 if HAS_WESTERN.search(name.family) else 0
    if not level and name.given and _STARTS_WESTERN.match(name.given):
        return 1
    # Vietnamese and Hungarian names have the family's first, too
    return 1 if level == 2 and (language[:2] in ("ja", "zh") or language in ("vi", "hu")) else level


def initials(given: str, mark: str, *, hyphen: bool = True, shorten: bool = True) -> str:
    """A given name in initials with ``mark`` after each; without ``shorten`` only those it has are respaced.

    Without ``hyphen`` a compound name is two ("Jean-Paul", "JP").
    """
    if not given or not _STARTS_WESTERN.match(given):
        return given
    if not hyphen:
        given = given.replace("-", " ")
    given = re.sub(r"\s*-\s*", "-", _SPACES.sub(" ", given))
    # a hyphen before a small letter joins one name, not two
    given = re.sub(r"-([a-z])", "\u2013\\1", given)
    given = re.sub(r"\.(?=[^ ])", ". ", given)
    parts = _SEPARATOR.split(given)
    if len(parts) == 1 and re.search(r"(?:^|\.)[^.]$", given) and given[-1] != given[-1].lower():
        parts[0] += "."
    out = _shortened(parts, mark) if shorten else _respaced(parts, mark)
    out = re.sub(r"\s*-\s*", "-", out.rstrip("\t\n\v\f\r \ufeff\u00a0"))
    return re.sub("\u2013([a-z])", "-\\1", _SPACES.sub(" ", out))


def _shortened(parts: list[str], mark: str) -> str:
    out = ""
    for index in range(0, len(parts), 2):
        word = parts[index]
        separator = parts[index + 1] if index + 1 < len(parts) else ""
        if not word:
            continue
        # the sign of an abbreviation, as in "M.ª", is not the beginning of a name
        if word[0].isalpha() and word[0] == word[0].upper() and HAS_WESTERN.match(word):
            rest = "".join(takewhile(str.isalpha, word[1:]))
            capitals = "".join(takewhile(lambda letter: letter == letter.upper(), rest))
            extra = capitals.lower() if len(capitals) < len(rest) else ""
            if word[1 + len(rest) :].startswith("."):
                # an abbreviation of several letters stays as it is: "St. John" is "St. J."
                extra = rest
            out += word[0] + extra + mark + ("-" if "-" in separator else "")
        elif HAS_WESTERN.search(word):
            out += " " + word + separator
        else:
            out += word + separator
    return out


def _respaced(parts: list[str], mark: str) -> str:
    short = [
        (len(part) > 1 and part[-1] == ".") or (len(part) == 1 and part.upper() == part) for part in parts
    ]
    words = [
        part[:-1] if is_short and part[-1] == "." else part
        for part, is_short in zip(parts, short, strict=True)
    ]
    out = ""
    for index in range(0, len(words), 2):
        last = index + 2 >= len(words)
        if not short[index]:
            out += words[index] + ("" if last else words[index + 1])
        elif last:
            out += words[index] + mark
        else:
            out += words[index] + mark + ("" if short[index + 2] else " ")
    return out
