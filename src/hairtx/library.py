"""The library: what the commands ask of the dataset. Open one with ``hairtx.open_library()``."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from hairtx.evidence import Evidence
from hairtx.folder import bundled
from hairtx.index import Index
from hairtx.model import RECORDS, Condition, Edition, Kind, Record, Study, Term, Treatment
from hairtx.names import AmbiguousNameError, How, Match, UnknownNameError, fold, identifier
from hairtx.sources import citations

if TYPE_CHECKING:
    from hairtx.changes import Change, Report
    from hairtx.findings import Answers
    from hairtx.overlays import Overlay
    from hairtx.search import Hit

R = TypeVar("R", Treatment, Condition, Study, Term)

# every string that starts with another lies between it and it followed by the last character
_LAST = "\U0010ffff"

# in look-ups by name the kinds are asked in this order, so that "PRP" is the treatment and not the term
KINDS: tuple[Kind, ...] = ("treatment", "condition", "study", "term")

# (what a name is, whether its beginning is enough), tried in this order; "ambiguous" names come with the
# exact ones, so that a shared name is listed and never guessed
_STEPS: tuple[tuple[tuple[How, ...], bool], ...] = (
    (("id", "identifier"), False),
    (("name", "alias", "brand", "ambiguous"), False),
    (("id", "name", "alias", "brand", "ambiguous"), True),
)


class Library:
    """Read access to one dataset. Records come back frozen; nothing here writes."""

    def __init__(
        self,
        folder: Path | None = None,
        cache: Path | None = None,
        overlays: "Sequence[str | Path | Overlay]" = (),
    ) -> None:
        """``folder`` holds the TOML (default: the bundled dataset), ``cache`` the compiled index.

        ``overlays`` are files and folders of records that are applied to it in their order.
        """
        self.folder = folder or bundled()
        self._overlays = _as_overlays(overlays) if overlays else []
        self._index = Index(self.folder, cache, self._overlays)

    @property
    def edition(self) -> Edition:
        """Version and date of the dataset; with overlays an ``OverlaidEdition``, which says what they changed."""
        row = self._index.rows("SELECT value FROM meta WHERE name = 'edition'")[0]
        if not self._overlays:
            return msgspec.json.decode(row[0], type=Edition)
        from hairtx.changes import OverlaidEdition

        return msgspec.json.decode(row[0], type=OverlaidEdition)

    @property
    def overlays(self) -> "tuple[Report, ...]":
        """The overlays asked for, each with the problems for which it was left out."""
        return getattr(self.edition, "overlays", ())

    def changes(self, kind: Kind, id: str) -> "list[Change]":
        """What overlays did to a record, in their order."""
        changes = getattr(self.edition, "changes", ())
        return [change for change in changes if (change.kind, change.id) == (kind, id)]

    def treatment(self, id: str) -> Treatment:
        """The treatment with exactly this id; KeyError if there is none."""
        return self._get("treatment", id, Treatment)

    def condition(self, id: str) -> Condition:
        """The condition with exactly this id; KeyError if there is none."""
        return self._get("condition", id, Condition)

    def study(self, id: str) -> Study:
        """The study with exactly this key; KeyError if there is none."""
        return self._get("study", id, Study)

    def term(self, id: str) -> Term:
        """The term with exactly this id; KeyError if there is none."""
        return self._get("term", id, Term)

    def record(self, match: Match) -> Record:
        """The record that a look-up found."""
        return cast("Record", self._get(match.kind, match.id, cast("Any", RECORDS[match.kind])))

    def treatments(self) -> list[Treatment]:
        """All treatments by id."""
        return self._all("treatment", Treatment)

    def conditions(self) -> list[Condition]:
        """All conditions by id."""
        return self._all("condition", Condition)

    def terms(self) -> list[Term]:
        """All glossary terms by id."""
        return self._all("term", Term)

    def studies(self, keys: Iterable[str] | None = None) -> list[Study]:
        """The studies of ``keys`` in their order (unknown keys: KeyError), or all of them by key."""
        if keys is None:
            return self._all("study", Study)
        wanted = list(dict.fromkeys(keys))
        marks = ",".join("?" * len(wanted))
        sql = f"SELECT id, body FROM record WHERE kind = 'study' AND id IN ({marks})"
        bodies = dict(self._index.rows(sql, *wanted))
        decode = msgspec.msgpack.Decoder(Study).decode
        return [decode(bodies[key]) for key in wanted]

    def studies_of(self, treatment: str, *, disputed: bool = False) -> list[Study]:
        """Every study that speaks of a treatment: by tag, arm, comparison or recommendation.

        Citations that could not be found (``disputed``) are left out unless asked for.
        """
        sql = "SELECT study FROM touches JOIN study ON study.id = study WHERE treatment = ?"
        sql += "" if disputed else " AND status != 'disputed'"
        return self.studies(key for (key,) in self._index.rows(sql + " ORDER BY study", treatment))

    def studies_about(self, condition: str) -> list[Study]:
        """Every study tagged with a condition, disputed citations left out."""
        sql = "SELECT study FROM about JOIN study ON study.id = study WHERE condition = ? AND status != 'disputed'"
        return self.studies(key for (key,) in self._index.rows(sql + " ORDER BY study", condition))

    def cited(self, record: Treatment | Condition) -> list[Study]:
        """The studies that a record's statements name, for or against, in the order of the record."""
        return self.studies(key for _, key in citations(record))

    def reports_of(self, trial: str) -> list[str]:
        """The keys of all reports of one trial."""
        return [key for (key,) in self._index.rows("SELECT id FROM study WHERE trial = ? ORDER BY id", trial)]

    def evidence(self, treatment: str, condition: str) -> Evidence | None:
        """The computed evidence of a treatment for one of its conditions; None if it is not used for it."""
        found = self._evidence("treatment = ? AND condition = ?", treatment, condition)
        return found[0] if found else None

    def evidence_of(self, treatment: str) -> list[Evidence]:
        """The computed evidence of a treatment for each of its conditions."""
        return self._evidence("treatment = ?", treatment)

    def evidence_for(self, condition: str) -> list[Evidence]:
        """The computed evidence of every treatment used for a condition."""
        return self._evidence("condition = ?", condition)

    def all_evidence(self) -> list[Evidence]:
        """The computed evidence of every treatment for every condition it is used for."""
        return self._evidence("1")

    def answers_of(self, treatment: str) -> "list[Answers]":
        """How much difference a treatment makes, and how safe it is, for each of its conditions."""
        return self._answers("treatment = ?", treatment)

    def answers_for(self, condition: str) -> "list[Answers]":
        """The same of every treatment used for a condition."""
        return self._answers("condition = ?", condition)

    def names(self, kind: Kind) -> dict[str, str]:
        """What each record of a kind is called, by id: names, or titles of studies."""
        return dict(self._index.rows("SELECT id, shown FROM record WHERE kind = ?", kind))

    def ids(self, beginning: str, kinds: Sequence[Kind] = KINDS) -> list[str]:
        """The ids of these kinds that begin so, in their order."""
        marks = ",".join("?" * len(kinds))
        sql = f"SELECT id FROM record WHERE kind IN ({marks}) AND id >= ? AND id < ? ORDER BY id"
        return [id for (id,) in self._index.rows(sql, *kinds, beginning, beginning + _LAST)]

    def find(self, typed: str, kinds: Sequence[Kind] = KINDS) -> Match:
        """The one record that a typed name means.

        Exact ids and identifiers first, then exact names, aliases and brands, then beginnings of them; the
        first step that finds something decides. Within a step the kinds are asked in their order.
        Raises ``AmbiguousNameError`` where a step finds several records, ``UnknownNameError`` where none does.
        """
        code = identifier(typed)
        folded = fold(typed)
        for hows, prefix in _STEPS:
            for kind in kinds:
                matches = self._matches(kind, hows, code, folded, prefix) if folded else []
                if len(matches) > 1:
                    raise AmbiguousNameError(typed, matches)
                if matches:
                    return matches[0]
        raise UnknownNameError(typed, self._nearest(folded, kinds))

    def search(self, words: str, kinds: Sequence[Kind] = KINDS, limit: int = 10) -> "list[Hit]":
        """The records that hold the words typed, at most ``limit`` of each kind, best first.

        Any text will do. Disputed citations are never among them.
        """
        # look-ups by name must not wait for what only a search needs
        from hairtx.search import search

        record = lambda kind, id: self._get(kind, id, cast("Any", RECORDS[kind]))  # noqa: E731
        return search(self._index.rows, record, words, kinds, limit)

    def _matches(
        self, kind: Kind, hows: Sequence[How], code: str | None, folded: str, prefix: bool
    ) -> list[Match]:
        marks = ",".join("?" * len(hows))
        sql = f"SELECT id, how, name FROM name WHERE kind = ? AND how IN ({marks}) AND "
        if prefix:
            sql, values = sql + "folded >= ? AND folded < ?", [folded, folded + _LAST]
        else:
            sql, values = sql + "folded IN (?, ?)", [folded, code or folded]
        found: dict[str, Match] = {}
        for id_, how, name in self._index.rows(sql + " ORDER BY id, how", kind, *hows, *values):
            found.setdefault(id_, Match(kind=kind, id=id_, how=how, name=name, prefix=prefix))
        return list(found.values())

    def _nearest(self, folded: str, kinds: Sequence[Kind]) -> list[str]:
        import difflib

        marks = ",".join("?" * len(kinds))
        sql = f"SELECT folded, name FROM name WHERE kind IN ({marks}) AND how != 'identifier'"
        known = dict(self._index.rows(sql, *kinds))
        return [known[name] for name in difflib.get_close_matches(folded[:80], known, n=3, cutoff=0.7)]

    def _get(self, kind: Kind, id: str, shape: type[R]) -> R:
        rows = self._index.rows("SELECT body FROM record WHERE kind = ? AND id = ?", kind, id)
        if not rows:
            raise KeyError(id)
        return msgspec.msgpack.decode(rows[0][0], type=shape)

    def _all(self, kind: Kind, shape: type[R]) -> list[R]:
        decode = msgspec.msgpack.Decoder(shape).decode
        rows = self._index.rows("SELECT body FROM record WHERE kind = ? ORDER BY id", kind)
        return [decode(body) for (body,) in rows]

    def _answers(self, where: str, *values: str) -> "list[Answers]":
        # only the commands that show them need their modules
        from hairtx.findings import Answers

        decode = msgspec.msgpack.Decoder(Answers).decode
        sql = f"SELECT body FROM answers WHERE {where} ORDER BY treatment, condition"
        return [decode(body) for (body,) in self._index.rows(sql, *values)]

    def _evidence(self, where: str, *values: str) -> list[Evidence]:
        decode = msgspec.msgpack.Decoder(Evidence).decode
        sql = f"SELECT body FROM evidence WHERE {where} ORDER BY treatment, condition"
        return [decode(body) for (body,) in self._index.rows(sql, *values)]


def _as_overlays(given: "Sequence[str | Path | Overlay]") -> "list[Overlay]":
    from hairtx.overlays import Overlay, overlay

    return [each if isinstance(each, Overlay) else overlay(each) for each in given]


def open_library(
    folder: Path | None = None, cache: Path | None = None, overlays: "Sequence[str | Path | Overlay]" = ()
) -> Library:
    """Open the bundled dataset, or the one in ``folder``; raise ``DatasetError`` if it is not valid.

    ``overlays`` are files and folders of your own records (see ``hairtx.overlays``), applied in their order. One
    that is wrong is left out and raises nothing: ``Library.overlays`` says what is wrong with it. Neither the
    user's own folder nor HAIRTX_DATA is looked at here.
    The first call compiles an index into ``cache`` (default: the user's cache folder); later ones start from it.
    """
    return Library(folder, cache, overlays)
