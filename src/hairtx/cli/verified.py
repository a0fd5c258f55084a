"""`hairtx verify --write`: what was verified goes into a dataset's files, or nothing does."""

import datetime
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from hairtx.canonical import dump_records
from hairtx.cli.asking import INVALID, USAGE, invalid
from hairtx.dataset import Dataset, read
from hairtx.faults import DatasetError, Problem
from hairtx.folder import FILES, bundled
from hairtx.model import Study
from hairtx.output import fail
from hairtx.trust.citation import Verification
from hairtx.trust.confirm import confirmed

UNWRITTEN = 1


def writable(folder: Path | None) -> Path:
    """The dataset's folder that may be written to, or exit 2: never the copy inside an installation."""
    import hairtx

    try:
        place = folder or bundled()
    except FileNotFoundError as error:
        fail(str(error), INVALID)
    if place.resolve().is_relative_to(Path(hairtx.__file__).resolve().parent):
        fail("the installed dataset is not written to: use --folder with a checkout's data folder", USAGE)
    file = place / FILES["study"]
    if not file.is_file():
        fail(f"no dataset folder: {place}", INVALID)
    if not os.access(file, os.W_OK) or not os.access(place, os.W_OK):
        fail(f"cannot write {file}", UNWRITTEN)
    return place


def write(folder: Path, verifications: Sequence[Verification]) -> tuple[dict[str, list[str]], list[str]]:
    """Put what was verified into the studies of ``folder``; what was changed, by key, and what must be said.

    A change that would break a rule of the dataset is left out and said.
    """
    from hairtx.rules import check

    try:
        dataset = read(folder)
    except DatasetError as error:
        invalid(error)
    today = datetime.date.today().isoformat()
    changes: dict[str, list[str]] = {}
    studies = dict(dataset.studies)
    # what comes from elsewhere than this folder is not its to write
    for one in (one for one in verifications if one.id in studies):
        changed, said = confirmed(studies[one.id], one, today)
        if said:
            studies[one.id], changes[one.id] = changed, said
    messages: list[str] = []
    before = _broken(check(dataset))
    while broken := {key: why for key, why in _new(before, check(_with(dataset, studies))) if key in changes}:
        for key, why in broken.items():
            studies[key] = dataset.studies[key]
            messages.append(f"{key} is left as it was: {why}")
            del changes[key]
    unsettled = [
        one.id
        for one in verifications
        if one.id in changes and studies[one.id].provenance.status == "unverified"
    ]
    if unsettled:
        messages.append(f"still unverified, so a person must read what rests on it: {', '.join(unsettled)}")
    if changes:
        _replace(folder / FILES["study"], dump_records("study", studies.values()))
    messages.append(
        f"{len(changes)} records written to {folder / FILES['study']}" if changes else "nothing to write"
    )
    return changes, messages


def _with(dataset: Dataset, studies: Mapping[str, Study]) -> Dataset:
    return replace(dataset, studies=studies)


def _broken(problems: Sequence[Problem]) -> set[tuple[str, str, str]]:
    return {(problem.record, problem.rule, problem.message) for problem in problems}


def _new(before: set[tuple[str, str, str]], problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Records that break a rule now and did not before, and how; the form of the file is not the record's."""
    return [
        (problem.record, f"{problem.field}: {problem.message}")
        for problem in problems
        if problem.rule != "canonical-form" and (problem.record, problem.rule, problem.message) not in before
    ]


def _replace(path: Path, text: str) -> None:
    """Replace the file whole, so that an interruption leaves the old one or the new one."""
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        fail(f"cannot write {path}: {error.strerror}", UNWRITTEN)
