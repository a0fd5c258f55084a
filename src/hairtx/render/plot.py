"""Plots drawn in letters: an estimate and its interval on a track, and the axis below. Pure: numbers in, text out."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from hairtx.page import Axis, Line, Mark, Plot, Span, muted, strong

# a track shorter than this shows too little, a longer one no more
SHORTEST, LONGEST = 24, 60
PIPED = 41


class Glyphs(NamedTuple):
    """The letters that a plot is drawn with, each one cell wide."""

    study: str
    computed: str
    pooled: str
    line: str
    first: str
    last: str
    pooled_line: str
    below: str
    above: str
    null: str
    tick: str
    origin: str

    def fit(self, encoding: str) -> bool:
        """Whether a stream of this encoding can show them all."""
        try:
            "".join(self).encode(encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True


DRAWN = Glyphs("■", "□", "◆", "─", "├", "┤", "═", "◄", "►", "│", "┴", "┼")
TYPED = Glyphs("#", "o", "*", "-", "[", "]", "=", "<", ">", "|", "+", "+")


def glyphs(encoding: str) -> Glyphs:
    """Drawn letters where the encoding has all of them, else typed ones."""
    return DRAWN if DRAWN.fit(encoding) else TYPED


def layout(
    plot: Plot, width: int, letters: Glyphs, cells: Callable[[Line], int]
) -> Iterator[tuple[Line, str | None]]:
    """The plot in lines of at most ``width`` cells: each with None, or to be wrapped with this indent.

    Tracks stand between labels and figures where they fit, and what tells of a mark on the same line or below;
    on a narrow screen a track stands alone, between its label and its figure. ``cells`` measures a line.
    """
    named = max(cells(mark.label) for mark in plot.marks)
    told = named + 2 + max(cells(mark.detail) for mark in plot.marks)
    figures = max(cells((Span(mark.figure),)) for mark in plot.marks)
    # whole rows on one line if that leaves the track its full length
    one_line = width - told - figures - 4 >= LONGEST
    before = (told if one_line else named) + 2
    room = width - before - figures - 2
    beside = room >= SHORTEST
    if not beside:
        before, room = 0, width
    wide = min(room, LONGEST)
    yield (strong(plot.title),), ""
    for mark in plot.marks:
        drawn = track(mark, plot.axis, wide, letters)
        detail = tuple(muted(span.text) for span in mark.detail)
        if beside:
            lead = _padded(mark.label, named + 2, cells)
            if one_line:
                lead = _padded((*lead, *detail), before, cells)
            yield (*lead, Span(drawn + "  "), strong(mark.figure)), None
        else:
            yield mark.label, ""
            yield (Span(drawn),), None
            yield (strong(mark.figure),), "  "
        if detail and not (beside and one_line):
            yield detail, "  "
    for below in ruler(plot.axis, wide, letters):
        yield (muted(" " * before + below),), None
    around = sides(plot, wide, before, width - before - wide, letters)
    if around:
        yield (Span(around),), None
    else:
        null = tick_text(plot.axis.null)
        yield (Span(f"left of {null}: {plot.left}; right of it: {plot.right}"),), ""


def _padded(spans: Line, width: int, cells: Callable[[Line], int]) -> Line:
    return (*spans, Span(" " * (width - cells(spans))))


def rows(plot: Plot, told: Callable[[Line], str]) -> Iterator[str]:
    """The plot for a pipe: a line a mark, nothing wrapped or cut; ``told`` makes a line's text."""
    labels = [told(mark.label) for mark in plot.marks]
    figures = [told((Span(mark.figure),)) for mark in plot.marks]
    named, figured = max(map(len, labels)), max(map(len, figures))
    yield told((Span(plot.title),))
    for mark, label, figure in zip(plot.marks, labels, figures, strict=True):
        drawn = track(mark, plot.axis, PIPED, TYPED)
        yield f"{label:<{named}}  {drawn}  {figure:<{figured}}  {told(mark.detail)}"
    for below in ruler(plot.axis, PIPED, TYPED):
        yield " " * (named + 2) + below
    null = tick_text(plot.axis.null)
    yield told((Span(f"left of {null}: {plot.left}; right of it: {plot.right}"),))


def track(mark: Mark, axis: Axis, width: int, letters: Glyphs) -> str:
    """An estimate with its interval and the null line, in ``width`` cells; an end beyond the axis is an arrow."""
    cells = [" "] * width
    cells[_cell(axis.null, axis, width)] = letters.null
    at = _cell(mark.at, axis, width)
    first, last = _cell(mark.low, axis, width), _cell(mark.high, axis, width)
    for cell in range(first, last + 1):
        cells[cell] = letters.pooled_line if mark.pooled else letters.line
    cells[first] = letters.below if mark.low < axis.low else letters.first
    cells[last] = letters.above if mark.high > axis.high else letters.last
    cells[at] = _sign(mark, letters)
    return "".join(cells)


def _sign(mark: Mark, letters: Glyphs) -> str:
    if mark.pooled:
        return letters.pooled
    return letters.computed if mark.computed else letters.study


def ruler(axis: Axis, width: int, letters: Glyphs) -> tuple[str, str]:
    """The axis and the figures below it, in ``width`` cells; a figure without room is left out, the null's last."""
    cells = [letters.line] * width
    figures = [" "] * width
    # the null claims its place first, then the ends, then what fits between
    ticks = sorted(axis.ticks, key=lambda tick: (tick != axis.null, -abs(axis.share(tick) - 0.5)))
    for tick in ticks:
        at = _cell(tick, axis, width)
        text = tick_text(tick)
        start = min(max(at - len(text) // 2, 0), max(width - len(text), 0))
        if all(cell == " " for cell in figures[max(start - 1, 0) : start + len(text) + 1]):
            figures[start : start + len(text)] = text
            cells[at] = letters.tick
    cells[_cell(axis.null, axis, width)] = letters.origin
    return "".join(cells), "".join(figures[:width]).rstrip()


def tick_text(value: float) -> str:
    """A tick's figure without needless digits: 0.5, 10, 2,000."""
    return f"{value:,.12g}"


def sides(plot: Plot, width: int, before: int, after: int, letters: Glyphs) -> str:
    """What either side of the null means, set around it with room ``before`` and ``after`` the track; or nothing."""
    null = before + _cell(plot.axis.null, plot.axis, width)
    left, right = f"{letters.below} {plot.left}", f"{plot.right} {letters.above}"
    if len(left) + 1 > null or len(right) + 2 > before + width + after - null:
        return ""
    return f"{left:>{null - 1}}   {right}"


def legend(plots: Sequence[Plot], letters: Glyphs) -> str:
    """What the letters mean that the plots use."""
    marks = [mark for plot in plots for mark in plot.marks]
    told = {
        letters.study: "a study's published effect",
        letters.pooled: "a review's published pooled estimate",
        letters.computed: "computed here from a study's figures",
    }
    used = {_sign(mark, letters) for mark in marks}
    parts = [f"{letter} {meaning}" for letter, meaning in told.items() if letter in used]
    parts.append(f"{letters.first}{letters.line}{letters.last} 95 % interval")
    if any(m.low < p.axis.low or m.high > p.axis.high for p in plots for m in p.marks):
        parts.append(f"{letters.below} {letters.above} it goes beyond the axis")
    return "; ".join(parts)


def _cell(value: float, axis: Axis, width: int) -> int:
    """The cell of a value, the axis's end for one beyond it."""
    if value <= axis.low:
        return 0
    if value >= axis.high:
        return width - 1
    return round(axis.share(value) * (width - 1))
