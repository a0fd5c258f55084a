"""Pages as HTML, read back with a parser that takes no fault of form."""

import base64
import hashlib
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from test_markdown import Strange, texts, words
from test_plain import PLACES, STEERING, Maker, of

from hairtx.page import Bullets, Column, Heading, Page, Paragraph, Row, Span, Table, line
from hairtx.render.html import render
from hairtx.render.stylesheet import CSS, DARK, LIGHT
from hairtx.safe import safe

html5lib = pytest.importorskip("html5lib")

places = pytest.mark.parametrize("make", PLACES.values(), ids=PLACES)


def parsed(text: str) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def said(tree: Any, tag: str = "body") -> str:
    return words("".join(tree.find(f".//{tag}").itertext()))


def tags(tree: Any) -> list[str]:
    return [element.tag for element in tree.iter()]


def page() -> Page:
    """One of each block, in the shape that views give them."""
    table = Table((Column("key"), Column("n", number=True)), (Row((line("x"), line("3")), line("More.")),))
    parts = [Heading("Title", 1), Paragraph(line("Told ", Span("[1]", "mark")))]
    for name in ("A", "B", "C"):
        parts += [Heading(name), Heading("Trials", 3), table]
    parts += [Heading("References"), Bullets((line("One."), line("Two.")), ("[1]", "[2]"))]
    return Page(tuple(parts), "dataset 1")


@places
@given(text=texts)
def test_any_text_comes_out_as_text_and_changes_nothing_around_it(make: Maker, text: str) -> None:
    # code points that HTML's grammar has no place for, though every browser shows them as nothing
    assume(not any(0xFDD0 <= ord(c) <= 0xFDEF or ord(c) & 0xFFFE == 0xFFFE for c in text))
    assume(words(safe(text)))
    tree = parsed(render(make(text)))
    assert words(safe(text)) in said(tree)
    assert tags(tree) == tags(parsed(render(make("hair"))))


@places
def test_no_character_that_steers_or_hides_reaches_the_output(make: Maker) -> None:
    out = render(make("hair" + "".join(STEERING) + "loss"))
    assert "hairloss" in out
    assert not set(STEERING) & set(out.replace("\n", ""))


def test_the_document_names_its_language_its_title_and_its_landmarks() -> None:
    tree = parsed(render(page()))
    assert tree.get("lang") == "en-GB"
    assert said(tree, "title") == "Title"
    assert [child.tag for child in tree.find("body")] == ["main", "footer"]
    assert said(tree, "footer") == "dataset 1"
    assert tree.find(".//nav").get("aria-label") == "Contents"


def test_headings_go_down_one_step_at_a_time_whatever_the_page_says() -> None:
    tree = parsed(render(of(Heading("a", 2), Heading("b", 5), Heading("c", 2), Heading("d", 3))))
    levels = [int(tag[1]) for tag in tags(tree) if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_a_caption_and_scopes_and_can_be_scrolled_with_the_keyboard() -> None:
    tree = parsed(render(page()))
    assert said(tree, "caption") == "Trials"
    assert [th.get("scope") for th in tree.find(".//table").iter("th")] == ["col", "col", "row"]
    region = tree.find(".//div[@class='scroll']")
    assert (region.get("tabindex"), region.get("role"), region.get("aria-label")) == ("0", "region", "Trials")


def test_marks_lead_to_the_references_and_only_to_what_is_there() -> None:
    tree = parsed(render(page()))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    targets = [link.get("href") for link in tree.iter("a")]
    assert len(ids) == len(set(ids))
    assert "#reference-1" in targets
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    assert all("".join(link.itertext()).strip() for link in tree.iter("a"))


def test_nothing_is_run_and_nothing_is_fetched() -> None:
    text = render(page())
    tree = parsed(text)
    assert not {"script", "img", "link", "iframe", "object", "embed", "base", "form"} & set(tags(tree))
    assert not [
        name for element in tree.iter() for name in element.attrib if name.startswith("on") or name == "style"
    ]
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_the_policy_allows_the_style_sheet_and_nothing_else() -> None:
    tree = parsed(render(page()))
    (policy,) = [meta.get("content") for meta in tree.iter("meta") if meta.get("http-equiv")]
    digest = base64.b64encode(hashlib.sha256(tree.find(".//style").text.encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'", f"style-src 'sha256-{digest}'", "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "JavaScript:x", " javascript:x", ""]
)
def test_a_link_that_leads_not_to_the_web_is_text(link: str) -> None:
    assert "<a" not in render(of(Paragraph((Span("here", link=link),))))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_of_text_has_the_contrast_that_wcag_aa_asks(colours: dict[str, str]) -> None:
    ground = luminance(colours["ground"])
    for name, colour in colours.items():
        if name not in ("ground", "rule"):
            light, dark = sorted((ground, luminance(colour)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, name


def test_a_block_of_a_new_kind_is_shown_as_the_plain_page_has_it() -> None:
    tree = parsed(render(of(Strange((Column("a"),), (Row((line("x  <b> |"),)),)))))
    assert tree.find(".//pre").text == "a\nx  <b> |"
