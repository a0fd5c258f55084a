"""Plots in files: the right format, sheets of A4, fonts inside, and no text over another or over the edge."""

import re
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest

from hairtx.page import Axis, Heading, Mark, Page, Paragraph, Plot, line

pytest.importorskip("matplotlib")

from hairtx.render import canvas, drawing

AXIS = Axis(low=0.1, high=10, ticks=(0.1, 1.0, 10.0), null=1.0, log=True)
LONG = "a helmet with twenty-one lasers and thirty diodes, 25 min every other day " * 3


def mark(label: str = "Tak 2020", detail: str = "drug v vehicle; week 24", **over: Any) -> Mark:
    given = {"figure": "2 (1 to 4)", "at": 2.0, "low": 1.0, "high": 4.0}
    return Mark(label=line(label), detail=line(detail), **{**given, **over})


def page(*marks: Mark, count: int = 1, **over: Any) -> Page:
    given = {"title": "Responders: risk ratio", "left": "favours the comparator", "right": "favours the drug"}
    plot = Plot(marks=marks or (mark(),), axis=AXIS, **{**given, **over})
    return Page(
        (Heading("Title", 1), Paragraph(line("Nothing is pooled here.")), *(plot,) * count), "the end"
    )


def written(made: Page, name: str) -> bytes:
    ((path, content),) = drawing.files(made, Path(name))
    assert path == Path(name)
    return content


def test_a_png_has_300_dots_an_inch_and_the_width_of_a4() -> None:
    content = written(page(), "plot.png")
    width, height = struct.unpack(">II", content[16:24])
    assert abs(width - 2480) <= 1
    assert height <= 3508
    at = content.index(b"pHYs")
    assert round(struct.unpack(">I", content[at + 4 : at + 8])[0] * 0.0254) == 300


def test_a_pdf_embeds_its_fonts_and_holds_all_sheets() -> None:
    content = written(page(*[mark()] * 80), "plot.pdf")
    assert content.startswith(b"%PDF")
    assert b"/FontFile2" in content
    assert b"/Type3" not in content
    assert len(re.findall(rb"/Type /Page\b", content)) > 1


def test_an_svg_says_the_same_every_time() -> None:
    content = written(page(), "plot.svg")
    assert b"<svg" in content
    assert content == written(page(), "plot.svg")


def test_sheets_after_the_first_have_a_number_in_their_name() -> None:
    names = [path.name for path, _ in drawing.files(page(*[mark()] * 80), Path("plot.png"))]
    assert names == [f"plot{n}.png" for n in ("", *(f"-{n}" for n in range(2, len(names) + 1)))]
    assert len(names) > 1


Box = tuple[float, float, float, float]


class Recorder(canvas.Canvas):
    """Remembers what was set on it."""

    sheets: ClassVar[list["Recorder"]] = []

    def __init__(self, height: float) -> None:
        super().__init__(height)
        self.height = height
        self.texts: list[canvas.Text] = []
        self.drawn: list[Box] = []
        Recorder.sheets.append(self)

    def text(self, text: canvas.Text) -> None:
        self.texts.append(text)
        super().text(text)

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.8, grey: float = 0.0) -> None:
        self.drawn.append((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
        super().line(x1, y1, x2, y2, width, grey)

    def shape(self, points: Sequence[tuple[float, float]], *, filled: bool) -> None:
        across, down = zip(*points, strict=True)
        self.drawn.append((min(across), min(down), max(across), max(down)))
        super().shape(points, filled=filled)


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[Recorder]:
    monkeypatch.setattr(Recorder, "sheets", [])
    monkeypatch.setattr(drawing, "Canvas", Recorder)
    return Recorder.sheets


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def box(text: canvas.Text) -> Box:
    wide = canvas.measured(text.text, text.size, text.bold)
    left = text.x - {"left": 0.0, "center": wide / 2, "right": wide}[text.to]
    return left, text.y - 0.75 * text.size, left + wide, text.y + 0.2 * text.size


PAGES = {
    "short": page(),
    "long labels": page(
        mark("An author with a very long name of many parts 2020 " * 2, LONG), mark(detail=LONG)
    ),
    "long words": page(mark("x" * 90, "y" * 300, figure="z" * 60)),
    "long title": page(title="Responders as each study defines them " * 5),
    "long sides": page(left="favours something with a very long name " * 3, right="favours another one " * 8),
    "null at an edge": page(left="favours a comparator", right="favours the drug " * 6),
    "many rows": page(*[mark(detail=LONG)] * 40),
    "many plots": page(mark(), mark(), count=30),
    "beyond the axis": page(mark(low=0.001, high=9999.0)),
}


@pytest.mark.parametrize("made", PAGES.values(), ids=PAGES)
def test_no_text_stands_over_another_a_line_or_the_edge(made: Page, sheets: list[Recorder]) -> None:
    drawing.files(made, Path("plot.pdf"))
    for sheet in sheets:
        boxes = [(box(text), text.text) for text in sheet.texts]
        for (left, top, right, bottom), text in boxes:
            assert left >= 20, text
            assert right <= canvas.WIDTH - 20, text
            assert top >= 20, text
            assert bottom <= sheet.height - 20, text
        for number, (one, text) in enumerate(boxes):
            for other, more in boxes[number + 1 :]:
                assert apart(one, other), (text, more)
            assert all(apart(one, drawn) for drawn in sheet.drawn), text


@pytest.mark.parametrize("made", PAGES.values(), ids=PAGES)
def test_every_word_of_every_row_is_on_a_sheet(made: Page, sheets: list[Recorder]) -> None:
    drawing.files(made, Path("plot.pdf"))
    # texts are set piece by piece, so that all letters follow each other without the spaces between
    said = "".join("".join(text.text for text in sheet.texts) for sheet in sheets).replace(" ", "")
    for block in made.blocks:
        if isinstance(block, Plot):
            for row in block.marks:
                for told in (row.label, row.detail):
                    assert "".join(span.text for span in told).replace(" ", "") in said
                assert row.figure.replace(" ", "") in said


def test_nothing_in_a_label_is_taken_for_mathematics_or_steers() -> None:
    made = page(mark("cost $x^2$ and $\\alpha", "\x1b[31m\u202e 5 % \\frac"))
    assert written(made, "plot.svg")
    assert zlib.crc32(written(made, "plot.pdf"))


def test_a_readers_own_settings_of_matplotlib_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib

    before = written(page(), "plot.svg")
    with matplotlib.rc_context({"axes.facecolor": "black", "savefig.facecolor": "black", "font.size": 30.0}):
        assert written(page(), "plot.svg") == before
        assert matplotlib.rcParams["font.size"] == 30.0
