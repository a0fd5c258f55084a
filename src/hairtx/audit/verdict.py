"""What an audit says of a reference, in one word and one sentence."""

from typing import Literal, NamedTuple

from hairtx.audit.known import Work
from hairtx.audit.matching import Facts

Status = Literal["known", "disputed", "retracted", "differs", "unknown"]


class Verdict(NamedTuple):
    """The status, the key of the record (None where there is none) and the reason in one sentence."""

    status: Status
    match: str | None
    reason: str


class Case(NamedTuple):
    """A reference beside a work."""

    work: Work
    facts: Facts
