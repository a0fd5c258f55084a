"""Pages for pipes and files: no colour, no boxes, nothing cut, one paragraph a line."""

from collections.abc import Iterator

from hairtx.page import Block, Bullets, Facts, Heading, Line, Matrix, Page, Paragraph, Plot, Table, text_of
from hairtx.safe import safe


def render(page: Page) -> str:
    """The page as text. Paragraphs are not wrapped; of a listing there is one row a line and nothing else."""
    blocks = [block.flat if isinstance(block, Matrix) else block for block in page.blocks]
    if listings := [block for block in blocks if isinstance(block, Table) and block.listing]:
        return "".join(f"{line}\n" for table in listings for line in _block(table))
    out: list[str] = []
    plots = [block for block in blocks if isinstance(block, Plot)]
    for block in blocks:
        if plots and block is plots[0]:
            out += ["", _legend(plots)]
        lines = list(_block(block))
        if lines and out and (isinstance(block, Heading | Plot) or _loose(block)):
            out.append("")
        out += lines
    if page.footer:
        out += ["", safe(page.footer)]
    return "".join(f"{entry.rstrip()}\n" for entry in out)


def _loose(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.indent


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield safe(block.text) if block.level == 1 else safe(block.text).upper()
    elif isinstance(block, Paragraph):
        yield "  " * block.indent + _text(block.line)
    elif isinstance(block, Bullets):
        labels = block.labels or ("-",) * len(block.items)
        for label, item in zip(labels, block.items, strict=True):
            yield f"{safe(label)} {_text(item)}"
    elif isinstance(block, Facts):
        for name, value in block.rows:
            yield f"{safe(name)}: {_text(value)}"
    elif isinstance(block, Plot):
        # only a page with a plot waits for what draws it
        from hairtx.render import plot as drawing

        yield from drawing.rows(block, _text)
    elif isinstance(block, Matrix):
        yield from _block(block.flat)
    elif block.listing:
        for row in block.rows:
            yield "\t".join(_text(cell) for cell in row.cells)
    else:
        yield from _aligned(block)


def _legend(plots: list[Plot]) -> str:
    from hairtx.render import plot as drawing

    return drawing.legend(plots, drawing.TYPED)


def _aligned(table: Table) -> Iterator[str]:
    rows = [[_text(cell) for cell in row.cells] for row in table.rows]
    heads = [safe(column.label) for column in table.columns]
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    yield _cells(heads, widths, table)
    for row, cells in zip(table.rows, rows, strict=True):
        yield _cells(cells, widths, table)
        if row.detail:
            yield "    " + _text(row.detail)


def _cells(cells: list[str], widths: list[int], table: Table) -> str:
    padded = [
        cell.rjust(width) if column.number else cell.ljust(width)
        for cell, width, column in zip(cells, widths, table.columns, strict=True)
    ]
    return "  ".join(padded)


def _text(spans: Line) -> str:
    return safe(text_of(spans))
