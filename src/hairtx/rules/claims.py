"""Rules on what is claimed: every figure and claim has sound support, and is worded exactly."""

import re
from collections.abc import Iterator

from hairtx.dataset import Dataset
from hairtx.faults import Problem
from hairtx.rules.finding import problem, records
from hairtx.sources import citations, sourced_parts

_FIGURE = re.compile(r"\d")


def figures_have_sources(dataset: Dataset) -> Iterator[Problem]:
    """Whatever a record says with a figure in it, statement, prevalence, scale or term, names a study or a page."""
    for kind, record in records(dataset):
        parts = [("text", record)] if kind == "term" else sourced_parts(record)
        for field, part in parts:
            if _FIGURE.search(part.text) and not (getattr(part, "studies", ()) or part.pages):
                yield problem(kind, record.id, field, f"a figure without a study or page: {part.text[:60]}")


def support(dataset: Dataset) -> Iterator[Problem]:
    """A mechanism, harm, contraindication, red flag or bottom line names a study or a page."""
    needed = ("mechanism", "harms", "contraindications", "red_flags", "bottom_line")
    for kind, record in records(dataset):
        for field, part in sourced_parts(record):
            if field in needed and not (part.studies or part.pages or part.against):
                yield problem(kind, record.id, field, f"no study or page supports: {part.text[:60]}")


def sound_support(dataset: Dataset) -> Iterator[Problem]:
    """No statement rests on unverified studies alone, and nothing cites one that could not be found."""
    for kind, record in records(dataset):
        if kind not in ("treatment", "condition"):
            continue
        for field, key in citations(record):
            if key in dataset.studies and dataset.studies[key].provenance.status == "disputed":
                yield problem(kind, record.id, field, f"cites {key}, which could not be found")
        for field, part in sourced_parts(record):
            supporting = [dataset.studies[key] for key in part.studies if key in dataset.studies]
            if supporting and not part.pages and not any(study.weighs for study in supporting):
                keys = ", ".join(study.id for study in supporting)
                yield problem(kind, record.id, field, f"rests on unverified records alone: {keys}")


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


def secondary_figures_are_told(dataset: Dataset) -> Iterator[Problem]:
    """A study whose figures were read on secondary pages alone says so among its doubts."""
    for study in dataset.studies.values():
        kinds = {page.kind for page in study.provenance.seen}
        told = any("secondary" in doubt for doubt in study.doubts)
        if study.outcomes and kinds == {"secondary"} and not told:
            message = "its figures were read on secondary pages only: say so"
            yield problem("study", study.id, "doubts", message)
