"""What the dataset is about: treatments, conditions, the use of the one for the other, terms."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from hairtx.evidence import Evidence, Tally
from hairtx.model import Code, Treatment, Use
from hairtx.tables.table import Column, Contents, Table
from hairtx.views.words import use_text


def _own(name: str, kind: Any, meaning: str) -> Column:
    return Column(name, kind, meaning, lambda record: getattr(record, name))


def _code(code: Code) -> str:
    return f"{code.system} {code.code}" + (" (no page seen)" if code.unseen else "")


TREATMENTS = Table(
    "treatments",
    "one treatment; its statements and uses have tables of their own",
    (
        _own("id", "text", "id of the treatment"),
        _own("name", "text", "name"),
        _own("aliases", "list", "other names"),
        _own("brands", "list", "brands"),
        _own("ambiguous", "list", "names that it shares with other treatments"),
        Column("codes", "list", "codes of classifications", lambda treatment: map(_code, treatment.codes)),
        _own("category", "text", "category"),
        Column("uses", "list", "condition: status (countries that it holds in)",
               lambda treatment: [f"{use.condition}: {use_text(use)}" for use in treatment.uses]),
        Column("bottom_line", "text", "the record in a few sentences", lambda treatment: treatment.bottom_line.text),
        Column("bottom_line_studies", "list", "keys of the studies that it rests on",
               lambda treatment: treatment.bottom_line.studies),
        Column("bottom_line_against", "list", "keys of the studies that contradict it",
               lambda treatment: treatment.bottom_line.against),
        Column("bottom_line_pages", "list", "addresses that it rests on",
               lambda treatment: treatment.bottom_line.pages),
        Column("bottom_line_unseen", "text", "which part of it no source was seen for",
               lambda treatment: treatment.bottom_line.unseen),
    ),
    ("id",),
    lambda contents: contents.treatments,
    lambda treatment: [("treatment", treatment.id)],
)  # fmt: skip


CONDITIONS = Table(
    "conditions",
    "one kind of hair loss; its statements have a table of their own",
    (
        _own("id", "text", "id of the condition"),
        _own("name", "text", "name"),
        _own("aliases", "list", "other names"),
        _own("ambiguous", "list", "names that it shares with other conditions"),
        _own("scarring", "boolean", "whether it destroys follicles"),
        Column("codes", "list", "codes of classifications", lambda condition: map(_code, condition.codes)),
    ),
    ("id",),
    lambda contents: contents.conditions,
    lambda condition: [("condition", condition.id)],
)

TERMS = Table(
    "terms",
    "one term of the glossary",
    (
        _own("id", "text", "id of the term"),
        _own("name", "text", "name"),
        _own("aliases", "list", "other names"),
        _own("text", "text", "what it means"),
        _own("pages", "list", "addresses on which that was seen"),
        _own("unseen", "text", "which part of it no source was seen for"),
    ),
    ("id",),
    lambda contents: contents.terms,
    lambda term: [("term", term.id)],
)


class Used(NamedTuple):
    """A use of a treatment at its place in the record, with the evidence computed for the condition."""

    treatment: Treatment
    place: int
    use: Use
    evidence: Evidence


def _uses(contents: Contents) -> Iterator[Used]:
    for treatment in contents.treatments:
        for place, use in enumerate(treatment.uses, 1):
            yield Used(treatment, place, use, contents.evidence[treatment.id, use.condition])


def _weighed(used: Used) -> Iterator[tuple[str, str]]:
    """The treatment and the studies that the evidence is computed from."""
    yield "treatment", used.treatment.id
    yield from (("study", key) for key in (*used.evidence.studies, *used.evidence.left_out))


def _found(name: str, meaning: str) -> Column:
    return Column(name, "integer", meaning, lambda used: getattr(used.evidence, name))


def _tally(prefix: str, against: str, of: Callable[[Evidence], Tally]) -> tuple[Column, ...]:
    kinds = {
        "favours": "favour the treatment",
        "no_significant_difference": "found no significant difference",
        "against": "favour the comparator",
        "mixed": "are mixed",
    }

    def column(name: str, said: str) -> Column:
        meaning = f"trials against {against} that {said}"
        return Column(f"{prefix}_{name}", "integer", meaning, lambda used: getattr(of(used.evidence), name))

    return tuple(column(name, said) for name, said in kinds.items())


USES = Table(
    "uses",
    "one standing of a treatment for a condition, with the evidence that hairtx computes for the two; where the "
    "standing differs by country the pair has several rows and the evidence stands in each",
    (
        Column("treatment", "text", "id of the treatment", lambda used: used.treatment.id, "treatments"),
        Column("place", "integer", "its place in the record, from 1", lambda used: used.place),
        Column("condition", "text", "id of the condition", lambda used: used.use.condition, "conditions"),
        Column("use", "text", "standing: approved, off-label, experimental …", lambda used: used.use.status),
        Column("where", "list", "countries that it holds in", lambda used: used.use.where),
        _found("level", "Oxford CEBM 2011 level of the best design, 1 best; never that it works"),
        _found("trials", "randomised trials"),
        _found("people", "people in them, once a trial, as far as known"),
        _found("people_known", "trials that say how many"),
        _found("shared", "trials that mix in people with another condition, counted whole"),
        _found("weeks", "weeks of the longest trial, as far as known"),
        _found("weeks_known", "trials that say how long"),
        *_tally("control", "placebo, vehicle, sham or nothing", lambda evidence: evidence.control),
        *_tally("rival", "another treatment", lambda evidence: evidence.head_to_head),
        _found("unrecorded", "trials without a between-group result that was seen"),
        _found("reviews", "reviews"),
        _found("guidelines", "guidelines"),
        Column("studies", "list", "keys of the studies counted", lambda used: used.evidence.studies),
        Column("left_out", "list", "keys of those that weigh nothing: unverified or retracted",
               lambda used: used.evidence.left_out),
    ),
    ("treatment", "place"),
    _uses,
    _weighed,
)  # fmt: skip
