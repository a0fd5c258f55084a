"""Studies and what they hold: arms, outcomes, comparisons, recommendations."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from hairtx.evidence import level_of
from hairtx.model import Notice, Study
from hairtx.tables import provenance
from hairtx.tables.table import Column, Contents, Table


class Part(NamedTuple):
    """One arm, outcome, comparison or recommendation, in its study at its place, counted from 1."""

    study: Study
    place: int
    row: Any


def _parts(field: str) -> Callable[[Contents], Iterator[Part]]:
    def parts(contents: Contents) -> Iterator[Part]:
        for study in contents.studies.values():
            for place, row in enumerate(getattr(study, field), 1):
                yield Part(study, place, row)

    return parts


def _own(name: str, kind: Any, meaning: str, refers: str | None = None) -> Column:
    """A column that holds the field of its own name."""
    return Column(name, kind, meaning, lambda study: getattr(study, name), refers)


def _of(name: str, kind: Any, meaning: str, refers: str | None = None) -> Column:
    """The same for the part of a study."""
    return Column(name, kind, meaning, lambda part: getattr(part.row, name), refers)


def _bound(name: str, field: str, at: int, meaning: str) -> Column:
    return Column(
        name, "number", meaning, lambda part: bound[at] if (bound := getattr(part.row, field)) else None
    )


def _notice(notice: Notice) -> str:
    return " ".join(filter(None, (notice.kind, notice.date, notice.url, notice.text)))


_WHERE = (
    Column("study", "text", "key of the study", lambda part: part.study.id, "studies"),
    Column("place", "integer", "its place in the record, from 1", lambda part: part.place),
)
_KEY = ("study", "place")


def _study(part: Part) -> list[tuple[str, str]]:
    return [("study", part.study.id)]


_TRUST = provenance.columns(lambda part: part.study)

STUDIES = Table(
    "studies",
    "one study, review, guideline, label or regulator's page; disputed citations are among them, see status",
    (
        _own("id", "text", "key of the study"),
        *provenance.columns(lambda study: study),
        Column("dispute", "text", "why the citation is taken not to exist",
               lambda study: study.dispute and study.dispute.reason),
        Column("nearest", "list", "keys of the real works nearest to a disputed citation",
               lambda study: study.dispute.nearest if study.dispute else ()),
        Column("notices", "list", "retractions, corrections and expressions of concern: kind, date, address, text",
               lambda study: map(_notice, study.notices)),
        Column("seen_primary", "list", "the work's own pages on which the record was seen",
               lambda study: [seen.page for seen in study.provenance.seen if seen.kind == "primary"]),
        Column("seen_secondary", "list", "pages of others on which it was seen",
               lambda study: [seen.page for seen in study.provenance.seen if seen.kind == "secondary"]),
        Column("provenance_note", "text", "what else there is to say of where it was seen",
               lambda study: study.provenance.note),
        Column("conflicts", "list", "fields for which sources gave two values: the one kept and the other",
               lambda study: [f"{row.field}: {row.kept} (kept), {row.other} (other)" for row in study.conflicts]),
        _own("title", "text", "title"),
        _own("authors", "list", "authors as Family, Given"),
        _own("authors_partial", "boolean", "whether some, or with no author given all, are not known"),
        _own("journal", "text", "journal"),
        _own("journal_abbr", "text", "its abbreviated title"),
        _own("publisher", "text", "publisher of what is in no journal"),
        _own("date", "text", "date of publication: YYYY, YYYY-MM or YYYY-MM-DD"),
        _own("year", "integer", "its year"),
        _own("volume", "text", "volume"),
        _own("issue", "text", "issue"),
        _own("pages", "text", "pages or article number"),
        _own("doi", "text", "DOI"),
        _own("pmid", "text", "PubMed's number"),
        _own("pmcid", "text", "PubMed Central's number"),
        _own("url", "text", "address of its own page"),
        _own("type", "text", "kind of publication, in CSL's words"),
        _own("treatments", "list", "ids of the treatments it is about"),
        _own("conditions", "list", "ids of the conditions it is about"),
        _own("design", "text", "design"),
        Column("level", "integer", "Oxford CEBM 2011 level of the design, 1 best; empty where the design has none or "
               "the study weighs nothing", lambda study: level_of(study) if study.weighs else None),
        _own("blinding", "text", "blinding"),
        _own("pools", "text", "what a review pools: randomised, mixed, non-randomised or unknown"),
        _own("trial", "text", "name shared by all reports of one trial"),
        _own("trial_name", "text", "the trial's acronym"),
        _own("registration", "list", "numbers in registries"),
        _own("n", "integer", "people randomised or enrolled; in a review, pooled"),
        _own("analysed", "integer", "people in the main analysis"),
        _own("weeks", "integer", "weeks of treatment and follow-up"),
        _own("population", "text", "who took part"),
        _own("finding", "text", "what it found, between groups first"),
        _own("harms", "text", "harms it reports"),
        _own("limits", "text", "its limits"),
        _own("funding", "text", "who paid"),
    ),
    ("id",),
    lambda contents: contents.studies.values(),
    lambda study: [("study", study.id)],
)  # fmt: skip

ARMS = Table(
    "arms",
    "one arm of a study",
    (
        *_WHERE,
        _of("label", "text", "what the source calls it"),
        _of("n", "integer", "people in it"),
        _of("treatments", "list", "ids of the treatments they got"),
        _of("control", "text", "kind of control that it is or adds"),
        *_TRUST,
    ),
    _KEY,
    _parts("arms"),
    _study,
)

OUTCOMES = Table(
    "outcomes",
    "one figure as printed; a row with neither comparator nor effect compares nothing between groups",
    (
        *_WHERE,
        _of("measure", "text", "what was measured, in the dataset's vocabulary"),
        _of("wording", "text", "what was measured, in the source's words"),
        _of("kind", "text", "kind of figure; change, median-change and percent-change are against baseline"),
        _of("week", "integer", "week of measurement"),
        _of("unit", "text", "unit of value and comparator_value"),
        _of("arm", "text", "the arm that the figure is of"),
        _of("value", "number", "its value"),
        _of("sd", "number", "its standard deviation"),
        _of("se", "number", "its standard error"),
        _of("n", "integer", "how many were measured, as printed"),
        _bound("value_low", "value_ci", 0, "lower bound of the value's interval"),
        _bound("value_high", "value_ci", 1, "upper bound of the value's interval"),
        _of("comparator", "text", "what it is compared with"),
        _of("comparator_value", "number", "the comparator's value"),
        _of("comparator_sd", "number", "the comparator's standard deviation"),
        _of("comparator_n", "integer", "how many were measured in the comparator, as printed"),
        _of("effect", "number", "the published between-group effect"),
        _of("effect_kind", "text", "scale of the effect"),
        _bound("effect_low", "ci", 0, "lower bound of the effect's interval"),
        _bound("effect_high", "ci", 1, "upper bound of the effect's interval"),
        _of("p", "text", "p as worded in the source"),
        _of("k", "integer", "studies pooled"),
        _of("i2", "number", "I² in per cent"),
        _of("note", "text", "note"),
        *_TRUST,
    ),
    _KEY,
    _parts("outcomes"),
    _study,
)

COMPARISONS = Table(
    "comparisons",
    "one between-group result, never a change from baseline",
    (
        *_WHERE,
        _of("treatment", "text", "id of the treatment", "treatments"),
        _of("comparator", "text", "id of a treatment, a kind of control, or other (named in note)"),
        _of("condition", "text", "id of the condition", "conditions"),
        _of("direction", "text", "favours-treatment, no-significant-difference, favours-comparator or mixed"),
        _of("added_to", "list", "ids of treatments that both sides received"),
        _of("note", "text", "note"),
        Column("design", "text", "design of the study", lambda part: part.study.design),
        Column("trial", "text", "name shared by all reports of one trial: count people once a trial",
               lambda part: part.study.trial),
        Column("year", "integer", "year of the study", lambda part: part.study.year),
        Column("n", "integer", "people in the whole study", lambda part: part.study.n),
        Column("weeks", "integer", "weeks of treatment and follow-up", lambda part: part.study.weeks),
        *_TRUST,
    ),
    _KEY,
    _parts("comparisons"),
    _study,
)  # fmt: skip

RECOMMENDATIONS = Table(
    "recommendations",
    "what a guideline says of treatments for a condition",
    (
        *_WHERE,
        _of("treatments", "list", "ids of the treatments"),
        _of("intervention", "text", "what it speaks of, where that has no record"),
        _of("as_class", "text", "the class it spoke of"),
        _of("condition", "text", "id of the condition", "conditions"),
        _of("strength", "text", "strength, as the guideline words it"),
        _of("level", "text", "level of evidence, as the guideline words it"),
        *_TRUST,
    ),
    _KEY,
    _parts("recommendations"),
    _study,
)
