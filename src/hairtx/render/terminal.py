"""Pages for a terminal: wrapped to its width and styled with Rich's styles.

Only Rich's styles and cell widths are imported: its console takes as long to import as the rest of a start.
Dataset text is only ever text here; no markup is parsed, so nothing in it can be taken for markup.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from hairtx.page import (
    Block,
    Bullets,
    Facts,
    Heading,
    Line,
    Matrix,
    Page,
    Paragraph,
    Plot,
    Role,
    Row,
    Span,
    Table,
    text_of,
)
from hairtx.safe import encodable, safe

# prose wider than this tires the eye, however wide the terminal
MEASURE = 100

# weight does most of the work: blue vanishes on many dark grounds, cyan on light ones; the three colours that
# are left read on both, and what they say stands in words beside them
_STYLES: dict[Role, str] = {
    "": "",
    "strong": "bold",
    "emphasis": "italic",
    "muted": "dim",
    "mark": "dim",
    "good": "green",
    "bad": "red",
    "warn": "magenta",
    "title": "bold",
    "heading": "bold",
}


class Screen(NamedTuple):
    """What a terminal can show: ``width`` in cells, its ``encoding``, colours, and links that can be clicked."""

    width: int
    encoding: str
    colour: bool
    styled: bool


def render(page: Page, screen: Screen) -> str:
    """The page as lines of at most ``screen.width`` cells, styled with escape sequences if it can show them."""
    setter = _Setter(screen)
    return "".join(setter.painted(line) + "\n" for line in setter.page(page))


class _Setter:
    """Sets blocks as lines of spans."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._width = max(screen.width, 12)
        self._measure = min(self._width, MEASURE)

    def page(self, page: Page) -> Iterator[Line]:
        """All lines of a page, with the blank ones between its blocks."""
        plots = [block for block in page.blocks if isinstance(block, Plot)]
        for number, block in enumerate(page.blocks):
            if plots and block is plots[0]:
                yield from self._legend(plots)
            if number and (isinstance(block, Heading | Plot) or _loose(block)):
                yield ()
            yield from self._block(block)
        if page.footer:
            yield ()
            yield from self._set((Span(page.footer, "muted"),))

    def painted(self, line: Line) -> str:
        """A line as text with escape sequences around its styled spans."""
        text = "".join(self._paint(span) for span in line)
        return text.rstrip() if not self._screen.styled else text

    def _paint(self, span: Span) -> str:
        if not self._screen.styled or not (span.role or span.link) or not span.text.strip():
            return span.text
        text = _style(span.role, self._screen.colour)(span.text) if span.role else span.text
        # a hyperlink as terminals know it; one that does not simply shows the text
        return f"\x1b]8;;{self._plain(span.link)}\x1b\\{text}\x1b]8;;\x1b\\" if span.link else text

    def _block(self, block: Block) -> Iterator[Line]:
        if isinstance(block, Heading):
            role: Role = "heading" if block.level == 2 else "title"
            yield from self._set((Span(block.text.upper() if block.level == 2 else block.text, role),))
        elif isinstance(block, Paragraph):
            yield from self._set(block.line, "  " * block.indent)
        elif isinstance(block, Bullets):
            labels = [self._plain(label) for label in block.labels or ("•",) * len(block.items)]
            wide = max(map(len, labels), default=0)
            for label, item in zip(labels, block.items, strict=True):
                yield from self._set(item, f"  {label:>{wide}} ", " " * (wide + 3))
        elif isinstance(block, Facts):
            yield from self._facts(block)
        elif isinstance(block, Plot):
            yield from self._plot(block)
        else:
            yield from self._table(block.table if isinstance(block, Matrix) else block)

    def _facts(self, facts: Facts) -> Iterator[Line]:
        rows = [(self._plain(name), value) for name, value in facts.rows]
        wide = max((len(name) for name, _ in rows), default=0)
        for name, value in rows:
            if self._width < wide + 30:
                yield from self._set((Span(name + ": ", "muted"), *value), "", "  ")
            else:
                yield from self._set(value, f"{name:<{wide}}  ", " " * (wide + 2))

    def _table(self, table: Table) -> Iterator[Line]:
        """As columns; without the optional ones, then as paragraphs, where they do not fit."""
        cells = [[self._encodable(cell) for cell in row.cells] for row in table.rows]
        labels = [self._plain(column.label) for column in table.columns]
        widths = [
            max([len(labels[at]), *(_cells(row[at]) for row in cells)])
            for at, column in enumerate(table.columns)
        ]
        room = self._width - sum(widths[:-1]) - 2 * (len(widths) - 1)
        # the last column may wrap, if it keeps room enough to be read
        if room < min(widths[-1], 24):
            needed = [at for at, column in enumerate(table.columns) if not column.optional]
            if len(needed) < len(widths):
                yield from self._table(table.only(needed))
                return
            for row in table.rows:
                yield from self._stacked(table, row)
            return
        yield from self._row([(Span(label, "muted"),) for label in labels], widths, table, room)
        for row, texts in zip(table.rows, cells, strict=True):
            yield from self._row(texts, widths, table, room)
            if row.detail:
                yield from self._set(row.detail, "    ")

    def _row(self, cells: Sequence[Line], widths: Sequence[int], table: Table, room: int) -> Iterator[Line]:
        lead: list[Span] = []
        for cell, column, width in zip(cells[:-1], table.columns, widths, strict=False):
            gap = Span(" " * (width - _cells(cell)))
            lead += [gap, *cell, Span("  ")] if column.number else [*cell, gap, Span("  ")]
        blank = (Span(" " * _cells(tuple(lead))),)
        for number, part in enumerate(_wrap(cells[-1], max(room, 8))):
            yield (*(lead if number == 0 else blank), *part)

    def _stacked(self, table: Table, row: Row) -> Iterator[Line]:
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

    def _legend(self, plots: Sequence[Plot]) -> Iterator[Line]:
        # only a page with a plot waits for what draws it
        from hairtx.render import plot as drawing

        yield ()
        yield from self._set((Span(drawing.legend(plots, drawing.glyphs(self._screen.encoding)), "muted"),))

    def _plot(self, plot: Plot) -> Iterator[Line]:
        from hairtx.render import plot as drawing

        letters = drawing.glyphs(self._screen.encoding)
        for spans, indent in drawing.layout(self._told(plot), self._width, letters, _cells):
            if indent is None:
                yield spans
            else:
                yield from self._set(spans, indent)

    def _told(self, plot: Plot) -> Plot:
        """The plot with all its words as this terminal can show them."""
        marks = [
            msgspec.structs.replace(
                mark,
                label=self._encodable(mark.label),
                detail=self._encodable(mark.detail),
                figure=self._plain(mark.figure),
            )
            for mark in plot.marks
        ]
        words = {name: self._plain(getattr(plot, name)) for name in ("title", "left", "right")}
        return msgspec.structs.replace(plot, marks=tuple(marks), **words)

    def _set(self, spans: Line, first: str = "", rest: str | None = None) -> Iterator[Line]:
        """Wrap ``spans`` to the measure, ``first`` before the first line and ``rest`` before the others."""
        after = first if rest is None else rest
        for number, part in enumerate(_wrap(self._encodable(spans), max(self._measure - len(after), 8))):
            yield (Span(first, "muted") if number == 0 else Span(after), *part)

    def _encodable(self, spans: Line) -> Line:
        return tuple(Span(self._plain(span.text), span.role, span.link) for span in spans)

    def _plain(self, text: str) -> str:
        return encodable(safe(text), self._screen.encoding)


def _loose(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.indent


def _wrap(spans: Line, width: int) -> list[Line]:
    """Break a line of spans at spaces into lines of at most ``width`` cells; a longer word is broken inside."""
    return [_slice(spans, start, end) for start, end in _breaks(text_of(spans), width)]


def _breaks(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line of ``text`` starts and ends; the spaces at a break belong to neither line."""
    start, end = 0, len(text.rstrip(" "))
    even = text.isascii() or all(_cell_len(char) == 1 for char in set(text))
    while True:
        reach = start + width if even else start + _fit(text[start:], width)
        if reach >= end:
            yield start, end
            return
        # a space just behind the last cell is a good place too
        at = text.rfind(" ", start + 1, reach + 1)
        if at <= start or not text[start:at].strip(" "):
            at = reach
        yield start, len(text[:at].rstrip(" "))
        start = at
        while text[start] == " ":
            start += 1


def _slice(spans: Line, start: int, end: int) -> Line:
    """The part of a line of spans between two offsets of its text."""
    out = []
    at = 0
    for span in spans:
        piece = span.text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            out.append(Span(piece, span.role, span.link))
        at += len(span.text)
    return tuple(out)


def _cells(line: Line) -> int:
    return sum(_cell_len(span.text) for span in line)


def _cell_len(text: str) -> int:
    """The cells that a text takes; Rich is asked only where a letter may take two or none."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _fit(text: str, width: int) -> int:
    """How many letters of ``text`` fit in ``width`` cells, at least one."""
    # letters that take no cell make more of them fit than there are cells
    reach = width
    while reach < len(text) and _cell_len(text[:reach]) <= width:
        reach *= 2
    # a longer beginning is never narrower; the first that is too wide is what is sought
    low, high = 1, min(reach, len(text)) + 1
    while low < high:
        middle = (low + high) // 2
        if _cell_len(text[:middle]) > width:
            high = middle
        else:
            low = middle + 1
    return max(1, low - 1)


@lru_cache
def _style(role: Role, colour: bool) -> Callable[[str], str]:
    from rich.color import ColorSystem
    from rich.style import Style

    style = Style.parse(_STYLES[role])
    style = style if colour else style.without_color
    return lambda text: style.render(text, color_system=ColorSystem.STANDARD)
