"""Statements: every claim of a treatment's or a condition's record, with what it rests on."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from hairtx.model import Condition, Prevalence, Regulation, Scale, Statement, Treatment
from hairtx.tables.table import Column, Contents, Table

_CLAIMS = Statement | Regulation | Scale | Prevalence


class Claim(NamedTuple):
    """A part of a record that claims something: in which section it stands at which place, counted from 1."""

    record: Treatment | Condition
    section: str
    place: int
    part: Any
    weightless: tuple[str, ...]


def _claims(contents: Contents) -> Iterator[Claim]:
    records: tuple[Treatment | Condition, ...] = (*contents.treatments, *contents.conditions)
    for record in records:
        for section in record.__struct_fields__:
            value = getattr(record, section)
            for place, part in enumerate(value if isinstance(value, tuple) else (value,), 1):
                if isinstance(part, _CLAIMS):
                    named = (*part.studies, *getattr(part, "against", ()))
                    # a key that has no record is a fault of the dataset, for `hairtx check` to tell
                    weightless = (
                        key for key in named if key in contents.studies and not contents.studies[key].weighs
                    )
                    yield Claim(record, section, place, part, tuple(weightless))


def identify(claim: Claim) -> str:
    """The id of a statement: record, section and place."""
    return f"{claim.record.id}/{claim.section}/{claim.place}"


def _record(claim: Claim, kind: type) -> str | None:
    return claim.record.id if isinstance(claim.record, kind) else None


def _optional(name: str, kind: Any, meaning: str) -> Column:
    """A field that some kinds of claims have."""
    return Column(name, kind, meaning, lambda claim: getattr(claim.part, name, None))


def _pages(claim: Claim) -> tuple[str, ...]:
    return (claim.part.url,) if isinstance(claim.part, Regulation) else claim.part.pages


def _bound(claim: Claim, at: int) -> float | None:
    bounds = getattr(claim.part, "ci", None)
    return bounds[at] if bounds else None


STATEMENTS = Table(
    "statements",
    "one claim in hairtx's own words, about a treatment or a condition",
    (
        Column("id", "text", "record, section and place", identify),
        Column("treatment", "text", "id of the treatment", lambda claim: _record(claim, Treatment), "treatments"),
        Column("condition", "text", "id of the condition", lambda claim: _record(claim, Condition), "conditions"),
        Column("section", "text", "section of the record: bottom_line, summary, mechanism, harms, contraindications, "
               "dosing, caveats, regulation, history; scarring_note, red_flags, cause, course, prevalence, scales",
               lambda claim: claim.section),
        Column("place", "integer", "its place in the section, from 1", lambda claim: claim.place),
        Column("text", "text", "the claim", lambda claim: claim.part.text),
        _optional("year", "integer", "year of a history's entry or a regulator's word"),
        Column("studies", "list", "keys of the studies that support it", lambda claim: claim.part.studies),
        _optional("against", "list", "keys of the studies that contradict it"),
        Column("weightless", "list", "those of the studies that are unverified, disputed or retracted",
               lambda claim: claim.weightless),
        Column("pages", "list", "addresses that support it", _pages),
        _optional("unseen", "text", "which part of it no source was seen for"),
        _optional("reported", "boolean", "of a regulator's word: read on another's page than its own"),
        _optional("jurisdiction", "text", "of a regulator's word: where it holds"),
        _optional("body", "text", "of a regulator's word: who said it"),
        _optional("name", "text", "of a scale: its name"),
        _optional("value", "number", "of a prevalence: the figure"),
        _optional("unit", "text", "of a prevalence: its unit"),
        Column("value_low", "number", "of a prevalence: lower bound of the interval", lambda claim: _bound(claim, 0)),
        Column("value_high", "number", "of a prevalence: upper bound of the interval", lambda claim: _bound(claim, 1)),
        _optional("population", "text", "of a prevalence: in whom"),
    ),
    ("id",),
    _claims,
    lambda claim: [(type(claim.record).__name__.lower(), claim.record.id)],
)  # fmt: skip


class Support(NamedTuple):
    """A study that a claim names, for it or against it."""

    claim: Claim
    study: str
    stance: str


def _supports(contents: Contents) -> Iterator[Support]:
    for claim in _claims(contents):
        for stance, keys in (
            ("supports", claim.part.studies),
            ("against", getattr(claim.part, "against", ())),
        ):
            for key in dict.fromkeys(keys):
                yield Support(claim, key, stance)


STATEMENT_STUDIES = Table(
    "statement_studies",
    "one study that a statement names: the list of statements.studies and statements.against, a row each",
    (
        Column("statement", "text", "id of the statement", lambda row: identify(row.claim), "statements"),
        Column("study", "text", "key of the study", lambda row: row.study, "studies"),
        Column("stance", "text", "supports or against", lambda row: row.stance),
    ),
    ("statement", "study", "stance"),
    _supports,
)
