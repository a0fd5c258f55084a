"""Rules on references: forms of identifiers, journals, authors, what was seen and what was not."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from hairtx.dataset import Dataset
from hairtx.faults import Problem
from hairtx.folder import EDITION_FILE
from hairtx.model import Study
from hairtx.names import fold
from hairtx.rules.finding import problem, records

# the form of a field, and an example of it for people
FORMS: dict[str, tuple[str, str]] = {
    "doi": (r"10\.\d{4,9}/[^\s?#<>]+", "10.1234/abc"),
    "pmid": (r"[1-9]\d{0,8}", "digits only"),
    "pmcid": (r"PMC[1-9]\d+", "PMC1234567"),
    "pages": (
        r"[A-Za-z]{0,4}\d+e?([a-z]{1,2}\d+)?(\.e\d+)?(-[A-Za-z]{0,3}\d+e?(\.e\d+)?)?"
        r"(, [A-Za-z]{0,4}\d+(-[A-Za-z]{0,3}\d+)?)*",
        "123-130, e45 or CD001234, with an ordinary hyphen",
    ),
    "volume": (r"[A-Za-z]{0,3}\d+([-/]\d+)?([ A-Za-z()]*\d*\)?)?", "a number"),
    "date": (r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", "YYYY, YYYY-MM or YYYY-MM-DD"),
}


_NCT = re.compile(r"NCT\d{8}")


def forms(dataset: Dataset) -> Iterator[Problem]:
    """Identifiers, pages, volumes, dates and addresses have the form that they are known by."""
    if not _is_day(dataset.edition.date):
        yield Problem(
            EDITION_FILE, None, "", "date", f"'{dataset.edition.date}' is not of the form: YYYY-MM-DD"
        )
    for study in dataset.studies.values():
        for field, (form, shape) in FORMS.items():
            value = getattr(study, field)
            if value and not re.fullmatch(form, value):
                yield problem("study", study.id, field, f"'{value}' is not of the form: {shape}")
        if study.date and len(study.date) == len("2020-08-03") and not _is_day(study.date):
            yield problem("study", study.id, "date", f"'{study.date}' is no day of the calendar")
        for number in (*study.registration, study.trial or ""):
            if number.upper().startswith("NCT") and not _NCT.fullmatch(number):
                yield problem("study", study.id, "registration", f"'{number}' is not NCT and eight digits")
            if re.search(r"[;,()]", number):
                yield problem("study", study.id, "registration", f"'{number}' holds a remark: numbers only")
        for author in study.authors:
            if re.search(r"^\s|\s$|\s,|,\S|  |\bet al\b|;", author):
                yield problem("study", study.id, "authors", f"'{author}' is not \"Family, Given\" or a group")
        dates = [("provenance", study.provenance.checked), ("provenance", study.provenance.second_reading)]
        for field, date in [*dates, *(("notices", notice.date) for notice in study.notices)]:
            if date is not None and not re.fullmatch(FORMS["date"][0], date):
                yield problem("study", study.id, field, f"'{date}' is not of the form: YYYY-MM-DD")
    for kind, record in records(dataset):
        for field, url in _addresses(record):
            if not re.fullmatch(r"https?://[^\s<>\"]+", url):
                yield problem(kind, record.id, field, f"'{url[:80]}' is not an address")


def _is_day(text: str) -> bool:
    try:
        # later Pythons read other forms of ISO 8601 too
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _addresses(record: Any) -> Iterator[tuple[str, str]]:
    for name in record.__struct_fields__:
        value = getattr(record, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, msgspec.Struct):
                yield from (
                    (name, url) for url in (*getattr(part, "pages", ()), getattr(part, "url", None)) if url
                )
            if name == "provenance":
                yield from ((name, seen.page) for seen in part.seen)
            elif name == "pages" and isinstance(value, tuple):
                yield name, part
        if name == "url" and value:
            yield name, value


def provenance(dataset: Dataset) -> Iterator[Problem]:
    """What was seen, and what was not, agrees with the record's status."""
    bibliographic = set(Study.__struct_fields__) - {"provenance"}
    for study in dataset.studies.values():
        seen = study.provenance
        for name in seen.unseen:
            if name not in bibliographic:
                yield problem("study", study.id, "provenance.unseen", f"'{name}' is no field of a study")
            elif name != "treatments" and getattr(study, name) in (None, ()):
                yield problem("study", study.id, "provenance.unseen", f"'{name}' is not in the record at all")
        primary = any(page.kind == "primary" for page in seen.seen)
        if seen.status == "corroborated" and (seen.unseen or study.authors_partial or not primary):
            yield problem(
                "study", study.id, "provenance.status", "corroborated, but not every field was seen"
            )
        if (seen.status == "disputed") != (study.dispute is not None):
            yield problem("study", study.id, "dispute", "a disputed status and a dispute go together")
        if seen.status in ("corroborated", "partial") and not seen.seen:
            yield problem("study", study.id, "provenance.seen", "no page, so it is unverified")


def authors_are_told(dataset: Dataset) -> Iterator[Problem]:
    """A journal article without an author says that its authors are not known."""
    for study in dataset.studies.values():
        if study.type == "article-journal" and not study.authors and not study.authors_partial:
            yield problem("study", study.id, "authors", "none, and authors_partial does not say so")


def journals(dataset: Dataset) -> Iterator[Problem]:
    """A journal has one name and one abbreviation."""
    names: dict[str, str] = {}
    abbreviations: dict[str, str] = {}
    for study in dataset.studies.values():
        if not study.journal:
            continue
        if (first := names.setdefault(fold(study.journal), study.journal)) != study.journal:
            yield problem("study", study.id, "journal", f"'{study.journal}' is written '{first}' elsewhere")
        short = study.journal_abbr or ""
        if (first := abbreviations.setdefault(study.journal, short)) != short:
            yield problem("study", study.id, "journal_abbr", f"'{short}' is '{first}' elsewhere")
