"""What a verification lets a record say: pages seen, fields no longer unseen, gaps filled, notices added.

A value that the record has is never changed. Nothing is taken from a record of another work, and a citation
that is disputed, or that nobody had seen, keeps its status: what a person decided a person must undo.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

import msgspec

from hairtx.model import Notice, Seen, Study
from hairtx.remote.work import Work, WorkNotice
from hairtx.trust import compare
from hairtx.trust.citation import Verification

# gaps that a service may fill; titles, names and journals are written in the dataset's own form, so by a person
_FILLED = ("volume", "issue", "pages", "doi", "pmid", "pmcid")
# where these differ it is not sure that the record is of the work at all
_IDENTITY = frozenset({"title", "authors", "doi", "pmid", "pmcid"})


def confirmed(study: Study, verification: Verification, today: str) -> tuple[Study, list[str]]:
    """The study with what was verified on ``today`` (YYYY-MM-DD), and what was changed in it, a line each."""
    verdicts = {finding.field: finding.verdict for finding in verification.findings}
    doubtful = {field for field, verdict in verdicts.items() if verdict in ("differs", "not-found")}
    if study.provenance.status == "disputed" or verification.verdict not in (
        "confirmed",
        "differs",
        "retracted",
    ):
        return study, []
    if doubtful & _IDENTITY:
        return study, []
    works = verification.works
    gaps = {} if doubtful else _gaps(study, works, verdicts)
    notices = tuple(_notice(notice, works) for notice in verification.news)
    unseen = tuple(name for name in study.provenance.unseen if not _seen(study, name, works))
    held = {page.page for page in study.provenance.seen}
    seen = tuple(Seen(page=work.address, kind="primary") for work in works if work.address not in held)
    changes = [f"{field} {value} filled in" for field, value in gaps.items()]
    changes += [f"{notice.kind.replace('-', ' ')} added" for notice in notices]
    changes += [f"{name} no longer unseen" for name in study.provenance.unseen if name not in unseen]
    changes += [f"seen at {page.page}" for page in seen]
    provenance = msgspec.structs.replace(
        study.provenance, checked=today, seen=(*study.provenance.seen, *seen), unseen=unseen
    )
    changed = msgspec.structs.replace(
        study, **gaps, notices=(*study.notices, *notices), provenance=provenance
    )
    if _whole(changed, verification):
        provenance = msgspec.structs.replace(provenance, status="corroborated")
        changed = msgspec.structs.replace(changed, provenance=provenance)
        changes.append("corroborated: every field was seen")
    if changed != study and not changes:
        changes.append(f"checked {today}")
    return changed, changes


def _gaps(study: Study, works: Iterable[Work], verdicts: Mapping[str, str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for field in _FILLED:
        if getattr(study, field) is None and verdicts.get(field) == "gap":
            value = next(value for work in works if (value := getattr(work, field)))
            if field == "pages":
                value = compare.written_out(value)
            out[field] = value
    return out


def _notice(notice: WorkNotice, works: Iterable[Work]) -> Notice:
    if notice.doi:
        url = f"https://doi.org/{quote(notice.doi, safe='/')}"
    elif notice.pmid:
        url = f"https://pubmed.ncbi.nlm.nih.gov/{notice.pmid}/"
    else:
        url = next(work.address for work in works if notice in work.notices)
    return Notice(kind=notice.kind, date=notice.date, url=url, text=f"Told by {notice.told_by}; not read.")


def _seen(study: Study, field: str, works: Iterable[Work]) -> bool:
    """Whether one of the records shows a field as the study has it: here initials do not stand for names."""
    return any(_shows(study, field, work) for work in works)


def _shows(study: Study, field: str, work: Work) -> bool:
    if field == "date":
        return bool(study.date) and compare.same_date(study.date or "", work.dates)
    if field == "authors":
        mine, yours = (list(map(compare.letters, names)) for names in (study.authors, work.authors))
        return bool(mine) and mine == yours and not study.authors_partial
    if field in ("title", "journal", "journal_abbr", "publisher"):
        ours, theirs = getattr(study, field), getattr(work, field)
        return bool(ours and theirs) and compare.letters(ours) == compare.letters(theirs)
    if field in ("volume", "issue"):
        ours, theirs = getattr(study, field), getattr(work, field)
        return bool(ours and theirs) and compare.same_number(ours, theirs)
    if field == "pages":
        theirs = (work.pages, work.article_number)
        return any(
            value and compare.page_range(study.pages or "") == compare.page_range(value) for value in theirs
        )
    if field in ("doi", "pmid", "pmcid"):
        ours, theirs = getattr(study, field), getattr(work, field)
        return bool(ours and theirs) and compare.same_identifier(ours, theirs)
    if field == "registration":
        return bool(study.registration) and set(study.registration) <= set(work.registration)
    return False


def _whole(study: Study, verification: Verification) -> bool:
    """Whether a record that was seen in part has now been seen whole: every field of the citation, none differing."""
    fields = [
        finding for finding in verification.findings if finding.ours is not None and finding.field != "type"
    ]
    return (
        study.provenance.status == "partial"
        and verification.verdict == "confirmed"
        and not study.provenance.unseen
        and not study.authors_partial
        and all(finding.verdict == "confirmed" for finding in fields)
    )
