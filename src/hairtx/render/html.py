"""Pages as HTML: one self-contained file for screen, phone and paper; no script, nothing fetched, all text escaped."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from hairtx.page import Block, Bullets, Facts, Heading, Page, Paragraph, Role, Span, Table
from hairtx.render.stylesheet import CSS
from hairtx.safe import safe

# the element that a role is shown in; a class where none says it
_TAGS: dict[Role, tuple[str, str]] = {
    "strong": ("<strong>", "</strong>"),
    "title": ("<strong>", "</strong>"),
    "heading": ("<strong>", "</strong>"),
    "emphasis": ("<em>", "</em>"),
    "muted": ('<span class="muted">', "</span>"),
    "mark": ('<span class="mark">', "</span>"),
    "good": ('<span class="good">', "</span>"),
    "bad": ('<strong class="bad">', "</strong>"),
    "warn": ('<span class="warn">', "</span>"),
}

# pages with fewer parts than this need no list of them
_CONTENTS = 4

# tables with more columns than this are for a screen: they take the room they need
_WIDE = 8

# steps of indent that the style sheet has a class for
_DEEPEST = 4


def render(page: Page) -> str:
    """The page as a whole HTML document in UTF-8; its title is its heading of level 1."""
    return "\n".join(_Writer(page).document()) + "\n"


class _Writer:
    """Writes one page: headings get their numbers here, and marks the references that they lead to."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._headings = [block for block in page.blocks if isinstance(block, Heading)]
        labels = [label for block in page.blocks if isinstance(block, Bullets) for label in block.labels]
        self._references = {found[1] for label in labels if (found := re.fullmatch(r"\[(\d+)\]", label))}
        self._placed: set[str] = set()

    def document(self) -> Iterator[str]:
        import base64
        import hashlib

        digest = base64.b64encode(hashlib.sha256(CSS.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        title = next((h.text for h in self._headings if h.level == 1), "hairtx")
        yield "<!DOCTYPE html>"
        yield '<html lang="en-GB">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="color-scheme" content="light dark">'
        yield '<meta name="referrer" content="no-referrer">'
        yield f"<title>{_plain(title)}</title>"
        yield f"<style>{CSS}</style>"
        yield "</head>"
        yield "<body>"
        yield "<main>"
        yield from self._blocks()
        yield "</main>"
        if self._page.footer:
            yield f"<footer><p>{_plain(self._page.footer)}</p></footer>"
        yield "</body>"
        yield "</html>"

    def _blocks(self) -> Iterator[str]:
        level = number = 0
        heading = ""
        for block in self._page.blocks:
            if isinstance(block, Heading):
                # headings go down one step at a time, whatever the page's own levels
                level = min(block.level, level + 1, 6)
                number += 1
                heading = block.text
                if number == 2:
                    yield from self._contents()
                yield f'<h{level} id="part-{number}">{_plain(heading)}</h{level}>'
            else:
                yield from self._block(block, heading)

    def _contents(self) -> Iterator[str]:
        """Where the page's parts are, folded away until somebody asks."""
        parts = [(at, h.text) for at, h in enumerate(self._headings, 1) if h.level == 2]
        if len(parts) < _CONTENTS:
            return
        yield '<nav aria-label="Contents"><details><summary>Contents</summary>'
        yield "<ul>"
        yield from (f'<li><a href="#part-{at}">{_plain(text)}</a></li>' for at, text in parts)
        yield "</ul>"
        yield "</details></nav>"

    def _block(self, block: Block, heading: str) -> Iterator[str]:
        if isinstance(block, Paragraph):
            indent = f' class="in-{min(block.indent, _DEEPEST)}"' if block.indent else ""
            yield f"<p{indent}>{self._line(block.line)}</p>"
        elif isinstance(block, Bullets):
            yield from self._bullets(block)
        elif isinstance(block, Facts):
            yield "<dl>"
            yield from (
                f"<div><dt>{_plain(name)}</dt><dd>{self._line(value)}</dd></div>"
                for name, value in block.rows
            )
            yield "</dl>"
        elif isinstance(block, Table):
            yield from self._table(block, heading)
        else:
            yield from _verbatim(block)

    def _bullets(self, bullets: Bullets) -> Iterator[str]:
        if not bullets.labels:
            yield "<ul>"
            yield from (f"<li>{self._line(item)}</li>" for item in bullets.items)
            yield "</ul>"
            return
        # without bullets of its own a list is none for some screen readers, unless its role says so
        yield '<ul class="labelled" role="list">'
        for label, item in zip(bullets.labels, bullets.items, strict=True):
            target = self._target(label)
            yield f'<li{target}><span class="label">{_plain(label)}</span> <div>{self._line(item)}</div></li>'
        yield "</ul>"

    def _target(self, label: str) -> str:
        """The id of a reference, for the marks that lead to it; the first of a label has it."""
        number = label.strip("[]")
        if label != f"[{number}]" or number not in self._references or number in self._placed:
            return ""
        self._placed.add(number)
        return f' id="reference-{number}"'

    def _table(self, table: Table, heading: str) -> Iterator[str]:
        name = _plain(heading) or "Table"
        # a table wider than the screen scrolls by itself, with the keyboard too
        yield f'<div class="scroll" role="region" aria-label="{name}" tabindex="0">'
        wide = ' class="wide"' if len(table.columns) > _WIDE else ""
        yield f"<table{wide}><caption>{name}</caption>"
        yield "<thead><tr>"
        for column in table.columns:
            yield f'<th scope="col"{_number(column.number)}>{_plain(column.label)}</th>'
        yield "</tr></thead>"
        yield "<tbody>"
        for row in table.rows:
            first, *rest = row.cells
            numbers = [column.number for column in table.columns]
            cells = [f'<th scope="row"{_number(numbers[0])}>{self._line(first)}</th>']
            cells += [
                f"<td{_number(number)}>{self._line(cell)}</td>"
                for cell, number in zip(rest, numbers[1:], strict=True)
            ]
            yield f"<tr>{''.join(cells)}</tr>"
            if row.detail:
                detail = f"<div>{self._line(row.detail)}</div>"
                yield f'<tr class="detail"><td colspan="{len(row.cells)}">{detail}</td></tr>'
        yield "</tbody></table></div>"

    def _line(self, spans: Sequence[Span]) -> str:
        return "".join(map(self._span, spans))

    def _span(self, span: Span) -> str:
        text = self._marks(span.text) if span.role == "mark" else _plain(span.text)
        # only the web: an address of any other kind stays text
        if span.link and span.link.startswith(("https://", "http://")) and span.text.strip():
            text = f'<a href="{escape(safe(span.link).strip())}">{text}</a>'
        before, after = _TAGS.get(span.role, ("", "")) if text.strip() else ("", "")
        return f"{before}{text}{after}"

    def _marks(self, text: str) -> str:
        """``[1,3]`` with each number a way to its reference."""
        parts = re.split(r"(\d+)", _plain(text))
        return "".join(
            f'<a href="#reference-{part}">{part}</a>' if part in self._references else part for part in parts
        )


def _verbatim(block: Block) -> Iterator[str]:
    """A block that HTML has no word for, as the plain page shows it."""
    from hairtx.render.plain import render as plain

    yield f'<pre tabindex="0">{escape(plain(Page((block,))).rstrip())}</pre>'


def _number(number: bool) -> str:
    return ' class="number"' if number else ""


def _plain(text: str) -> str:
    return escape(safe(text))
