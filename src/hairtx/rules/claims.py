"""Rules on what is claimed: every figure and claim has sound support, and is worded exactly."""

import re
from collections.abc import Iterator

from hairtx.dataset import Dataset
from hairtx.faults import Problem
from hairtx.model import Kind, Statement
from hairtx.rules.finding import problem

_FIGURE = re.compile(r"\d")


def statements(dataset: Dataset) -> Iterator[tuple[Kind, str, str, Statement]]:
    """Every statement of treatments and conditions with its kind, record and field."""
    for kind, records in (("treatment", dataset.treatments), ("condition", dataset.conditions)):
        for record in records.values():
            for field in record.__struct_fields__:
                value = getattr(record, field)
                for part in value if isinstance(value, tuple) else (value,):
                    if isinstance(part, Statement):
                        yield kind, record.id, field, part  # type: ignore[misc]


def figures_have_sources(dataset: Dataset) -> Iterator[Problem]:
    """A statement with a figure in it names a study or a page."""
    for kind, record, field, part in statements(dataset):
        if _FIGURE.search(part.text) and not (part.studies or part.pages):
            yield problem(kind, record, field, f"a figure without a study or page: {part.text[:60]}")


def support(dataset: Dataset) -> Iterator[Problem]:
    """A mechanism, harm, contraindication, red flag or bottom line names a study or a page."""
    needed = ("mechanism", "harms", "contraindications", "red_flags", "bottom_line")
    for kind, record, field, part in statements(dataset):
        if field in needed and not (part.studies or part.pages or part.against):
            yield problem(kind, record, field, f"no study or page supports: {part.text[:60]}")


def sound_support(dataset: Dataset) -> Iterator[Problem]:
    """No statement rests on disputed or unverified studies alone; disputed ones support nothing."""
    for kind, record, field, part in statements(dataset):
        cited = [dataset.studies[key] for key in (*part.studies, *part.against) if key in dataset.studies]
        for study in cited:
            if study.provenance.status == "disputed":
                yield problem(kind, record, field, f"cites {study.id}, which could not be found")
        supporting = [dataset.studies[key] for key in part.studies if key in dataset.studies]
        if supporting and not part.pages and not any(study.weighs for study in supporting):
            keys = ", ".join(study.id for study in supporting)
            yield problem(kind, record, field, f"rests on unverified records alone: {keys}")


_NO_DIFFERENCE = re.compile(r"\bno (?:clear |real )?difference\b|\b(?:did|does) not differ\b", re.IGNORECASE)


def null_results_are_worded_exactly(dataset: Dataset) -> Iterator[Problem]:
    """A finding that tells of no difference says whether it was one of significance."""
    for study in dataset.studies.values():
        if _NO_DIFFERENCE.search(study.finding) and "significan" not in study.finding:
            yield problem(
                "study",
                study.id,
                "finding",
                "'no difference' without 'significant': which did the source say?",
            )


_RATIO = re.compile(r"\b(?:odds|risk|hazard|reporting odds) ratio\b", re.IGNORECASE)


_AGAINST = re.compile(
    r"\b(?:against|versus|v|than|compared|over|with|without|relative|per|between|among|in favour|associated)\b"
    r"|\b(?:placebo|control|comparator|comparison)"
)


def ratios_have_comparators(dataset: Dataset) -> Iterator[Problem]:
    """A finding that gives a ratio names what it is against."""
    for study in dataset.studies.values():
        if _RATIO.search(study.finding) and not _AGAINST.search(study.finding):
            yield problem("study", study.id, "finding", "a ratio without its comparator")
