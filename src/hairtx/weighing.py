"""How treatments stand beside each other for a condition: by design and agreement, never by enthusiasm."""

from collections.abc import Iterable, Mapping

import msgspec

from hairtx.evidence import Evidence, Tally
from hairtx.findings import Answers


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """Of ``trials`` with a between-group result, how many (``alike``) found the same, whatever that is.

    Trials against placebo, vehicle, sham or nothing; where there are none, those against another treatment.
    """

    trials: int
    alike: int


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """A treatment in the ranking for a condition."""

    evidence: Evidence
    status: str
    agreement: Agreement
    answers: Answers | None = None


def agreement(evidence: Evidence) -> Agreement:
    """How far a treatment's randomised trials agree."""
    tally: Tally = evidence.control if evidence.control.trials else evidence.head_to_head
    counts = (tally.favours, tally.no_significant_difference, tally.against, tally.mixed)
    # mixed trials agree with nobody, not even with each other
    return Agreement(trials=tally.trials, alike=max(*counts[:3], min(tally.mixed, 1)) if tally.trials else 0)


def ranked(
    evidence: Iterable[Evidence], statuses: Mapping[str, str], answers: Mapping[str, Answers]
) -> list[Ranked]:
    """Treatments by level, then by agreement, then by trials, people and id."""
    rows = [
        Ranked(
            evidence=found,
            status=statuses.get(found.treatment, ""),
            agreement=agreement(found),
            answers=answers.get(found.treatment),
        )
        for found in evidence
    ]
    return sorted(rows, key=_key)


def _key(row: Ranked) -> tuple[int, int, float, int, int, str]:
    agreed = row.agreement
    share = agreed.alike / agreed.trials if agreed.trials else 0.0
    # several trials that agree, one alone, several that do not, none
    kind = 3 if not agreed.trials else 1 if agreed.trials == 1 else 0 if share == 1 else 2
    found = row.evidence
    return found.level or 9, kind, -share, -found.trials, -found.people, found.treatment
