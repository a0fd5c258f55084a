"""The records: what a treatment, a study, a condition and a term are made of.

Every record is a frozen, typed struct. The order of the fields is the order in which the dataset writes
them. Numbers keep the scale of their source: 28.1 % is 28.1. A field that a source did not give is absent,
never a placeholder; a field that nobody has seen stands in the record and is named in
``Provenance.unseen``. This module imports nothing of the house but its words.
"""

from typing import Literal

import msgspec

from hairtx.vocabulary import (
    Blinding,
    Category,
    Control,
    Count,
    CslType,
    Design,
    Direction,
    EffectKind,
    Measure,
    NoticeKind,
    OutcomeKind,
    PageKind,
    Pools,
    ProvenanceStatus,
    Unit,
    UseStatus,
    Year,
)


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all parts of a record share: frozen, keyword-only, no unknown fields, defaults left unwritten."""


class Statement(_Part, frozen=True, kw_only=True):
    """One claim in our own words and what it rests on.

    ``studies`` support it, ``against`` contradict it, ``pages`` are addresses where a page alone supports it.
    ``year`` dates an entry of a history. ``unseen`` says which part of the text no source was seen for.
    """

    text: str
    year: Year | None = None
    studies: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    unseen: str | None = None


class Use(_Part, frozen=True, kw_only=True):
    """What a treatment's standing is for a condition; ``where`` names the countries it holds in."""

    condition: str
    status: UseStatus
    where: tuple[str, ...] = ()


class Regulation(_Part, frozen=True, kw_only=True):
    """What a regulator or court said. ``reported`` marks it as read on another's page than its own."""

    jurisdiction: str
    body: str
    year: Year | None = None
    text: str
    url: str
    reported: bool = False
    studies: tuple[str, ...] = ()


class Code(_Part, frozen=True, kw_only=True):
    """A code of a classification; ``unseen`` marks one that no page was seen for."""

    system: str
    code: str
    label: str | None = None
    pages: tuple[str, ...] = ()
    unseen: bool = False


class Treatment(_Part, frozen=True, kw_only=True):
    """A treatment. ``ambiguous`` are names it shares with other treatments, which look-ups list and never guess.

    ``codes`` let others join the data: INN, ATC, PubChem …
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    category: Category
    uses: tuple[Use, ...] = ()
    bottom_line: Statement
    summary: tuple[Statement, ...] = ()
    mechanism: tuple[Statement, ...] = ()
    harms: tuple[Statement, ...] = ()
    contraindications: tuple[Statement, ...] = ()
    dosing: tuple[Statement, ...] = ()
    caveats: tuple[Statement, ...] = ()
    regulation: tuple[Regulation, ...] = ()
    history: tuple[Statement, ...] = ()


class Arm(_Part, frozen=True, kw_only=True):
    """One arm of a trial: ``n`` people in it, what they got, and the control if it is (or adds) one."""

    label: str
    n: Count | None = None
    treatments: tuple[str, ...] = ()
    control: Control | None = None


class Comparison(_Part, frozen=True, kw_only=True):
    """A between-group result: never a change from baseline.

    ``comparator`` is the id of a treatment, a kind of control, or ``other`` (named in ``note``).
    ``added_to`` are treatments that both sides received.
    """

    treatment: str
    comparator: str
    condition: str
    direction: Direction
    added_to: tuple[str, ...] = ()
    note: str | None = None


class Outcome(_Part, frozen=True, kw_only=True):
    """One figure as printed. A row without ``comparator`` or ``effect`` is no comparison.

    ``measure`` says what was measured in the house's vocabulary, ``wording`` in the source's terms.
    ``value`` is in ``unit`` at ``week``, with ``sd`` or ``se`` and ``value_ci``; ``effect`` compares ``arm``
    with ``comparator`` on the scale ``effect_kind``, with the interval ``ci``. ``k`` is the number of
    studies pooled and ``i2`` their I² in per cent. ``p`` is kept as worded.
    """

    measure: Measure
    wording: str
    unit: Unit | None = None
    kind: OutcomeKind
    week: Count | None = None
    arm: str | None = None
    value: float | None = None
    sd: float | None = None
    se: float | None = None
    n: Count | None = None
    value_ci: tuple[float, float] | None = None
    comparator: str | None = None
    comparator_value: float | None = None
    comparator_sd: float | None = None
    comparator_n: Count | None = None
    effect: float | None = None
    effect_kind: EffectKind | None = None
    ci: tuple[float, float] | None = None
    p: str | None = None
    k: Count | None = None
    i2: float | None = None
    note: str | None = None


class Recommendation(_Part, frozen=True, kw_only=True):
    """What a guideline says of treatments for a condition; ``as_class`` names the class it spoke of.

    ``strength`` and ``level`` are as the guideline words them. ``intervention`` names what has no record here.
    """

    treatments: tuple[str, ...] = ()
    intervention: str | None = None
    as_class: str | None = None
    condition: str
    strength: str
    level: str | None = None


class Conflict(_Part, frozen=True, kw_only=True):
    """Two sources gave two values for a field; both are kept."""

    field: str
    kept: str
    other: str


class Notice(_Part, frozen=True, kw_only=True):
    """A retraction, correction or expression of concern; ``date`` is YYYY-MM-DD or less."""

    kind: NoticeKind
    date: str | None = None
    url: str
    text: str | None = None


class Dispute(_Part, frozen=True, kw_only=True):
    """Why a citation is taken not to exist, and the real works nearest to it."""

    reason: str
    nearest: tuple[str, ...] = ()


class Seen(_Part, frozen=True, kw_only=True):
    """A page on which fields were seen.

    ``primary`` is the work's own page or record (journal, PubMed, PMC, registry, regulator, label, or a
    faithful copy); ``secondary`` is anything that tells of it.
    """

    page: str
    kind: PageKind


class Provenance(_Part, frozen=True, kw_only=True):
    """Where a record's fields were seen, which were not, and when somebody looked.

    ``checked`` and ``second_reading`` are dates (YYYY-MM or YYYY-MM-DD); the second reading is by somebody
    who did not write the record. ``unseen`` lists names of the study's fields.
    """

    status: ProvenanceStatus
    checked: str
    second_reading: str | None = None
    seen: tuple[Seen, ...] = ()
    unseen: tuple[str, ...] = ()
    note: str | None = None


class Study(_Part, frozen=True, kw_only=True):
    """A study, review, guideline, label or regulator's page.

    ``authors`` are "Family, Given", "Family, Given, Suffix", "Family," where the given name is unknown, or
    a group's name without a comma; ``authors_partial`` means that some, or with an empty list all, are not
    known. ``date`` is YYYY, YYYY-MM or YYYY-MM-DD; a work without one is undated.
    ``n`` counts people randomised or enrolled (in a review: pooled), ``analysed`` those in the main
    analysis, ``weeks`` the length of treatment and follow-up. ``trial`` is shared by all reports of one trial.
    """

    id: str
    title: str
    authors: tuple[str, ...] = ()
    authors_partial: bool = False
    journal: str | None = None
    journal_abbr: str | None = None
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    type: CslType
    treatments: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    design: Design
    blinding: Blinding | None = None
    pools: Pools | None = None
    registration: tuple[str, ...] = ()
    trial: str | None = None
    trial_name: str | None = None
    n: Count | None = None
    analysed: Count | None = None
    weeks: Count | None = None
    population: str | None = None
    finding: str
    harms: str | None = None
    limits: str | None = None
    doubts: tuple[str, ...] = ()
    funding: str | None = None
    arms: tuple[Arm, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[Notice, ...] = ()
    dispute: Dispute | None = None
    provenance: Provenance

    @property
    def year(self) -> int | None:
        """The year of ``date``, or None for an undated work."""
        return int(self.date[:4]) if self.date else None

    @property
    def weighs(self) -> bool:
        """Whether computed lines may count it: it was seen, it exists, and it has not been retracted."""
        return self.provenance.status in ("corroborated", "partial") and not self.retracted

    @property
    def retracted(self) -> bool:
        """Whether a notice withdraws it."""
        return any(notice.kind == "retraction" for notice in self.notices)


class Scale(_Part, frozen=True, kw_only=True):
    """A severity scale and how it grades."""

    name: str
    text: str
    studies: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    unseen: str | None = None


class Prevalence(_Part, frozen=True, kw_only=True):
    """How common a condition is, in whom: ``value`` in ``unit`` with its 95 % interval ``ci``."""

    text: str
    value: float | None = None
    unit: str | None = None
    ci: tuple[float, float] | None = None
    population: str
    studies: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


class Condition(_Part, frozen=True, kw_only=True):
    """A kind of hair loss, with the names that people type for it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    scarring: bool
    scarring_note: Statement | None = None
    red_flags: tuple[Statement, ...] = ()
    cause: tuple[Statement, ...] = ()
    course: tuple[Statement, ...] = ()
    prevalence: tuple[Prevalence, ...] = ()
    scales: tuple[Scale, ...] = ()
    codes: tuple[Code, ...] = ()


class Term(_Part, frozen=True, kw_only=True):
    """A term in one or two sentences."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    text: str
    pages: tuple[str, ...] = ()
    unseen: str | None = None


class Edition(_Part, frozen=True, kw_only=True):
    """Which dataset this is: ``version`` and ``date`` (YYYY-MM-DD) stand on every page."""

    version: str
    date: str
    licence: str
    title: str


Record = Treatment | Study | Condition | Term
Kind = Literal["treatment", "condition", "study", "term"]

RECORDS: dict[Kind, type[Treatment] | type[Study] | type[Condition] | type[Term]] = {
    "treatment": Treatment,
    "condition": Condition,
    "study": Study,
    "term": Term,
}
