"""What Crossref, PubMed and ClinicalTrials.gov say of a reference, judged as the dataset's own records are."""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from hairtx.audit.judging import judge
from hairtx.audit.known import Cited, Known
from hairtx.audit.reference import Reference
from hairtx.audit.verdict import Verdict
from hairtx.remote.services import Services
from hairtx.remote.work import Found, Missing, Outcome, Unreachable, UnreachableError, Work

# "not-asked" is a reference with neither an identifier nor a title
Answer = Literal["confirmed", "differs", "retracted", "not-found", "not-reachable", "not-asked"]

# letters of a reference that a search is given
_SOUGHT = 400


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A work as a service gave it, and the address at which it was read."""

    source: str
    address: str
    title: str | None = None
    journal: str | None = None
    year: int | None = None
    doi: str | None = None
    pmid: str | None = None
    notices: tuple[str, ...] = ()


class Online(msgspec.Struct, frozen=True, kw_only=True):
    """The services' verdict on one reference, why, and the records that it rests on."""

    status: Answer
    reason: str
    records: tuple[Record, ...] = ()


def prefetch(references: Iterable[Reference], services: Services) -> None:
    """Ask PubMed for all PMIDs together, so that each is answered from the store afterwards."""
    services.pubmed.works([pmid for one in references if (pmid := one.numbers.get("pmid"))])


def inquire(reference: Reference, services: Services) -> Online:
    """Ask for the reference's identifiers and, where they lead to no work of its title, for the title."""
    numbers, title = reference.numbers, reference.said_title
    if not title and not {"doi", "pmid", "pmcid", "nct"} & numbers.keys():
        return Online(status="not-asked", reason="neither an identifier nor a title to ask for")
    outcomes = _numbered(numbers, services)
    works = [outcome.work for outcome in outcomes if isinstance(outcome, Found)]
    silent = [outcome.reason for outcome in outcomes if isinstance(outcome, Unreachable)]
    verdict = _verdict(reference, works)
    if verdict.status in ("unknown", "differs") and reference.entry and title and (works or not silent):
        found, unheard = _titled(reference, title, services)
        silent += unheard
        if fitting := [work for work in found if _verdict(reference, [work]).match]:
            works += fitting
            verdict = _verdict(reference, works)
    return _told(verdict, works, outcomes, silent, numbers, services)


def _numbered(numbers: dict[str, str], services: Services) -> list[Outcome]:
    """The answers to a reference's identifiers; notices of retraction may stand in either service alone."""
    doi, pmid, pmcid = numbers.get("doi"), numbers.get("pmid"), numbers.get("pmcid")
    out: list[Outcome] = []
    if doi:
        out.append(services.crossref.work(doi))
    if pmid:
        out.append(services.pubmed.work(pmid))
    elif doi:
        out.append(services.pubmed.by_doi(doi))
    elif pmcid:
        out.append(services.pubmed.by_pmcid(pmcid))
    if not out and (nct := numbers.get("nct")):
        out.append(services.trials.work(nct))
    return out


def _titled(reference: Reference, title: str, services: Services) -> tuple[list[Work], list[str]]:
    """The works that a search for the reference brings up, and who could not be reached."""
    works: list[Work] = []
    silent: list[str] = []
    for found in (services.crossref.search(reference.bare[:_SOUGHT]), services.pubmed.by_title(title)):
        if isinstance(found, Unreachable):
            silent.append(found.reason)
        else:
            works += found
    return works, silent


def _verdict(reference: Reference, works: Sequence[Work]) -> Verdict:
    records = [record for group in _merged(works) if (record := _cited(group))]
    return judge(reference, Known(records))


def _told(
    verdict: Verdict, works: Sequence[Work], outcomes: Sequence[Outcome], silent: Sequence[str],
    numbers: dict[str, str], services: Services,
) -> Online:  # fmt: skip
    records = tuple(_record(work) for work in works)
    if verdict.status in ("differs", "retracted"):
        return Online(status=verdict.status, reason=verdict.reason, records=records)
    unregistered = _unregistered(numbers, outcomes, services)
    if verdict.status == "known":
        if unregistered and works:
            reason = f"DOI {numbers['doi']} is registered nowhere; the work is {verdict.reason}"
            return Online(status="differs", reason=reason, records=records)
        notices = [notice for record in records for notice in record.notices]
        noted = f"; {', '.join(dict.fromkeys(notices))}" if notices else ""
        sources = " and ".join(dict.fromkeys(work.source for work in works))
        return Online(status="confirmed", reason=f"{sources}: {verdict.reason}{noted}", records=records)
    if silent:
        return Online(status="not-reachable", reason="; ".join(dict.fromkeys(silent)), records=records)
    if works:
        return Online(
            status="confirmed", reason=f"the identifier leads to: {works[0].title}", records=records
        )
    if "doi" in numbers and not unregistered and len(numbers) == 1:
        reason = "its DOI is registered with an agency that is not asked"
        return Online(status="not-asked", reason=reason, records=records)
    return Online(status="not-found", reason="neither Crossref nor PubMed has such a work", records=records)


def _unregistered(numbers: dict[str, str], outcomes: Sequence[Outcome], services: Services) -> bool:
    """Whether no agency has the reference's DOI; where nobody can say, it counts as registered."""
    if "doi" not in numbers or not outcomes or not isinstance(outcomes[0], Missing):
        return False
    try:
        return services.crossref.agency(numbers["doi"]) is None
    except UnreachableError:
        return False


def _merged(works: Sequence[Work]) -> list[list[Work]]:
    """The records of one work put together, by a number that they share."""
    groups: list[list[Work]] = []
    for work in works:
        numbers = {number.lower() for number in (work.doi, work.pmid) if number}
        for group in groups:
            if numbers & {number.lower() for one in group for number in (one.doi, one.pmid) if number}:
                group.append(work)
                break
        else:
            groups.append([work])
    return groups


def _cited(group: Sequence[Work]) -> Cited | None:
    """One record of what several services say; the first that has a field gives it."""

    def first(name: str) -> str | None:
        return next((value for work in group if (value := getattr(work, name))), None)

    title = first("title")
    if not title:
        return None
    years = dict.fromkeys(int(date[:4]) for work in group for date in (work.date, *work.dates) if date)
    retraction = next(
        (notice.told_by for work in group for notice in work.notices if notice.kind == "retraction"), None
    )
    return Cited(
        key=first("doi") or first("pmid") or group[0].address,
        title=title,
        authors=max((work.authors for work in group), key=len),
        journal=first("journal"),
        journal_abbr=first("journal_abbr"),
        years=tuple(years),
        volume=first("volume"),
        pages=first("pages") or first("article_number"),
        doi=first("doi"),
        pmid=first("pmid"),
        pmcid=first("pmcid"),
        registration=group[0].registration if group[0].trial else (),
        retraction=f"says {retraction}" if retraction else None,
    )


def _record(work: Work) -> Record:
    notices = tuple(
        dict.fromkeys(f"{notice.kind.replace('-', ' ')}, says {notice.told_by}" for notice in work.notices)
    )
    return Record(
        source=work.source, address=work.address, title=work.title, journal=work.journal, year=work.year,
        doi=work.doi, pmid=work.pmid, notices=notices,
    )  # fmt: skip
