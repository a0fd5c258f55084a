"""Records -> TOML in the one form that the dataset is kept in.

Fields stand in the order of the model, defaults are left out, sub-records follow plain fields, text longer
than a line is folded at spaces, lists that do not fit a line stand one entry a line. Two datasets with equal
records are equal to the letter, so a diff shows what changed and nothing else.
"""

import itertools
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from hairtx.model import Edition, Kind, Record
from hairtx.safe import HIDDEN

WIDTH = 100
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def dump_records(kind: Kind, records: Iterable[Record]) -> str:
    """All records of one kind as the text of their file, sorted by id."""
    blocks = [_record(f"{kind}.{_key(record.id)}", record) for record in sorted(records, key=lambda r: r.id)]
    return "\n".join(blocks)


def dump_edition(edition: Edition) -> str:
    """The text of dataset.toml."""
    return "".join(f"{name} = {_string(getattr(edition, name))}\n" for name in edition.__struct_fields__)


def _record(path: str, record: msgspec.Struct) -> str:
    return f"[{path}]\n" + _body(path, record, skip=frozenset({"id"}))


def _body(path: str, part: msgspec.Struct, skip: frozenset[str] = frozenset()) -> str:
    """Plain fields first, then sub-records: TOML would take a plain field after a table for the table's."""
    plain: list[str] = []
    tables: list[str] = []
    for name, value in _given(part):
        if name in skip:
            continue
        below = f"{path}.{name}"
        if isinstance(value, msgspec.Struct):
            tables.append(f"\n[{below}]\n{_body(below, value)}")
        elif isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
            if _inline(value[0]):
                plain.append(f"{name} = {_list([_table(item) for item in value], len(name))}\n")
            else:
                tables += [f"\n[[{below}]]\n{_body(below, item)}" for item in value]
        else:
            plain.append(f"{name} = {_value(value, len(name))}\n")
    return "".join(plain + tables)


def _given(part: msgspec.Struct) -> Iterable[tuple[str, Any]]:
    """The fields that say something: defaults are left unwritten."""
    for field in msgspec.structs.fields(part):
        value = getattr(part, field.name)
        if field.required or value != field.default:
            yield field.name, value


def _inline(part: msgspec.Struct) -> bool:
    """Whether entries of this kind are short enough to stand one a line."""
    return type(part).__name__ in ("Seen", "Use", "Arm", "Conflict")


def _table(part: msgspec.Struct) -> str:
    cells = [f"{name} = {_value(value, 0, flat=True)}" for name, value in _given(part)]
    return "{ " + ", ".join(cells) + " }"


def _value(value: Any, lead: int, flat: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        items = [_value(item, 0, flat=True) for item in value]
        return "[" + ", ".join(items) + "]" if flat else _list(items, lead)
    return _string(value) if flat else _text(value, lead)


def _list(items: list[str], lead: int) -> str:
    line = "[" + ", ".join(items) + "]"
    if lead + 3 + len(line) <= WIDTH and not (items and items[0].startswith("{")):
        return line
    return "[\n" + "".join(f"  {item},\n" for item in items) + "]"


def _text(value: str, lead: int) -> str:
    line = _string(value)
    # a folded text cannot begin with a space: the fold would swallow it
    if lead + 3 + len(line) <= WIDTH or " " not in value or value.startswith(" "):
        return line
    return '"""\\\n' + " \\\n".join(_folded(line[1:-1])) + '"""'


def _folded(escaped: str) -> Iterable[str]:
    """Break at single spaces only: the backslash at a line's end swallows all white space after it."""
    words = escaped.split(" ")
    line = words[0]
    for previous, word in itertools.pairwise(words):
        if len(line) + 1 + len(word) > WIDTH - 4 and word and previous and not word.startswith("\\"):
            yield "  " + line
            line = word
        else:
            line += " " + word
    yield "  " + line


def _string(value: str) -> str:
    """Quoted, with what hides or steers escaped, so that a diff shows it."""
    escaped = "".join(_ESCAPES.get(char, char) for char in value)
    return '"' + re.sub(HIDDEN, _escaped, escaped) + '"'


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else _string(key)
