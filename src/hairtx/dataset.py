"""TOML -> records: how a dataset is read, and every fault in it at once.

``read`` turns a folder of TOML files into records or raises ``DatasetError`` with all the problems, each
with its file, line, record and field. Lines are looked for only when there is a problem to report.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec

from hairtx.canonical import dump_edition, dump_records
from hairtx.faults import DatasetError, Problem
from hairtx.folder import EDITION_FILE, FILES
from hairtx.model import RECORDS, Condition, Edition, Kind, Study, Term, Treatment

# how many problems are told with their line: each takes a look through the file, and nobody mends more at once
MOST_PLACED = 100


@dataclass(frozen=True)
class Dataset:
    """The whole dataset in memory, each kind keyed by id."""

    folder: Path
    edition: Edition
    treatments: Mapping[str, Treatment]
    conditions: Mapping[str, Condition]
    studies: Mapping[str, Study]
    terms: Mapping[str, Term]

    def of(self, kind: Kind) -> Mapping[str, Any]:
        """The records of one kind."""
        return {
            "treatment": self.treatments,
            "condition": self.conditions,
            "study": self.studies,
            "term": self.terms,
        }[kind]


def canonical(dataset: Dataset) -> dict[str, str]:
    """The text of every file of a dataset in the canonical form, by the file's name."""
    texts = {name: dump_records(kind, dataset.of(kind).values()) for kind, name in FILES.items()}
    return {**texts, EDITION_FILE: dump_edition(dataset.edition)}


def read(folder: Path) -> Dataset:
    """Read all files of ``folder``; raise ``DatasetError`` with every problem in any of them."""
    problems: list[Problem] = []
    records: dict[Kind, dict[str, Any]] = {}
    for kind, name in FILES.items():
        text = _text(folder / name, problems)
        records[kind] = _records(kind, name, text, problems) if text is not None else {}
    edition = _edition(folder, problems)
    if problems or edition is None:
        raise DatasetError(problems)
    return Dataset(
        folder, edition, records["treatment"], records["condition"], records["study"], records["term"]
    )


def _text(path: Path, problems: list[Problem]) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        message = "the file is missing"
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start}"
    except OSError as error:
        message = f"cannot be read ({error.strerror or error})"
    problems.append(Problem(path.name, None, "", "", message))
    return None


def parsed(name: str, text: str, problems: list[Problem]) -> dict[str, Any] | None:
    """What the text of the file ``name`` holds; None, and a problem, if it is not TOML."""
    import tomli

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        message = re.sub(r" \(at .*\)$", "", str(error))
        problems.append(Problem(name, getattr(error, "lineno", None), "", "", f"not TOML: {message}"))
    except RecursionError:
        problems.append(Problem(name, None, "", "", "not TOML that can be read: nested too deep"))
    except ValueError as error:
        # a number of thousands of digits, which Python refuses to read
        problems.append(Problem(name, None, "", "", f"not TOML that can be read: {error}"))
    return None


def _edition(folder: Path, problems: list[Problem]) -> Edition | None:
    text = _text(folder / EDITION_FILE, problems)
    if text is None:
        return None
    raw = parsed(EDITION_FILE, text, problems)
    if raw is None:
        return None
    faults = list(faults_in(raw, Edition, ""))
    problems += [
        Problem(EDITION_FILE, line_of(text, "", field), "", field, message) for field, message in faults
    ]
    return None if faults else msgspec.convert(raw, Edition)


def _records(kind: Kind, name: str, text: str, problems: list[Problem]) -> dict[str, Any]:
    raw = parsed(name, text, problems)
    if raw is None:
        return {}
    for stray in (key for key in raw if key != kind):
        line = line_of(text, stray, "") if len(problems) < MOST_PLACED else None
        problems.append(
            Problem(name, line, stray, "", f"unexpected; this file holds [{kind}.ID] tables only")
        )
    tables = raw.get(kind, {})
    if not isinstance(tables, dict):
        problems.append(Problem(name, None, kind, "", f"must be tables [{kind}.ID]"))
        return {}
    records: dict[str, Any] = {}
    for key, fields in tables.items():
        try:
            if "id" in fields:
                raise TypeError
            records[key] = msgspec.convert({**fields, "id": key}, RECORDS[kind])
        except (msgspec.ValidationError, TypeError):
            for field, message in faults_in(fields, RECORDS[kind], ""):
                line = line_of(text, f"{kind}.{key}", field) if len(problems) < MOST_PLACED else None
                problems.append(Problem(name, line, key, field, message))
    return records


def faults_in(raw: object, shape: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every ``(field, message)`` in which ``raw`` departs from ``shape``; msgspec itself stops at the first."""
    struct, many = _struct_of(shape)
    if struct is None:
        try:
            msgspec.convert(raw, shape)
        except msgspec.ValidationError as error:
            yield path, re.sub(r" - at `\$.*`$", "", str(error))
    elif many:
        if not isinstance(raw, list):
            yield path, "must be a list of tables"
            return
        for number, item in enumerate(raw):
            yield from faults_in(item, struct, f"{path}[{number}]")
    elif not isinstance(raw, dict):
        yield path, "must be a table"
    else:
        yield from _struct_faults(raw, struct, path)


def _struct_faults(raw: dict[str, Any], struct: Any, path: str) -> Iterator[tuple[str, str]]:
    fields = {field.name: field for field in msgspec.structs.fields(struct) if field.name != "id"}
    lead = f"{path}." if path else ""
    for name in (name for name in raw if name not in fields):
        known = "the id is the table's name" if name == "id" else f"unknown field{nearest(name, fields)}"
        yield lead + name, known
    for name, field in fields.items():
        if name in raw:
            yield from faults_in(raw[name], field.type, lead + name)
        elif field.required:
            yield lead + name, "missing"


def _struct_of(shape: Any) -> tuple[Any, bool]:
    """The struct inside ``X``, ``X | None`` or ``tuple[X, ...]``, and whether there are many of it."""
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        return shape, False
    for inner in get_args(shape):
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            return inner, get_origin(shape) is tuple
    return None, False


def nearest(name: str, known: Mapping[str, Any]) -> str:
    """`` (did you mean …?)`` with the known name closest to one that is not known, or nothing."""
    import difflib

    close = difflib.get_close_matches(name[:80], known, n=1)
    return f" (did you mean {close[0]}?)" if close else ""


def line_of(text: str, table: str, field: str) -> int | None:
    """The line on which ``table`` (``study.tak2020``) sets ``field`` (``outcomes[1].unit``), or the nearest above."""
    # TOML ends lines at line feeds only
    lines = text.split("\n")
    start, end = 0, len(lines)
    found: int | None = None
    if table:
        start, end = _region(lines, table)
        if start == end:
            return None
        found = start + 1
    for step in field.split(".") if field else ():
        name, _, index = step.partition("[")
        table = f"{table}.{name}" if table else name
        nth = int(index.rstrip("]")) if index else 0
        heads = [n for n in range(start, end) if re.match(rf"\s*\[\[?{re.escape(table)}\]", lines[n])]
        if nth < len(heads):
            start = heads[nth]
            # a list's entry ends where the next begins, and both before any other table
            later = [
                n for n in range(start + 1, end) if re.match(rf"\s*\[\[?(?!{re.escape(table)}\.)", lines[n])
            ]
            end = min(later, default=end)
        elif (at := _set(lines, start, end, name)) is not None:
            start = min(at + nth + 1, end - 1) if index and lines[at].rstrip().endswith("[") else at
            return start + 1
        else:
            return found
        found = start + 1
    return found


def _region(lines: list[str], table: str) -> tuple[int, int]:
    """The lines of a record: from its first header to the header of another one."""
    own = re.compile(rf"\s*\[\[?{re.escape(table)}[\].]")
    heads = [n for n, line in enumerate(lines) if own.match(line)]
    if not heads:
        return 0, 0
    others = (
        n for n in range(heads[0], len(lines)) if re.match(r"\s*\[", lines[n]) and not own.match(lines[n])
    )
    return heads[0], next(others, len(lines))


def _set(lines: list[str], start: int, end: int, name: str) -> int | None:
    """The line between two that sets a plain field."""
    wanted = re.compile(rf"\s*{re.escape(name)}\s*=")
    return next((n for n in range(start, end) if wanted.match(lines[n])), None)
