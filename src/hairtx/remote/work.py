"""What a service says: one frozen shape for a work, whichever service it comes from, and three outcomes."""

import msgspec

from hairtx.vocabulary import NoticeKind


class WorkNotice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A retraction, correction or expression of concern that a service links to a work.

    ``date`` is YYYY-MM-DD or less; ``doi`` and ``pmid`` are the notice's own, where it has any; ``told_by``
    names the service, or "Retraction Watch" where Crossref passes on what that said.
    """

    kind: NoticeKind
    date: str | None = None
    doi: str | None = None
    pmid: str | None = None
    told_by: str


class TrialFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a registry says of a trial beyond its title: all as the registry words it."""

    status: str | None = None
    study_type: str | None = None
    allocation: str | None = None
    masking: str | None = None
    enrolment: int | None = None
    enrolment_is_actual: bool = False
    conditions: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()
    start: str | None = None
    completion: str | None = None
    sponsor: str | None = None
    pmids: tuple[str, ...] = ()


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """One work as a service records it; a field that the service does not give is None or empty.

    ``authors`` have the form of ``model.Study.authors``; ``date`` is the issue's (else the earliest) date, YYYY,
    YYYY-MM or YYYY-MM-DD, and ``dates`` all that the service prints, so that neither the year online nor the
    year of the issue is taken for wrong. ``article_number`` stands in place of, or beside, ``pages``. ``type``
    is one of ``vocabulary.CslType`` or, where that has no word for it, the service's own. ``pubtypes`` are
    PubMed's publication types. ``updates`` are the works that this one is itself a notice on.
    ``address`` is the page or address at which the record was read.
    """

    source: str
    address: str
    title: str | None = None
    other_titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    journal: str | None = None
    journal_abbr: str | None = None
    publisher: str | None = None
    date: str | None = None
    dates: tuple[str, ...] = ()
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    article_number: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    type: str | None = None
    pubtypes: tuple[str, ...] = ()
    abstract: str | None = None
    registration: tuple[str, ...] = ()
    notices: tuple[WorkNotice, ...] = ()
    updates: tuple[WorkNotice, ...] = ()
    trial: TrialFacts | None = None

    @property
    def year(self) -> int | None:
        """The year of ``date``."""
        return int(self.date[:4]) if self.date else None

    @property
    def retracted(self) -> bool:
        """Whether a notice withdraws the whole work."""
        return any(notice.kind == "retraction" for notice in self.notices)


class Found(msgspec.Struct, frozen=True, tag="found"):
    """The service has a record; ``asked`` is the day of the answer, YYYY-MM-DD."""

    work: Work
    asked: str


class Missing(msgspec.Struct, frozen=True, tag="missing"):
    """The service answered that it has no such record."""

    asked: str


class Several(msgspec.Struct, frozen=True, tag="several"):
    """What a search found, best first."""

    works: tuple[Work, ...]
    asked: str


class Registered(msgspec.Struct, frozen=True, tag="registered"):
    """Who registers a DOI; None if nobody is known to."""

    agency: str | None
    asked: str


class Unreachable(msgspec.Struct, frozen=True, tag="unreachable"):
    """No answer that could be used; ``reason`` is one plain line without keys or queries. Never cached."""

    reason: str


Outcome = Found | Missing | Unreachable
Kept = Found | Missing | Several | Registered


class UnreachableError(Exception):
    """A service gave no usable answer; the text says why."""
