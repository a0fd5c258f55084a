"""`hairtx watch`: what PubMed has that the dataset does not."""

import datetime
from typing import Any

from hairtx.cli import asking
from hairtx.cli.verifying import UNREACHED, settings
from hairtx.output import Answer, fail, give
from hairtx.remote.work import Unreachable, Work
from hairtx.trust.query import query


def run(
    name: str | None, since: str | None, limit: int, email: str | None, *, json: bool, pager: bool
) -> None:
    """Search, leave out what is known, and list the rest, newest first; exit 4 if PubMed gave no answer."""
    from hairtx.remote.services import services
    from hairtx.views import watch as view

    library = asking.library()
    start = _day(since) if since is not None else library.edition.date
    messages: list[str] = []
    treatment = None
    if name is not None:
        match, messages = asking.found(library, name, ("treatment",))
        treatment = library.treatment(match.id)
    term = query(treatment)
    known = {
        number for study in library.studies() for number in (study.pmid, (study.doi or "").lower()) if number
    }
    with services(settings(email)) as opened:
        # known ones are left out afterwards, so as many more are asked for as may be known
        hits = opened.pubmed.search(term, limit=limit + len(known), since=start)
        if isinstance(hits, Unreachable):
            fail(hits.reason, UNREACHED)
        pmids = [pmid for pmid in hits.pmids if pmid not in known]
        works = opened.pubmed.summaries(pmids[:limit])
        if isinstance(works, Unreachable):
            fail(works.reason, UNREACHED)
    new = [work for work in works if (work.doi or "").lower() not in known]
    messages = [
        *messages,
        f"asked of PubMed, from {start}: {term}",
        _count(hits.count, len(hits.pmids), pmids, new, limit),
    ]
    page = lambda: view.page(new, library.edition)  # noqa: E731
    answer = Answer(
        command="watch", edition=library.edition, data=list(map(_row, new)), page=page, messages=messages
    )
    give(answer, json=json, pager=pager)


def _day(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        fail(f"--since takes a day, YYYY-MM-DD (not '{text[:40]}')", asking.USAGE)


def _count(count: int, given: int, unknown: list[str], new: list[Work], limit: int) -> str:
    told = f"{len(new)} new of {count} found"
    if len(unknown) > limit or count > given:
        told += f"; only the newest {limit} are listed: --limit lists more"
    return told


def _row(work: Work) -> dict[str, Any]:
    return {
        "id": work.pmid,
        "title": work.title,
        "authors": work.authors,
        "journal": work.journal_abbr or work.journal,
        "date": work.date,
        "doi": work.doi,
        "types": work.pubtypes,
        "retracted": work.retracted,
    }
