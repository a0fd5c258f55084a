"""A citation, the answers that concern it, and the shape of a verdict on it."""

from typing import Literal

import msgspec

from hairtx.model import Notice, Study
from hairtx.remote.work import Missing, Outcome, Unreachable, Work, WorkNotice

# the order is that of weight: the first that holds of a citation is its verdict
Verdict = Literal[
    "another-work", "retracted", "differs", "not-found", "not-reachable", "confirmed", "not-checked"
]
# a gap is what a service knows and the record does not say; silent, that no service says anything
FieldVerdict = Literal["confirmed", "differs", "gap", "silent", "not-found", "another-work"]

WRONG: frozenset[str] = frozenset({"another-work", "retracted", "differs", "not-found"})

# works that Crossref or PubMed keep records of; a web page or a law without an identifier is nobody's
KEPT: frozenset[str] = frozenset({"article-journal", "article", "book", "chapter"})


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """The bibliographic fields of a study, or of a reference that somebody wrote; as in ``model.Study``."""

    id: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    authors_partial: bool = False
    journal: str | None = None
    journal_abbr: str | None = None
    date: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    type: str | None = None
    notices: tuple[Notice, ...] = ()
    disputed: bool = False

    @property
    def checkable(self) -> bool:
        """Whether a service can be expected to know it."""
        return bool(self.doi or self.pmid or self.pmcid) or (bool(self.title) and self.type in (None, *KEPT))


def citation_of(study: Study) -> Citation:
    """The citation of a study."""
    shared = {name: getattr(study, name) for name in Citation.__struct_fields__ if name != "disputed"}
    return Citation(**shared, disputed=study.provenance.status == "disputed")


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for a citation and what came back; None: not asked.

    ``agency`` is who registers a DOI that Crossref does not have. Where the citation's own identifiers led
    nowhere, or to another work, ``title_search`` tells how a search for the title went, and ``by_title``
    holds the records that it found.
    """

    crossref: Outcome | None = None
    pubmed: Outcome | None = None
    agency: str | None = None
    by_title: tuple[Work, ...] = ()
    title_search: Missing | Unreachable | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One field: what the citation says, what ``source`` says, and what another source says otherwise (``dissent``)."""

    field: str
    verdict: FieldVerdict
    ours: str | None = None
    theirs: str | None = None
    source: str | None = None
    dissent: str | None = None


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """A citation's verdict with its reasons.

    ``known`` says that the record tells of what is wrong already. ``sources`` says of each service asked what
    it had. ``works`` are the records that were compared; ``notices`` those of them that concern the work, and
    ``news`` the ones that the record does not have.
    """

    id: str
    verdict: Verdict
    reason: str
    known: bool = False
    findings: tuple[Finding, ...] = ()
    notices: tuple[WorkNotice, ...] = ()
    news: tuple[WorkNotice, ...] = ()
    works: tuple[Work, ...] = ()
    sources: dict[str, str] = {}
    asked: str | None = None

    @property
    def wrong(self) -> bool:
        """Whether something is wrong with the citation."""
        return self.verdict in WRONG
