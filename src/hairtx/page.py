"""A page: what a screen says, before any medium is chosen. Views make pages, renderers print them."""

import math
from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec

Role = Literal["", "strong", "emphasis", "muted", "mark", "good", "bad", "warn", "title", "heading"]


class Span(msgspec.Struct, frozen=True):
    """A run of text in one role; ``link`` is the address it leads to."""

    text: str
    role: Role = ""
    link: str | None = None


Line: TypeAlias = tuple[Span, ...]


class Heading(msgspec.Struct, frozen=True):
    """A heading; level 1 is the page's title."""

    text: str
    level: int = 2


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph, set in by ``indent`` steps."""

    line: Line
    indent: int = 0


class Bullets(msgspec.Struct, frozen=True):
    """A list; ``labels`` stand in place of the bullets (years, numbers)."""

    items: tuple[Line, ...]
    labels: tuple[str, ...] = ()


class Facts(msgspec.Struct, frozen=True):
    """Pairs of a short label and a line."""

    rows: tuple[tuple[str, Line], ...]


class Column(msgspec.Struct, frozen=True):
    """A column: its label, whether it holds numbers (set to the right), and whether a narrow screen may drop it."""

    label: str
    number: bool = False
    optional: bool = False


class Row(msgspec.Struct, frozen=True):
    """Cells, and a line that belongs to the row and stands below it."""

    cells: tuple[Line, ...]
    detail: Line = ()


class Table(msgspec.Struct, frozen=True):
    """A table. A ``listing`` is a command's whole answer: one row a line when piped, tab-separated."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    listing: bool = False

    def only(self, kept: Sequence[int]) -> "Table":
        """The table with the columns at these places alone."""
        rows = tuple(Row(tuple(row.cells[at] for at in kept), row.detail) for row in self.rows)
        return Table(tuple(self.columns[at] for at in kept), rows, self.listing)


class Matrix(msgspec.Struct, frozen=True):
    """What people and programs read differently: ``table`` on a terminal, ``flat`` (a listing) when piped."""

    table: Table
    flat: Table


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """An estimate on an axis: whose it is, what stands below that, and the ``figure`` in words.

    ``low`` and ``high`` are its interval. ``pooled`` estimates are a review's, ``computed`` ones hairtx's own from
    a study's figures.
    """

    label: Line
    detail: Line = ()
    figure: str
    at: float
    low: float
    high: float
    pooled: bool = False
    computed: bool = False


class Axis(msgspec.Struct, frozen=True, kw_only=True):
    """What a plot's width stands for: ``low`` to ``high``, logarithmic or not, and where no difference is."""

    low: float
    high: float
    ticks: tuple[float, ...]
    null: float
    log: bool = False

    def share(self, value: float) -> float:
        """Where ``value`` stands between the axis's ends: 0 at the low one, 1 at the high one."""
        if self.log:
            return (math.log(value) - math.log(self.low)) / (math.log(self.high) - math.log(self.low))
        return (value - self.low) / (self.high - self.low)


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    """Estimates of one kind on one axis; ``left`` and ``right`` say what either side of its null means."""

    title: str
    marks: tuple[Mark, ...]
    axis: Axis
    left: str
    right: str


Block: TypeAlias = Heading | Paragraph | Bullets | Facts | Table | Matrix | Plot


class Page(msgspec.Struct, frozen=True):
    """A whole screen. ``footer`` is the quiet last line."""

    blocks: tuple[Block, ...]
    footer: str = ""


def line(*parts: str | Span) -> Line:
    """A line of plain text and spans; empty strings are dropped."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts if part != "")


def muted(text: str) -> Span:
    """Text that matters less."""
    return Span(text, "muted")


def strong(text: str) -> Span:
    """Text that matters more."""
    return Span(text, "strong")


def joined(parts: Sequence[Line], by: str = ", ") -> Line:
    """Lines put together with ``by`` between them."""
    spans: list[Span] = []
    for part in parts:
        spans += ([Span(by)] if spans else []) + list(part)
    return tuple(spans)


def text_of(spans: Line) -> str:
    """The text of a line without its roles."""
    return "".join(span.text for span in spans)
