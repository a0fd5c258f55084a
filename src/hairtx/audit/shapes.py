"""What references look like: their beginnings, their places in a journal, their years.

Every pattern is tried on the beginning of a text or reads it in one pass, with bounded repetitions.
"""

import re

_PARTICLE = (
    r"(?:(?:d[aeiu]|del|della|la|le|van|von|der|den|ter|ten|el|al|Al|El|De|Van|Von|Del)[\s'’-]{1,2}){0,3}"
)
_FAMILY = _PARTICLE + r"[^\W\d_a-z][\w'’‐-]{1,40}(?:[\s-][^\W\d_a-z][\w'’‐-]{1,40}){0,2}"
# "Tak YJ," "Tak, Y. J.," "Tak, Young Jin," "Y. J. Tak,"
_AUTHORS = re.compile(
    rf"[\W_]{{0,4}}(?:{_FAMILY},?\s(?:[A-ZÀ-Þ]\.?[\s-]?){{1,4}}(?:,|\.|;|:|\sand\s|\s?&|\s?\(|et al|$)"
    rf"|{_FAMILY},\s[^\W\d_a-z][\w'’-]{{1,30}}(?:[\s-][^\W\d_a-z][\w'’.-]{{0,30}}){{0,2}}(?:,|\.|;|\sand\s|\s?&|\s\()"
    rf"|(?:[A-ZÀ-Þ]\.[\s-]?){{1,3}}{_FAMILY}(?:,|\sand\s|\s?&|\set al))"
)
_APA_YEAR = re.compile(r"\(((?:19|20)\d\d)[a-z]?(?:,[^()]{1,24})?\)\s?[.:,]?")
_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)[a-z]?(?![\d/]|\s?:|\([\w\s.-]{1,12}\)\s?[:,])")
# volume, issue and first page: "2019;18(2):512", "9(8), 839", "vol. 9, no. 8, pp. 839"
_PLACES = (
    re.compile(r"\b(\d{1,4})\s?(?:\(\s?[\w\s./-]{1,20}\))?\s?[:,]\s?(?:pp?\.\s?)?([A-Za-z]{0,2}\d{1,8})\b"),
    re.compile(
        r"\bvol(?:ume|\.)?\s(\d{1,4}),?\s(?:(?:no|issue|iss|n)\.?\s[\w/-]{1,8},?\s)?(?:\([^()]{1,30}\),?\s)?"
        r"(?:pp?\.?\s)?:?\s?([A-Za-z]{0,2}\d{1,8})\b",
        re.I,
    ),
)
# a year, a volume and a page together can hardly be anything else
_PLACED = re.compile(
    r"\b(?:19|20)\d\d(?:\s[A-Za-z]{3,9}\.?(?:[\s-]\w{1,9})?)?\s?[;,]\s?(?:vol\.?\s?)?\d{1,4}\s?(?:\([\w\s./-]{1,20}\))?"
    r"\s?[:,]\s?(?:pp?\.\s?)?[A-Za-z]{0,2}\d{1,8}(?:\s?[-–—‐‑]\s?[A-Za-z]{0,2}\d{1,8})?",
    re.I,
)
# what styles add to a page on the web
_VISITED = re.compile(r"\[Internet\]|\[cited (?:19|20)\d\d|\b(?:Accessed|Retrieved)\s[A-Z][a-z]{2,9}\s\d")
_QUOTED = re.compile(r"[“\"‘]([^“”\"]{12,400})[”\"’]")
_SENTENCE = re.compile(r"(?<=[.?!])[\"”’]?\s+(?=[\"“‘\[(]?\w)")
_DOTTED = re.compile(r"\b[A-ZÀ-Þ]\.(?:[\s-]?[A-ZÀ-Þ]\.)*[\s,&;]")
_OF_NAMES = frozenset(
    {"and", "van", "von", "der", "den", "del", "della", "las", "los", "others", "the", "for", "et", "al"}
)


def begins_with_authors(text: str) -> bool:
    """Whether a text begins as lists of authors do."""
    return bool(_AUTHORS.match(text[:240]))


def is_reference(text: str) -> bool:
    """Whether a text on its own looks like one whole reference and not like a sentence about one."""
    if not 25 <= len(text) <= 2500:
        return False
    year = _YEAR.search(text)
    early = _APA_YEAR.search(text[:600])
    apa = early is not None and early[0].rstrip()[-1] in ".:,"
    placed = _PLACED.search(text) is not None
    named = any(mark in text for mark in ("10.", "http", "PMID", "arXiv", "[Internet]"))
    if _VISITED.search(text) and "http" in text and (year or early):
        return True
    if begins_with_authors(text):
        return bool(year or early) and (placed or apa or named or bool(places(text)) or _short(text))
    return (apa and (named or bool(places(text)))) or (
        len(_PLACED.findall(text)) == 1 and len(text) < 600 and not _told(text)
    )


def has_year(text: str) -> bool:
    """Whether a text gives a year, or says that it has none."""
    return bool(_YEAR.search(text) or _APA_YEAR.search(text) or "n.d." in text)


def places(text: str) -> list[tuple[str, str]]:
    """Every (volume, first page) that a text may mean, in lower case."""
    return [(hit[1], hit[2].lower()) for pattern in _PLACES for hit in pattern.finditer(text[:4000])]


def placed(text: str) -> "list[re.Match[str]]":
    """Where a text gives year, volume and pages together."""
    return list(_PLACED.finditer(text))


def years(text: str) -> set[int]:
    """The years that a text gives: those in brackets of their own, else all but volumes of that number."""
    bracketed = {int(hit[1]) for hit in _APA_YEAR.finditer(text) if hit[0].rstrip()[-1] in ".,:"}
    return bracketed or {int(hit[1]) for hit in _YEAR.finditer(text)}


def title_in(text: str) -> str:
    """The title that a reference seems to give; "" where nothing in it looks like one."""
    quoted = _QUOTED.search(text)
    if quoted and len(quoted[1].split()) > 2:
        return quoted[1].strip(" .,")
    authors = begins_with_authors(text)
    early = _APA_YEAR.search(text[:1500])
    if early and authors and early[0].rstrip()[-1] in ".:":
        return _title_like(_SENTENCE.split(text[early.end() :].strip()[:1200])[:1], sure=True)
    parts = _SENTENCE.split(text[:2500])
    if authors and len(parts) > 1 and not _DOTTED.search(parts[0]):
        # authors without full stops end at the first one, and the title follows
        return _title_like(parts[1:2], sure=True)
    return _title_like(parts[1:] if authors else parts[:3])


def _title_like(parts: list[str], *, sure: bool = False) -> str:
    """The first part that reads as words and not as names, a journal or a place; where ``sure``, any words."""
    for part in parts:
        found = re.findall(r"[^\W\d_]{2,}", part)
        small = [word for word in found if word[0].islower() and len(word) > 2 and word not in _OF_NAMES]
        if _PLACED.search(part) or "http" in part or len(found) < 2:
            continue
        if sure or (len(found) >= 3 and len(small) >= 2):
            return part.strip(" .,;")
    return ""


def _short(text: str) -> bool:
    """Authors, a title and a journal with its year, and nothing more: three full stops and no sentence."""
    return len(text) < 400 and text.count(". ") >= 2 and not _told(text)


def _told(text: str) -> bool:
    """Whether it reads as a sentence that tells of a work."""
    return bool(
        re.search(
            r"\b(?:was|were|showed|shown|reported|found|according|trial by|study by|see|we|have|they)\b",
            text[:600],
        )
    )
