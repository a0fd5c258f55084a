"""Plain text, HTML and Markdown of one reference."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from hairtx.citation.engine import Reference, render
from hairtx.citation.exports import EXPORTS
from hairtx.citation.listing import lines


def article(**fields: object) -> Reference:
    item = {"id": "a", "type": "article-journal", "container-title": "Hair & Skin", "title": "T", **fields}
    return render([item], "apa")[0]


def test_italics_and_links_are_kept_in_html_and_markdown_and_not_in_text() -> None:
    made = article(title="On <i>Malassezia</i>", DOI="10.1000/x[y]_z")
    assert made.text == "On Malassezia. (n.d.). Hair & Skin. https://doi.org/10.1000/x[y]_z"
    assert "<i>Malassezia</i>" in made.html
    assert '<a href="https://doi.org/10.1000/x[y]_z">https://doi.org/10.1000/x[y]_z</a>' in made.html
    assert "*Hair \\& Skin*" in made.markdown
    assert r"[https://doi.org/10.1000/x\[y\]\_z](<https://doi.org/10.1000/x[y]_z>)" in made.markdown


def test_italics_inside_of_italics_stand_upright() -> None:
    book = {"id": "a", "type": "book", "title": "Role of <i>Malassezia</i> in hair loss"}
    assert "<i>Role of </i>Malassezia<i> in hair loss</i>" in render([book], "apa")[0].html


def test_a_doi_without_its_address_still_leads_there() -> None:
    item = {"id": "a", "type": "article-journal", "title": "T", "DOI": "10.1/x"}
    assert '<a href="https://doi.org/10.1/x">doi:10.1/x</a>' in render([item], "ama")[0].html


def test_a_number_at_the_beginning_starts_no_list_in_markdown() -> None:
    item = {"id": "a", "type": "article-journal", "title": "T"}
    assert render([item], "ama")[0].markdown.startswith("1\\. ")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_no_title_becomes_markup(title: str) -> None:
    item = {"id": "a", "type": "article-journal", "title": title}
    made = render([item], "bmj")[0]
    bare = html.unescape(re.sub(r"</?(?:i|b|sup|sub)>|<span [^<>]*>|</span>", "", made.html))
    assert bare == made.text


def test_one_reference_a_line_and_none_wrapped() -> None:
    made = [article(title="word " * 200), article(title="\x1b[31mred\x1b[0m\nline")]
    text = lines(made, "text", number=True)
    assert text.count("\n") == 2
    assert text.startswith("1. word word")
    assert "\x1b" not in text
    assert lines(made, "html", number=True).startswith("<ol>\n<li>")
    assert lines(made, "markdown").startswith("- word")


_VALUES = st.one_of(st.text(max_size=20), st.integers(), st.none(), st.lists(st.integers(), max_size=3))
_NAMES = st.lists(
    st.dictionaries(st.sampled_from(["family", "given", "suffix", "literal"]), st.text(max_size=8))
)
_DATES = st.fixed_dictionaries(
    {"date-parts": st.lists(st.lists(st.one_of(st.integers(-99, 2030), st.text(max_size=4)), max_size=4))}
)


@given(
    st.fixed_dictionaries(
        {"type": st.sampled_from(["article-journal", "book", "webpage", "legal_case", "no type"])},
        optional={
            **dict.fromkeys(("title", "volume", "issue", "page", "edition", "DOI", "URL", "language"), _VALUES),
            "author": _NAMES, "editor": _NAMES, "issued": _DATES, "accessed": _DATES,
        },
    )
)  # fmt: skip
def test_no_item_however_odd_stops_a_style_or_an_export(item: dict[str, object]) -> None:
    for style in ("apa", "ama", "chicago"):
        (made,) = render([{"id": "a", **item}], style)
        assert made.id == "a"
    for export in EXPORTS.values():
        export([{"id": "a", **item}])
