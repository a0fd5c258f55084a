"""`hairtx check`: read a dataset, repair its form if asked, and report every broken rule."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from hairtx.changes import Report
from hairtx.cli import overlays
from hairtx.cli.asking import INVALID, USAGE, invalid
from hairtx.dataset import MOST_PLACED, Dataset, canonical, line_of, read
from hairtx.faults import DatasetError, Problem
from hairtx.folder import EDITION_FILE, FILES, bundled
from hairtx.model import Edition
from hairtx.output import Answer, fail, give
from hairtx.overlays import Overlay, overlay
from hairtx.rules import RULES, check
from hairtx.views import problems as view

BROKEN = 1


def run(folder: Path | None, fix: bool, *, json: bool, pager: bool) -> None:
    """Check ``folder``, a dataset's or an overlay's, and the overlays in use.

    With ``fix`` a dataset's files are written in the canonical form first.
    """
    own, chosen = _what(folder)
    if fix and own is None and folder is not None:
        fail("--fix is for a whole dataset; an overlay may have any form", USAGE)
    try:
        place = own or bundled()
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
    edition = dataset.edition
    if chosen:
        from hairtx.merging import merge

        merged = merge(dataset, chosen)
        dataset, edition = merged.dataset, merged.edition
        found += [problem for report in merged.reports for problem in report.problems]
    rows = [_row(problem) for problem in found]
    answer = Answer(
        command="check",
        edition=edition,
        data=rows,
        page=lambda: view.page(found, dataset, len(RULES), edition),
        messages=[f"{report.more} more problems in {report.path}" for report in _long(edition)],
    )
    give(answer, json=json, pager=pager)
    if found:
        raise SystemExit(BROKEN)


def _what(folder: Path | None) -> tuple[Path | None, list[Overlay]]:
    """The dataset's folder that is meant, None for the bundled one, and the overlays on it.

    A folder is an overlay where it has files of records and no edition, and so is a file.
    """
    if folder is None:
        return None, overlays.in_use()
    given = [overlay(path) for path in overlays.given()]
    partial = folder.is_dir() and not (folder / EDITION_FILE).exists() and any(folder.glob("*.toml"))
    if partial or folder.is_file():
        return None, [*given, overlay(folder)]
    return folder, given


def _long(edition: Edition) -> list[Report]:
    return [report for report in getattr(edition, "overlays", ()) if report.more]


def _placed(problems: Sequence[Problem], folder: Path) -> list[Problem]:
    """The problems with their lines: rules know records, and only a problem is worth looking for its line."""
    kinds = {name: kind for kind, name in FILES.items()}
    sought = {p.file for p in problems if p.record and not p.line and p.file in kinds}
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in sought}
    return [
        msgspec.structs.replace(p, line=line_of(texts[p.file], f"{kinds[p.file]}.{p.record}", p.field))
        if number < MOST_PLACED and p.record and not p.line and p.file in texts
        else p
        for number, p in enumerate(problems)
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
