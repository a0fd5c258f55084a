"""Dataset and overlays -> one dataset, checked by the same types and rules, with what each overlay changed.

A record with a new id is added. One with a known id replaces the fields that it gives; with ``extend = true``
the lists that it gives are appended to those there instead, without entries that these hold already. An
overlay with any problem is left out whole, and the others still apply, in their order.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from hairtx.changes import MOST_PROBLEMS, Change, OverlaidEdition, Report
from hairtx.dataset import Dataset, faults_in, line_of, nearest
from hairtx.faults import Problem
from hairtx.folder import FILES
from hairtx.model import RECORDS, Edition, Kind
from hairtx.overlay_files import Given, excesses, read, unfit
from hairtx.overlays import Overlay, shown

EXTEND = "extend"

# how many of the problems that were found are kept, with their lines
_KEPT = 20

_KINDS = {name: kind for kind, name in FILES.items()}


class Merged(NamedTuple):
    """A dataset with overlays and without, what was left out and why, and what was changed."""

    base: Dataset
    dataset: Dataset
    reports: tuple[Report, ...]
    changes: tuple[Change, ...]

    @property
    def edition(self) -> OverlaidEdition:
        """The dataset's edition, with its overlays."""
        own = {name: getattr(self.dataset.edition, name) for name in Edition.__struct_fields__}
        return OverlaidEdition(**own, overlays=self.reports, changes=self.changes)


def merge(base: Dataset, overlays: Sequence[Overlay]) -> Merged:
    """``base`` with each overlay that is right on top of those before it."""
    dataset = base
    reports: list[Report] = []
    changes: list[Change] = []
    for overlay in overlays:
        texts: dict[Path, str] = {}
        given, found = read(overlay, texts)
        if not found:
            new, made, found = _applied(dataset, given)
            found = found or _broken(dataset, new, given, overlay)
            if not found:
                dataset = new
                changes += made
        kept = tuple(_placed(problem, texts) for problem in found[:_KEPT])
        path = shown(overlay.path)
        reports.append(Report(name=overlay.name, path=path, problems=kept, more=len(found) - len(kept)))
    return Merged(base, dataset, tuple(reports), tuple(changes))


def _applied(base: Dataset, given: Sequence[Given]) -> tuple[Dataset, list[Change], list[Problem]]:
    """The dataset with the given records, what they changed, and the faults of those that were left out."""
    merged = {kind: dict(base.of(kind)) for kind in RECORDS}
    changes: list[Change] = []
    problems: list[Problem] = []
    for one in given:
        known = merged[one.kind].get(one.id)
        record, faults = _merged(one, known, merged[one.kind])
        problems += [Problem(shown(one.file), None, one.id, field, message) for field, message in faults]
        if len(problems) >= MOST_PROBLEMS:
            break
        if record is not None and record != known:
            # last, so that a rule on two records blames the one that came later
            merged[one.kind].pop(one.id, None)
            merged[one.kind][one.id] = record
            changes.append(_change(one, known, record))
    kinds = merged["treatment"], merged["condition"], merged["study"], merged["term"]
    return Dataset(base.folder, base.edition, *kinds), changes, problems


def _change(given: Given, known: Any, record: Any) -> Change:
    changed = [name for name in given.fields if name != EXTEND] if known else []
    return Change(
        kind=given.kind,
        id=given.id,
        overlay=given.overlay,
        path=shown(given.file),
        how="changed" if known else "added",
        fields=tuple(name for name in changed if getattr(record, name) != getattr(known, name)),
    )


def _merged(given: Given, known: Any, others: Mapping[str, Any]) -> tuple[Any, list[tuple[str, str]]]:
    """The record that a given one makes, alone or with the known one, or its faults as ``(field, message)``."""
    if not isinstance(given.fields, dict):
        return None, [("", f"must be a table [{given.kind}.{given.id[:80]}]")]
    fields = {name: value for name, value in given.fields.items() if name != EXTEND}
    extend = given.fields.get(EXTEND, False)
    if not isinstance(extend, bool):
        return None, [(EXTEND, "must be true or false")]
    if known is None and extend:
        return None, [(EXTEND, f"no {given.kind} has this id to be extended{nearest(given.id, others)}")]
    if known is None and (fault := unfit(given.kind, given.id)):
        return None, [("", fault)]
    try:
        if "id" in fields:
            raise KeyError("id")
        record = _made(given.kind, {**fields, "id": given.id}, known, extend)
    except (msgspec.ValidationError, KeyError) as error:
        # a known record has what this one leaves out
        every = faults_in(fields, RECORDS[given.kind], "")
        wrong = (fault for fault in every if known is None or fault[1] != "missing" or "." in fault[0])
        return None, list(islice(wrong, MOST_PROBLEMS)) or [("", str(error))]
    return record, list(islice(excesses(fields, ""), MOST_PROBLEMS))


def _made(kind: Kind, fields: dict[str, Any], known: Any, extend: bool) -> Any:
    """The record of these fields, or the known one with them; ValidationError or KeyError where they don't fit."""
    if known is None:
        return msgspec.convert(fields, RECORDS[kind])
    shapes = _shapes(kind)
    values = {name: msgspec.convert(value, shapes[name]) for name, value in fields.items()}
    if extend:
        values = {name: _extended(getattr(known, name), value) for name, value in values.items()}
    return msgspec.structs.replace(known, **values)


@cache
def _shapes(kind: Kind) -> dict[str, Any]:
    return {field.name: field.type for field in msgspec.structs.fields(RECORDS[kind])}


def _extended(old: Any, new: Any) -> Any:
    """Old entries and the new ones among the given; what is no list is replaced."""
    if not (isinstance(old, tuple) and isinstance(new, tuple)):
        return new
    return old + tuple(entry for entry in new if entry not in old)


def _broken(base: Dataset, dataset: Dataset, given: Sequence[Given], overlay: Overlay) -> list[Problem]:
    """The rules that the dataset breaks with an overlay and keeps without it, the overlay's own records first."""
    from hairtx.rules import check

    found = check(dataset, form=False)
    before = {_what(problem) for problem in check(base, form=False)} if found else set()
    files = {(one.kind, one.id): one.file for one in given}
    own, others = [], []
    for problem in found:
        if _what(problem) in before:
            continue
        kind = _KINDS.get(problem.file)
        message = problem.message
        if kind and (file := files.get((kind, problem.record))):
            message += "; to change that record give its own key" if problem.rule == "duplicate-works" else ""
            own.append(msgspec.structs.replace(problem, file=shown(file), message=message))
        else:
            message = f"with this overlay the known {kind or 'record'} breaks a rule: {message}"
            others.append(msgspec.structs.replace(problem, file=shown(overlay.path), message=message))
    return [*own, *others][:MOST_PROBLEMS]


def _what(problem: Problem) -> tuple[str, str, str, str]:
    return problem.file, problem.record, problem.field, problem.message


def _placed(problem: Problem, texts: Mapping[Path, str]) -> Problem:
    """The problem with its line, where its file says which one."""
    cut = msgspec.structs.replace(
        problem,
        record=_short(problem.record),
        field=_short(problem.field),
        message=_short(problem.message, 300),
    )
    text = next((text for path, text in texts.items() if shown(path) == problem.file), None)
    if text is None or problem.line or not problem.record:
        return cut
    lines = (line_of(text, f"{kind}.{problem.record}", problem.field) for kind in RECORDS)
    line = next(filter(None, lines), None)
    # a header may be quoted or stand inside another table
    spelt = re.compile(rf"(?<![\w-]){re.escape(problem.record)}(?![\w-])")
    line = line or next((n for n, each in enumerate(text.split("\n"), 1) if spelt.search(each)), None)
    return msgspec.structs.replace(cut, line=line)


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
