"""Identifiers in a text: DOIs, PMIDs, PMCIDs, arXiv and ClinicalTrials.gov numbers, bare or in addresses.

Each pattern reads its text in one pass: none holds a repetition inside a repetition.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import unquote

Scheme = Literal["doi", "pmid", "pmcid", "arxiv", "nct", "url"]

# a DOI's own characters are nearly free; quotes, angle brackets and spaces end it
_DOI = re.compile(
    r"(?<![\w.])(?:https?://[\w.]{0,40}doi\.org/|doi\.org/)?10\.\d{4,9}(?:/|%2[Ff])\s?[^\s\"<>“”|`\\^]{1,300}"
)
_NUMBERS: tuple[tuple[Scheme, "re.Pattern[str]"], ...] = (
    ("pmid", re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed|pubmed\.gov)/(\d{1,8})\b", re.I)),
    # "PMID: 1", "PubMed PMID: 1", "PMID 1", "PubMed ID 1"
    ("pmid", re.compile(r"\b(?:PMID|PubMed ID)\s{0,3}:?\s{0,3}(\d{1,8})\b", re.I)),
    ("pmcid", re.compile(r"\b(PMC\d{3,9})\b", re.I)),
    ("arxiv", re.compile(r"\barXiv\s?:\s?(\d{4}\.\d{4,5}|[a-z-]{2,20}/\d{7})", re.I)),
    ("arxiv", re.compile(r"\barxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5}|[a-z-]{2,20}/\d{7})", re.I)),
    ("nct", re.compile(r"\b(NCT\s?\d{8})\b", re.I)),
)  # fmt: skip
_URL = re.compile(r"https?://[^\s\"<>“”|`\\^]{4,500}", re.I)
_AFTER = re.compile(r"/(?:full|abstract|e?pdf|fulltext|html|meta|summary)(?:/.*)?$", re.I)
_DOI_PREFIX = re.compile(r"10\.\d{4,9}/")


class Identifier(NamedTuple):
    """An identifier in its plain form, and the place in the text that it stands at."""

    scheme: Scheme
    value: str
    start: int
    end: int


def identifiers(text: str) -> list[Identifier]:
    """Every identifier in a text, in its order; an address is one only where nothing else is in it."""
    found = list(_dois(text))
    for scheme, pattern in _NUMBERS:
        found += [
            Identifier(scheme, _plain(scheme, hit[1]), hit.start(), hit.end())
            for hit in pattern.finditer(text)
            if not _inside(hit.start(), found, "doi")
        ]
    for hit in _URL.finditer(text):
        address = _trimmed(hit[0])
        end = hit.start() + len(address)
        if not any(
            hit.start() <= other.start < end or other.start <= hit.start() < other.end for other in found
        ):
            found.append(Identifier("url", address, hit.start(), end))
    return sorted(found, key=lambda identifier: identifier.start)


def first_of_each(found: list[Identifier]) -> dict[str, str]:
    """The first identifier of each scheme, as the rows of an audit give them; addresses are left out."""
    out: dict[str, str] = {}
    for identifier in found:
        if identifier.scheme != "url":
            out.setdefault(identifier.scheme, identifier.value)
    return out


def plain_doi(text: str) -> str | None:
    """The DOI that a field of a reference holds, in lower case, or None."""
    return next((found.value for found in _dois(text)), None)


def address(url: str) -> str:
    """An address as it is compared: without scheme, www, trailing slash, and case."""
    plain = re.sub(r"^https?://(?:www\.)?", "", url.strip().lower())
    return plain.rstrip("/")


def _dois(text: str) -> Iterator[Identifier]:
    for hit in _DOI.finditer(text):
        raw = _trimmed(hit[0])
        begin = hit.start()
        value = unquote(raw) if "%" in raw else raw
        value = re.sub(r"\s", "", value[value.find("10.") :])
        # what a publisher's address adds: /full, /pdf, ?download=true
        value = _AFTER.sub("", value.partition("?")[0].partition("#")[0])
        prefix = _DOI_PREFIX.match(value)
        if prefix and len(value) > prefix.end():
            yield Identifier("doi", value.lower(), begin, begin + len(raw))


def _trimmed(raw: str) -> str:
    """Without what belongs to the sentence or the markup: closing brackets that were not opened, full stops."""
    # the link of Markdown: [10.1/a](https://doi.org/10.1/a)
    raw = raw.partition("](")[0]
    while raw:
        last = raw[-1]
        if last in ".,;:!?'’‘*_«»…" or (last in ")]}" and raw.count(_OPENS[last]) < raw.count(last)):
            raw = raw[:-1]
        else:
            break
    # a bracket closed in the middle ends it as well: (doi:10.1/a)(see)
    for place, char in enumerate(raw):
        if char in ")]}" and raw.count(_OPENS[char], 0, place) < raw.count(char, 0, place + 1):
            return _trimmed(raw[:place])
    return raw


_OPENS = {")": "(", "]": "[", "}": "{"}


def _plain(scheme: Scheme, value: str) -> str:
    if scheme in ("nct", "pmcid"):
        return re.sub(r"\s", "", value).upper()
    return value.lstrip("0") or "0" if scheme == "pmid" else value.lower()


def _inside(place: int, found: list[Identifier], scheme: Scheme) -> bool:
    return any(other.scheme == scheme and other.start <= place < other.end for other in found)
