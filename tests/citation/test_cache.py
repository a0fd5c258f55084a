"""Finished references kept for the next time."""

from pathlib import Path

import pytest

from hairtx.citation import cache
from hairtx.citation.styles import style_file

ITEM = {"id": "a", "type": "book", "title": "T"}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    calls: list[int] = []
    real = cache.render_file

    def render(*args: object, **more: object) -> object:
        calls.append(1)
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(cache, "render_file", render)
    return calls


def test_the_same_is_rendered_once(tmp_path: Path, counted: list[int]) -> None:
    made = [cache.rendered(tmp_path, [ITEM], style_file("apa"), locale=None, in_text=False) for _ in range(2)]
    assert made[0] == made[1]
    assert len(counted) == 1


def test_other_items_styles_locales_and_forms_are_rendered_anew(tmp_path: Path, counted: list[int]) -> None:
    for items, style, locale, in_text in (
        ([ITEM], "apa", None, False), ([{**ITEM, "title": "U"}], "apa", None, False), ([ITEM], "ama", None, False),
        ([ITEM], "apa", "de-DE", False), ([ITEM], "apa", None, True),
    ):  # fmt: skip
        cache.rendered(tmp_path, items, style_file(style), locale=locale, in_text=in_text)
    assert len(counted) == 5


def test_a_broken_or_unwritable_cache_costs_nothing_but_time(tmp_path: Path, counted: list[int]) -> None:
    args = ([ITEM], style_file("apa"))
    made = cache.rendered(tmp_path, *args, locale=None, in_text=False)
    for file in tmp_path.glob("*.json"):
        file.write_text("{")
    assert cache.rendered(tmp_path, *args, locale=None, in_text=False) == made
    occupied = tmp_path / "file"
    occupied.write_text("")
    assert cache.rendered(occupied, *args, locale=None, in_text=False) == made
    assert cache.rendered(None, *args, locale=None, in_text=False) == made
    assert len(counted) == 4
