"""Pages as Markdown, read back with a parser of CommonMark and of GitHub's dialect."""

import html
import re
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from test_plain import PLACES, STEERING, Maker, of

from hairtx.page import Bullets, Column, Facts, Heading, Page, Paragraph, Row, Span, Table, line, strong
from hairtx.render.markdown import render
from hairtx.safe import safe

MARKUP = (
    "*", "**", "_", "__", "`", "```", "~~", "~~~", "[", "](", "](x)", "[^1]", "![", "<b>", "<!--", "</td>", "|",
    "\\", "\\|", "&amp;", "&#64;", "&", "#", " #", "## ", "- ", "+ ", "> ", "1. ", "1) ", "===", "---", "***",
    "- [ ] ", "$x$", "{{ x }}", "https://example.org/a_b", "http://x.org", "www.example.org", "example.com",
    "//example.org", "ftp://x.org", "mailto:a@b.org", "a@b.org", "@user", "@@", ":smile:", "    ", "  ", "\n",
    "\n\n", "\t", "\r", "a", "hair", "é", "±", "«", "\u00a0", "\u202e", "\x1b[1m",
)  # fmt: skip
texts = st.lists(st.sampled_from(MARKUP) | st.text(max_size=3), min_size=1, max_size=8).map("".join)


class Strange(msgspec.Struct, frozen=True):
    """A block of a kind that this medium does not know, though the plain one can show it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    listing: bool = False


places = pytest.mark.parametrize("make", PLACES.values(), ids=PLACES)


def github() -> MarkdownIt:
    pytest.importorskip("linkify_it")
    return MarkdownIt("gfm-like", {"html": True})


def commonmark() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from flat(token.children) if token.type == "inline" and token.children else [token]


def words(text: str) -> str:
    return " ".join(text.split())


def said(markdown: str, parser: MarkdownIt) -> str:
    """The text that a reader sees, one space between words."""
    parts = (
        " " if token.nesting == -1 and token.block else token.content
        for token in flat(parser.parse(markdown))
    )
    return words("".join(parts))


def shape(markdown: str, parser: MarkdownIt) -> list[str]:
    """What the text is set in: every block, link and piece of HTML, but not the text and its emphasis."""
    unseen = ("text", "text_special", "code_inline", "strong_open", "strong_close")
    return [
        f"{t.type} {t.attrGet('href') or ''}" for t in flat(parser.parse(markdown)) if t.type not in unseen
    ]


@places
@pytest.mark.parametrize("parser", [commonmark, github])
@given(text=texts)
def test_any_text_comes_out_as_text_and_changes_nothing_around_it(make: Maker, parser, text: str) -> None:
    reader = parser()
    assume(words(safe(text)))
    # beside letters, so that a text of spaces alone is something too
    held = f"a{text}b"
    for tried in (text, held):
        out = render(make(tried))
        assert words(safe(tried)) in said(out, reader)
        assert shape(out, reader) == shape(render(make("hair")), reader)


@places
@given(text=texts)
def test_github_s_own_parser_finds_no_markup_in_it_either(make: Maker, text: str) -> None:
    cmarkgfm = pytest.importorskip("cmarkgfm")
    assume(words(safe(text)))

    def read(held: str) -> tuple[str, list[str]]:
        unsafe = cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
        out = cmarkgfm.github_flavored_markdown_to_html(render(make(held)), unsafe)
        return words(html.unescape(re.sub("<[^>]*>", "", out))), re.findall(
            "<(?!/?(?:strong|code))[^>]*>", out
        )

    said, tags = read(text)
    assert words(safe(text)) in said
    assert tags == read("hair")[1]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("www.-", r"www\.-"),
        ("https://x.org", r"https\:\/\/x\.org"),
        ("a@b.org", r"a`@`b\.org"),
        ("1. x", r"1\. x"),
        ("- x", r"\- x"),
        ("10.1002/x", "10.1002/x"),
    ],
)
def test_what_dialects_act_on_by_themselves_is_broken_up(text: str, markdown: str) -> None:
    assert render(of(Paragraph(line(text)))) == markdown + "\n"


@places
def test_no_character_that_steers_or_hides_reaches_the_output(make: Maker) -> None:
    out = render(make("hair" + "".join(STEERING) + "loss"))
    assert "hairloss" in out
    assert not set(STEERING) & set(out.replace("\n", ""))


@given(
    st.lists(
        st.tuples(texts, st.sampled_from(["", "strong", "emphasis", "bad", "muted", "mark"])), max_size=5
    )
)
def test_spans_side_by_side_lose_and_gain_nothing(parts) -> None:
    spans = tuple(Span(text, role) for text, role in parts)
    out = render(of(Paragraph((Span("x"), *spans, Span("y")))))
    for parser in (commonmark(), github()):
        assert said(out, parser) == words(safe("x" + "".join(text for text, _ in parts) + "y"))
        unseen = [kind for kind in shape(out, parser) if not kind.startswith(("em_", "paragraph_"))]
        assert unseen == []


def test_a_page_reads_as_markdown_by_hand_would() -> None:
    page = Page(
        (
            Heading("Title", 1),
            Facts((("id", line("adsc")), ("doi", (Span("10.1/x", link="https://doi.org/10.1/x"),)))),
            Heading("Part"),
            Paragraph(line(strong("Male: "), "experimental", Span(" [1,2]", "mark")), 1),
            Bullets((line("a"), line("b")), ("[1]", "1997")),
            Bullets((line("c"),)),
            Table((Column("key"), Column("n", number=True)), (Row((line("x"), line("3")), line("More.")),)),
        ),
        "the end",
    )
    assert render(page) == (
        "# Title\n\n- **id:** adsc\n- **doi:** [10.1\\/x](<https://doi.org/10.1/x>)\n\n## Part\n\n"
        "**Male:** experimental \\[1,2\\]\n\n- \\[1\\] a\n- 1997 b\n\n- c\n\n"
        "| key | n | details |\n| --- | --: | --- |\n| x | 3 | More. |\n\n---\n\nthe end\n"
    ).replace("10.1\\/x", "10.1/x")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", ""])
def test_a_link_that_leads_not_to_the_web_is_text(link: str) -> None:
    assert render(of(Paragraph((Span("here", link=link),)))) == "here\n"


@given(address=st.text())
def test_an_address_stays_one_address_whatever_it_holds(address: str) -> None:
    out = render(of(Paragraph((Span("here", link="https://example.org/" + address),))))
    assert [kind.split(" ")[0] for kind in shape(out, commonmark())] == [
        "paragraph_open", "link_open", "link_close", "paragraph_close",
    ]  # fmt: skip
    assert said(out, commonmark()) == "here"


def test_prose_is_not_littered_with_backslashes() -> None:
    prose = "At week 24 (p = 0.03; 95 % CI -1.2 to 3.4), e.g. in men: 5.3 v 2.1 - no significant difference!"
    assert render(of(Paragraph(line(prose)))) == prose + "\n"


def test_a_block_of_a_new_kind_is_shown_as_the_plain_page_has_it_in_a_fence_it_cannot_close() -> None:
    block = Strange((Column("a"),), (Row((line("```` <b> |"),)),))
    (fence,) = commonmark().parse(render(of(block)))
    assert (fence.type, fence.content) == ("fence", "a\n```` <b> |\n")
