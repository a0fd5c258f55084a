"""NCBI's E-utilities: PubMed records by PMID, DOI, PMCID or title, and searches.

Formats and rates: https://www.ncbi.nlm.nih.gov/books/NBK25497/ (3 requests a second, 10 with a key).
"""

import datetime
from collections.abc import Iterable
from typing import Any

import msgspec

from hairtx.remote import pubmed_records
from hairtx.remote.answers import Answers
from hairtx.remote.pubmed_records import NAME
from hairtx.remote.settings import Settings
from hairtx.remote.text import texts
from hairtx.remote.transport import Transport
from hairtx.remote.work import Found, Missing, Outcome, Several, Unreachable, UnreachableError, Work

# records asked for at once
_BATCH = 100
_OFFICIAL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """What a search found: PMIDs, newest first, and how many there are in all."""

    pmids: tuple[str, ...]
    count: int


class PubMed:
    """Asks PubMed; records are kept in ``answers``, searches are not."""

    def __init__(self, settings: Settings, transport: Transport, answers: Answers) -> None:
        self._base = settings.eutils_url
        self._common = {"tool": "hairtx"}
        self._common.update({"email": settings.email} if settings.email else {})
        self._common.update({"api_key": settings.ncbi_key} if settings.ncbi_key else {})
        self._transport = transport
        self._answers = answers
        self._pace = transport.pace(0.11 if settings.ncbi_key else 0.34)
        # a record is shown by the page that a person would open; one of a mirror was not seen there
        page = "https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
        mirrored = f"{self._base}/efetch.fcgi?db=pubmed&retmode=xml&id={{pmid}}"
        self._address = page if self._base == _OFFICIAL else mirrored

    def work(self, pmid: str) -> Outcome:
        """The record of a PMID."""
        return self.works([pmid])[pmid]

    def works(self, pmids: Iterable[str]) -> dict[str, Outcome]:
        """The records of several PMIDs, asked for together; one that PubMed does not have is ``Missing``."""
        wanted = list(dict.fromkeys(pmids))
        known = {pmid: self._answers.get(self._question("pmid", pmid)) for pmid in wanted}
        found: dict[str, Outcome] = {
            pmid: outcome for pmid, outcome in known.items() if isinstance(outcome, Found | Missing)
        }
        self._answers.remembered += len(found)
        open_ = [pmid for pmid in wanted if pmid not in found]
        for start in range(0, len(open_), _BATCH):
            batch = open_[start : start + _BATCH]
            found.update(self._fetched(batch))
            for pmid in batch:
                self._answers.put(self._question("pmid", pmid), found[pmid])
            self._answers.asked += len(batch)
        return {pmid: found[pmid] for pmid in wanted}

    def by_doi(self, doi: str) -> Outcome:
        """The record that PubMed has for a DOI."""

        def ask() -> Outcome:
            hits = self.search('"' + doi.replace('"', " ") + '"[doi]', limit=5)
            if isinstance(hits, Unreachable):
                return hits
            return self._first(hits.pmids, lambda work: (work.doi or "").lower() == doi.lower())

        return self._answers.outcome(self._question("doi", doi.lower()), ask)

    def by_pmcid(self, pmcid: str) -> Outcome:
        """The record that PubMed has for a PMCID."""

        def ask() -> Outcome:
            digits = pmcid.upper().removeprefix("PMC")
            try:
                result = self._json("esummary.fcgi", {"db": "pmc", "id": digits}, "result") or {}
            except UnreachableError as error:
                return Unreachable(str(error))
            row = result.get(digits)
            pmid = pubmed_records.article_ids(row).get("pmid") if isinstance(row, dict) else None
            return self._first([pmid] if pmid and pmid != "0" else [], lambda _: True)

        return self._answers.outcome(self._question("pmcid", pmcid.upper()), ask)

    def by_title(self, title: str, rows: int = 5) -> list[Work] | Unreachable:
        """The records whose titles hold all words of ``title``."""
        words = " ".join("".join(char if char.isalnum() else " " for char in title).split()[:40])
        if not words:
            return []

        def ask() -> Several | Unreachable:
            hits = self.search(f"{words}[title]", limit=rows)
            if isinstance(hits, Unreachable):
                return hits
            outcomes = self.works(hits.pmids).values()
            if failed := [outcome for outcome in outcomes if isinstance(outcome, Unreachable)]:
                return failed[0]
            works = tuple(outcome.work for outcome in outcomes if isinstance(outcome, Found))
            return Several(works, datetime.date.today().isoformat())

        answer = self._answers.outcome(self._question("title", f"{rows} {words}"), ask)
        return list(answer.works) if isinstance(answer, Several) else answer

    def search(
        self, term: str, *, limit: int, since: str | None = None, until: str | None = None
    ) -> Hits | Unreachable:
        """PMIDs for a query in PubMed's language, newest first.

        ``since`` and ``until`` (YYYY-MM-DD) bound the day on which PubMed got the record. Not cached.
        """
        params = {"db": "pubmed", "term": term, "retmax": str(limit), "sort": "pub_date"}
        if since:
            last = until or datetime.date.today().isoformat()
            params |= {
                "datetype": "edat",
                "mindate": since.replace("-", "/"),
                "maxdate": last.replace("-", "/"),
            }
        try:
            result = self._json("esearch.fcgi", params, "esearchresult") or {}
        except UnreachableError as error:
            return Unreachable(str(error))
        # a query that PubMed cannot read comes back as an error in an answer that is otherwise fine
        if texts(result.get("ERROR", [])):
            return Unreachable(f"{NAME} could not run the query: {texts(result['ERROR'])[0][:200]}")
        pmids = [pmid for pmid in texts(result.get("idlist", [])) if pmid.isascii() and pmid.isdigit()][
            :limit
        ]
        count = str(result.get("count", ""))
        return Hits(
            pmids=tuple(pmids), count=int(count[:9]) if count.isascii() and count.isdigit() else len(pmids)
        )

    def summaries(self, pmids: Iterable[str]) -> list[Work] | Unreachable:
        """Short records (esummary: no notices but a retraction, no registrations), in the order given; not cached."""
        wanted = list(dict.fromkeys(pmids))
        found: list[Work] = []
        for start in range(0, len(wanted), _BATCH):
            params = {"db": "pubmed", "id": ",".join(wanted[start : start + _BATCH])}
            try:
                result = self._json("esummary.fcgi", params, "result") or {}
            except UnreachableError as error:
                return Unreachable(str(error))
            found += pubmed_records.summaries(result, self._address)
        return found

    def _question(self, kind: str, value: str) -> str:
        return f"{self._base} {kind} {value}"

    def _first(self, pmids: Iterable[str], fits: Any) -> Outcome:
        outcomes = self.works(pmids).values()
        for outcome in outcomes:
            if isinstance(outcome, Found) and fits(outcome.work):
                return outcome
        failed = [outcome for outcome in outcomes if isinstance(outcome, Unreachable)]
        return failed[0] if failed else Missing(datetime.date.today().isoformat())

    def _fetched(self, pmids: list[str]) -> dict[str, Outcome]:
        today = datetime.date.today().isoformat()
        params = {"db": "pubmed", "retmode": "xml", "id": ",".join(pmids)}
        try:
            body = self._transport.get(
                NAME, f"{self._base}/efetch.fcgi", {**params, **self._common}, "xml", self._pace
            )
            if body is None:
                raise UnreachableError(f"{NAME} answered with HTTP 404: is the address right?")
            works = {work.pmid: work for work in pubmed_records.works(body, self._address)}
        except UnreachableError as error:
            return dict.fromkeys(pmids, Unreachable(str(error)))
        return {pmid: Found(works[pmid], today) if pmid in works else Missing(today) for pmid in pmids}

    def _json(self, path: str, params: dict[str, str], part: str) -> dict[str, Any] | None:
        body = self._transport.get(
            NAME, f"{self._base}/{path}", {**params, "retmode": "json", **self._common}, "json", self._pace
        )
        if body is None:
            raise UnreachableError(f"{NAME} answered with HTTP 404: is the address right?")
        try:
            whole = msgspec.json.decode(body)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            whole = None
        result = whole.get(part) if isinstance(whole, dict) else None
        if not isinstance(result, dict):
            raise UnreachableError(f"{NAME} sent an answer that cannot be read")
        return result
