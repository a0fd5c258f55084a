"""Plots as drawings for print: sheets of A4 at most, black on white, as SVG, PNG (300 dpi) or PDF (fonts embedded).

Every text is measured before it is set, so that nothing is cut and nothing overlaps. Importing this imports
matplotlib.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hairtx.page import Axis, Heading, Mark, Page, Paragraph, Plot, text_of
from hairtx.render.canvas import HEIGHT, WIDTH, Canvas, Text, image, measured, pdf, settings, wrapped
from hairtx.render.plot import tick_text
from hairtx.safe import safe

MARGIN = 42.0
_INNER = WIDTH - 2 * MARGIN
# three columns: who and what, the axis, the figure
_TOLD, _AXIS, _GAP = 200.0, 172.0, 12.0
_LEFT = MARGIN + _TOLD + _GAP
_FIGURE = _LEFT + _AXIS + _GAP
_ROOM = WIDTH - MARGIN - _FIGURE

_TITLE, _HEAD, _BODY, _SMALL = 13.0, 9.0, 8.0, 7.0
_LEADING = 1.3
_LEGEND = (("study", "a study's published effect"), ("pooled", "a review's published pooled estimate"),
           ("computed", "computed by hairtx from a study's figures"))  # fmt: skip


class _Piece(NamedTuple):
    """What is kept together on a sheet: a ``height`` and what draws it below a given height."""

    height: float
    draw: Callable[[Canvas, float], None]


def files(page: Page, path: Path) -> list[tuple[Path, bytes]]:
    """The page's plots as the bytes of ``path`` (its suffix says the format).

    A PDF holds all sheets; of the other formats a second sheet goes to NAME-2, a third to NAME-3, beside the first.
    """
    kind = path.suffix.lower().removeprefix(".")
    with settings():
        sheets = list(_sheets(page))
        if kind == "pdf":
            return [(path, pdf(sheets))]
        names = [
            path if n == 1 else path.with_name(f"{path.stem}-{n}{path.suffix}")
            for n in range(1, len(sheets) + 1)
        ]
        return [(name, image(sheet, kind)) for name, sheet in zip(names, sheets, strict=True)]


def _sheets(page: Page) -> Iterator[Canvas]:
    """The page's pieces put on as few sheets as hold them; one sheet is no higher than it must be."""
    pieces = list(_pieces(page))
    bottom = HEIGHT - MARGIN - 2 * _SMALL * _LEADING
    sheets: list[list[tuple[float, _Piece]]] = [[]]
    y = MARGIN
    for piece in pieces:
        if y + piece.height > bottom and sheets[-1]:
            sheets.append([])
            y = MARGIN
        sheets[-1].append((y, piece))
        y += piece.height
    height = HEIGHT if len(sheets) > 1 else min(HEIGHT, y + MARGIN + 2 * _SMALL * _LEADING)
    for number, placed in enumerate(sheets, 1):
        canvas = Canvas(height)
        for top, piece in placed:
            piece.draw(canvas, top)
        of = f" Sheet {number} of {len(sheets)}." if len(sheets) > 1 else ""
        canvas.text(Text(MARGIN, height - MARGIN, safe(page.footer) + of, _SMALL))
        yield canvas


def _pieces(page: Page) -> Iterator[_Piece]:
    """Headings, paragraphs and the legend as text; of each plot its rows, kept with title and axis where they fit."""
    plots = [block for block in page.blocks if isinstance(block, Plot)]
    for block in page.blocks:
        if plots and block is plots[0]:
            yield _legend(plots)
        if isinstance(block, Plot):
            yield from _plot(block)
        elif isinstance(block, Heading):
            yield _prose(block.text, _TITLE if block.level == 1 else _HEAD, bold=True)
        elif isinstance(block, Paragraph):
            yield _prose(text_of(block.line), _BODY)


def _prose(text: str, size: float, *, bold: bool = False) -> _Piece:
    lines = wrapped(text, _INNER, size, bold)

    def draw(canvas: Canvas, top: float) -> None:
        for number, text in enumerate(lines):
            canvas.text(Text(MARGIN, top + size * (1 + number * _LEADING), text, size, bold))

    return _Piece(len(lines) * size * _LEADING + 6, draw)


def _legend(plots: Sequence[Plot]) -> _Piece:
    kinds = {_kind(mark) for plot in plots for mark in plot.marks}
    used = [(kind, words) for kind, words in _LEGEND if kind in kinds]
    beyond = any(m.low < p.axis.low or m.high > p.axis.high for p in plots for m in p.marks)
    tail = "Lines are 95 % intervals" + ("; an arrow means that one goes beyond the axis." if beyond else ".")

    def draw(canvas: Canvas, top: float) -> None:
        for number, (kind, words) in enumerate(used):
            y = top + _BODY * (1 + number * _LEADING)
            _sign(canvas, kind, MARGIN + 5, y - 3)
            canvas.text(Text(MARGIN + 16, y, words, _BODY))
        canvas.text(Text(MARGIN, top + _BODY * (1 + len(used) * _LEADING), tail, _BODY))

    return _Piece((len(used) + 1) * _BODY * _LEADING + 8, draw)


class _Row(NamedTuple):
    """A mark with its texts broken into lines that fit their columns."""

    mark: Mark
    names: list[str]
    details: list[str]
    figures: list[str]

    @property
    def height(self) -> float:
        told = len(self.names) * _BODY + len(self.details) * _SMALL
        return max(told, len(self.figures) * _BODY) * _LEADING + 5


def _plot(plot: Plot) -> Iterator[_Piece]:
    """The plot in one piece, or in several with a title and an axis each where it is longer than a sheet."""
    rows = [
        _Row(
            mark,
            wrapped(text_of(mark.label), _TOLD, _BODY, True),
            wrapped(text_of(mark.detail), _TOLD, _SMALL),
            wrapped(mark.figure, _ROOM, _BODY),
        )
        for mark in plot.marks
    ]
    title = wrapped(plot.title, _INNER, _HEAD, True)
    sides = [
        wrapped(plot.left, _side_room(plot.axis, left=True), _SMALL),
        wrapped(plot.right, _side_room(plot.axis), _SMALL),
    ]
    fixed = len(title) * _HEAD * _LEADING + 4 + 14 + (1 + max(map(len, sides))) * _SMALL * _LEADING + 14
    most = HEIGHT - 2 * MARGIN - 4 * _SMALL * _LEADING - fixed - _HEAD * _LEADING
    parts: list[list[_Row]] = [[]]
    for row in rows:
        if parts[-1] and sum(each.height for each in parts[-1]) + row.height > most:
            parts.append([])
        parts[-1].append(row)
    for number, part in enumerate(parts):
        heads = title if not number else wrapped(f"{plot.title} (continued)", _INNER, _HEAD, True)
        yield _part(plot.axis, heads, part, sides)


def _side_room(axis: Axis, *, left: bool = False) -> float:
    """How wide the words beside the null may be: to the sheet's margin."""
    null = _x(axis, axis.null)
    return (null - MARGIN if left else WIDTH - MARGIN - null) - 14


def _part(axis: Axis, title: Sequence[str], rows: Sequence[_Row], sides: Sequence[Sequence[str]]) -> _Piece:
    body = len(title) * _HEAD * _LEADING + 4
    below = body + sum(row.height for row in rows)
    height = below + 14 + (1 + max(map(len, sides))) * _SMALL * _LEADING + 14

    def draw(canvas: Canvas, top: float) -> None:
        for number, text in enumerate(title):
            canvas.text(Text(MARGIN, top + _HEAD * (1 + number * _LEADING), text, _HEAD, True))
        y = top + below
        null = _x(axis, axis.null)
        canvas.line(null, top + body, null, y, 0.6, 0.5)
        at = top + body
        for row in rows:
            _row(canvas, axis, row, at)
            at += row.height
        canvas.line(_LEFT, y, _LEFT + _AXIS, y)
        _ticks(canvas, axis, y)
        y += 12 + _SMALL * _LEADING
        for number, text in enumerate(sides[0]):
            arrow = "◄ " if not number else ""
            canvas.text(Text(null - 6, y + number * _SMALL * _LEADING, arrow + text, _SMALL, to="right"))
        for number, text in enumerate(sides[1]):
            arrow = " ►" if not number else ""
            canvas.text(Text(null + 6, y + number * _SMALL * _LEADING, text + arrow, _SMALL))

    return _Piece(height, draw)


def _row(canvas: Canvas, axis: Axis, row: _Row, top: float) -> None:
    y = top
    for text in row.names:
        y += _BODY * _LEADING
        canvas.text(Text(MARGIN, y - 2, text, _BODY, True))
    for text in row.details:
        y += _SMALL * _LEADING
        canvas.text(Text(MARGIN, y - 2, text, _SMALL))
    for number, text in enumerate(row.figures, 1):
        canvas.text(Text(_FIGURE, top + number * _BODY * _LEADING - 2, text, _BODY))
    middle = top + _BODY * _LEADING - 5
    mark = row.mark
    low, high = _x(axis, max(mark.low, axis.low)), _x(axis, min(mark.high, axis.high))
    canvas.line(low, middle, high, middle, 1.0)
    for value, x, way in ((mark.low, low, -1), (mark.high, high, 1)):
        if value < axis.low or value > axis.high:
            canvas.shape([(x + 4 * way, middle), (x - way, middle - 3), (x - way, middle + 3)], filled=True)
        else:
            canvas.line(x, middle - 2.5, x, middle + 2.5)
    _sign(canvas, _kind(mark), _x(axis, mark.at), middle)


def _kind(mark: Mark) -> str:
    return "pooled" if mark.pooled else "computed" if mark.computed else "study"


def _sign(canvas: Canvas, kind: str, x: float, y: float) -> None:
    """A filled square, a hollow one, or a diamond."""
    half = 4.0 if kind == "pooled" else 2.8
    if kind == "pooled":
        points = [(x - half, y), (x, y - half), (x + half, y), (x, y + half)]
    else:
        points = [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
    canvas.shape(points, filled=kind != "computed")


def _ticks(canvas: Canvas, axis: Axis, y: float) -> None:
    """Marks with their figures; a figure that would touch another is left out, the null's never."""
    taken: list[tuple[float, float]] = []
    for tick in sorted(axis.ticks, key=lambda tick: tick != axis.null):
        x = _x(axis, tick)
        half = measured(tick_text(tick), _SMALL) / 2 + 2
        if any(x - half < last and x + half > first for first, last in taken):
            continue
        taken.append((x - half, x + half))
        canvas.line(x, y, x, y + 3)
        canvas.text(Text(x, y + 11, tick_text(tick), _SMALL, to="center"))


def _x(axis: Axis, value: float) -> float:
    return _LEFT + _AXIS * axis.share(value)
