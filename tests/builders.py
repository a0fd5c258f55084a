"""Small valid records, and datasets of them on disk.

Every factory takes the fields that a test is about and fills in the rest, so that what stands in a test is
what it depends on. The default dataset keeps every rule.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hairtx import dataset
from hairtx.canonical import dump_edition, dump_records
from hairtx.dataset import Dataset
from hairtx.folder import EDITION_FILE, FILES
from hairtx.model import (
    Arm,
    Comparison,
    Condition,
    Edition,
    Notice,
    Outcome,
    Provenance,
    Recommendation,
    Regulation,
    Seen,
    Statement,
    Study,
    Term,
    Treatment,
    Use,
)

PAGE = "https://example.org/page"


def statement(text: str = "It may thicken hair.", *studies: str, **over: Any) -> Statement:
    """A statement that ``studies`` support."""
    return Statement(**{"text": text, "studies": studies, **over})


def use(condition: str = "male-pattern", **over: Any) -> Use:
    """An experimental use."""
    return Use(**{"condition": condition, "status": "experimental", **over})


def treatment(id: str = "adsc", **over: Any) -> Treatment:
    """A cell therapy for male-pattern loss whose bottom line rests on tak2020."""
    given = {
        "name": f"Name of {id}",
        "category": "cell therapy",
        "uses": (use(),),
        "bottom_line": statement("It may thicken hair.", "tak2020"),
    }
    return Treatment(id=id, **{**given, **over})


def condition(id: str = "male-pattern", **over: Any) -> Condition:
    """A condition without scarring."""
    return Condition(id=id, **{"name": f"Name of {id}", "scarring": False, **over})


def term(id: str = "vehicle", **over: Any) -> Term:
    """A glossary term."""
    return Term(id=id, **{"name": f"Name of {id}", "text": "What the drug is dissolved in.", **over})


def provenance(status: Any = "partial", **over: Any) -> Provenance:
    """Seen on one primary page, unless the status says that nobody saw it."""
    seen = () if status in ("unverified", "disputed") else (Seen(page=PAGE, kind="primary"),)
    return Provenance(**{"status": status, "checked": "2026-11-22", "seen": seen, **over})


def study(id: str = "tak2020", status: Any = "partial", **over: Any) -> Study:
    """A randomised trial of adsc in male-pattern loss, with provenance of the given status."""
    given = {
        "title": f"Title of {id}",
        "authors": ("Tak, Young Jin",),
        "type": "article-journal",
        "treatments": ("adsc",),
        "conditions": ("male-pattern",),
        "design": "rct",
        "finding": "Hair density rose more than with vehicle.",
        "provenance": provenance(status),
    }
    return Study(id=id, **{**given, **over})


def arm(label: str = "active", **over: Any) -> Arm:
    """One arm."""
    return Arm(label=label, **over)


def comparison(
    direction: Any = "favours-treatment", treatment: str = "adsc", comparator: str = "placebo", **over: Any
) -> Comparison:
    """A between-group result in male-pattern loss."""
    given = {"treatment": treatment, "comparator": comparator, "direction": direction}
    return Comparison(**{"condition": "male-pattern", **given, **over})


def outcome(**over: Any) -> Outcome:
    """A figure for hair density."""
    return Outcome(**{"measure": "hair-density", "wording": "hair density", "kind": "change", **over})


def recommendation(*treatments: str, **over: Any) -> Recommendation:
    """What a guideline says of treatments for male-pattern loss."""
    return Recommendation(
        **{"treatments": treatments, "condition": "male-pattern", "strength": "weak", **over}
    )


def regulation(**over: Any) -> Regulation:
    """What a regulator said on its own page."""
    given = {"jurisdiction": "US", "body": "FDA", "text": "Not approved.", "url": PAGE}
    return Regulation(**{**given, **over})


def notice(kind: Any = "retraction", **over: Any) -> Notice:
    """A notice on a study."""
    return Notice(**{"kind": kind, "url": PAGE, **over})


def edition(**over: Any) -> Edition:
    """The edition that small datasets carry."""
    given = {"version": "1", "date": "2026-01-31", "licence": "CC-BY-4.0", "title": "a small dataset"}
    return Edition(**{**given, **over})


def dataset_folder(
    folder: Path,
    *,
    treatments: Iterable[Treatment] | None = None,
    conditions: Iterable[Condition] | None = None,
    studies: Iterable[Study] | None = None,
    terms: Iterable[Term] | None = None,
) -> Path:
    """Write a dataset into ``folder``: one default record of each kind where none are given."""
    folder.mkdir(parents=True, exist_ok=True)
    records: dict[Any, Iterable[Any]] = {
        "treatment": [treatment()] if treatments is None else treatments,
        "condition": [condition()] if conditions is None else conditions,
        "study": [study()] if studies is None else studies,
        "term": [term()] if terms is None else terms,
    }
    for kind, name in FILES.items():
        write(folder / name, dump_records(kind, records[kind]))
    write(folder / EDITION_FILE, dump_edition(edition()))
    return folder


def read(folder: Path, **records: Any) -> Dataset:
    """Write a dataset into ``folder`` and read it back."""
    return dataset.read(dataset_folder(folder, **records))


def write(path: Path, text: str | bytes) -> None:
    """Write the bytes exactly: no platform's line ends."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
