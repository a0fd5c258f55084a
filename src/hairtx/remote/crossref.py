"""Crossref's REST API: a work by its DOI, works by a reference's words, and what its records mean.

Formats: https://github.com/CrossRef/rest-api-doc and https://www.crossref.org/documentation/retrieve-metadata/rest-api/.
Rates: the service states its limits in headers, which are heeded; until then fewer than its pools allow.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import msgspec

from hairtx.remote.answers import Answers
from hairtx.remote.settings import Settings
from hairtx.remote.text import person, plain, texts
from hairtx.remote.transport import Transport
from hairtx.remote.work import (
    Found,
    Missing,
    Outcome,
    Registered,
    Several,
    Unreachable,
    UnreachableError,
    Work,
    WorkNotice,
)
from hairtx.vocabulary import NoticeKind

NAME = "Crossref"

# seconds between requests for one record with and without an address (the polite and the public pool), and for searches
_POLITE, _PUBLIC, _SEARCH = 0.2, 0.34, 1.0

_TYPES = {
    "journal-article": "article-journal",
    "posted-content": "article",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-chapter": "chapter",
    "reference-entry": "chapter",
    "dissertation": "thesis",
    "report": "report",
    "dataset": "dataset",
}
# a partial retraction withdraws a part: NLM, too, counts it among the errata
_NOTICES: Mapping[str, NoticeKind] = {
    "retraction": "retraction",
    "withdrawal": "retraction",
    "removal": "retraction",
    "partial_retraction": "correction",
    "correction": "correction",
    "corrigendum": "correction",
    "erratum": "correction",
    "expression_of_concern": "expression-of-concern",
}
# how publishers mark the title of a withdrawn work
_WITHDRAWN = re.compile(r"^\W*(?:retracted|withdrawn|removed)(?:\s+article)?\s*[:\]-]", re.IGNORECASE)


class Crossref:
    """Asks Crossref; answers are kept in ``answers``."""

    def __init__(self, settings: Settings, transport: Transport, answers: Answers) -> None:
        self._base = settings.crossref_url
        self._email = settings.email
        self._transport = transport
        self._answers = answers
        self._pace = transport.pace(_POLITE if settings.email else _PUBLIC)
        self._search_pace = transport.pace(_SEARCH)

    def work(self, doi: str) -> Outcome:
        """The record of a DOI."""
        return self._answers.outcome(f"{self._base} work {doi.lower()}", lambda: self._work(doi))

    def agency(self, doi: str) -> str | None:
        """Who registers a DOI ("DataCite", "JaLC") that Crossref has no record of; None if nobody is known to.

        Raises ``UnreachableError``.
        """

        def ask() -> Registered:
            message = self._message(f"/works/{quote(doi, safe='')}/agency", {}, self._pace)
            agency = message.get("agency") if message else None
            named = agency if isinstance(agency, dict) else {}
            return Registered(plain(named.get("label")) or plain(named.get("id")), _today())

        answer = self._answers.outcome(f"{self._base} agency {doi.lower()}", ask)
        return answer.agency if isinstance(answer, Registered) else None

    def search(self, reference: str, rows: int = 5) -> list[Work] | Unreachable:
        """The works nearest to the words of a reference (title, author, year …), best first."""
        params = {"query.bibliographic": reference[:600], "rows": str(rows)}

        def ask() -> Several | Unreachable:
            try:
                message = self._message("/works", params, self._search_pace) or {}
            except UnreachableError as error:
                return Unreachable(str(error))
            items = message.get("items")
            records = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
            return Several(tuple(map(self._read, records)), _today())

        answer = self._answers.outcome(f"{self._base} search {rows} {params['query.bibliographic']}", ask)
        return list(answer.works) if isinstance(answer, Several) else answer

    def _work(self, doi: str) -> Outcome:
        try:
            message = self._message(f"/works/{quote(doi, safe='')}", {}, self._pace)
        except UnreachableError as error:
            return Unreachable(str(error))
        return Found(self._read(message), _today()) if message is not None else Missing(_today())

    def _message(self, path: str, params: dict[str, str], pace: Any) -> dict[str, Any] | None:
        if self._email:
            params = {**params, "mailto": self._email}
        body = self._transport.get(NAME, self._base + path, params, "json", pace)
        if body is None:
            return None
        try:
            whole = msgspec.json.decode(body)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            whole = None
        message = whole.get("message") if isinstance(whole, dict) else None
        if not isinstance(message, dict):
            raise UnreachableError(f"{NAME} sent an answer that cannot be read")
        return message

    def _read(self, message: Mapping[str, Any]) -> Work:
        doi = plain(message.get("DOI"))
        return work(message, f"{self._base}/works/{quote(doi, safe='/')}" if doi else self._base)


def work(message: Mapping[str, Any], address: str) -> Work:
    """The record in a ``message`` (or in one of a search's ``items``); parts of an unexpected shape count as absent."""
    titles = texts(message.get("title", []))
    title = titles[0] if titles else None
    for subtitle in texts(message.get("subtitle", [])):
        # some publishers repeat the subtitle in the title
        if title and subtitle.casefold() not in title.casefold():
            title = f"{title.rstrip(':. ')}: {subtitle}"
    journals = texts(message.get("container-title", []))
    dates = list(_dates(message))
    notices = list(_notices(message.get("updated-by")))
    if title and _WITHDRAWN.match(title) and not any(notice.kind == "retraction" for notice in notices):
        notices.append(WorkNotice(kind="retraction", told_by=f"{NAME} (the title says so)"))
    kind = plain(message.get("type"))
    return Work(
        source=NAME,
        address=address,
        title=title,
        other_titles=tuple(titles[1:] + texts(message.get("original-title", []))),
        authors=tuple(_authors(message.get("author"))),
        journal=journals[0] if journals else None,
        journal_abbr=next(iter(texts(message.get("short-container-title", []))), None),
        publisher=plain(message.get("publisher")),
        date=dates[0] if dates else None,
        dates=tuple(dict.fromkeys(dates)),
        volume=plain(message.get("volume")),
        issue=plain(message.get("issue")),
        pages=plain(message.get("page")),
        article_number=plain(message.get("article-number")),
        doi=plain(message.get("DOI")),
        type=_TYPES.get(kind, kind) if kind else None,
        abstract=plain(message.get("abstract")),
        registration=tuple(_registrations(message.get("clinical-trial-number"))),
        notices=tuple(dict.fromkeys(notices)),
        updates=tuple(dict.fromkeys(_notices(message.get("update-to")))),
    )


def _today() -> str:
    return datetime.date.today().isoformat()


def _dates(message: Mapping[str, Any]) -> Iterator[str]:
    """All dates of publication, the issue's first."""
    issue = message.get("journal-issue")
    held = issue.get("published-print") if isinstance(issue, dict) else None
    names = ("published-print", "published", "issued", "published-online")
    for value in (message.get(names[0]), held, *(message.get(name) for name in names[1:])):
        if date := _date(value):
            yield date


def _date(value: object) -> str | None:
    """``{"date-parts": [[2020, 8, 3]]}`` as 2020-08-03, with as many parts as there are."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or not first or not all(isinstance(part, int) for part in first):
        return None
    year, *rest = first[:3]
    if not 1000 <= year <= 9999 or not all(1 <= part <= 31 for part in rest) or (rest and rest[0] > 12):
        return None
    return "-".join([str(year), *(f"{part:02d}" for part in rest)])


def _authors(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else []:
        if not isinstance(one, dict):
            continue
        family, given, suffix = (plain(one.get(key)) for key in ("family", "given", "suffix"))
        if family:
            yield person(family, given, suffix)
        elif group := plain(one.get("name")):
            yield group.replace(",", "")


def _notices(value: object) -> Iterator[WorkNotice]:
    for one in value if isinstance(value, list) else []:
        if not isinstance(one, dict):
            continue
        named = (plain(one.get("type")) or "").lower().replace("-", "_").replace(" ", "_")
        if kind := _NOTICES.get(named):
            source = plain(one.get("source"))
            yield WorkNotice(
                kind=kind,
                date=_date(one.get("updated")),
                doi=plain(one.get("DOI")),
                told_by="Retraction Watch" if source == "retraction-watch" else NAME,
            )


def _registrations(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else []:
        number = plain(one.get("clinical-trial-number")) if isinstance(one, dict) else None
        if number:
            yield number.upper() if number.lower().startswith("nct") else number
