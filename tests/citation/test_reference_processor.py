"""The corpus in 14 styles, letter by letter as citeproc-js prints it (see tools/make_goldens.mjs)."""

import json
from functools import cache
from typing import Any

import pytest

from hairtx.citation.engine import render

from .conftest import GOLDEN, Item

STYLES = sorted(path.name.partition(".")[0] for path in GOLDEN.glob("*.citeproc-2.4.63.json"))


@cache
def golden(style: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((GOLDEN / f"{style}.citeproc-2.4.63.json").read_text(encoding="utf-8"))
    return data


def test_the_fourteen_styles_of_the_bar_have_goldens() -> None:
    assert set(STYLES) >= {
        "american-medical-association", "apa", "bmj", "cell", "chicago-author-date",
        "chicago-notes-bibliography", "elsevier-harvard", "elsevier-vancouver", "harvard-cite-them-right",
        "ieee", "modern-language-association", "nature", "nlm-citation-sequence", "the-lancet",
    }  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_a_reference_alone(style: str, corpus: list[Item]) -> None:
    wanted = {id_: text or "" for id_, text in golden(style)["alone"].items()}
    assert {item["id"]: render([item], style)[0].text for item in corpus} == wanted


@pytest.mark.parametrize("style", STYLES)
def test_a_citation_in_running_text(style: str, corpus: list[Item]) -> None:
    made = {item["id"]: render([item], style, in_text=True)[0].text for item in corpus}
    assert made == golden(style)["in_text"]


@pytest.mark.parametrize("style", STYLES)
def test_all_of_them_in_one_bibliography_in_its_order(style: str, corpus: list[Item]) -> None:
    made = [[reference.id, reference.text] for reference in render(corpus, style) if reference.text]
    assert made == golden(style)["bibliography"]


@pytest.mark.parametrize("style", STYLES)
def test_italics_stand_where_the_reference_processor_puts_them(style: str, corpus: list[Item]) -> None:
    for item in corpus:
        wanted = golden(style)["html"][item["id"]]
        made = "".join(run.text for run in render([item], style)[0].runs if run.italic)
        # a title in italics inside of italics is set upright by a span that closes them
        if wanted and "font-style:normal" not in wanted:
            assert made == _italics(wanted), item["id"]


def _italics(markup: str) -> str:
    import html
    import re

    inside = "".join(re.findall(r"<i>(.*?)</i>", markup))
    return html.unescape(re.sub(r"<[^>]*>", "", inside))
