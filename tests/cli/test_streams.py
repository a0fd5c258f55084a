"""Every reading command on every kind of stream: narrow and wide terminals, pipes, code pages, no stream at all."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
import typer
from commands import ELSEWHERE, READING, words
from rich.cells import cell_len
from terminals import posix, terminal
from typer.testing import CliRunner

from hairtx import output
from hairtx.cli import app
from hairtx.page import Bullets, Facts, Heading, Matrix, Page, Paragraph, Plot, Table, text_of
from hairtx.render.terminal import Screen, render
from hairtx.safe import encodable, safe

reading = pytest.mark.parametrize("typed", READING)

# what a page may send to a terminal besides text: attributes, the colours that every theme defines, links
ALLOWED = re.compile(
    r"\x1b\[(?:0|[1-9]|3[0-7]|9[0-7])(?:;(?:[1-9]|3[0-7]|9[0-7]))*m|\x1b\]8;;[^\x1b\x07]*\x1b\\"
)
# black and white vanish on grounds of their own colour; blue on many dark ones, yellow and cyan on light ones
VANISHING = re.compile(r"\x1b\[[\d;]*\b(?:30|33|34|36|37|9[0-7])\b[\d;]*m")


@cache
def page_of(typed: str) -> Page | None:
    """The page that a command gives a terminal; None where it writes lines instead."""
    given: list[Page] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "_to_terminal", lambda: True)
        patch.setattr(output, "_terminal", lambda page, pager: given.append(page))
        # 1 where a command that judges finds something wrong
        assert CliRunner().invoke(app, words(typed)).exit_code in (0, 1)
    return given[0] if given else None


@pytest.fixture
def page(typed: str) -> Page:
    """The page of a command."""
    found = page_of(typed)
    return found or pytest.skip("writes lines, not a page")


def pieces(page: Page) -> Iterator[str]:
    """Every text of a page that no terminal may drop, in order."""
    for block in page.blocks:
        if isinstance(block, Heading):
            yield block.text.upper() if block.level == 2 else block.text
        elif isinstance(block, Paragraph):
            yield text_of(block.line)
        elif isinstance(block, Bullets):
            for label, item in zip(block.labels or ("",) * len(block.items), block.items, strict=True):
                yield from (label, text_of(item))
        elif isinstance(block, Facts):
            for label, value in block.rows:
                yield from (label, text_of(value))
        elif isinstance(block, Table | Matrix):
            table = block.table if isinstance(block, Matrix) else block
            for row in table.rows:
                for column, cell in zip(table.columns, row.cells, strict=True):
                    if not column.optional:
                        yield text_of(cell)
                yield text_of(row.detail)
    yield page.footer


def plotted(page: Page) -> Iterator[str]:
    """Every word of a page's plots, which set words beside one another."""
    for plot in page.blocks:
        if isinstance(plot, Plot):
            for mark in plot.marks:
                yield from f"{text_of(mark.label)} {mark.figure} {text_of(mark.detail)}".split()


def squeezed(text: str) -> str:
    """A text without its spaces and without what tells columns and rows apart."""
    return re.sub(r"[\s·•]", "", text)


def test_every_command_is_under_these_tests():
    assert {words(typed)[0] for typed in READING} | ELSEWHERE >= set(typer.main.get_command(app).commands)


@reading
def test_at_any_width_no_line_is_wider_than_the_terminal_and_nothing_is_lost(typed, page):
    wanted = [squeezed(safe(piece)) for piece in pieces(page)]
    for width in (*range(20, 101, 4), 37, 121, 160, 233, 300):
        made = render(page, Screen(width, "utf-8", colour=False, styled=False))
        wide = [line for line in made.split("\n") if cell_len(line) > width]
        assert not wide, width
        whole = squeezed(made)
        at = 0
        for piece in wanted:
            found = whole.find(piece, at)
            assert found >= 0, (width, piece)
            at = found + len(piece)
        assert not [word for word in plotted(page) if squeezed(safe(word)) not in whole], width


@reading
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_of_a_small_encoding_gets_it_all_in_plainer_letters(typed, page, encoding):
    made = render(page, Screen(60, encoding, colour=False, styled=False))
    made.encode(encoding)
    assert max(map(len, made.split("\n"))) <= 60
    # what separates is written otherwise too, and squeezing leaves out the middle dot alone
    whole = re.sub(r"[\s*·-]", "", made)
    for piece in pieces(page):
        assert re.sub(r"[\s*·-]", "", encodable(safe(piece), encoding)) in whole


@reading
def test_styles_are_attributes_and_colours_that_read_on_light_and_on_dark(typed, page):
    made = render(page, Screen(80, "utf-8", colour=True, styled=True))
    assert "\x1b" not in ALLOWED.sub("", made)
    assert not VANISHING.search(made)
    # a style never says what the words don't: without them the text is the same
    plain = render(page, Screen(80, "utf-8", colour=False, styled=False))
    assert [line.rstrip() for line in ALLOWED.sub("", made).split("\n")] == plain.split("\n")


@posix
@reading
def test_plain_on_a_terminal_is_what_a_pipe_gets(typed, run):
    shown, code = terminal(*words(typed), "--plain", PAGER="false", FORCE_COLOR="1")
    piped = run(*words(typed))
    assert code == piped.exit_code
    # notes go to the same terminal
    assert shown == piped.stdout + piped.stderr


@posix
def test_plain_may_stand_before_the_command_or_in_the_environment():
    first, _ = terminal("show", "adsc", "--plain")
    assert "\x1b" not in first
    assert max(map(len, first.splitlines())) > 300
    assert terminal("--plain", "show", "adsc")[0] == first
    assert terminal("show", "adsc", HAIRTX_PLAIN="1")[0] == first
    assert terminal("show", "adsc", HAIRTX_PLAIN="")[0] != first


def test_plain_lasts_for_one_run_only(run, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in run("show", "adsc", "--brief", "--plain").stdout
    assert "\x1b" in run("show", "adsc", "--brief").stdout
