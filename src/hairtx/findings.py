"""What is computed from the records of studies: effects between groups, harms, and the answers made of them.

Shapes alone, so that a page can be shown without what computes them: see ``hairtx.effects``, ``hairtx.safety``
and ``hairtx.answers``.
"""

from typing import Literal

import msgspec

from hairtx.vocabulary import Control, Design, Direction, EffectKind, Measure, OutcomeKind

RATIOS: frozenset[str] = frozenset({"risk-ratio", "odds-ratio", "hazard-ratio", "reporting-odds-ratio"})
ADVERSE = ("serious-adverse-event", "stopped-for-adverse-event", "sexual-adverse-event", "adverse-event")
Against = Literal["control", "unnamed-control", "treatment", "unknown"]


class Effect(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One between-group effect of a study's row number ``row``, the treatment's side against the comparator's.

    ``estimate`` on the scale ``kind`` (differences in ``unit``, risk differences in percentage points, ratios
    without one), its interval ``low`` to ``high`` or None. ``treatments`` and ``comparators`` are ids of what
    only that side got, ``control`` what the comparator was if it was a control, ``added`` what both got
    (``added_label`` in the words of a review);
    ``treatment_label`` and ``comparator_label`` are the source's words. ``dose`` compares a treatment with
    itself. ``higher_is_better`` is for the measure, None where it cannot be known. ``week`` is the row's, or
    what its wording says; ``people`` those of both sides
    whom the figure rests on, where the row says so. ``value`` and ``comparator_value`` are the two groups'
    own figures where printed, ``k`` and ``i2`` the studies pooled and their I² in per cent. ``doubt`` says why a
    published effect's scale cannot be trusted; ``no_interval`` why a computed one has none; ``note`` is the row's.
    ``speaks_of`` are the treatments that it is evidence on.
    """

    study: str
    row: int
    measure: Measure
    wording: str
    outcome: OutcomeKind
    kind: EffectKind
    estimate: float
    low: float | None = None
    high: float | None = None
    computed: bool = False
    corrected: bool = False
    pooled: bool = False
    network: bool = False
    treatments: tuple[str, ...] = ()
    comparators: tuple[str, ...] = ()
    control: Control | None = None
    added: tuple[str, ...] = ()
    added_label: str | None = None
    dose: bool = False
    treatment_label: str | None = None
    comparator_label: str | None = None
    week: int | None = None
    people: int | None = None
    unit: str | None = None
    higher_is_better: bool | None = None
    value: float | None = None
    comparator_value: float | None = None
    value_unit: str | None = None
    p: str | None = None
    k: int | None = None
    i2: float | None = None
    doubt: str | None = None
    no_interval: str | None = None
    note: str | None = None
    speaks_of: tuple[str, ...] = ()

    @property
    def null(self) -> float:
        """The value that means no difference: 1 for ratios, else 0."""
        return 1.0 if self.kind in RATIOS else 0.0


class Undrawn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A between-group row that gives no effect with an interval, and the ``reason``."""

    study: str
    row: int
    measure: Measure
    wording: str
    reason: str


class Harm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One figure of a harm: ``value`` in ``unit`` with the treatment, ``comparator_value`` with ``against``.

    Or a published ratio: ``estimate`` on the scale ``kind`` with its interval. ``people`` in both groups.
    """

    study: str
    measure: Measure
    wording: str
    arm: str | None = None
    unit: str | None = None
    value: float | None = None
    comparator_value: float | None = None
    against: str | None = None
    kind: EffectKind | None = None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    week: int | None = None
    people: int | None = None


class Safety(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of harms for one treatment and condition.

    ``studies`` (no reviews) report on harms, in figures or in words, in ``people`` people of all their arms
    (``people_known`` of the studies say how many, each trial counted once), the longest of the ``weeks_known``
    that say so ``weeks`` long. ``figures`` of them give figures; ``harms`` are at most six, the gravest first.
    ``reviews`` report on harms too.
    """

    studies: tuple[str, ...] = ()
    people: int = 0
    people_known: int = 0
    weeks: int | None = None
    weeks_known: int = 0
    figures: int = 0
    reviews: tuple[str, ...] = ()
    harms: tuple[Harm, ...] = ()


class Picture(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A difference in people or hairs: ``more`` (less than 0: fewer) ``of`` people out of 100, hairs in a cm², or
    hairs for every 100 there were.

    ``treated`` and ``others`` are the two groups' own shares of 100 people where known.
    """

    of: str
    more: float
    treated: float | None = None
    others: float | None = None


class Difference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The figure chosen: the ``effect`` seen from the treatment, and what to read beside it.

    ``against`` is ``control``, ``unnamed-control``, ``treatment`` or ``unknown``. ``significant`` is None where
    neither a p value nor an interval says; ``verdict`` is the study's own recorded direction for this pair, None for
    measures that do not say whether a treatment works.
    ``people`` are those of the whole study.
    ``favours`` is ``treatment``, ``comparator``, ``neither`` or None where the better way is not known.
    ``doubts`` are what the study's record tells a reader to distrust.
    """

    effect: Effect
    against: Against
    design: Design
    year: int | None = None
    people: int | None = None
    population: str | None = None
    first_hand: bool = False
    shared: bool = False
    significant: bool | None = None
    favours: str | None = None
    verdict: Direction | None = None
    picture: Picture | None = None
    doubts: tuple[str, ...] = ()


class Answers(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answers for one treatment and condition.

    ``difference`` is the figure chosen, or None and ``no_figure`` says why. ``pictured`` is the next figure in
    the same order, against the same kind of comparator, that can be told in people or hairs, where the chosen
    one cannot.
    """

    treatment: str
    condition: str
    difference: Difference | None = None
    pictured: Difference | None = None
    no_figure: str | None = None
    safety: Safety
