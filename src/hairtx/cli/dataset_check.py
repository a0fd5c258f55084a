"""`hairtx check`: read a dataset, repair its form if asked, and report every broken rule."""

from pathlib import Path

import msgspec

from hairtx.canonical import dump_edition, dump_records
from hairtx.cli.asking import INVALID, invalid
from hairtx.dataset import Dataset, line_of, read
from hairtx.faults import DatasetError, Problem
from hairtx.folder import EDITION_FILE, FILES, bundled
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
    found = [_placed(problem, dataset.folder) for problem in check(dataset)]
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


def _placed(problem: Problem, folder: Path) -> Problem:
    """The problem with its line: rules know records, and only a problem is worth looking for it."""
    kind = next((kind for kind, name in FILES.items() if name == problem.file), None)
    if problem.line or not problem.record or kind is None:
        return problem
    text = (folder / problem.file).read_text(encoding="utf-8")
    return msgspec.structs.replace(problem, line=line_of(text, f"{kind}.{problem.record}", problem.field))


def _write(dataset: Dataset) -> None:
    """Replace each file whole, so that an interruption leaves the old one or the new one."""
    texts = {FILES[kind]: dump_records(kind, dataset.of(kind).values()) for kind in FILES}
    texts[EDITION_FILE] = dump_edition(dataset.edition)
    for name, text in texts.items():
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
