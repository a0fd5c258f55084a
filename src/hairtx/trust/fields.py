"""A citation beside the services' records, field by field."""

from collections.abc import Callable, Sequence
from typing import get_args

from hairtx.remote.work import Missing, Work
from hairtx.trust import compare
from hairtx.trust.citation import Answered, Citation, Finding
from hairtx.vocabulary import CslType


def same_work(citation: Citation, work: Work) -> bool:
    """Whether a record is of the work cited: by its title, or where that is printed otherwise by all the rest."""
    titles = [title for title in (work.title, *work.other_titles) if title]
    if not citation.title or not titles:
        return True
    if any(compare.like_title(citation.title, title) for title in titles):
        return True
    # a title in another language: the first author, the year and the place must then agree
    author = bool(citation.authors and work.authors) and compare.same_person(
        citation.authors[0], work.authors[0]
    )
    year = bool(citation.date) and compare.same_year(citation.date or "", work.dates)
    place = _agrees(_journal, citation, work) is True and (
        _agrees(_pages, citation, work) is True or _agrees(_plain("volume"), citation, work) is True
    )
    return author and year and place


# one value of each side as a person reads it, and whether they agree; None where a side has none
_Compared = tuple[str | None, str | None, bool]
_Rule = Callable[[Citation, Work], _Compared]


def _agrees(rule: _Rule, citation: Citation, work: Work) -> bool | None:
    ours, theirs, same = rule(citation, work)
    return same if ours and theirs else None


def _title(citation: Citation, work: Work) -> _Compared:
    ours = citation.title
    titles = [title for title in (work.title, *work.other_titles) if title]
    return ours, work.title, any(compare.same_title(ours or "", title) for title in titles)


def _authors(citation: Citation, work: Work) -> _Compared:
    same = compare.same_authors(citation.authors, work.authors, partial=citation.authors_partial)
    return "; ".join(citation.authors) or None, "; ".join(work.authors) or None, same


def _journal(citation: Citation, work: Work) -> _Compared:
    ours = [name for name in (citation.journal, citation.journal_abbr) if name]
    theirs = [name for name in (work.journal, work.journal_abbr) if name]
    return next(iter(ours), None), next(iter(theirs), None), compare.same_journal(ours, theirs)


def _year(citation: Citation, work: Work) -> _Compared:
    years = " or ".join(dict.fromkeys(date[:4] for date in work.dates))
    return (
        (citation.date or "")[:4] or None,
        years or None,
        compare.same_year(citation.date or "", work.dates),
    )


def _pages(citation: Citation, work: Work) -> _Compared:
    theirs = [value for value in (work.pages, work.article_number) if value]
    return (
        citation.pages,
        next(iter(theirs), None),
        any(compare.same_pages(citation.pages or "", value) for value in theirs),
    )


def _type(citation: Citation, work: Work) -> _Compared:
    # a word of the service's own (proceedings, components) has no counterpart to compare with
    theirs = work.type if work.type in get_args(CslType) else None
    return citation.type, theirs, citation.type == theirs


def _plain(field: str) -> _Rule:
    same = compare.same_identifier if field in ("doi", "pmid", "pmcid") else compare.same_number

    def rule(citation: Citation, work: Work) -> _Compared:
        ours, theirs = getattr(citation, field), getattr(work, field)
        return ours, theirs, same(ours or "", theirs or "")

    return rule


_RULES: dict[str, _Rule] = {
    "title": _title,
    "authors": _authors,
    "journal": _journal,
    "year": _year,
    "volume": _plain("volume"),
    "issue": _plain("issue"),
    "pages": _pages,
    "doi": _plain("doi"),
    "pmid": _plain("pmid"),
    "pmcid": _plain("pmcid"),
    "type": _type,
}
_IDENTIFIERS = frozenset({"doi", "pmid", "pmcid"})


def findings(
    citation: Citation, works: Sequence[Work], strangers: Sequence[Work], answered: Answered
) -> list[Finding]:
    out: list[Finding] = []
    for field, rule in _RULES.items():
        ours = rule(citation, Work(source="", address=""))[0]
        stranger = next((w for w in strangers if field in _IDENTIFIERS and _agrees(rule, citation, w)), None)
        if stranger:
            out.append(
                Finding(
                    field=field,
                    verdict="another-work",
                    ours=ours,
                    theirs=stranger.title,
                    source=stranger.source,
                )
            )
            continue
        compared = [(work.source, *rule(citation, work)[1:]) for work in works]
        finding = _finding(field, ours, [row for row in compared if row[1]])
        if finding is None and ours and _unknown(field, answered):
            finding = Finding(field=field, verdict="not-found", ours=ours, source=_keeper(field))
        if finding is None and ours and works:
            finding = Finding(field=field, verdict="silent", ours=ours)
        if finding:
            out.append(finding)
    return out


def _finding(field: str, ours: str | None, rows: Sequence[tuple[str, str | None, bool]]) -> Finding | None:
    """One source that agrees confirms a field; of an identifier none may differ."""
    if not rows:
        return None
    if ours is None:
        return Finding(field=field, verdict="gap", theirs=rows[0][1], source=rows[0][0])
    agreeing, other = [row for row in rows if row[2]], [row for row in rows if not row[2]]
    if other and (not agreeing or field in _IDENTIFIERS):
        return Finding(field=field, verdict="differs", ours=ours, theirs=other[0][1], source=other[0][0])
    dissent = f"{other[0][0]} has {other[0][1]}" if other else None
    sources = " and ".join(dict.fromkeys(row[0] for row in agreeing))
    return Finding(
        field=field, verdict="confirmed", ours=ours, theirs=agreeing[0][1], source=sources, dissent=dissent
    )


def _unknown(field: str, answered: Answered) -> bool:
    """Whether the service that would know an identifier says that there is none such."""
    if field == "doi":
        return isinstance(answered.crossref, Missing) and not answered.agency
    return field == "pmid" and isinstance(answered.pubmed, Missing)


def _keeper(field: str) -> str:
    return "Crossref" if field == "doi" else "PubMed"
