"""`hairtx check`: read a dataset, repair its form if asked, and report every broken rule."""

from pathlib import Path

from hairtx.canonical import dump_edition, dump_records
from hairtx.cli.asking import invalid
from hairtx.dataset import Dataset, read
from hairtx.faults import DatasetError, Problem
from hairtx.folder import EDITION_FILE, FILES, bundled
from hairtx.output import Answer, fail, give
from hairtx.rules import RULES, check
from hairtx.views import problems as view

BROKEN = 1


def run(folder: Path | None, fix: bool, *, json: bool) -> None:
    """Check ``folder``; with ``fix`` write its files in the canonical form first."""
    try:
        dataset = read(folder or bundled())
        if fix:
            _write(dataset)
    except DatasetError as error:
        invalid(error)
    except OSError as error:
        fail(f"cannot write {error.filename}: {error.strerror}", 1)
    found = check(dataset)
    rows = [_row(problem) for problem in found]
    answer = Answer(
        command="check",
        edition=dataset.edition,
        data=rows,
        page=lambda: view.page(found, dataset, len(RULES)),
    )
    give(answer, json=json)
    if found:
        raise SystemExit(BROKEN)


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
