"""HTML as text: a block a paragraph, the numbers of ordered lists, the addresses that links lead to."""

import re
from html.parser import HTMLParser

from hairtx.audit.documents import DocumentError

_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
     "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "th", "tr", "ul")
)  # fmt: skip
_UNSEEN = frozenset(("script", "style", "template", "noscript", "svg", "head"))
_NUMBER = re.compile(r"[0-9]{1,6}")
_TELLING = re.compile(r"doi\.org/|/doi/|pubmed|/pmc/|pmc\.ncbi|arxiv\.org/|clinicaltrials\.gov/", re.I)


def text_of(markup: str) -> str:
    """The text that a reader of the page sees, paragraphs apart by empty lines. Raises ``DocumentError``."""
    parser = _Reader()
    try:
        parser.feed(markup)
        parser.close()
    except (AssertionError, ValueError) as error:
        # the parser forgives all but marked sections of no known kind and characters of thousands of digits
        raise DocumentError("broken HTML: open it in a browser and save it as text") from error
    return parser.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._lists: list[int | None] = []
        self._hidden: list[str] = []
        self._link = ""

    def text(self) -> str:
        whole = "".join(self._out)
        lines = (" ".join(line.split()) for line in whole.split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _UNSEEN:
            self._hidden.append(tag)
        elif tag == "body":
            # a page may leave out the end of its head
            self._hidden.clear()
        if tag in ("ol", "ul"):
            start = given.get("start") or "1"
            self._lists.append(int(start) if tag == "ol" and _NUMBER.fullmatch(start) else None)
        if tag == "br":
            self._out.append("\n")
        elif tag in _BLOCKS:
            self._out.append("\n\n")
        if tag == "li" and self._lists and (number := self._lists[-1]) is not None:
            self._out.append(f"{number}. ")
            self._lists[-1] = number + 1
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._out.append("# ")
        if tag == "a":
            self._link = given.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        if tag in _BLOCKS:
            self._out.append("\n\n")
        if tag == "a":
            shown = "".join(self._out[-3:])
            if _TELLING.search(self._link) and self._link not in shown:
                self._out.append(f" {self._link} ")
            self._link = ""

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._out.append(re.sub(r"\s+", " ", data))
