"""RIS, read by its own tags (RIS Format Specification of 2011; the tags of EndNote and Zotero besides)."""

import re
from typing import Any

from hairtx.citation.csl import author
from hairtx.citation.exports.ris import TYPES
from hairtx.citation.readers import Read, Trouble
from hairtx.citation.readers.tagged import Record, numbers, records

_LINE = re.compile(r"^([A-Z][A-Z0-9])  ?-(?: |$)(.*)$")
_TYPES = {ris: csl for csl, ris in reversed(TYPES.items())} | {
    "ABST": "article-journal", "EJOUR": "article-journal", "JFULL": "article-journal", "INPR": "article-journal",
    "EBOOK": "book", "EDBOOK": "book", "ECHAP": "chapter", "ICOMM": "webpage", "BLOG": "post-weblog",
    "GEN": "document",
}  # fmt: skip
_FIELDS = {
    "title": ("TI", "T1", "CT"), "container-title-short": ("J2", "JA", "JO"), "volume": ("VL",),
    "issue": ("IS",), "publisher": ("PB",), "publisher-place": ("CY", "PP"), "edition": ("ET",),
    "genre": ("M3",), "DOI": ("DO",), "PMID": ("AN",), "PMCID": ("C2",), "URL": ("UR", "L1"),
    "language": ("LA",), "id": ("ID",),
}  # fmt: skip
_CONTAINER = ("T2", "JF", "BT", "JO")


def load(text: str) -> Read:
    """The references of a RIS file."""
    troubles: list[Trouble] = []
    found = records(text, _LINE, lambda tag, _: tag == "TY", lambda tag: tag == "ER", troubles)
    items = [item for record in found if (item := _item(record, troubles))]
    return Read(items, troubles)


def _item(record: Record, troubles: list[Trouble]) -> dict[str, Any] | None:
    kind = record.first("TY").upper()
    if kind not in _TYPES:
        troubles.append(Trouble(record.line, f"not a type of RIS: {kind or 'nothing'}"))
        return None
    item: dict[str, Any] = {"type": _TYPES[kind]}
    for name, tags in _FIELDS.items():
        if value := record.first(*tags):
            item[name] = value
    container = record.first(*_CONTAINER)
    if container and container != item.get("title"):
        item["container-title"] = container
    if item.get("container-title-short") == container:
        del item["container-title-short"]
    if not str(item.get("PMID", "")).isdecimal():
        # an accession number may be any database's
        item.pop("PMID", None)
    for role, tags in (("author", ("AU", "A1")), ("editor", ("A2", "ED")), ("translator", ("A4",))):
        if listed := record.all(*tags):
            item[role] = [author(name) for name in listed]
    first, last = record.first("SP"), record.first("EP")
    if first:
        item["page"] = f"{first}-{last}" if last and last != first and "-" not in first else first
    for name, tags in (("issued", ("DA", "PY", "Y1")), ("accessed", ("Y2",))):
        if parts := numbers(record.first(*tags)):
            item[name] = {"date-parts": [parts]}
    if not item.get("title"):
        troubles.append(Trouble(record.line, "a reference without a title"))
        return None
    return item
