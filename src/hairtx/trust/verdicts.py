"""What the services' answers make of a citation as a whole."""

from collections.abc import Sequence

from hairtx.remote.work import Found, Missing, Outcome, Unreachable, Work, WorkNotice
from hairtx.trust.citation import Answered, Citation, Finding, Verdict, Verification
from hairtx.trust.fields import findings, same_work
from hairtx.trust.notices import first_of_each, told


def judge(citation: Citation, answered: Answered) -> Verification:
    """The verdict on a citation. Only what an answer says counts: silence confirms nothing."""
    outcomes = {"Crossref": answered.crossref, "PubMed": answered.pubmed}
    found = [outcome.work for outcome in outcomes.values() if isinstance(outcome, Found)]
    strangers = [work for work in found if not same_work(citation, work)]
    same = [work for work in found if work not in strangers]
    works = same + [work for work in answered.by_title if work.source not in {one.source for one in same}]
    unreached = [o.reason for o in (*outcomes.values(), answered.title_search) if isinstance(o, Unreachable)]
    notices = tuple(dict.fromkeys(notice for work in works for notice in work.notices))
    news = tuple(notice for notice in first_of_each(notices) if not told(notice, citation.notices))
    found_fields = findings(citation, works, strangers, answered)
    verdict, reason = _verdict(citation, works, strangers, found_fields, unreached, notices, answered)
    asked = (*outcomes.values(), answered.title_search)
    days = [outcome.asked for outcome in asked if isinstance(outcome, Found | Missing)]
    return Verification(
        id=citation.id,
        verdict=verdict,
        reason=reason,
        known=(verdict == "retracted" and not any(notice.kind == "retraction" for notice in news))
        or (verdict == "not-found" and citation.disputed),
        findings=tuple(found_fields),
        notices=notices,
        news=news,
        works=tuple(works),
        sources={
            **{work.source: "found by its title" for work in answered.by_title},
            **{name: _said(outcome, strangers) for name, outcome in outcomes.items() if outcome is not None},
        },
        asked=min(days, default=None),
    )


def _verdict(
    citation: Citation, works: Sequence[Work], strangers: Sequence[Work], findings: Sequence[Finding],
    unreached: Sequence[str], notices: Sequence[WorkNotice], answered: Answered,
) -> tuple[Verdict, str]:  # fmt: skip
    if strangers:
        names = [f"{f.field.upper()} {f.ours}" for f in findings if f.verdict == "another-work"]
        what = " and ".join(names) or f"the record of {strangers[0].source}"
        right = f"; a work of this title has {_names(answered.by_title[0])}" if answered.by_title else ""
        belong = "belong" if len(names) > 1 else "belongs"
        return "another-work", f"{what} {belong} to another work: {strangers[0].title}{right}"
    if any(notice.kind == "retraction" for notice in notices):
        first = next(notice for notice in notices if notice.kind == "retraction")
        return "retracted", f"retracted{f' {first.date}' if first.date else ''}, says {first.told_by}"
    wrong = [finding.field for finding in findings if finding.verdict in ("differs", "not-found")]
    if works and any(
        notice.kind == "expression-of-concern" and not told(notice, citation.notices) for notice in notices
    ):
        wrong.append("an expression of concern that the record does not have")
    if works and wrong:
        return "differs", f"differs in {', '.join(wrong)}"
    if unreached:
        return "not-reachable", "; ".join(dict.fromkeys(unreached))
    if works:
        sources = list(dict.fromkeys(work.source for work in works))
        return "confirmed", f"as {' and '.join(sources)} {'have' if len(sources) > 1 else 'has'} it"
    if answered.agency:
        return "not-checked", f"the DOI is registered with {answered.agency}, which is not asked"
    if answered == Answered():
        return "not-checked", "neither Crossref nor PubMed keeps records of such works"
    what = "such a work" if citation.doi or citation.pmid or citation.pmcid else "a work of this title"
    return "not-found", f"neither Crossref nor PubMed has {what}"


def _names(work: Work) -> str:
    return f"DOI {work.doi}" if work.doi else f"PMID {work.pmid}"


def _said(outcome: Outcome, strangers: Sequence[Work]) -> str:
    if isinstance(outcome, Unreachable):
        return outcome.reason
    if isinstance(outcome, Found) and outcome.work in strangers:
        return "another work"
    return "found" if isinstance(outcome, Found) else "no record"
