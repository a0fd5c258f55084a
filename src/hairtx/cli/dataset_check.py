"""`hairtx check`: read a dataset, repair its form if asked, and report every broken rule."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from hairtx.cli.asking import INVALID, invalid
from hairtx.dataset import Dataset, canonical, line_of, read
from hairtx.faults import DatasetError, Problem
from hairtx.folder import FILES, bundled
from hairtx.output import Answer, fail, give
from hairtx.rules import RULES, check
from hairtx.views import problems as view

BROKEN = 1


def run(folder: Path | None, fix: bool, *, json: bool, pager: bool) -> None:
    """Check ``folder``; with ``fix`` write its files in the canonical form first."""
    try:
        place = folder or bundled()
    except FileNotFoundError as error:
        fail(str(error), INVALID)
    if not place.is_dir():
        fail(f"no dataset folder: {place}", INVALID)
    try:
        dataset = read(place)
        if fix:
            _write(dataset)
    except DatasetError as error:
        invalid(error)
    except OSError as error:
        fail(f"cannot write {error.filename}: {error.strerror}", 1)
    found = _placed(check(dataset), dataset.folder)
    rows = [_row(problem) for problem in found]
    answer = Answer(
        command="check",
        edition=dataset.edition,
        data=rows,
        page=lambda: view.page(found, dataset, len(RULES)),
    )
    give(answer, json=json, pager=pager)
    if found:
        raise SystemExit(BROKEN)


def _placed(problems: Sequence[Problem], folder: Path) -> list[Problem]:
    """The problems with their lines: rules know records, and only a problem is worth looking for its line."""
    kinds = {name: kind for kind, name in FILES.items()}
    sought = {p.file for p in problems if p.record and not p.line and p.file in kinds}
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in sought}
    return [
        msgspec.structs.replace(p, line=line_of(texts[p.file], f"{kinds[p.file]}.{p.record}", p.field))
        if p.record and not p.line and p.file in texts
        else p
        for p in problems
    ]


def _write(dataset: Dataset) -> None:
    """Replace each file whole, so that an interruption leaves the old one or the new one."""
    for name, text in canonical(dataset).items():
        beside = dataset.folder / f"{name}.new"
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(dataset.folder / name)


def _row(problem: Problem) -> dict[str, str | int | None]:
    return {
        "id": problem.record or problem.file,
        "rule": problem.rule,
        "file": problem.file,
        "line": problem.line,
        "field": problem.field,
        "message": problem.message,
    }
