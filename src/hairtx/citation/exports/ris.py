"""RIS (Research Information Systems' RIS Format Specification of 2011)."""

from collections.abc import Iterator, Sequence

from hairtx.citation.csl import OTHERS, Item
from hairtx.citation.exports.fields import date_parts, inverted, lines, names, page_range, plain

TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "article": "UNPB",
    "bill": "BILL", "book": "BOOK", "broadcast": "VIDEO", "chapter": "CHAP", "dataset": "DATA",
    "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "legal_case": "CASE", "legislation": "STAT",
    "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "VIDEO", "paper-conference": "CONF",
    "patent": "PAT", "personal_communication": "PCOMM", "post-weblog": "BLOG", "report": "RPRT",
    "software": "COMP", "speech": "CPAPER", "standard": "STAND", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip


def dump(items: Sequence[Item]) -> str:
    """The items as a ``.ris`` file, one tag a line."""
    return "\n".join(lines(_tags(item), "{}  - {}\n") + "ER  - \n" for item in items)


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(str(item.get("type")), "GEN")
    yield "ID", plain(item.get("id"))
    for tag, role in (("AU", "author"), ("A2", "editor"), ("A4", "translator")):
        listed, partial = names(item, role)
        for name in listed:
            yield tag, inverted(name)
        if partial:
            yield tag, OTHERS["literal"]
    yield "TI", plain(item.get("title"))
    yield "T2", plain(item.get("container-title"))
    yield "J2", plain(item.get("container-title-short"))
    issued = date_parts(item, "issued")
    if issued:
        yield "PY", str(issued[0])
    if len(issued) > 1:
        yield "DA", _slashed(issued)
    yield "VL", plain(item.get("volume"))
    yield "IS", plain(item.get("issue") or item.get("number"))
    first, last = page_range(item)
    yield "SP", first
    yield "EP", last
    yield "PB", plain(item.get("publisher"))
    yield "CY", plain(item.get("publisher-place"))
    yield "ET", plain(item.get("edition"))
    yield "M3", plain(item.get("genre"))
    yield "DO", plain(item.get("DOI"))
    yield "AN", plain(item.get("PMID"))
    yield "C2", plain(item.get("PMCID"))
    yield "UR", plain(item.get("URL"))
    accessed = date_parts(item, "accessed")
    yield "Y2", _slashed(accessed) if accessed else ""
    yield "LA", plain(item.get("language"))


def _slashed(parts: list[int]) -> str:
    # year/month/day/other, all slashes written
    year, month, day = [*parts, 0, 0][:3]
    return f"{year}/{month:02}/{f'{day:02}' if day else ''}/" if month else f"{year}///"
