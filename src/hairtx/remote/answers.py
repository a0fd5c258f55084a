"""What the services answered, kept with its date: a second run asks only what is missing or too old.

One SQLite file in the cache folder. Every answer is stored when it arrives, so that whatever ends a run keeps
what was fetched. Where the file cannot be written or read, answers live as long as the process.
"""

import contextlib
import datetime
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from hairtx.remote.work import Found, Kept, Missing, Registered, Several, Unreachable

# days after which an answer is asked for again, and how many answers are kept
KEPT_DAYS = 30
MOST = 20_000
# raised when the shape of what is stored changes, so that no old answer is read wrongly
_SHAPE = 1

_encode = msgspec.msgpack.encode
_decode = msgspec.msgpack.Decoder(Found | Missing | Several | Registered).decode

A = TypeVar("A", bound=Kept | Unreachable)


class Answers:
    """Answers by question. ``days`` is the greatest age that is still used; 0 asks everything again."""

    def __init__(self, path: Path | None = None, days: int = KEPT_DAYS, most: int = MOST) -> None:
        self._days = days
        self._most = most
        self._rows = _opened(path or answers_file())
        # what this run has asked is new, however little age is allowed
        self._new: set[str] = set()
        self.asked = 0
        self.remembered = 0

    def outcome(self, question: str, ask: Callable[[], A]) -> A:
        """The stored answer to ``question``, else what ``ask`` says, which is stored unless nobody was reached."""
        known: Any = self.get(question)
        if known is not None:
            self.remembered += 1
            return known  # type: ignore[no-any-return]
        outcome = ask()
        self.asked += 1
        self.put(question, outcome)
        return outcome

    def get(self, question: str) -> Kept | None:
        """The stored answer, if there is one that is young enough."""
        oldest = (datetime.date.today() - datetime.timedelta(days=self._days)).isoformat()
        oldest = "" if question in self._new else oldest
        try:
            sql = "SELECT body FROM answer WHERE question = ? AND shape = ? AND asked > ?"
            row = self._rows.execute(sql, (question, _SHAPE, oldest)).fetchone()
            return _decode(row[0]) if row else None
        except (sqlite3.Error, msgspec.MsgspecError):
            return None

    def put(self, question: str, outcome: Kept | Unreachable) -> None:
        """Store an answer; one that nobody gave is not stored."""
        if isinstance(outcome, Unreachable):
            return
        self._new.add(question)
        with contextlib.suppress(sqlite3.Error):
            self._rows.execute(
                "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)",
                (question, _SHAPE, outcome.asked, _encode(outcome)),
            )
            self._rows.execute(
                "DELETE FROM answer WHERE rowid IN (SELECT rowid FROM answer ORDER BY rowid DESC LIMIT -1 OFFSET ?)",
                (self._most,),
            )

    def close(self) -> None:
        """Close the file."""
        self._rows.close()


def answers_file() -> Path:
    """Where answers are kept: the platform's cache folder for hairtx."""
    from hairtx.index import cache_folder

    return cache_folder() / "answers.sqlite"


def _opened(path: Path) -> sqlite3.Connection:
    for again in (True, False):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _prepared(sqlite3.connect(path, isolation_level=None))
        except (sqlite3.OperationalError, OSError):
            # locked, or no place to write to
            break
        except sqlite3.DatabaseError:
            # damaged, or no database at all: only a cache, so it is begun anew
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=again)
    return _prepared(sqlite3.connect(":memory:", isolation_level=None))


def _prepared(rows: sqlite3.Connection) -> sqlite3.Connection:
    rows.execute(
        "CREATE TABLE IF NOT EXISTS answer (question TEXT PRIMARY KEY, shape INTEGER, asked TEXT, body BLOB)"
    )
    rows.execute("SELECT count(*) FROM answer")
    return rows
