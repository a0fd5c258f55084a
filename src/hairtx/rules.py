"""What a dataset must satisfy beyond types: one function a rule, each yielding the problems it finds.

``check`` runs them all. A rule's name is its function's name with hyphens; its docstring is its definition.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import msgspec

from hairtx.canonical import dump_edition, dump_records
from hairtx.dataset import Dataset, Problem
from hairtx.folder import EDITION_FILE, FILES
from hairtx.library import citations
from hairtx.model import CONTROLS, RANDOMISED, REVIEWS, Kind, Statement, Study, Treatment
from hairtx.names import fold, names_of

Rule = Callable[[Dataset], Iterator[Problem]]
REPAIR = "hairtx check --fix"


def check(dataset: Dataset) -> list[Problem]:
    """Every problem that any rule finds, in the order of the rules."""
    return [replace(problem, rule=name) for name, rule in RULES.items() for problem in rule(dataset)]


def _problem(kind: Kind, record: str, field: str, message: str) -> Problem:
    return Problem(FILES[kind], None, record, field, message)


def _records(dataset: Dataset) -> Iterator[tuple[Kind, Any]]:
    for kind in FILES:
        for record in dataset.of(kind).values():
            yield kind, record


def dangling_keys(dataset: Dataset) -> Iterator[Problem]:
    """Every study, treatment and condition that a record names exists."""
    for treatment in dataset.treatments.values():
        for field, key in citations(treatment):
            if key not in dataset.studies:
                yield _problem("treatment", treatment.id, field, f"no study {key}")
        for use in treatment.uses:
            if use.condition not in dataset.conditions:
                yield _problem("treatment", treatment.id, "uses", f"no condition {use.condition}")
    for condition in dataset.conditions.values():
        for field, key in citations(condition):
            if key not in dataset.studies:
                yield _problem("condition", condition.id, field, f"no study {key}")
    for study in dataset.studies.values():
        yield from _dangling_in_study(dataset, study)


def _dangling_in_study(dataset: Dataset, study: Study) -> Iterator[Problem]:
    treatments = [("treatments", id) for id in study.treatments]
    treatments += [("arms", id) for arm in study.arms for id in arm.treatments]
    treatments += [("comparisons", id) for row in study.comparisons for id in (row.treatment, *row.added_to)]
    treatments += [("comparisons", row.comparator) for row in study.comparisons if row.comparator not in CONTROLS]
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
                yield _problem("study", study.id, field, f"no {what} {id}")


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
                yield _problem("study", study.id, field, f"{value[:80]} is also that of {first}")


_FORMS: dict[str, tuple[str, str]] = {
    "doi": (r"10\.\d{4,9}/[^\s?#<>]+", "10.1234/abc"),
    "pmid": (r"[1-9]\d{0,8}", "digits only"),
    "pmcid": (r"PMC[1-9]\d+", "PMC1234567"),
    "pages": (
        r"[A-Za-z]{0,4}\d+([a-z]{1,2}\d+)?(\.e\d+)?(-[A-Za-z]{0,3}\d+(\.e\d+)?)?(, [A-Za-z]{0,4}\d+(-[A-Za-z]{0,3}\d+)?)*",
        "123-130, e45 or CD001234, with an ordinary hyphen",
    ),
    "volume": (r"[A-Za-z]{0,3}\d+([-/]\d+)?([ A-Za-z()]*\d*\)?)?", "a number"),
    "date": (r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", "YYYY, YYYY-MM or YYYY-MM-DD"),
}
_NCT = re.compile(r"NCT\d{8}")


def forms(dataset: Dataset) -> Iterator[Problem]:
    """Identifiers, pages, volumes, dates and addresses have the form that they are known by."""
    for study in dataset.studies.values():
        for field, (form, shape) in _FORMS.items():
            value = getattr(study, field)
            if value and not re.fullmatch(form, value):
                yield _problem("study", study.id, field, f"'{value}' is not of the form: {shape}")
        for number in (*study.registration, study.trial or ""):
            if number.startswith("NCT") and not _NCT.fullmatch(number):
                yield _problem("study", study.id, "registration", f"'{number}' is not NCT and eight digits")
            if re.search(r"[;,()]", number):
                yield _problem("study", study.id, "registration", f"'{number}' holds a remark: numbers only")
        for author in study.authors:
            if re.search(r"^\s|\s$|\s,|,\S|  |\bet al\b|;", author):
                yield _problem("study", study.id, "authors", f"'{author}' is not \"Family, Given\" or a group")
        for date in (study.provenance.checked, study.provenance.second_reading or study.provenance.checked):
            if not re.fullmatch(_FORMS["date"][0], date):
                yield _problem("study", study.id, "provenance", f"'{date}' is not of the form: YYYY-MM-DD")
    for kind, record in _records(dataset):
        for field, url in _addresses(record):
            if not re.fullmatch(r"https?://[^\s<>\"]+", url):
                yield _problem(kind, record.id, field, f"'{url[:80]}' is not an address")


def _addresses(record: Any) -> Iterator[tuple[str, str]]:
    for name in record.__struct_fields__:
        value = getattr(record, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, msgspec.Struct):
                yield from ((name, url) for url in (*getattr(part, "pages", ()), getattr(part, "url", None)) if url)
            if name == "provenance":
                yield from ((name, seen.page) for seen in part.seen)
        if name == "url" and value:
            yield name, value


_STATEMENTS = ("bottom_line", "summary", "mechanism", "harms", "contraindications", "dosing", "caveats", "history")
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
            yield _problem(kind, record, field, f"a figure without a study or page: {part.text[:60]}")


def support(dataset: Dataset) -> Iterator[Problem]:
    """A mechanism, harm, contraindication, red flag or bottom line names a study or a page."""
    needed = ("mechanism", "harms", "contraindications", "red_flags", "bottom_line")
    for kind, record, field, part in statements(dataset):
        if field in needed and not (part.studies or part.pages or part.against):
            yield _problem(kind, record, field, f"no study or page supports: {part.text[:60]}")


def sound_support(dataset: Dataset) -> Iterator[Problem]:
    """No statement rests on disputed or unverified studies alone; disputed ones support nothing."""
    for kind, record, field, part in statements(dataset):
        cited = [dataset.studies[key] for key in (*part.studies, *part.against) if key in dataset.studies]
        for study in cited:
            if study.provenance.status == "disputed":
                yield _problem(kind, record, field, f"cites {study.id}, which could not be found")
        supporting = [dataset.studies[key] for key in part.studies if key in dataset.studies]
        if supporting and not part.pages and not any(study.weighs for study in supporting):
            keys = ", ".join(study.id for study in supporting)
            yield _problem(kind, record, field, f"rests on unverified records alone: {keys}")


def names_are_one_record_s(dataset: Dataset) -> Iterator[Problem]:
    """Within a kind a name, alias or brand belongs to one record, unless all that have it list it as ambiguous."""
    for kind in ("treatment", "condition", "term"):
        owners: dict[str, dict[str, str]] = {}
        for record in dataset.of(kind).values():
            for name in names_of(record):
                owners.setdefault(fold(name.text), {})[record.id] = name.how
        for name, by in owners.items():
            if len(by) > 1:
                for record_id, how in by.items():
                    if how != "ambiguous":
                        others = ", ".join(other for other in by if other != record_id)
                        yield _problem(kind, record_id, "aliases", f"'{name}' also names {others}: list it as ambiguous")
            elif "ambiguous" in by.values() and kind != "term":
                yield _problem(kind, next(iter(by)), "ambiguous", f"'{name}' is no other record's: make it an alias")


_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\[/?(?:bold|red|green|blue|yellow|link|italic|dim)\b|&[a-z]+;|&#\d+;|\x1b")


def plain_text(dataset: Dataset) -> Iterator[Problem]:
    """Text holds no control or direction marks, nothing like markup, no line breaks, no stray spaces."""
    for kind, record in _records(dataset):
        for field in record.__struct_fields__:
            for text in _texts(getattr(record, field)):
                if _HIDDEN.search(text) or "\n" in text or "\t" in text:
                    yield _problem(kind, record.id, field, f"a control or direction character in {text[:60]!r}")
                if found := _MARKUP.search(text):
                    yield _problem(kind, record.id, field, f"looks like markup: {found[0]!r}")
                if text != text.strip() or "  " in text:
                    yield _problem(kind, record.id, field, f"stray spaces in {text[:60]!r}")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))


def canonical_form(dataset: Dataset) -> Iterator[Problem]:
    """Every file is in the canonical form."""
    texts = {FILES[kind]: dump_records(kind, dataset.of(kind).values()) for kind in FILES}
    texts[EDITION_FILE] = dump_edition(dataset.edition)
    for name, text in texts.items():
        held = (dataset.folder / name).read_bytes().decode("utf-8")
        if held != text:
            pairs = zip(held.splitlines(), text.splitlines(), strict=False)
            line = next((n for n, (a, b) in enumerate(pairs, 1) if a != b), min(held.count("\n"), text.count("\n")) + 1)
            yield Problem(name, line, "", "", f"not in the canonical form: run {REPAIR}")


def provenance(dataset: Dataset) -> Iterator[Problem]:
    """What was seen, and what was not, agrees with the record's status."""
    bibliographic = set(Study.__struct_fields__) - {"provenance"}
    for study in dataset.studies.values():
        seen = study.provenance
        for name in seen.unseen:
            if name not in bibliographic:
                yield _problem("study", study.id, "provenance.unseen", f"'{name}' is no field of a study")
            elif name != "treatments" and getattr(study, name) in (None, ()):
                yield _problem("study", study.id, "provenance.unseen", f"'{name}' is not in the record at all")
        if seen.status == "corroborated" and (seen.unseen or study.authors_partial or not seen.seen):
            yield _problem("study", study.id, "provenance.status", "corroborated, but not every field was seen")
        if (seen.status == "disputed") != (study.dispute is not None):
            yield _problem("study", study.id, "dispute", "a disputed status and a dispute go together")
        if seen.status in ("corroborated", "partial") and not seen.seen:
            yield _problem("study", study.id, "provenance.seen", "no page, so it is unverified")


def comparisons(dataset: Dataset) -> Iterator[Problem]:
    """A comparison has two sides, its treatments are tagged, and what is odd about it is said."""
    for study in dataset.studies.values():
        for row in study.comparisons:
            if row.treatment == row.comparator:
                yield _problem("study", study.id, "comparisons", f"{row.treatment} is compared with itself")
            for side in (row.treatment, row.comparator):
                if side not in CONTROLS and side not in study.treatments:
                    yield _problem("study", study.id, "comparisons", f"{side} is compared but not tagged")
            if row.condition not in study.conditions:
                yield _problem("study", study.id, "comparisons", f"{row.condition} is compared but not tagged")
            if (row.comparator == "other" or row.direction == "mixed") and not row.note:
                yield _problem("study", study.id, "comparisons", "a mixed result or another comparator needs a note")


def review_pools(dataset: Dataset) -> Iterator[Problem]:
    """Every systematic review says what it pools, and nothing else does."""
    for study in dataset.studies.values():
        if study.provenance.status != "disputed" and (study.design in REVIEWS) != (study.pools is not None):
            yield _problem("study", study.id, "pools", "reviews say what they pool, other designs don't")


def numbers_of_people(dataset: Dataset) -> Iterator[Problem]:
    """No more people are analysed than took part, and no outcome of a trial counts more than that."""
    for study in dataset.studies.values():
        if study.n is not None and study.analysed is not None and study.analysed > study.n:
            yield _problem("study", study.id, "analysed", f"{study.analysed} analysed of {study.n}")
        limit = study.n if study.design in RANDOMISED else None
        for outcome in study.outcomes:
            if limit is not None and outcome.n is not None and outcome.n > limit and "pooled" not in outcome.kind:
                yield _problem("study", study.id, "outcomes", f"n = {outcome.n} of {limit}: {outcome.measure[:40]}")


_NO_DIFFERENCE = re.compile(r"\bno (?:clear |real )?difference\b|\b(?:did|does) not differ\b", re.IGNORECASE)


def null_results_are_worded_exactly(dataset: Dataset) -> Iterator[Problem]:
    """A finding that tells of no difference says whether it was one of significance."""
    for study in dataset.studies.values():
        if _NO_DIFFERENCE.search(study.finding) and "significan" not in study.finding:
            yield _problem("study", study.id, "finding", "'no difference' without 'significant': which did the source say?")


_RATIO = re.compile(r"\b(?:odds|risk|hazard|reporting odds) ratio\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:against|versus|v|than|compared|over|with|without|relative|per|between|placebo|control|comparator|comparison|among|in favour|associated)\b"
)


def ratios_have_comparators(dataset: Dataset) -> Iterator[Problem]:
    """A finding that gives a ratio names what it is against."""
    for study in dataset.studies.values():
        if _RATIO.search(study.finding) and not _AGAINST.search(study.finding):
            yield _problem("study", study.id, "finding", "a ratio without its comparator")


def intervals(dataset: Dataset) -> Iterator[Problem]:
    """An interval's ends are in order, and a seen one that excludes its own estimate is said to be odd."""
    for study in dataset.studies.values():
        for outcome in study.outcomes:
            for interval, estimate in ((outcome.ci, outcome.effect), (outcome.value_ci, outcome.value)):
                if interval is None:
                    continue
                low, high = interval
                odd = outcome.note or study.doubts or study.limits
                if low > high:
                    yield _problem("study", study.id, "outcomes", f"interval {low} to {high} is turned round")
                elif estimate is not None and not low <= estimate <= high and not odd:
                    yield _problem("study", study.id, "outcomes", f"{estimate} lies outside {low} to {high}")
            if outcome.ci is not None and outcome.effect is None:
                yield _problem("study", study.id, "outcomes", "an interval of an effect that is not given")


def authors_are_told(dataset: Dataset) -> Iterator[Problem]:
    """A journal article without an author says that its authors are not known."""
    for study in dataset.studies.values():
        if study.type == "article-journal" and not study.authors and not study.authors_partial:
            yield _problem("study", study.id, "authors", "none, and authors_partial does not say so")


def journals(dataset: Dataset) -> Iterator[Problem]:
    """A journal has one name and one abbreviation."""
    names: dict[str, str] = {}
    abbreviations: dict[str, str] = {}
    for study in dataset.studies.values():
        if not study.journal:
            continue
        if (first := names.setdefault(fold(study.journal), study.journal)) != study.journal:
            yield _problem("study", study.id, "journal", f"'{study.journal}' is written '{first}' elsewhere")
        short = study.journal_abbr or ""
        if (first := abbreviations.setdefault(study.journal, short)) != short:
            yield _problem("study", study.id, "journal_abbr", f"'{short}' is '{first}' elsewhere")


def tags(dataset: Dataset) -> Iterator[Problem]:
    """A use is backed by a study that is tagged with the treatment and the condition, or by a page."""
    backed = {(t, c) for s in dataset.studies.values() if s.provenance.status != "disputed"
              for t, c in _pairs(s)}  # fmt: skip
    for treatment in dataset.treatments.values():
        for use in treatment.uses:
            if (treatment.id, use.condition) not in backed and not _has_pages(treatment):
                yield _problem("treatment", treatment.id, "uses", f"no study or page for {use.condition}")


def _pairs(study: Study) -> Iterable[tuple[str, str]]:
    yield from ((t, c) for t in study.treatments for c in study.conditions)
    yield from ((t, rec.condition) for rec in study.recommendations for t in rec.treatments)


def _has_pages(treatment: Treatment) -> bool:
    parts = (part for field in _STATEMENTS for part in _parts(getattr(treatment, field)))
    return bool(treatment.regulation) or any(part.pages for part in parts)


def _parts(value: Statement | tuple[Statement, ...]) -> tuple[Statement, ...]:
    return value if isinstance(value, tuple) else (value,)


RULES: dict[str, Rule] = {
    rule.__name__.replace("_", "-"): rule
    for rule in (
        dangling_keys,
        duplicate_works,
        forms,
        figures_have_sources,
        support,
        sound_support,
        names_are_one_record_s,
        plain_text,
        provenance,
        comparisons,
        review_pools,
        numbers_of_people,
        null_results_are_worded_exactly,
        ratios_have_comparators,
        intervals,
        authors_are_told,
        journals,
        tags,
        canonical_form,
    )
}
