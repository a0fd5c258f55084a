"""A study as a CSL-JSON item, the shape that every other part of this room works on.

CSL-JSON: https://github.com/citation-style-language/schema, ``csl-data.json`` of CSL 1.0.2.
"""

import re
from collections.abc import Sequence
from typing import Any

from hairtx.model import Study

Item = dict[str, Any]

# a list of authors that is known to go on ends in this name, so that no processor of other people's shows
# it as complete; ours shows the style's own "et al." instead
OTHERS = {"literal": "et al."}

# the lower-case beginning of a family name: "de la Cruz", "van Zuuren", "d'Ovidio"
_PARTICLE = re.compile(r"^((?:(?:[^\W\d_A-Z][^\s'’]*\s+)|(?:[^\W\d_A-Z][^\s'’]{0,2}['’]))+)(?=\S)")

# what a field of the record is called in CSL-JSON
_FIELDS = {
    "title": "title",
    "journal": "container-title",
    "journal_abbr": "container-title-short",
    "publisher": "publisher",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "url": "URL",
}


def item(study: Study, *, seen_only: bool = False) -> Item:
    """The CSL-JSON item of a study; ``seen_only`` leaves out what nobody has seen in a source.

    Fields that the study does not have are absent. ``accessed`` is the date of the last check, given for web
    pages that were themselves read. A list of authors that goes on ends in the name ``OTHERS``.
    """
    unseen = unseen_fields(study) if seen_only else frozenset[str]()
    fields: Item = {"id": study.id, "type": study.type}
    for ours, theirs in _FIELDS.items():
        value = getattr(study, ours)
        if value is not None and ours not in unseen:
            fields[theirs] = value
    if study.authors and "authors" not in unseen:
        fields["author"] = [author(text) for text in study.authors]
        if study.authors_partial:
            fields["author"].append(OTHERS)
    issued = _seen_date(study.date, unseen)
    if issued:
        fields["issued"] = date(issued)
    if study.type == "webpage" and any(page.page == study.url for page in study.provenance.seen):
        fields["accessed"] = date(study.provenance.checked)
    if study.type == "legal_case" and study.publisher and "publisher" not in unseen:
        fields["authority"] = study.publisher
    if study.type == "article":
        fields["genre"] = "Preprint"
    return fields


def unseen_fields(study: Study) -> frozenset[str]:
    """The fields of a citation that no source was seen for, by the record's names.

    Authors count among them where it is known that there are some and nobody saw who.
    """
    # the record may add a remark in brackets: "authors (given names)"
    named = {text.partition(" (")[0] for text in study.provenance.unseen}
    if study.authors_partial and not study.authors:
        named.add("authors")
    return frozenset(named & (set(_FIELDS) | {"authors", "date", "year", "month", "day"}))


def unseen_note(studies: Sequence[Study]) -> str | None:
    """One line that names the studies with fields that nobody saw; None if there are none."""
    unseen = {study.id: sorted(unseen_fields(study)) for study in studies}
    doubtful = [id_ for id_, fields in unseen.items() if fields]
    if not doubtful:
        return None
    shown = ", ".join(f"{id_} ({', '.join(unseen[id_])})" for id_ in doubtful[:3])
    more = f" and {len(doubtful) - 3} more" if len(doubtful) > 3 else ""
    return f"{len(doubtful)} of {len(unseen)} have fields that no source was seen for: {shown}{more}"


def author(text: str) -> dict[str, str]:
    """A CSL name from "Family, Given", "Family, Given, Suffix", "Family," or a group's name."""
    if "," not in text:
        return {"literal": text}
    family, given, suffix, *_ = [*(part.strip() for part in text.split(",", 2)), "", ""]
    name: dict[str, str] = {}
    particle = _PARTICLE.match(family)
    if particle:
        name["non-dropping-particle"] = particle[1].strip()
        family = family[particle.end() :]
    name["family"] = family
    if given:
        name["given"] = given
    if suffix:
        name["suffix"] = suffix
    return name


def date(text: str) -> dict[str, list[list[int]]]:
    """A CSL date from YYYY, YYYY-MM or YYYY-MM-DD."""
    return {"date-parts": [[int(part) for part in text.split("-")]]}


def is_partial(names: list[dict[str, Any]]) -> bool:
    """Whether a list of CSL names ends in a name that stands for those left out."""
    last = names[-1] if names else {}
    text = last.get("literal") or ("" if last.get("given") else last.get("family")) or ""
    return str(text).strip(" .").casefold() in ("et al", "others", "and others")


def _seen_date(text: str | None, unseen: frozenset[str]) -> str | None:
    if text is None or unseen & {"date", "year"}:
        return None
    if "month" in unseen:
        return text[:4]
    return text[:7] if "day" in unseen else text


def in_order(items: list[Item], by: str) -> list[Item]:
    """The items sorted by ``author``, ``title`` or ``year``, or as they are for any other word."""
    return sorted(items, key=lambda item: _sort_key(item, by)) if by in ("author", "title", "year") else items


def _sort_key(item: Item, by: str) -> tuple[bool, str, str]:
    # what has no author, title or year comes last
    title = str(item.get("title", "")).casefold()
    if by == "title":
        return (not title, title, "")
    if by == "year":
        parts = item.get("issued", {}).get("date-parts") or [[]]
        return (not parts[0], "".join(f"{int(str(part).strip() or 0):04}" for part in parts[0]), title)
    first = (item.get("author") or item.get("editor") or [{}])[0]
    name = str(first.get("family") or first.get("literal") or "").casefold()
    return (not name, name, title)
