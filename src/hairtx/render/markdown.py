"""Pages as Markdown: CommonMark with GFM tables, fit to paste. No text of a page becomes markup or a link by itself."""

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator

from hairtx.page import Block, Bullets, Facts, Heading, Line, Page, Paragraph, Role, Span, Table, line
from hairtx.safe import safe

_MARKS: dict[Role, str] = {"strong": "**", "title": "**", "heading": "**", "bad": "**", "emphasis": "*"}


def render(page: Page) -> str:
    """The page as Markdown, every paragraph, item and row on one line, a blank line between blocks."""
    blocks = [text for block in page.blocks if (text := "\n".join(_block(block)))]
    if page.footer.strip():
        blocks += ["---", _text(line(page.footer))]
    return "\n\n".join(blocks) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from ("#" * min(block.level, 6) + " " + text for text in _filled(line(block.text)))
    elif isinstance(block, Paragraph):
        # an indent has no word in Markdown: four spaces would make it code
        yield from _filled(block.line)
    elif isinstance(block, Bullets):
        for label, item in zip(block.labels or ("",) * len(block.items), block.items, strict=True):
            yield from (f"- {text}" for text in _filled(line(f"{label} " if label else "", *item)))
    elif isinstance(block, Facts):
        for name, value in block.rows:
            yield f"- {_text(line(Span(f'{name}:', 'strong')))} {_text(value, starts=False)}"
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        yield from _verbatim(block)


def _table(table: Table) -> Iterator[str]:
    """A GFM table; it knows no row below a row, so details stand in a last column."""
    detailed = any(row.detail for row in table.rows)
    columns = [(_text(line(column.label)), "--:" if column.number else "---") for column in table.columns]
    columns += [("details", "---")] if detailed else []
    yield _row([label for label, _ in columns])
    yield _row([rule for _, rule in columns])
    for row in table.rows:
        yield _row([_text(cell, starts=False) for cell in (*row.cells, *((row.detail,) if detailed else ()))])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _verbatim(block: Block) -> Iterator[str]:
    """A block that Markdown has no word for, as the plain page shows it, in a fence that its text can't close."""
    from hairtx.render.plain import render as plain

    text = plain(Page((block,))).rstrip("\n")
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 0)
    yield from (f"{fence}text", text, fence)


def _filled(spans: Line) -> Iterator[str]:
    """The line's text unless it says nothing."""
    if text := _text(spans):
        yield text


def _text(spans: Line, *, starts: bool = True) -> str:
    """The line in Markdown; ``starts`` says that it stands where a block could begin."""
    out = ""
    for text, mark, link in _runs(spans):
        body = text.strip()
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        inner = _escaped(body, first=starts and not out and not link)
        inner = f"[{inner}](<{_address(link)}>)" if link else f"{mark}{inner}{mark}"
        out += lead + inner + tail if body else text
    return out.strip()


_Run = tuple[str, str, str | None]


def _runs(spans: Line) -> list[_Run]:
    """``(text, mark, link)`` of the line: without spaces at its ends, with no mark that would not be read as one."""
    pieces = [
        (safe(span.text), _MARKS.get(span.role, ""), span.link if _leads(span.link) else None)
        for span in spans
    ]
    runs = _merged((text, "" if link else mark, link) for text, mark, link in pieces)
    kept: list[_Run] = []
    for at, (text, mark, link) in enumerate(runs):
        before = "".join(text for text, _, _ in runs[:at])
        after = "".join(text for text, _, _ in runs[at + 1 :])
        touches = bool(kept and kept[-1][1] and not before[-1:].isspace() and not text[:1].isspace())
        reads = not touches and _flanks(before + text[: len(text) - len(text.lstrip())], text.strip(),
                                        text[len(text.rstrip()) :] + after)  # fmt: skip
        kept.append((text, mark if reads else "", link))
    return _stripped(_merged(kept))


def _merged(runs: Iterable[_Run]) -> list[_Run]:
    """The runs that say something, neighbours alike put together."""
    out: list[_Run] = []
    for text, *kind in runs:
        if out and out[-1][1:] == tuple(kind):
            text = out.pop()[0] + text
        if text:
            out.append((text, kind[0] or "", kind[1]))
    return out


def _stripped(runs: list[_Run]) -> list[_Run]:
    while runs and not runs[0][0].strip():
        runs = runs[1:]
    return [(runs[0][0].lstrip(), *runs[0][1:]), *runs[1:]] if runs else []


def _leads(link: str | None) -> bool:
    return link is not None and link.startswith(("https://", "http://"))


def _escaped(text: str, *, first: bool) -> str:
    """The text with a backslash before whatever Markdown or one of its common dialects would act on."""
    text = re.sub(r"[\\`*_{}\[\]<>|~#$^&]|//", lambda found: _backslashed(found[0]), text)
    # addresses and names of hosts, which dialects turn into links by themselves
    text = re.sub(
        r":(?=[\w+-]+:|\\/)|(?<=\w)\.(?=[^\W\d_]{2})|(?<=[wW]{3})\.",
        lambda found: _backslashed(found[0]),
        text,
    )
    # GitHub makes mail addresses and mentions of an escaped @ too
    text = re.sub("@+", lambda found: f"`{found[0]}`", text)
    # what starts a line may start a list, a rule, a quotation or a heading
    return re.sub(r"^([-+=:%])|^(\d{1,9})(?=[.)](?:\s|$))", r"\2\\\1", text) if first else text


def _backslashed(text: str) -> str:
    return "".join("\\" + char for char in text)


def _address(link: str) -> str:
    """An address between angle brackets: nothing in it ends them, splits the cell or is taken for an entity."""
    link = re.sub(
        r"[\s<>\\|`]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), safe(link)
    )
    return re.sub(r"&(?=[#\w]+;)", r"\\&", link)


def _flanks(before: str, body: str, after: str) -> bool:
    """Whether emphasis can open and close here; CommonMark refuses it between a letter and punctuation."""
    opens = not before or before[-1].isspace() or _is_punctuation(before[-1])
    closes = not after or after[0].isspace() or _is_punctuation(after[0])
    return bool(body) and (opens or not _may_be(body[0])) and (closes or not _may_be(body[-1]))


def _is_punctuation(char: str) -> bool:
    return char in string.punctuation or unicodedata.category(char)[0] == "P"


def _may_be(char: str) -> bool:
    """Punctuation, or a symbol: newer editions of CommonMark count those, older ones don't."""
    return unicodedata.category(char)[0] in "PS"
