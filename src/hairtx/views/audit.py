"""The references of a document and what is known of each: `hairtx audit`."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from hairtx.audit.reference import Reference
from hairtx.audit.verdict import Status, Verdict
from hairtx.model import Edition
from hairtx.page import Column, Line, Page, Role, Row, Span, Table, line, muted
from hairtx.views.words import footer

if TYPE_CHECKING:
    from hairtx.audit.online import Online

# the worst first
ORDER: tuple[Status, ...] = ("disputed", "retracted", "differs", "unknown", "known")
_ROLES: Mapping[Status, Role] = {
    "disputed": "bad", "retracted": "bad", "differs": "bad", "unknown": "muted", "known": "good",
}  # fmt: skip


def page(rows: "Sequence[tuple[Reference, Verdict, Online | None]]", edition: Edition) -> Page:
    """One reference a row in the order of the text: its number, status, our key, why, and its own words.

    Where the services were asked, their verdict and its reason have columns of their own.
    """
    asked = any(online for _, _, online in rows)
    columns = [Column("no."), Column("status"), Column("record"), *((Column("online"),) if asked else ())]
    columns.append(Column("why"))
    made = tuple(
        Row(
            (
                line(Span(reference.id, "strong")),
                line(Span(verdict.status, _ROLES[verdict.status])),
                line(verdict.match or "-"),
                *((_online(online),) if asked else ()),
                line(_why(verdict, online)),
            ),
            (muted(_cut(reference.text)),),
        )
        for reference, verdict, online in rows
    )
    return Page((Table(tuple(columns), made, listing=True),), footer(edition))


def _online(online: "Online | None") -> Line:
    if online is None:
        return line("-")
    role: Role = "bad" if online.status in ("differs", "retracted", "not-found") else ""
    return line(Span(online.status.replace("-", " "), role))


def _why(verdict: Verdict, online: "Online | None") -> str:
    if online is None or online.status in (verdict.status, "confirmed") or online.reason in verdict.reason:
        return verdict.reason
    return f"{verdict.reason.rstrip('.')}. Online: {online.reason}"


def _cut(text: str) -> str:
    """The beginning of a reference: enough to find it again."""
    return text if len(text) <= 200 else text[:197].rstrip() + "…"
