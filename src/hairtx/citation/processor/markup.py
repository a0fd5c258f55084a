"""The text of a field as pieces: its few tags, its quotation marks, its apostrophes.

The tags are those that CSL-JSON allows in a string (CSL 1.0.2 schema, "rich text"): ``i``, ``b``, ``sup``,
``sub``, ``sc`` and the spans of small capitals and of "nocase". Anything else that looks like markup is text.
Quotation marks in a field become quotations, so that those inside others change shape (CSL 1.0.2, "quotes").
"""

import re
from dataclasses import dataclass, field

from hairtx.citation.processor.pieces import CLOSE, INNER, OPEN, Piece, Pieces, Quotes, formatted

_TOKEN = re.compile(
    r"""(</?(?:i|b|sup|sub|sc)>|<span\s+class="no(?:case|decor)">|"""
    r"""<span\s+style="font-variant:\s*small-caps;?">|</span>|["'“”‘’«»„‚‹›])"""
)
_THIN = re.compile(" ([:;?!»])")


@dataclass
class _Level:
    """An open tag or quotation: how it was written, what ends it, and what it holds so far."""

    opener: str = ""
    closer: str = ""
    format: str | None = None
    pieces: Pieces = field(default_factory=list)


def pieces_of(text: str, quotes: Quotes) -> Pieces:
    """The pieces of a field's text; ``quotes`` are the marks of the locale, which are known as such."""
    text = thinned(text)
    parts = _TOKEN.split(text)
    if len(parts) == 1:
        return [Piece("text", text)] if text else []
    marks = {
        '"': '"',
        "'": "'",
        quotes[0].strip(): quotes[1].strip(),
        quotes[2].strip(): quotes[3].strip(),
    }
    straight = re.search(r"(?:^|[\s(\[])([\"'])(?=\S)", text)
    # of the two straight marks the first one met is the outer one
    outer = straight[1] if straight else '"'
    inner = {"'" if outer == '"' else '"', quotes[2].strip()}
    stack = [_Level()]
    for index, part in enumerate(parts):
        if not part:
            continue
        if index % 2 == 0:
            stack[-1].pieces.append(Piece("text", part))
        elif part[0] == "<":
            _tag(part, stack)
        else:
            before = parts[index - 1] or (parts[index - 2] if index > 1 else "")
            after = parts[index + 1] or (parts[index + 2] if index + 2 < len(parts) else "")
            _quote(part, before[-1:], after[:1], "".join(parts[index + 1 :]), stack, marks, inner)
    while len(stack) > 1:
        _abandon(stack)
    return stack[0].pieces


def thinned(text: str) -> str:
    """Text in which the space before a tall mark, which is French and must not break, is a thin one."""
    return _THIN.sub("\u202f\\1", text).replace("« ", "«\u202f")


def _tag(tag: str, stack: list[_Level]) -> None:
    if tag[1] != "/":
        name = "" if tag.startswith("<span") else tag[1:-1]
        closer = "</span>" if not name else f"</{name}>"
        stack.append(_Level(tag, closer, "sc" if "small-caps" in tag else name or None))
        return
    if not any(level.closer == tag for level in stack):
        stack[-1].pieces.append(Piece("text", tag))
        return
    while stack[-1].closer != tag:
        _abandon(stack)
    level = stack.pop()
    stack[-1].pieces += formatted(level.pieces, level.format) if level.format else level.pieces


def _quote(
    mark: str,
    before: str,
    after: str,
    rest: str,
    stack: list[_Level],
    marks: dict[str, str],
    inner: set[str],
) -> None:
    open_here = next((level for level in reversed(stack) if level.opener in marks), None)
    apostrophe = mark in "'’"
    if open_here and mark == open_here.closer and not (apostrophe and after.isalnum()):
        while stack[-1] is not open_here:
            _abandon(stack)
        level = stack.pop()
        stack[-1].pieces += [INNER if level.opener in inner else OPEN, *level.pieces, CLOSE]
    elif (
        mark in marks
        and not (mark in "\"'" and before and before not in " (['\"“‘>\u202f")
        and marks[mark] in rest
        and not after.isspace()
    ):
        stack.append(_Level(mark, marks[mark]))
    else:
        stack[-1].pieces.append(Piece("text", "’" if apostrophe else mark))


def _abandon(stack: list[_Level]) -> None:
    # what was opened and never closed is text
    level = stack.pop()
    stack[-1].pieces += [Piece("text", "’" if level.opener == "'" else level.opener), *level.pieces]
