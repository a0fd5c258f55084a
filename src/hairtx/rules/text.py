"""Rules on the text itself: plain characters, and the canonical form of the files."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from hairtx.dataset import Dataset, canonical
from hairtx.faults import Problem
from hairtx.folder import EDITION_FILE
from hairtx.rules.finding import problem, records
from hairtx.safe import safe

_MARKUP = re.compile(
    r"</?[a-zA-Z][^<>]*>|\[/?(?:bold|red|green|blue|yellow|link|italic|dim)\b|&[a-z]+;|&#\d+;|\x1b"
)


def plain_text(dataset: Dataset) -> Iterator[Problem]:
    """Text holds no control or direction marks, nothing like markup, no line breaks, no stray spaces."""
    for field in dataset.edition.__struct_fields__:
        if safe(value := getattr(dataset.edition, field)) != value:
            yield Problem(EDITION_FILE, None, "", field, "a control or direction character")
    for kind, record in records(dataset):
        for field in record.__struct_fields__:
            for text in _texts(getattr(record, field)):
                if safe(text) != text:
                    yield problem(
                        kind, record.id, field, f"a control or direction character in {text[:60]!r}"
                    )
                if found := _MARKUP.search(text):
                    yield problem(kind, record.id, field, f"looks like markup: {found[0]!r}")
                if text != text.strip() or "  " in text:
                    yield problem(kind, record.id, field, f"stray spaces in {text[:60]!r}")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))


def canonical_form(dataset: Dataset) -> Iterator[Problem]:
    """Every file is in the canonical form."""
    for name, text in canonical(dataset).items():
        held = (dataset.folder / name).read_bytes().decode("utf-8")
        if held != text:
            pairs = zip(held.splitlines(), text.splitlines(), strict=False)
            line = next(
                (n for n, (a, b) in enumerate(pairs, 1) if a != b),
                min(held.count("\n"), text.count("\n")) + 1,
            )
            yield Problem(name, line, "", "", "not in the canonical form: run hairtx check --fix")
