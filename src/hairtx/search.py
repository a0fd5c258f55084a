"""Full-text search: what was typed, in any spelling and with typing errors, to records with a score and a reason.

SQLite's FTS5 finds the candidates by BM25; how much of the query each of a record's passages holds decides the
order among them and gives the reason. No text that was typed reaches SQLite but as letters and digits in quotes.
"""

import difflib
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from hairtx.model import Kind, Record, Study
from hairtx.names import shown_name
from hairtx.passages import COLUMNS, Passage, passages
from hairtx.synonyms import telling, words_in

# the columns of the index's table of words, in its order, and what BM25 weighs them: a name outranks a mention
_WEIGHTS = dict(zip(COLUMNS, (12.0, 10.0, 8.0, 8.0, 3.0, 0.2, 2.0, 1.0), strict=True))
# the most telling column first, for the reason of a hit
_RANKS = {column: -place for place, column in enumerate(COLUMNS)}
# what a passage that holds the whole query, or nothing but the query, adds by its column
_WHOLE = {"name": 40.0, "alias": 36.0, "plain": 30.0, "source": 30.0, "title": 8.0}

_NAMES = ("name", "alias", "plain")

# longer queries are cut: nobody types more, and what is pasted must not take longer
_LETTERS = 400
_WORDS = 16
# candidates of each kind whose passages are read
_READ = 40
# the share of a query, by what its words tell, that a record must hold; more where so many hold all of it, or one
# that is called by it
_PART, _NEARLY, _ENOUGH = 0.5, 0.7, 3

Rows = Callable[..., list[Any]]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A record found. A higher ``score`` is a better match, comparable within one search only.

    ``reason`` says where the words stand ("name", "brand of finasteride", "in harms"). ``words`` are those that
    were looked for, as ``synonyms.words_in`` gives them. ``meant`` pairs words that no record holds with the known
    ones taken for them, or with "" where none comes near.
    ``excerpt`` is the text that holds them where it is not a name. ``caution`` marks a study that weighs nothing.
    """

    kind: Kind
    id: str
    name: str
    score: float
    reason: str
    excerpt: str = ""
    words: tuple[str, ...] = ()
    meant: tuple[tuple[str, str], ...] = ()
    caution: Literal["", "unverified", "retracted"] = ""


def holds(there: str, word: str) -> bool:
    """Whether a word of a text is, or begins with, one looked for; short words and numbers must be whole."""
    return there == word if _short(word) else there.startswith(word)


def search(
    rows: Rows, record: Callable[[Kind, str], Record], typed: str, kinds: Sequence[Kind], limit: int
) -> list[Hit]:
    """The best ``limit`` hits of each of ``kinds``, all by score; ``rows`` asks the index, ``record`` gets one."""
    every = words_in(typed[:_LETTERS])[: _WORDS * 2]
    words, meant = _known(rows, telling(every)[:_WORDS])
    if not words:
        return []
    query = _Query(words, words if meant else every, _tells(rows, words), meant)
    hits = []
    for kind in kinds:
        for id, rank, studies in _candidates(rows, kind, words):
            hits.append(_weighed(record(kind, id), kind, math.log1p(studies) - rank, query))
    complete = [named for share, named, _ in hits if share == 1]
    needed = _NEARLY if len(complete) >= _ENOUGH or any(complete) else _PART
    # where nothing holds so much, a part is better than no answer
    hits = [found for found in hits if found[0] >= needed or found[1]] or hits
    room = dict.fromkeys(kinds, limit)
    out = []
    for hit in sorted(
        (hit for _, _, hit in hits), key=lambda hit: (-hit.score, kinds.index(hit.kind), hit.id)
    ):
        if room[hit.kind]:
            room[hit.kind] -= 1
            out.append(hit)
    return out


class _Query(NamedTuple):
    """The words looked for, the whole query with its weak words, how much each word tells, what was misspelt."""

    words: Sequence[str]
    whole: Sequence[str]
    tells: Mapping[str, float]
    meant: tuple[tuple[str, str], ...]

    def share(self, some: set[str]) -> float:
        """How much of what the query tells these words tell, 0 to 1."""
        return sum(self.tells[word] for word in some) / sum(self.tells.values())


def _short(word: str) -> bool:
    return len(word) < 3 or word.isdigit()


def _candidates(rows: Rows, kind: Kind, words: Sequence[str]) -> list[tuple[str, float, int]]:
    """Ids, BM25 ranks (lower is better) and numbers of studies: records with all the words, then with any."""
    weights = ", ".join(str(weight) for weight in _WEIGHTS.values())
    sql = (
        f"SELECT id, bm25(words, {weights}) AS score, studies FROM words JOIN searched ON place = words.rowid "
        "WHERE words MATCH ? AND kind = ? ORDER BY score LIMIT ?"
    )
    asked = [f'"{word}"' + ("" if _short(word) else "*") for word in words]
    found = {id: (id, rank, n) for id, rank, n in rows(sql, " AND ".join(asked), kind, _READ)}
    # so many studies that hold every word leave no room for one that holds a part; other kinds go by names too
    if len(asked) > 1 and not (kind == "study" and len(found) == _READ):
        found = {id: (id, rank, n) for id, rank, n in rows(sql, " OR ".join(asked), kind, _READ)} | found
    return list(found.values())


def _tells(rows: Rows, words: Sequence[str]) -> dict[str, float]:
    """How much each word tells: the fewer the records that hold it, the more."""
    (total,) = rows("SELECT count(*) FROM searched")[0]
    sql = "SELECT coalesce(sum(doc), 0) FROM vocabulary WHERE term >= ? AND term < ?"
    return {word: math.log1p(total / (1 + rows(sql, word, _end(word))[0][0])) for word in words}


def _known(rows: Rows, words: Sequence[str]) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """The words that the index holds: as typed, put together, taken apart, or the nearest; and what was misspelt."""
    out: list[str] = []
    meant: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        word, pair = words[at], "".join(words[at : at + 2])
        at += 1
        if pair != word and len(pair) > 6 and _more_as_one(rows, pair, *words[at - 1 : at + 1]):
            out.append(pair)
            at += 1
        elif _begins(rows, word):
            out.append(word)
        elif parts := _apart(rows, word):
            out += parts
        else:
            near = _nearest(rows, word)
            meant.append((word, near))
            out += [near] if near else []
    return list(dict.fromkeys(out)), tuple(meant)


def _end(word: str) -> str:
    """Every string that starts with the word lies between it and this."""
    return word + "\U0010ffff"


def _begins(rows: Rows, word: str) -> bool:
    """Whether the index holds the word, or one that starts with it."""
    if _short(word):
        return _stands(rows, word)
    return bool(rows("SELECT 1 FROM vocabulary WHERE term >= ? AND term < ? LIMIT 1", word, _end(word)))


def _stands(rows: Rows, word: str) -> bool:
    return bool(rows("SELECT 1 FROM vocabulary WHERE term = ?", word))


def _more_as_one(rows: Rows, pair: str, first: str, second: str) -> bool:
    """Whether more records write two words as one (microneedling) than as two beside each other."""
    if not _stands(rows, pair):
        return False
    sql = "SELECT count(*) FROM words WHERE words MATCH ?"
    return bool(rows(sql, f'"{pair}"')[0][0] > rows(sql, f'"{first} {second}"')[0][0])


def _apart(rows: Rows, word: str) -> list[str]:
    for cut in range(4, min(len(word), 40) - 3):
        if _stands(rows, word[:cut]) and _stands(rows, word[cut:]):
            return [word[:cut], word[cut:]]
    return []


def _nearest(rows: Rows, word: str) -> str:
    """The index's word most like this one, among equals the most used; they share the first letter. "" if none."""
    if len(word) < 4 or len(word) > 40 or word.isdigit():
        return ""
    sql = "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?"
    used = dict(rows(sql, word[0], _end(word[0]), len(word) - 2, len(word) + 2))
    near = difflib.get_close_matches(word, used, n=4, cutoff=0.75)
    alike = difflib.SequenceMatcher(b=word)

    def closeness(term: str) -> tuple[float, int]:
        alike.set_seq1(term)
        return round(alike.ratio(), 1), used[term]

    return max(near, key=closeness, default="")


def _weighed(record: Record, kind: Kind, base: float, query: _Query) -> tuple[float, bool, Hit]:
    """The share of the query that the record holds, whether the query holds a name of it, and the hit."""
    held = []
    bonus, named = 0.0, False
    for passage in passages(record):
        there = words_in(passage.text)
        found = {word for word in query.words if any(holds(each, word) for each in there)}
        if found:
            held.append((passage, found))
            bonus = max(bonus, _bonus(passage, there, found, query))
            named = named or (passage.column in _NAMES and set(there) <= set(query.whole))
    chosen, left = _explained(held, set(query.words))
    share = 1 - query.share(left)
    caution = _caution(record)
    score = (bonus + base) * share ** (1 if named else 2)
    reason = ", ".join(dict.fromkeys(passage.reason for passage in chosen[:2]))
    hit = Hit(
        kind=kind,
        id=record.id,
        name=shown_name(record),
        score=round(score / 2 if caution else score, 3),
        reason=reason + (f" ({caution})" if caution else ""),
        excerpt=next((passage.excerpt for passage in chosen if passage.excerpt), ""),
        words=tuple(query.words),
        meant=query.meant,
        caution=caution,
    )
    return share, named, hit


def _caution(record: Record) -> Literal["", "unverified", "retracted"]:
    if not isinstance(record, Study) or record.weighs:
        return ""
    return "retracted" if record.retracted else "unverified"


def _explained(held: Sequence[tuple[Passage, set[str]]], left: set[str]) -> tuple[list[Passage], set[str]]:
    """The passages that together hold the most words, the most telling first, and the words in none of them."""
    chosen = []
    while any(found & left for _, found in held):
        # one that holds all that is left beats one that holds a part, however telling its column
        passage, found = max(
            held,
            key=lambda pair: (
                left <= pair[1],
                bool(left & pair[1]),
                _RANKS[pair[0].column],
                len(left & pair[1]),
            ),
        )
        chosen.append(passage)
        left = left - found
    return chosen, left


def _bonus(passage: Passage, there: Sequence[str], found: set[str], query: _Query) -> float:
    """What a passage adds: most if it is the query to the letter, less the more either has beside the other."""
    most = _WHOLE.get(passage.column, 0.0)
    if list(there) == list(query.whole):
        return most * 2
    part = query.share(found)
    if passage.column in _NAMES and set(there) <= set(query.whole):
        part = max(part, 0.5)
    return most * part * min(1.0, len(found) / len(telling(list(there))))
