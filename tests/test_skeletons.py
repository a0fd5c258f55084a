"""Skeletons of records: refused while anything is empty, and kept by every rule once filled."""

import itertools
import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest
import tomli

from builders import write
from hairtx.dataset import Dataset
from hairtx.merging import merge
from hairtx.model import RECORDS, Kind
from hairtx.overlays import overlay
from hairtx.skeletons import skeleton

KINDS: tuple[Kind, ...] = get_args(Kind)

# what a person fills in, by field; the rest as FILLED has it by kind
FILLED = {
    "name": '"Snail slime"', "title": '"A trial of snail slime"', "authors": '["Doe, Jane"]',
    "date": '"2026-05"', "checked": '"2026-11-25"', "category": '"cosmetic"', "type": '"article-journal"',
    "treatments": '["adsc"]', "conditions": '["traction"]', "design": '"rct"', "scarring": "false",
    "finding": '"Density was not significantly different from placebo."', "status": '"partial"',
    "text": '"What snails leave behind."', "studies": '["tak2020"]', "pages": '["https://example.org/"]',
}  # fmt: skip


def filled(text: str) -> str:
    """The skeleton as a person would fill it in: every needed field, no other."""
    lines = []
    for line in text.splitlines():
        found = re.match(r"(\w+) = ", line)
        if found and '""' in line:
            line = f"{found[1]} = {FILLED[found[1]]}"
        line = line.replace('page = "", kind = ""', 'page = "https://example.org/", kind = "primary"')
        lines.append(
            line.replace('condition = "", status = ""', 'condition = "male-pattern", status = "experimental"')
        )
    return "\n".join(lines)


def problems(base: Dataset, path: Path, text: str) -> list[str]:
    write(path, text)
    return [str(problem) for problem in merge(base, [overlay(path)]).reports[0].problems]


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_skeleton_keeps_every_rule(bundled_data: Dataset, tmp_path: Path, kind: Kind) -> None:
    text = filled(skeleton(kind, "snail-slime"))
    if kind == "treatment":
        # a use needs a study of it: the one that a person would add beside it
        text += "\n" + filled(skeleton("study", "doe2026")).replace('["adsc"]', '["snail-slime"]').replace(
            '["traction"]', '["male-pattern"]'
        )
    assert problems(bundled_data, tmp_path / "mine.toml", text) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_unfilled_skeleton_is_refused_field_by_field(
    bundled_data: Dataset, tmp_path: Path, kind: Kind
) -> None:
    text = skeleton(kind, "snail-slime")
    empty = {found for found in re.findall(r'^(\w+) = "', text, re.MULTILINE) if f'{found} = ""' in text}
    told = "\n".join(problems(bundled_data, tmp_path / "mine.toml", text))
    assert told
    # types come first: what they refuse hides what is only empty
    for field in empty & {"category", "type", "design", "scarring"}:
        assert f"{field}: " in told


@pytest.mark.parametrize("kind", KINDS)
def test_it_holds_every_needed_field_and_a_comment_on_each(kind: Kind) -> None:
    text = skeleton(kind, "x")
    raw = tomli.loads(text)[kind]["x"]
    needed = {field.name for field in msgspec.structs.fields(RECORDS[kind]) if field.required} - {"id"}
    assert needed <= raw.keys()
    lines = text.splitlines()
    for before, line in itertools.pairwise(lines):
        if re.match(r"\w+ = ", line):
            assert before.startswith("# ")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_commented_out_are_fields_of_the_record_too(
    bundled_data: Dataset, tmp_path: Path, kind: Kind
) -> None:
    text = "\n".join(
        line[1:] if re.match(r"#(\w+ = |\[)", line) else line for line in skeleton(kind, "x").splitlines()
    )
    assert "unknown field" not in "\n".join(problems(bundled_data, tmp_path / "mine.toml", text))
