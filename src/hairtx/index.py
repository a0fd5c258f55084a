"""The SQLite index compiled from the TOML, so that a start does not parse the dataset.

One file in the cache folder for each dataset folder and combination of overlays on it. It carries the state
(size, times, inode) of every file it was made from, the data's and the code's: when any differs, the file is
damaged, somebody else's or another version's, a new one is written beside it and renamed over it. Where the cache
cannot be written the index lives in memory. A reader therefore never sees a half-written index and never a stale one.
"""

import contextlib
import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from hairtx import __version__
from hairtx.folder import EDITION_FILE, FILES
from hairtx.kept import beside, intact, seal, sweep
from hairtx.names import fold, names_of, shown_name
from hairtx.vocabulary import COMPARATORS

if TYPE_CHECKING:
    from hairtx.dataset import Dataset
    from hairtx.merging import Merged
    from hairtx.overlays import Overlay

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE record (kind TEXT, id TEXT, shown TEXT, body BLOB, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE name (folded TEXT, kind TEXT, id TEXT, how TEXT, name TEXT);
CREATE TABLE study (id TEXT PRIMARY KEY, trial TEXT, status TEXT) WITHOUT ROWID;
CREATE TABLE touches (treatment TEXT, study TEXT, PRIMARY KEY (treatment, study)) WITHOUT ROWID;
CREATE TABLE about (condition TEXT, study TEXT, PRIMARY KEY (condition, study)) WITHOUT ROWID;
CREATE TABLE evidence (treatment TEXT, condition TEXT, body BLOB, PRIMARY KEY (treatment, condition)) WITHOUT ROWID;
CREATE TABLE answers (treatment TEXT, condition TEXT, body BLOB, PRIMARY KEY (treatment, condition)) WITHOUT ROWID;
CREATE TABLE searched (place INTEGER PRIMARY KEY, kind TEXT, id TEXT, studies INTEGER);
CREATE VIRTUAL TABLE words USING fts5(name, alias, plain, source, title, topic, main, rest, content='',
    tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
"""

# the modules whose code decides what the index holds, and those that decide what overlays do to it
_COMPILERS = (
    "index.py", "model.py", "vocabulary.py", "evidence.py", "names.py", "passages.py", "synonyms.py",
    "findings.py", "answers.py", "effects.py", "safety.py", "sides.py", "better.py", "intervals.py", "verdicts.py",
)  # fmt: skip
_MERGERS = ("overlays.py", "overlay_files.py", "changes.py", "merging.py", "dataset.py")

# the fields of a study that decide what it weighs
_WEIGHED = frozenset(
    (
        "treatments", "conditions", "design", "pools", "trial", "n", "weeks", "arms", "comparisons", "outcomes",
        "recommendations", "notices", "provenance",
    )
)  # fmt: skip

# how often files that change while they are read are read again
_READINGS = 20

# indexes with overlays that are kept; the oldest beyond them are removed when another is made
_KEPT = 8


class Index:
    """Rows of the compiled dataset in ``folder``; damage found while reading is mended by compiling again."""

    def __init__(self, folder: Path, cache: Path | None = None, overlays: "Sequence[Overlay]" = ()) -> None:
        """Open the index of ``folder`` with ``overlays``, or compile it.

        It is kept in ``cache`` (default: the user's cache folder).
        """
        self._folder = folder
        self._overlays = overlays
        name = f"index-{_digest(str(folder.resolve()))}"
        if overlays:
            name += f"-{_digest(os.pathsep.join(str(overlay.path) for overlay in overlays))}"
        self._path = (cache or cache_folder()) / f"{name}.sqlite"
        self._state = _state(folder, overlays)
        self._connection = self._opened() or self._compiled()

    def rows(self, sql: str, *values: object) -> list[Any]:
        """All rows of a query; a damaged index is compiled again and asked once more."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError:
            self._connection = self._compiled()
            return self._connection.execute(sql, values).fetchall()

    def _opened(self) -> sqlite3.Connection | None:
        try:
            if not intact(self._path):
                return None
            connection = sqlite3.connect(f"file:{_uri(self._path)}?mode=ro&immutable=1", uri=True)
            state = connection.execute("SELECT value FROM meta WHERE name = 'state'").fetchone()
        except (OSError, sqlite3.Error):
            return None
        return connection if state == (self._state,) else None

    def _compiled(self) -> sqlite3.Connection:
        new = beside(self._path)
        try:
            new.parent.mkdir(parents=True, exist_ok=True)
            sweep(new.parent)
            new.unlink(missing_ok=True)
            with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
                self._fill(connection)
            seal(new)
            new.replace(self._path)
            if self._overlays:
                _tidy(self._path)
        except (OSError, sqlite3.Error):
            return self._in_memory()
        finally:
            # gone if it was renamed; left behind by whatever else ended the work
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
        # another process may have replaced or removed the file as soon as it was there
        return self._opened() or self._in_memory()

    def _in_memory(self) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        self._fill(connection)
        return connection

    def _fill(self, connection: sqlite3.Connection) -> None:
        self._state, data = _settled(self._folder, self._overlays)
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + _SCHEMA)
        for table, rows in _tables(data):
            for row in rows:
                connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
        connection.execute("CREATE INDEX by_name ON name (folded, kind)")
        connection.execute("CREATE INDEX by_trial ON study (trial)")
        connection.execute("INSERT INTO meta VALUES ('state', ?)", (self._state,))
        connection.execute("COMMIT")


def cache_folder() -> Path:
    """Where the index is kept: the platform's cache folder for hairtx."""
    from platformdirs import user_cache_path

    return user_cache_path("hairtx", appauthor=False)


def cached(cache: Path | None = None) -> list[Path]:
    """The indexes in the cache folder."""
    return sorted((cache or cache_folder()).glob("index-*.sqlite"))


def _tidy(newest: Path) -> None:
    """Remove the oldest indexes with overlays, so that trying out many leaves few behind."""
    others = [path for path in newest.parent.glob("index-*-*.sqlite") if path != newest]
    with contextlib.suppress(OSError):
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[_KEPT - 1 :]:
        with contextlib.suppress(OSError):
            path.unlink()


def _state(folder: Path, overlays: "Sequence[Overlay]" = ()) -> str:
    """What the index must have been made from: the state of the data's files and of the code that compiles."""
    here = Path(__file__).parent
    code = [here / name for name in _COMPILERS]
    data = [folder / name for name in (*FILES.values(), EDITION_FILE)]
    parts = [__version__]
    for path in data + code:
        try:
            stat = path.stat()
        except OSError:
            parts.append("missing")
        else:
            parts.append(f"{stat.st_size}.{stat.st_mtime_ns}.{stat.st_ctime_ns}.{stat.st_ino}")
    if overlays:
        from hairtx.overlays import state, state_of

        mergers = [*(here / name for name in _MERGERS), *sorted((here / "rules").glob("*.py"))]
        parts += [state(overlays), *map(state_of, mergers)]
    return " ".join(parts)


def _settled(folder: Path, overlays: "Sequence[Overlay]") -> "tuple[str, Dataset | Merged]":
    """Read, and read again if the files changed meanwhile, so that state and content belong together."""
    from hairtx.dataset import read
    from hairtx.faults import DatasetError, Problem

    for _ in range(_READINGS):
        before = _state(folder, overlays)
        try:
            dataset = read(folder)
            data = _with_overlays(dataset, overlays) if overlays else dataset
        except DatasetError:
            # of files that are being replaced, what is half there now may soon be whole
            if _state(folder, overlays) == before:
                raise
            continue
        if _state(folder, overlays) == before:
            return before, data
    raise DatasetError([Problem(folder.name, None, "", "", "the files keep changing while they are read")])


def _with_overlays(dataset: "Dataset", overlays: "Sequence[Overlay]") -> "Merged":
    from hairtx.merging import merge

    return merge(dataset, overlays)


def _tables(data: "Dataset | Merged") -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
    """The rows of every table, for a dataset, or for one with overlays on it."""
    from hairtx.answers import Effects, answer
    from hairtx.dataset import Dataset
    from hairtx.passages import columns

    merged = None if isinstance(data, Dataset) else data
    dataset = data if isinstance(data, Dataset) else data.dataset
    encode = msgspec.msgpack.encode
    edition = data.edition
    yield "meta", iter([("edition", msgspec.json.encode(edition).decode())])
    records = [(kind, record) for kind in FILES for record in dataset.of(kind).values()]
    yield "record", ((kind, record.id, shown_name(record), encode(record)) for kind, record in records)
    yield (
        "name",
        (
            (name.text if name.how == "identifier" else fold(name.text), kind, record.id, name.how, name.text)
            for kind, record in records
            for name in names_of(record)
        ),
    )
    studies = dataset.studies.values()
    yield "study", ((s.id, s.trial, s.provenance.status) for s in studies)
    yield "about", ((condition, s.id) for s in studies for condition in dict.fromkeys(s.conditions))
    touched = [(treatment, s) for s in studies for treatment in sorted(_touched(s))]
    yield "touches", ((treatment, s.id) for treatment, s in touched)
    by_treatment: dict[str, list[Any]] = {}
    for treatment, study in touched:
        by_treatment.setdefault(treatment, []).append(study)
    # a citation that could not be found is never a result
    found = [
        (kind, record)
        for kind, record in records
        if not (kind == "study" and record.provenance.status == "disputed")
    ]
    yield (
        "searched",
        (
            (place, kind, record.id, len(by_treatment.get(record.id, ())) if kind == "treatment" else 0)
            for place, (kind, record) in enumerate(found, 1)
        ),
    )
    # numbered by SQLite itself from 1, in this order
    yield "words", (columns(record) for _, record in found)
    yield (
        "evidence",
        ((*pair, encode(found)) for pair, found in _evidence(dataset, by_treatment, merged)),
    )
    pairs = [
        (t.id, condition, by_treatment.get(t.id, []))
        for t in dataset.treatments.values()
        for condition in dict.fromkeys(use.condition for use in t.uses)
    ]
    effects = Effects()
    yield "answers", ((t, c, encode(answer(t, c, about, effects))) for t, c, about in pairs)


def _evidence(
    dataset: "Dataset", by_treatment: dict[str, list[Any]], merged: "Merged | None"
) -> Iterator[tuple[tuple[str, str], Any]]:
    """What each treatment's studies come to for each condition it is used for, and what overlays have to do with it."""
    from hairtx.evidence import weigh

    changes = merged.changes if merged else ()
    touched = {
        change.id
        for change in changes
        if change.kind == "study" and (change.how == "added" or _WEIGHED.intersection(change.fields))
    }
    for treatment in dataset.treatments.values():
        for condition in dict.fromkeys(use.condition for use in treatment.uses):
            studies = by_treatment.get(treatment.id, [])
            found = weigh(treatment.id, condition, studies)
            if merged and touched:
                keys = sorted({study.id for study in studies} | touched)
                known = [merged.base.studies[key] for key in keys if key in merged.base.studies]
                without = weigh(treatment.id, condition, known)
                # a record counts as touched too where an overlay took its weight away
                if overlaid := tuple(sorted(touched.intersection(found.studies + without.studies))):
                    found = msgspec.structs.replace(
                        found, overlaid=overlaid, level_without_overlays=without.level
                    )
            yield (treatment.id, condition), found


def _touched(study: Any) -> set[str]:
    """The treatments a study speaks of: by tag, arm, comparison or recommendation."""
    compared = {side for row in study.comparisons for side in (row.treatment, row.comparator)}
    recommended = {treatment for rec in study.recommendations for treatment in rec.treatments}
    return (set(study.treatments) | compared | recommended) - COMPARATORS


def _uri(path: Path) -> str:
    """The path as SQLite's URIs want it: what would end it or start an escape is escaped."""
    return path.as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _digest(text: str) -> str:
    """A short name for a folder; a clash costs a rebuild and nothing else, for the state names the files."""
    return f"{zlib.crc32(text.encode('utf-8', 'surrogateescape')):08x}"
