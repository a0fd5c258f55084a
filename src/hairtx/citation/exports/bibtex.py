"""BibTeX and BibLaTeX (``btxdoc`` of BibTeX 0.99d; the BibLaTeX manual 3.20, chapters 2.1 and 2.2)."""

import re
from collections.abc import Iterator, Sequence

from hairtx.citation.csl import Item
from hairtx.citation.exports import latex
from hairtx.citation.exports.fields import date_parts, family, names, page_range, plain

_BIBTEX = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "review": "article", "book": "book", "chapter": "incollection", "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings", "thesis": "phdthesis", "report": "techreport",
    "manuscript": "unpublished",
}  # fmt: skip
_BIBLATEX = {
    **_BIBTEX, "thesis": "thesis", "report": "report", "webpage": "online", "article": "online",
    "post-weblog": "online", "post": "online", "dataset": "dataset", "software": "software",
    "patent": "patent", "legal_case": "jurisdiction", "legislation": "legislation",
    "entry-encyclopedia": "inreference", "speech": "unpublished",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def dump(items: Sequence[Item], *, biblatex: bool = False) -> str:
    """The items as a ``.bib`` file; each entry under its id, made unique and free of what a key may not hold."""
    out: list[str] = []
    keys: set[str] = set()
    for item in items:
        key = stem = re.sub(r"[^A-Za-z0-9:._+/-]", "", str(item.get("id", ""))) or "item"
        number = 1
        while key.lower() in keys:
            number += 1
            key = f"{stem}-{number}"
        keys.add(key.lower())
        kinds = _BIBLATEX if biblatex else _BIBTEX
        kind = kinds.get(str(item.get("type")), "misc")
        fields = [(name, value) for name, value in _fields(item, kind, biblatex) if value]
        body = "".join(f"  {name} = {_value(name, value)},\n" for name, value in fields)
        out.append(f"@{kind}{{{key},\n{body}}}\n")
    return "\n".join(out)


def _value(name: str, value: str) -> str:
    # the months are macros of every bibliography style
    return value if name == "month" else f"{{{value}}}"


def _fields(item: Item, kind: str, biblatex: bool) -> Iterator[tuple[str, str]]:
    ascii_only = not biblatex

    def text(value: object) -> str:
        return latex.escaped(plain(value), ascii_only=ascii_only)

    for role in ("author", "editor", "translator") if biblatex else ("author", "editor"):
        yield role, _people(item, role, ascii_only)
    yield "title", latex.title(" ".join(str(item.get("title") or "").split()), ascii_only=ascii_only)
    container = latex.title(plain(item.get("container-title")), ascii_only=ascii_only)
    if kind == "article":
        yield "journaltitle" if biblatex else "journal", text(item.get("container-title"))
        yield "shortjournal" if biblatex else "", text(item.get("container-title-short")) if biblatex else ""
    elif kind in ("incollection", "inproceedings", "inreference"):
        yield "booktitle", container
    else:
        yield "howpublished" if not biblatex else "maintitle" if kind == "book" else "organization", container
    yield from _dates(item, biblatex)
    yield "volume", text(item.get("volume"))
    yield "number", text(item.get("issue") or item.get("number"))
    first, last = page_range(item)
    yield "pages", text(first) + (f"--{text(last)}" if last else "")
    publisher = {"phdthesis": "school", "techreport": "institution"}.get(kind, "publisher")
    if biblatex and kind in ("thesis", "report"):
        publisher = "institution"
    yield publisher, text(item.get("publisher"))
    yield "location" if biblatex else "address", text(item.get("publisher-place"))
    yield "edition", text(item.get("edition"))
    yield "type", text(item.get("genre")) or ("phdthesis" if kind == "thesis" else "")
    yield "version", text(item.get("version"))
    for name, variable in (("doi", "DOI"), ("url", "URL")):
        # braces would end the field, and an address may not hold them unescaped
        yield name, plain(item.get(variable)).replace("{", "%7B").replace("}", "%7D")
    if biblatex and item.get("PMID"):
        yield "eprint", text(item.get("PMID"))
        yield "eprinttype", "pubmed"
    else:
        yield "pmid", text(item.get("PMID"))
    yield "pmcid", text(item.get("PMCID"))


def _dates(item: Item, biblatex: bool) -> Iterator[tuple[str, str]]:
    issued, accessed = date_parts(item, "issued"), date_parts(item, "accessed")
    if biblatex:
        yield "date", _iso(issued)
    elif issued:
        yield "year", str(issued[0])
        yield "month", _MONTHS[issued[1] - 1] if len(issued) > 1 and 1 <= issued[1] <= 12 else ""
    yield "urldate", _iso(accessed) if item.get("URL") else ""


def _iso(parts: list[int]) -> str:
    return "-".join(f"{part:02}" for part in parts)


def _people(item: Item, role: str, ascii_only: bool) -> str:
    listed, partial = names(item, role)
    out = [_person(name, ascii_only) for name in listed]
    return " and ".join([*out, "others"] if partial else out)


def _person(name: dict[str, str], ascii_only: bool) -> str:
    def text(value: object) -> str:
        return latex.escaped(plain(value), ascii_only=ascii_only)

    if "literal" in name and "family" not in name:
        return "{" + text(name["literal"]) + "}"
    parts = [text(family(name)), text(name.get("suffix")), text(name.get("given"))]
    if " and " in parts[0]:
        parts[0] = "{" + parts[0] + "}"
    if not parts[2]:
        # a family name alone would be read as "Given Family" where it has spaces
        return "{" + parts[0] + "}"
    return ", ".join(part for part in parts if part)
