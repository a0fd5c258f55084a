"""Retractions, corrections and expressions of concern: which are one, and which a record has already."""

from collections.abc import Iterable

from hairtx.model import Notice
from hairtx.remote.work import WorkNotice


def first_of_each(notices: Iterable[WorkNotice]) -> list[WorkNotice]:
    """Notices that two sources tell of, once: the one that says more."""
    kept: list[WorkNotice] = []
    for notice in sorted(notices, key=lambda n: -sum(bool(part) for part in (n.doi, n.pmid, n.date))):
        if not any(_one_notice(notice, other) for other in kept):
            kept.append(notice)
    return sorted(kept, key=lambda n: (n.date or "", n.kind))


def _one_notice(one: WorkNotice, other: WorkNotice) -> bool:
    if one.kind != other.kind:
        return False
    if one.doi and other.doi:
        return one.doi.lower() == other.doi.lower()
    if one.pmid and other.pmid:
        return one.pmid == other.pmid
    # a work is retracted once; of two corrections without a common number the dates must agree
    return one.kind == "retraction" or _dates_agree(one.date, other.date)


def told(notice: WorkNotice, held: Iterable[Notice]) -> bool:
    """Whether a record has the notice already."""
    for one in held:
        if one.kind != notice.kind:
            continue
        address = one.url.lower()
        named = [part for part in (notice.doi, notice.pmid) if part]
        if notice.kind == "retraction" or any(part.lower() in address for part in named):
            return True
        if one.date and _dates_agree(one.date, notice.date):
            return True
    return False


def _dates_agree(one: str | None, other: str | None) -> bool:
    return not one or not other or one.startswith(other) or other.startswith(one)
