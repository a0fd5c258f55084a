"""NBIB, PubMed's citation file, read by the tags of the MEDLINE display format."""

import re
from typing import Any

from hairtx.citation.csl import author
from hairtx.citation.readers import Read, Trouble
from hairtx.citation.readers.tagged import Record, records

_LINE = re.compile(r"^([A-Z]{2,4}) {0,2}- ?(.*)$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIELDS = {
    "title": ("TI", "BTI", "TT"), "container-title": ("JT",), "container-title-short": ("TA",),
    "volume": ("VI",), "issue": ("IP",), "page": ("PG",), "PMID": ("PMID",), "PMCID": ("PMC",),
    "publisher": ("PB",), "publisher-place": ("PL",), "language": ("LA",),
}  # fmt: skip


def load(text: str) -> Read:
    """The references of an NBIB file."""
    troubles: list[Trouble] = []

    def begins(tag: str, after_blank: bool) -> bool:
        return tag == "PMID" or after_blank

    found = records(text, _LINE, begins, lambda _: False, troubles)
    items = [item for record in found if (item := _item(record, troubles))]
    return Read(items, troubles)


def _item(record: Record, troubles: list[Trouble]) -> dict[str, Any] | None:
    preprint = "Preprint" in record.all("PT")
    item: dict[str, Any] = {"type": "article" if preprint else "article-journal"}
    for name, tags in _FIELDS.items():
        if value := record.first(*tags):
            item[name] = value
    if not item.get("title"):
        troubles.append(Trouble(record.line, "a reference without a title"))
        return None
    if item.get("language") == "eng":
        item["language"] = "en"
    # PubMed ends every title in a full stop and brackets translated ones
    item["title"] = re.sub(r"^\[(.*)\]$", r"\1", item["title"].removesuffix("."))
    item["id"] = item.get("PMID")
    people = [value for tag, value in record.tags if tag in ("FAU", "CN")] or record.all("AU")
    if people:
        item["author"] = [author(name) if ", " in name else _short(name, record) for name in people]
    for value in record.all("LID", "AID"):
        if value.endswith("[doi]"):
            item["DOI"] = value.removesuffix("[doi]").strip()
    if parts := _date(record.first("DP", "DEP")):
        item["issued"] = {"date-parts": [parts]}
    return item


def _short(name: str, record: Record) -> dict[str, str]:
    # "AU" writes "Kim JE", and a group ("CN") is written as it is
    found = re.match(r"^(.+) ([A-Z]{1,4})$", name)
    if found and name not in record.all("CN"):
        return {"family": found[1], "given": " ".join(found[2])}
    return {"literal": name}


def _date(text: str) -> list[int]:
    if re.fullmatch(r"\d{8}", text):
        return [int(text[:4]), int(text[4:6]), int(text[6:])]
    found = re.match(r"(\d{4})(?: (\w{3})\w*)?(?: (\d{1,2})\b)?", text)
    if not found:
        return []
    month = (found[2] or "").lower()
    parts = [int(found[1])]
    if month in _MONTHS:
        parts.append(_MONTHS.index(month) + 1)
        parts += [int(found[3])] if found[3] else []
    return parts
