"""Entries of files of references as the references of an audit."""

from collections.abc import Mapping
from typing import Any

from hairtx.audit.identifiers import Identifier, Scheme, plain_doi
from hairtx.audit.reference import Reference
from hairtx.citation.csl import Item


def reference(item: Item) -> Reference:
    """A CSL-JSON item as one line in Vancouver's order, with its title and identifiers known for sure."""
    title = _plain(item.get("title"))
    parts = [
        _names(item),
        title,
        _plain(item.get("container-title")) or _plain(item.get("publisher")),
        _issue(item),
    ]
    text = " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)
    found: list[Identifier] = []
    for scheme, value in _numbers(item):
        lead = {"doi": " doi:", "pmid": " PMID: ", "pmcid": " PMCID: "}.get(scheme, " ")
        found.append(Identifier(scheme, value, len(text) + len(lead), len(text) + len(lead) + len(value)))
        text += lead + value
    return Reference(str(item.get("id", "")), text, title=title, found=found)


def _names(item: Item) -> str:
    names = []
    for name in item.get("author") or item.get("editor") or ():
        family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
        initials = "".join(
            part[0] for part in str(name.get("given") or "").replace("-", " ").replace(".", " ").split()
        )
        names.append(str(name.get("literal") or f"{family} {initials}").strip())
    return ", ".join(filter(None, names))


def _issue(item: Item) -> str:
    issued: Mapping[str, Any] = item.get("issued") or {}
    dates = issued.get("date-parts") or [[]]
    year = str(dates[0][0]) if dates and dates[0] else _plain(issued.get("raw") or issued.get("literal"))
    volume, issue, page = (_plain(item.get(name)) for name in ("volume", "issue", "page"))
    place = volume + (f"({issue})" if issue else "") + (f":{page}" if page else "")
    return f"{year};{place}" if year and place else year or place


def _numbers(item: Item) -> list[tuple[Scheme, str]]:
    out: list[tuple[Scheme, str]] = []
    if doi := plain_doi(_plain(item.get("DOI")) or _plain(item.get("URL"))):
        out.append(("doi", doi))
    if (pmid := _plain(item.get("PMID"))).isdecimal():
        out.append(("pmid", pmid))
    if pmcid := _plain(item.get("PMCID")).upper():
        out.append(("pmcid", pmcid if pmcid.startswith("PMC") else f"PMC{pmcid}"))
    url = _plain(item.get("URL"))
    if url and not plain_doi(url):
        out.append(("url", url))
    return out


def _plain(value: object) -> str:
    import re

    text = "" if value is None else str(value)
    return " ".join(re.sub(r"</?(?:i|b|sub|sup|sc|span)\b[^<>]{0,80}>", "", text).split())
