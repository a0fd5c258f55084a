"""Rules on how records hang together: keys, names, tags, works recorded twice."""

from collections.abc import Iterable, Iterator

from hairtx.dataset import Dataset
from hairtx.faults import Problem
from hairtx.model import Kind, Study
from hairtx.names import fold, names_of
from hairtx.rules.finding import problem
from hairtx.sources import citations
from hairtx.vocabulary import COMPARATORS


def dangling_keys(dataset: Dataset) -> Iterator[Problem]:
    """Every study, treatment and condition that a record names exists."""
    for treatment in dataset.treatments.values():
        for field, key in citations(treatment):
            if key not in dataset.studies:
                yield problem("treatment", treatment.id, field, f"no study {key}")
        for use in treatment.uses:
            if use.condition not in dataset.conditions:
                yield problem("treatment", treatment.id, "uses", f"no condition {use.condition}")
    for condition in dataset.conditions.values():
        for field, key in citations(condition):
            if key not in dataset.studies:
                yield problem("condition", condition.id, field, f"no study {key}")
    for study in dataset.studies.values():
        yield from _dangling_in_study(dataset, study)


def _dangling_in_study(dataset: Dataset, study: Study) -> Iterator[Problem]:
    treatments = [("treatments", id) for id in study.treatments]
    treatments += [("arms", id) for arm in study.arms for id in arm.treatments]
    treatments += [("comparisons", id) for row in study.comparisons for id in (row.treatment, *row.added_to)]
    treatments += [
        ("comparisons", row.comparator) for row in study.comparisons if row.comparator not in COMPARATORS
    ]
    treatments += [("recommendations", id) for row in study.recommendations for id in row.treatments]
    conditions = [("conditions", id) for id in study.conditions]
    conditions += [("comparisons", row.condition) for row in study.comparisons]
    conditions += [("recommendations", row.condition) for row in study.recommendations]
    nearest = study.dispute.nearest if study.dispute else ()
    for names, known, what in (
        (treatments, dataset.treatments, "treatment"),
        (conditions, dataset.conditions, "condition"),
        ([("dispute.nearest", key) for key in nearest], dataset.studies, "study"),
    ):
        for field, id in dict.fromkeys(names):
            if id not in known:
                yield problem("study", study.id, field, f"no {what} {id}")


def duplicate_works(dataset: Dataset) -> Iterator[Problem]:
    """A DOI, PMID, PMCID or title belongs to one study."""
    for field in ("doi", "pmid", "pmcid", "title"):
        seen: dict[str, str] = {}
        for study in dataset.studies.values():
            value = getattr(study, field)
            if not value:
                continue
            first = seen.setdefault(fold(value) if field == "title" else value.lower(), study.id)
            if first != study.id:
                yield problem("study", study.id, field, f"{value[:80]} is also that of {first}")


def names_are_one_record_s(dataset: Dataset) -> Iterator[Problem]:
    """Within a kind a name, alias or brand belongs to one record, unless all that have it list it as ambiguous."""
    kinds: tuple[Kind, ...] = ("treatment", "condition", "term")
    for kind in kinds:
        owners: dict[str, dict[str, str]] = {}
        for record in dataset.of(kind).values():
            for name in names_of(record):
                owners.setdefault(fold(name.text), {})[record.id] = name.how
        for folded, by in owners.items():
            for id, how in by.items():
                others = ", ".join(other for other in by if other != id)
                if others and how != "ambiguous":
                    message = f"'{folded}' also names {others}: list it as ambiguous"
                    yield problem(kind, id, "aliases", message)
                elif not others and how == "ambiguous":
                    message = f"'{folded}' is no other record's: make it an alias"
                    yield problem(kind, id, "ambiguous", message)


def tags(dataset: Dataset) -> Iterator[Problem]:
    """A use is backed by a study that is tagged, or a guideline that recommends on the treatment, for the condition."""
    backed = {
        pair for s in dataset.studies.values() if s.provenance.status != "disputed" for pair in _pairs(s)
    }
    for treatment in dataset.treatments.values():
        for use in treatment.uses:
            if (treatment.id, use.condition) not in backed:
                yield problem("treatment", treatment.id, "uses", f"no study for {use.condition}")


def _pairs(study: Study) -> Iterable[tuple[str, str]]:
    yield from ((t, c) for t in study.treatments for c in study.conditions)
    yield from ((t, rec.condition) for rec in study.recommendations for t in rec.treatments)
