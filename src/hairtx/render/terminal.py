"""Pages for a terminal, through Rich. Markup, emoji and highlighting are off: dataset text is only text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hairtx.page import Block, Bullets, Facts, Heading, Line, Page, Paragraph, Row, Span, Table, text_of
from hairtx.render.safe import encodable, safe

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# prose wider than this tires the eye, however wide the terminal
MEASURE = 100

_STYLES = {
    "": "",
    "strong": "bold",
    "emphasis": "italic",
    "muted": "dim",
    "mark": "cyan",
    "good": "green",
    "bad": "red",
    "warn": "magenta",
}


def render(page: Page, console: "Console") -> "Text":
    """The page as one styled text, already wrapped to the console's width."""
    from rich.text import Text

    return Text("\n").join([*_Setter(console).page(page), Text("")])


class _Setter:
    """Sets blocks as lines of at most ``width`` cells."""

    def __init__(self, console: "Console") -> None:
        from rich.text import Text

        self._text = Text
        self._console = console
        self._encoding = console.encoding
        self._width = max(console.width, 12)
        self._measure = min(self._width, MEASURE)

    def page(self, page: Page) -> Iterator["Text"]:
        """All lines of a page, with the blank ones between its blocks."""
        for number, block in enumerate(page.blocks):
            if number and (isinstance(block, Heading) or (isinstance(block, Paragraph) and not block.indent)):
                yield self._text("")
            yield from self._block(block)
        if page.footer:
            yield self._text("")
            yield from self._set((Span(page.footer, "muted"),))

    def _block(self, block: Block) -> Iterator["Text"]:
        if isinstance(block, Heading):
            role = "bold" if block.level == 1 else "bold blue" if block.level == 2 else "bold"
            text = block.text.upper() if block.level == 2 else block.text
            yield from self._wrapped(self._text(self._plain(text), role), self._measure, "", "")
        elif isinstance(block, Paragraph):
            yield from self._set(block.line, "  " * block.indent)
        elif isinstance(block, Bullets):
            labels = block.labels or (self._plain("•"),) * len(block.items)
            wide = max(map(len, labels), default=0)
            for label, item in zip(labels, block.items, strict=True):
                yield from self._set(item, f"  {label:>{wide}} ", " " * (wide + 3))
        elif isinstance(block, Facts):
            yield from self._facts(block)
        else:
            yield from self._table(block)

    def _facts(self, facts: Facts) -> Iterator["Text"]:
        wide = max((len(name) for name, _ in facts.rows), default=0)
        for name, value in facts.rows:
            if self._width < wide + 30:
                yield from self._set((Span(name + ": ", "strong"), *value), "", "  ")
            else:
                yield from self._set(value, f"{name:<{wide}}  ", " " * (wide + 2), "bold")

    def _table(self, table: Table) -> Iterator["Text"]:
        cells = [[self._line(cell) for cell in row.cells] for row in table.rows]
        widths = [
            max([len(column.label), *(row[at].cell_len for row in cells)])
            for at, column in enumerate(table.columns)
        ]
        room = self._width - sum(widths[:-1]) - 2 * (len(widths) - 1)
        # the last column may wrap, if it keeps room enough to be read
        if room < min(widths[-1], 24):
            for row in table.rows:
                yield from self._stacked(table, row)
            return
        widths[-1] = min(widths[-1], room)
        heads = [self._text(column.label, "dim") for column in table.columns]
        yield from self._cells(heads, widths, table)
        for row, texts in zip(table.rows, cells, strict=True):
            yield from self._cells(texts, widths, table)
            if row.detail:
                yield from self._set(row.detail, "    ")

    def _cells(self, cells: list["Text"], widths: list[int], table: Table) -> Iterator["Text"]:
        out = self._text("")
        for at, column in enumerate(table.columns[:-1]):
            gap = " " * (widths[at] - cells[at].cell_len)
            out.append_text(self._text(gap) + cells[at] if column.number else cells[at] + self._text(gap))
            out.append("  ")
        lead = sum(widths[:-1]) + 2 * (len(widths) - 1)
        for number, part in enumerate(cells[-1].wrap(self._console, max(widths[-1], 8)) or [self._text("")]):
            whole = out + part if number == 0 else self._text(" " * lead) + part
            whole.rstrip()
            yield whole

    def _stacked(self, table: Table, row: Row) -> Iterator["Text"]:
        """A row too wide for the terminal, as a paragraph: the first cell leads, numbers keep their label."""
        spans: list[Span] = []
        for at, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            if not text_of(cell).strip():
                continue
            label = f"{column.label} " if column.number else ""
            spans += [Span(" · " if spans else ""), Span(label, "muted")]
            spans += [Span(span.text, "strong" if at == 0 else span.role, span.link) for span in cell]
        yield from self._set(tuple(spans), "", "  ")
        if row.detail:
            yield from self._set(row.detail, "    ")

    def _set(
        self, spans: Line, first: str = "", rest: str | None = None, style: str = "dim"
    ) -> Iterator["Text"]:
        yield from self._wrapped(self._line(spans), self._measure, first, first if rest is None else rest, style)

    def _wrapped(
        self, text: "Text", measure: int, first: str, rest: str, style: str = "dim"
    ) -> Iterator["Text"]:
        lines = text.wrap(self._console, max(measure - len(rest), 8)) or [self._text("")]
        for number, part in enumerate(lines):
            lead = self._text(first if number == 0 else rest, style if number == 0 else "")
            part.rstrip()
            yield lead + part

    def _line(self, spans: Line) -> "Text":
        text = self._text("")
        for span in spans:
            style = _STYLES[span.role]
            if span.link:
                style = f"{style} link {safe(span.link)}".strip()
            text.append(self._plain(span.text), style)
        return text

    def _plain(self, text: str) -> str:
        return encodable(safe(text), self._encoding)
