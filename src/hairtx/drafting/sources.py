"""Services' records and entries of people's files as drafts."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, get_args

from hairtx.audit.identifiers import plain_doi
from hairtx.citation.csl import Item
from hairtx.citation.exports.fields import date_parts
from hairtx.drafting.draft import Draft, Journals
from hairtx.model import Notice
from hairtx.remote.work import TrialFacts, Work, WorkNotice
from hairtx.rules.bibliography import FORMS
from hairtx.safe import safe
from hairtx.trust.compare import written_out
from hairtx.vocabulary import CslType

# what PubMed's publication types say of a design, the most telling first
_DESIGNS = {
    "Network Meta-Analysis": "network-meta-analysis",
    "Meta-Analysis": "meta-analysis",
    "Systematic Review": "systematic-review",
    "Practice Guideline": "guideline",
    "Guideline": "guideline",
    "Consensus Statement": "guideline",
    "Randomized Controlled Trial": "rct",
    "Controlled Clinical Trial": "controlled-trial",
    "Case Reports": "case-report",
    "Review": "narrative-review",
}


def of_works(asked: str, works: Sequence[Work], journals: Journals) -> Draft:
    """A draft of what several services say of one work; the first that has a field gives it."""

    def first(name: str) -> Any:
        return next((value for work in works if (value := getattr(work, name))), None)

    journal, short = journals.named(first("journal"), first("journal_abbr"))
    kind = next((work.type for work in works if work.type in get_args(CslType)), "article-journal")
    trial: TrialFacts | None = first("trial")
    fields = {
        "title": first("title"),
        "authors": max((work.authors for work in works), key=len),
        "journal": journal,
        "journal_abbr": short,
        "publisher": None if journal else first("publisher"),
        "url": next((work.address for work in works if work.trial), None),
        # the date; PubMed knows it best
        "date": max((work.date for work in works if work.date), key=len, default=None),
        "volume": first("volume"),
        "issue": first("issue"),
        "pages": first("pages") or first("article_number"),
        "doi": first("doi"),
        "pmid": first("pmid"),
        "pmcid": first("pmcid"),
        "type": kind,
        "registration": tuple(dict.fromkeys(number for work in works for number in work.registration)),
        "n": trial.enrolment if trial and trial.enrolment_is_actual else None,
    }
    kept, hints = _formed(fields)
    pubtypes = tuple(dict.fromkeys(one for work in works for one in work.pubtypes))
    if pubtypes:
        hints["design"] = f"PubMed: {', '.join(pubtypes)}"
    if trial:
        hints |= dict(_of_trial(trial))
    notices = tuple(dict.fromkeys(notice for work in works for notice in work.notices))
    return Draft(
        asked=asked,
        fields=kept,
        pages=tuple(dict.fromkeys(work.address for work in works)),
        sources=tuple(dict.fromkeys(work.source for work in works)),
        notices=tuple(_notice(notice, works) for notice in _once(notices)),
        hints=hints,
        design=next((design for name, design in _DESIGNS.items() if name in pubtypes), None),
    )


def of_item(item: Item, journals: Journals) -> Draft:
    """A draft of an entry of somebody's file: nobody has seen any of it."""
    journal, short = journals.named(
        _text(item.get("container-title")), _text(item.get("container-title-short"))
    )
    year_first = enumerate(date_parts(item, "issued"))
    date = "-".join(f"{number:02}" if at else f"{number:04}" for at, number in year_first) or None
    authors = tuple(name for one in item.get("author") or () if (name := _author(one)))
    complete = not any(re.fullmatch(r"(?:and )?others|et al\.?", name, re.I) for name in authors)
    kind = item.get("type")
    fields = {
        "title": _text(item.get("title")),
        "authors": tuple(n for n in authors if not re.fullmatch(r"(?:and )?others|et al\.?", n, re.I)),
        "authors_partial": None if complete else True,
        "journal": journal,
        "journal_abbr": short,
        "publisher": None if journal else _text(item.get("publisher")),
        "url": None if item.get("DOI") else _text(item.get("URL")),
        "date": date,
        "volume": _text(item.get("volume")),
        "issue": _text(item.get("issue")),
        "pages": _text(item.get("page")),
        "doi": plain_doi(_text(item.get("DOI")) or _text(item.get("URL")) or ""),
        "pmid": _text(item.get("PMID")),
        "pmcid": _text(item.get("PMCID")),
        "type": kind if kind in get_args(CslType) else "article",
    }
    kept, hints = _formed(fields)
    return Draft(asked=str(item.get("id", "")), fields=kept, sources=("a file",), hints=hints)


_ADDRESS = r"https?://[^\s<>\"]+"


def _formed(fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values in the form that the dataset's rules want, and those that cannot be brought into it, as hints."""
    kept: dict[str, Any] = {}
    hints: dict[str, str] = {}
    for name, value in fields.items():
        if value in (None, "", ()):
            continue
        raw = value
        if isinstance(value, str):
            value = _CLEAN.get(name, _plain)(_plain(value))
        elif isinstance(value, tuple):
            value = tuple(_plain(one) for one in value)
        form = _ADDRESS if name == "url" else FORMS.get(name, (r".*", ""))[0]
        if isinstance(value, str) and not re.fullmatch(form, value):
            hints[name] = f"given as {_plain(str(raw))}"
        else:
            kept[name] = value
    if kept.get("type") == "article-journal" and not kept.get("authors"):
        kept["authors_partial"] = True
    return kept, hints


def _plain(text: str) -> str:
    """Without markup, hidden characters and stray spaces."""
    text = re.sub(r"</?[a-zA-Z][^<>]{0,100}>", "", text)
    return " ".join(safe(text).split())


def _pages(text: str) -> str:
    return written_out(re.sub(r"\s*[-–—‐‑−]+\s*", "-", text).replace(",", ", ").replace("  ", " "))


def _pmcid(text: str) -> str:
    return text.upper() if text.upper().startswith("PMC") else f"PMC{text}"


_CLEAN: dict[str, Callable[[str], str]] = {
    "title": lambda text: text.removesuffix("."),
    "pages": _pages,
    "pmcid": _pmcid,
}


def _author(name: Any) -> str:
    if name.get("literal"):
        return str(name["literal"]).replace(",", "").strip()
    family = " ".join(
        filter(None, (name.get("dropping-particle"), name.get("non-dropping-particle"), name.get("family")))
    )
    parts = [
        part.replace(",", " ").strip() for part in (family, name.get("given") or "", name.get("suffix") or "")
    ]
    if not parts[0]:
        return ""
    # a family name alone keeps its comma: a name without one is a group's
    return f"{parts[0]}, {parts[1]}, {parts[2]}" if parts[2] else f"{parts[0]}, {parts[1]}".rstrip(" ")


def _of_trial(trial: TrialFacts) -> Iterator[tuple[str, str]]:
    """What the registry says, in its own words, by the field that it may help with."""
    design = [trial.study_type, trial.allocation]
    yield "design", f"the registry: {', '.join(filter(None, design)) or 'nothing'}"
    if trial.masking:
        yield "blinding", f"the registry: masking {trial.masking}"
    if trial.conditions:
        yield "conditions", f"the registry: {', '.join(trial.conditions)}"
    if trial.interventions:
        yield "treatments", f"the registry: {', '.join(trial.interventions)}"
    if trial.arms:
        yield "population", f"the registry's arms: {', '.join(trial.arms)}"
    if trial.enrolment is not None and not trial.enrolment_is_actual:
        yield "n", f"{trial.enrolment} are planned"
    if trial.status:
        yield "finding", f"the registry: {trial.status}"
    if trial.pmids:
        yield "trial", f"reports that the registry names: PMID {', '.join(trial.pmids)}"


def _notice(notice: WorkNotice, works: Sequence[Work]) -> Notice:
    url = next(work.address for work in works if notice in work.notices)
    if notice.doi:
        url = f"https://doi.org/{notice.doi}"
    elif notice.pmid:
        url = f"https://pubmed.ncbi.nlm.nih.gov/{notice.pmid}/"
    return Notice(
        kind=notice.kind, date=notice.date, url=url, text=f"Told by {_plain(notice.told_by)}; not read."
    )


def _once(notices: Sequence[WorkNotice]) -> list[WorkNotice]:
    """Notices that two services tell of, once."""
    kept: list[WorkNotice] = []
    for notice in notices:
        same = [one for one in kept if one.kind == notice.kind]
        if not same or (notice.kind != "retraction" and all(one.doi != notice.doi for one in same)):
            kept.append(notice)
    return kept


def _text(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None
