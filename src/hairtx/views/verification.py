"""The report of `hairtx verify`."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from hairtx.model import Edition
from hairtx.page import Column, Line, Page, Paragraph, Role, Row, Span, Table, line, muted
from hairtx.remote.work import WorkNotice
from hairtx.trust import compare
from hairtx.trust.citation import Finding, Verdict, Verification
from hairtx.views.words import counted, footer, listed

VERDICTS: Mapping[Verdict, tuple[str, Role]] = {
    "confirmed": ("confirmed", "good"),
    "differs": ("differs", "bad"),
    "not-found": ("not found", "bad"),
    "another-work": ("another work", "bad"),
    "retracted": ("retracted", "bad"),
    "not-reachable": ("not reachable", "warn"),
    "not-checked": ("not checked", "muted"),
}
# short enough to be read in a row; the JSON has it whole
_LONGEST = 160


def page(
    verifications: Sequence[Verification], titles: Mapping[str, str], written: Mapping[str, Sequence[str]],
    edition: Edition,
) -> Page:  # fmt: skip
    """A row a citation: its verdict, why, both values of what differs, notices, gaps; and a line that counts."""
    columns = (Column("key"), Column("verdict"), Column("what the services say"))
    rows = tuple(_row(one, titles[one.id], written.get(one.id, ())) for one in verifications)
    return Page(
        (Table(columns, rows, listing=True), Paragraph((muted(_sum(verifications)),))), footer(edition)
    )


def _row(one: Verification, title: str, written: Sequence[str]) -> Row:
    words, role = VERDICTS[one.verdict]
    return Row((line(Span(one.id, "strong")), line(Span(words, role)), _told(one, title, written)))


def _told(one: Verification, title: str, written: Sequence[str]) -> Line:
    parts = [one.reason + (" (as the record says)" if one.known else "")]
    parts += [text for finding in one.findings if (text := _finding(finding))]
    parts += [_notice(notice) for notice in one.news]
    if one.verdict in ("not-found", "another-work"):
        parts.append(f"cited as: {_cut(title)}")
    if written:
        parts.append(f"written: {', '.join(written)}")
    return line("; ".join(parts))


def _finding(finding: Finding) -> str:
    """What a field's finding adds to the reason; a field that is confirmed or that nobody gives adds nothing."""
    name = finding.field.upper() if finding.field in ("doi", "pmid", "pmcid") else finding.field
    ours, theirs = _cut(finding.ours or ""), _cut(finding.theirs or "")
    if finding.verdict == "differs" and finding.field == "authors":
        return _authors(
            (finding.ours or "").split("; "), (finding.theirs or "").split("; "), finding.source or ""
        )
    if finding.verdict == "differs":
        return f"{name}: {ours} here, {theirs} at {finding.source}"
    if finding.verdict == "not-found":
        return f"{name}: {ours} is not known to {finding.source}"
    if finding.verdict == "gap":
        return f"{name}: none here, {theirs} at {finding.source}"
    return f"{name}: {ours} here, but {_cut(finding.dissent)}" if finding.dissent else ""


def _authors(ours: Sequence[str], theirs: Sequence[str], source: str) -> str:
    """How many there are where the numbers differ, and the first in whom the lists part."""
    counts = f"{len(ours)} here, {len(theirs)} at {source}" if len(ours) != len(theirs) else ""
    pairs = zip_longest(ours, theirs, fillvalue="nobody")
    parted = next(((one, other) for one, other in pairs if not compare.same_person(one, other)), None)
    first = f"{parted[0]} here, {parted[1]} at {source}" if parted else ""
    return f"authors: {'; first '.join(filter(None, (counts, first)))}"


def _notice(notice: WorkNotice) -> str:
    what = f"new notice: {notice.kind.replace('-', ' ')}"
    where = f"DOI {notice.doi}" if notice.doi else f"PMID {notice.pmid}" if notice.pmid else ""
    return " ".join(filter(None, (what, notice.date, where, f"({notice.told_by})")))


def _sum(verifications: Sequence[Verification]) -> str:
    if not verifications:
        return "no citations"
    verdicts = [one.verdict for one in verifications]
    counts = [
        f"{verdicts.count(verdict)} {words}"
        for verdict, (words, _) in VERDICTS.items()
        if verdict in verdicts
    ]
    return f"{counted(len(verdicts), 'citation')}: {listed(counts)}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
