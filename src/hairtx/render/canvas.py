"""A sheet of paper that matplotlib draws on, in points from its upper left corner, and the files it becomes.

Only here is matplotlib imported, and only where a drawing was asked for.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

import matplotlib
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from hairtx.safe import safe

# A4 in points
WIDTH, HEIGHT = 595.3, 841.9
# what matplotlib brings along, so that every machine sets and measures the same letters
_FONT = "DejaVu Sans"


@contextmanager
def settings() -> Iterator[None]:
    """matplotlib's own defaults whatever the user's are, and files that print alike where the font is missing."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        # TrueType embedded in a PDF, letters as outlines in an SVG
        matplotlib.rcParams.update(
            {"pdf.fonttype": 42, "svg.fonttype": "path", "svg.hashsalt": "hairtx", "font.family": _FONT}
        )
        yield


class Text(NamedTuple):
    """A line of text with its baseline at ``y``, set from, to or around ``x``."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    to: str = "left"


class Canvas:
    """A sheet of paper on which points are counted from the upper left corner."""

    def __init__(self, height: float) -> None:
        self._height = height
        self.figure = Figure(figsize=(WIDTH / 72, height / 72), facecolor="white")

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x / WIDTH, 1 - y / self._height

    def text(self, text: Text) -> None:
        """Set a line of text as it is: no mathematics is read into it."""
        x, y = self._at(text.x, text.y)
        self.figure.text(
            x, y, text.text, fontsize=text.size, ha=text.to, va="baseline", color="black", parse_math=False,
            fontweight="bold" if text.bold else "normal",
        )  # fmt: skip

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.8, grey: float = 0.0) -> None:
        """A straight line."""
        (xa, ya), (xb, yb) = self._at(x1, y1), self._at(x2, y2)
        self._add(Line2D([xa, xb], [ya, yb], linewidth=width, color=str(grey), solid_capstyle="butt"))

    def shape(self, points: Sequence[tuple[float, float]], *, filled: bool) -> None:
        """A closed shape with a black edge."""
        at = [self._at(x, y) for x, y in points]
        self._add(
            Polygon(
                at, closed=True, facecolor="black" if filled else "white", edgecolor="black", linewidth=0.8
            )
        )

    def _add(self, artist: Line2D | Polygon) -> None:
        artist.set_transform(self.figure.transFigure)
        artist.set_clip_on(False)
        self.figure.add_artist(artist)


def pdf(sheets: Iterable[Canvas]) -> bytes:
    """The sheets as one PDF."""
    out = io.BytesIO()
    with PdfPages(out, metadata={"Creator": "hairtx", "CreationDate": None}) as pages:
        for sheet in sheets:
            pages.savefig(sheet.figure)
    return out.getvalue()


def image(sheet: Canvas, kind: str) -> bytes:
    """The sheet as a file of this kind: "png" (300 dpi) or "svg"."""
    out = io.BytesIO()
    sheet.figure.savefig(out, format=kind, dpi=300, metadata={"Date": None} if kind == "svg" else None)
    return out.getvalue()


@lru_cache
def _renderer() -> Any:
    # ten dots a point: what a screen's rounding does to a letter's width must not add up
    make: Any = RendererAgg
    return make(8, 8, 720)


@lru_cache(maxsize=4096)
def measured(text: str, size: float, bold: bool = False) -> float:
    """How wide a text is, in points."""
    font = FontProperties(size=size, weight="bold" if bold else "normal", family=_FONT)
    return float(_renderer().get_text_width_height_descent(text, font, False)[0]) / 10


def wrapped(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Lines no wider than ``room``, broken at spaces; a longer word is broken inside."""
    lines: list[str] = []
    for word in safe(text).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measured(joined, size, bold) <= room:
            lines[-1] = joined
            continue
        while measured(word, size, bold) > room and len(word) > 1:
            fits = max((n for n in range(1, len(word)) if measured(word[:n], size, bold) <= room), default=1)
            lines.append(word[:fits])
            word = word[fits:]
        lines.append(word)
    return lines
