"""Which questions a citation raises, asked in turn: first its own identifiers, then its title."""

import datetime
from collections.abc import Iterable

import msgspec

from hairtx.remote.services import Services
from hairtx.remote.work import Found, Missing, Outcome, Unreachable, UnreachableError, Work
from hairtx.trust import compare
from hairtx.trust.citation import Answered, Citation
from hairtx.trust.fields import same_work


def prefetch(citations: Iterable[Citation], services: Services) -> None:
    """Ask PubMed for the records of all PMIDs together, so that each is answered from the store afterwards."""
    services.pubmed.works([citation.pmid for citation in citations if citation.pmid])


def inquire(citation: Citation, services: Services) -> Answered:
    """Everything that Crossref and PubMed say of a citation.

    Where its own identifiers lead to no record, or to another work's, the title is searched for.
    """
    if not citation.checkable:
        return Answered()
    crossref = services.crossref.work(citation.doi) if citation.doi else None
    pubmed = _pubmed(citation, services)
    if crossref is None and isinstance(pubmed, Found) and pubmed.work.doi:
        # notices that publishers deposit stand in Crossref alone
        crossref = services.crossref.work(pubmed.work.doi)
    agency, crossref = _agency(citation, crossref, services)
    outcomes = [outcome for outcome in (crossref, pubmed) if outcome is not None]
    works = [outcome.work for outcome in outcomes if isinstance(outcome, Found)]
    answered = Answered(crossref=crossref, pubmed=pubmed, agency=agency)
    astray = not works or any(not same_work(citation, work) for work in works)
    silent = not works and any(isinstance(outcome, Unreachable) for outcome in outcomes)
    if not astray or silent or not citation.title:
        return answered
    found = _by_title(citation, services)
    if isinstance(found, Unreachable):
        return msgspec.structs.replace(answered, title_search=found)
    today = datetime.date.today().isoformat()
    return msgspec.structs.replace(answered, by_title=tuple(found), title_search=Missing(today))


def _pubmed(citation: Citation, services: Services) -> Outcome | None:
    if citation.pmid:
        return services.pubmed.work(citation.pmid)
    if citation.doi:
        return services.pubmed.by_doi(citation.doi)
    return services.pubmed.by_pmcid(citation.pmcid) if citation.pmcid else None


def _agency(
    citation: Citation, crossref: Outcome | None, services: Services
) -> tuple[str | None, Outcome | None]:
    """Who else registers a DOI that Crossref does not have; unknown as long as that cannot be asked."""
    if not citation.doi or not isinstance(crossref, Missing):
        return None, crossref
    try:
        return services.crossref.agency(citation.doi), crossref
    except UnreachableError as error:
        return None, Unreachable(str(error))


def _by_title(citation: Citation, services: Services) -> list[Work] | Unreachable:
    """The records that have the citation's title, and its first author or year: at most one of each service."""
    title = citation.title or ""
    family = citation.authors[0].partition(",")[0] if citation.authors else ""
    reference = " ".join(filter(None, (title, family, (citation.date or "")[:4])))
    kept: list[Work] = []
    silence: Unreachable | None = None
    for found in (services.crossref.search(reference), services.pubmed.by_title(title)):
        if isinstance(found, Unreachable):
            silence = found
        else:
            # a preprint, an abstract or a translation may have the same title: the nearest comes first
            fitting = [work for work in found if _fits(citation, work)]
            kept += sorted(fitting, key=lambda work: _likeness(citation, work), reverse=True)[:1]
    # a title that one service knows is found, whatever the other would say
    return kept or silence or []


def _fits(citation: Citation, work: Work) -> bool:
    if not work.title or not compare.same_title(citation.title or "", work.title):
        return False
    author = bool(citation.authors and work.authors) and compare.same_person(
        citation.authors[0], work.authors[0]
    )
    year = bool(citation.date) and compare.same_year(citation.date or "", work.dates)
    return author or year or not (citation.authors or citation.date)


def _likeness(citation: Citation, work: Work) -> tuple[bool, bool, bool]:
    ours, theirs = ([name for name in (one.journal, one.journal_abbr) if name] for one in (citation, work))
    year = bool(citation.date) and compare.same_year(citation.date or "", work.dates)
    return work.type == citation.type, compare.same_journal(ours, theirs), year
