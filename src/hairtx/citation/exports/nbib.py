"""NBIB, PubMed's citation file: the MEDLINE display format (NLM, "MEDLINE/PubMed Data Element Descriptions")."""

import re
from collections.abc import Iterator, Sequence

from hairtx.citation.csl import OTHERS, Item
from hairtx.citation.exports.fields import date_parts, family, inverted, lines, names, plain

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TYPES = {"article-journal": "Journal Article", "article": "Preprint", "dataset": "Dataset"}


def dump(items: Sequence[Item]) -> str:
    """The items as an ``.nbib`` file, an empty line between records.

    A record begins with its PMID; one without says that it is not the National Library's.
    """
    return "\n".join(lines(_tags(item), "{:<4}- {}\n") for item in items)


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    pmid = plain(item.get("PMID"))
    yield ("PMID", pmid) if pmid else ("OWN", "NOTNLM")
    yield "TI", plain(item.get("title"))
    yield "PG", plain(item.get("page"))
    doi = f"{plain(item['DOI'])} [doi]" if item.get("DOI") else ""
    yield "LID", doi
    for tag, short, role in (("FAU", "AU", "author"), ("FED", "ED", "editor")):
        listed, partial = names(item, role)
        for name in listed:
            if "family" not in name:
                yield "CN", inverted(name)
                continue
            yield tag, inverted(name)
            yield short, _initialled(name)
        if partial:
            yield "CN", OTHERS["literal"]
    yield "LA", plain(item.get("language"))
    yield "PT", _TYPES.get(str(item.get("type")), plain(item.get("genre")) or "Other")
    yield "PL", plain(item.get("publisher-place"))
    yield "PB", plain(item.get("publisher"))
    yield "TA", plain(item.get("container-title-short"))
    yield "JT", plain(item.get("container-title"))
    yield "VI", plain(item.get("volume"))
    yield "IP", plain(item.get("issue"))
    yield "DP", _published(date_parts(item, "issued"))
    yield "PMC", plain(item.get("PMCID"))
    yield "AID", doi


def _published(parts: list[int]) -> str:
    if not parts:
        return ""
    month = [_MONTHS[parts[1] - 1]] if len(parts) > 1 and 1 <= parts[1] <= 12 else []
    return " ".join([str(parts[0]), *month, *(str(day) for day in parts[2:])])


def _initialled(name: dict[str, str]) -> str:
    given = re.split(r"[\s.\-]+", plain(name.get("given")))
    initials = "".join(part if part.isupper() and len(part) < 4 else part[:1].upper() for part in given)
    return " ".join(part for part in (plain(family(name)), initials, plain(name.get("suffix"))) if part)
