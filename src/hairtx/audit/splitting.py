"""Text to references: numbered and unnumbered lists, wrapped or not, and what running text mentions.

A *piece* is an entry of a list of references or a paragraph of running text. Which of them a paragraph is
follows from its marker, from the heading above it and from its own shape.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hairtx.audit.lines import joined
from hairtx.audit.shapes import begins_with_authors, has_year, is_reference, places

# letters of an entry in which another one is looked for
_LONG = 4000

_HEADING = re.compile(
    r"^[\W\d_]{0,12}(?:references?(?:\s(?:list|cited|and notes))?|bibliography|works\scited|literature(?:\scited)?|"
    r"reference\slist|cited\sliterature|sources|citations|further\sreading|footnotes|endnotes|notes|"
    r"literaturverzeichnis|literatur|r[ée]f[ée]rences|bibliographie|bibliograf[ií]a|referencias)[\W_]{0,6}$",
    re.I,
)
_OTHER_HEADING = re.compile(
    r"^(?:#{1,6}\s.{1,120}|[\W\d_]{0,8}(?:appendix|acknowledge?ments?|supplement\w*|abstract|introduction|methods?|"
    r"results|discussion|conclusions?|funding|conflicts?\sof\sinterest|tables?|figures?|about\sthe\sauthors?)\b.{0,60})$",
    re.I,
)
_BULLET = re.compile(r"^\s{0,12}[-*+•‣◦–]\s+")
_MARKER = re.compile(
    r"^\s{0,12}(?:\[\^?(?P<key>[\w:.-]{1,40})\]:?|\((?P<round>\d{1,4})\)|(?P<dot>\d{1,4})[.)](?=\s)|"
    r"(?P<bare>\d{1,4})(?=[ \t]{1,8}[^\W\d_a-z])|(?P<sup>[⁰¹²³⁴-⁹]{1,4}))\s*(?=\S)"
)
# an entry that is an identifier alone; run into the one before, its number would be held against that
_NUMBERED = re.compile(r"(?:https?://|doi\b|pmid\b|pmcid\b|www\.)", re.I)
_INLINE = re.compile(r"(?:(?<=\s)|^)(?:\[(\d{1,4})\]|(\d{1,4})\.)\s(?=[^\W\d_a-z])")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


_SENTENCE = re.compile(r"[.\d/]\s+(?=[^\W\d_a-z])")


class Piece(NamedTuple):
    """A reference (``entry``) or a paragraph of running text: its number or key, text, and first line from 1."""

    id: str
    text: str
    entry: bool
    line: int


class _Line(NamedTuple):
    number: int
    text: str


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a text in their order; entries without a number of their own have an empty id."""
    listing = running = False
    turn = _Turn()
    for block in _blocks(text):
        lines = list(block)
        while lines and (heading := _heading(lines[0].text)) is not None:
            listing, turn, running = heading, _Turn(), False
            lines = lines[1:]
        if not lines:
            continue
        groups, turn = _groups(lines, turn)
        marked = [group for group in groups if group.marked is not None]
        likely = sum(is_reference(joined(line.text for line in group.lines)) for group in marked)
        # a list whose other entries are references is one of references
        running = bool(marked) and (likely * 2 >= len(marked) if len(marked) > 1 else running or likely > 0)
        for group in groups:
            yield from _made(group, listing or (running and group.marked is not None), many=len(groups) > 1)


class _Turn(NamedTuple):
    """Which number begins the next entry of the list that is being read, and by what kind of marker."""

    number: int | None = None
    kind: str = ""


class _Group(NamedTuple):
    """Lines under one marker; ``marked`` is None where no marker stands before them."""

    id: str
    lines: tuple[_Line, ...]
    marked: str | None


def _blocks(text: str) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for number, line in enumerate(text.splitlines(), 1):
        if block and len(line) < 60 and _HEADING.match(line.strip().strip("*_ ")):
            # a heading that no empty line sets apart, as in the text of a PDF
            yield block
            block = []
        if line.strip():
            block.append(_Line(number, line.expandtabs(4) if "\t" in line[:40] else line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _heading(line: str) -> bool | None:
    """True for a heading of references, False for another one, None for what is no heading."""
    plain = line.strip().strip("*_ ")
    if len(plain) > 140:
        return None
    if _HEADING.match(plain):
        return True
    return False if _OTHER_HEADING.match(plain) and not is_reference(plain) else None


def _groups(lines: Sequence[_Line], turn: _Turn) -> tuple[list[_Group], _Turn]:
    """The lines by their markers. A number begins an entry only in its turn: wrapped lines begin with numbers too."""
    out: list[_Group] = []
    current: list[_Line] = []
    id_, marked = "", None
    for line in lines:
        ended = not current or _complete(current[-1].text)
        found = _marked(line.text, turn, ended)
        if found is None:
            current.append(line)
            continue
        if current:
            out.append(_Group(id_, tuple(current), marked))
        id_, marked, rest = found
        if id_.isdecimal():
            turn = _Turn(int(id_) + 1, marked)
        current = [_Line(line.number, rest)]
    if current:
        out.append(_Group(id_, tuple(current), marked))
    return out, turn


def _marked(line: str, turn: _Turn, ended: bool) -> tuple[str, str, str] | None:
    """The id, the kind of marker and the rest of a line that begins an entry.

    ``ended`` tells whether the line before it can be the last of an entry.
    """
    bullet = _BULLET.match(line[:60])
    rest = line[bullet.end() :] if bullet else line
    plain = ("", "bullet", rest) if bullet else None
    found = _MARKER.match(rest[:80])
    if found is None or found.lastgroup is None:
        return plain
    kind, value = found.lastgroup, found[found.lastgroup].translate(_SUPERSCRIPT)
    body = rest[found.end() :]
    if kind == "key":
        # [text](address) is a link of Markdown, [x] a box to tick
        if body.startswith("(") or not any(char.isdigit() for char in value):
            return plain
        if not value.isdecimal():
            return value, kind, body
    number = int(value)
    # a list's own number, and the same typed besides
    body = re.sub(rf"^[\[(]?{number}[.)\]]*\s+(?=\S)", "", body)
    if turn.number is not None and kind == turn.kind and -1 <= number - turn.number <= 2:
        in_turn = _opens(body) or body[:1].isdigit() or bool(_NUMBERED.match(body))
    else:
        # a list may begin with any number at the head of a paragraph, and inside of one with 1 alone
        in_turn = (
            ended
            and _opens(body)
            and number < 1000
            and (number == 1 or (kind != "bare" and turn.number is None))
        )
    return (str(number), kind, body) if in_turn or bullet else None


def _opens(body: str) -> bool:
    """Whether an entry can begin so: with a letter that is not small, or a quotation mark."""
    return bool(re.match(r"[*_]{0,3}[^\W\d_a-z]|[\"“‘'«\[(*_<]", body)) and not re.match(r"\(?\d", body)


def _made(group: _Group, listing: bool, *, many: bool) -> Iterator[Piece]:
    whole = joined(line.text for line in group.lines)
    first = group.lines[0].number
    if group.marked is not None:
        if listing or is_reference(whole) or (many and _short_reference(whole)):
            yield from _run_together(Piece(group.id, whole, True, first))
        else:
            yield Piece(group.id, whole, False, first)
        return
    entries = _unnumbered(group.lines, listing)
    if entries is None:
        yield Piece("", whole, False, first)
        return
    for lines in entries:
        yield from _run_together(
            Piece("", joined(line.text for line in lines), True, lines[0].number), listing=listing
        )


def _short_reference(text: str) -> bool:
    return len(text) < 600 and ("10." in text or "PMID" in text or "http" in text)


def _unnumbered(lines: Sequence[_Line], listing: bool) -> list[list[_Line]] | None:
    """The entries of a paragraph without markers, or None if it is running text."""
    whole = joined(line.text for line in lines)
    alone = [is_reference(line.text.strip()) for line in lines]
    one = is_reference(whole)
    if len(lines) == 1:
        return [list(lines)] if listing or one else None
    indents = [len(line.text) - len(line.text.lstrip()) for line in lines]
    if not listing and not one and sum(alone) < len(lines) * 0.6 and not begins_with_authors(whole):
        return None
    if min(indents) < max(indents) and indents[0] == min(indents):
        starts = [indent == indents[0] for indent in indents]
    elif max(len(line.text) for line in lines) > 140 and (listing or sum(alone) >= len(lines) * 0.6):
        # nobody wraps at that width: a line is an entry
        starts = [True] * len(lines)
    else:
        starts = [False] * len(lines)
        dated = has_year(lines[0].text)
        for at in range(1, len(lines)):
            text = lines[at].text.strip()
            begins = begins_with_authors(text) or (alone[at] and alone[at - 1])
            # authors go on over lines, but no entry ends before it has given its year
            if begins and dated and _complete(lines[at - 1].text):
                starts[at], dated = True, False
            dated = dated or has_year(text)
    entries: list[list[_Line]] = []
    for line, start in zip(lines, starts, strict=True):
        if start or not entries:
            entries.append([line])
        else:
            entries[-1].append(line)
    if listing:
        return entries
    fits = [is_reference(joined(line.text for line in entry)) for entry in entries]
    return entries if sum(fits) * 2 > len(fits) else None


def _complete(line: str) -> bool:
    """Whether a reference may end with this line."""
    plain = line.rstrip()
    return bool(plain) and (
        plain[-1] in ".])" or plain[-1].isdigit() or "10." in plain[-60:] or "http" in plain
    )


def _run_together(piece: Piece, *, listing: bool = True) -> Iterator[Piece]:
    """The entries of a list that lost its line ends: "1. … 2. … 3. …" in one piece."""
    expected = int(piece.id) + 1 if piece.id.isdecimal() else 1
    cuts: list[tuple[int, int, str]] = []
    for found in _INLINE.finditer(piece.text) if listing else ():
        if int(found[1] or found[2]) == expected and (found.start() > 40 or expected == 1):
            cuts.append((found.start(), found.end(), str(expected)))
            expected += 1
    if not cuts:
        yield from _by_authors(piece) if not piece.id else [piece]
        return
    parts = [
        (begin, piece.text[end:following].strip(), id_)
        for (begin, end, id_), (following, _, _) in zip(
            cuts, [*cuts[1:], (len(piece.text), 0, "")], strict=True
        )
    ]
    lead = piece.text[: cuts[0][0]].strip()
    if not all(is_reference(text) for _, text, _ in parts) or (lead and not is_reference(lead)):
        yield piece
        return
    if lead:
        yield piece._replace(text=lead)
    for _, text, id_ in parts:
        yield Piece(id_, text, True, piece.line)


def _by_authors(piece: Piece) -> Iterator[Piece]:
    """The references of an entry without a number, cut where a whole one ends and another's authors begin."""
    text, begin = piece.text, 0
    for found in _SENTENCE.finditer(text, 0, _LONG):
        rest = text[found.end() :]
        first = text[begin : found.end()]
        whole = ("10." in first or bool(places(first))) and is_reference(first)
        if whole and begins_with_authors(rest) and is_reference(rest):
            yield piece._replace(text=text[begin : found.end()].strip())
            begin = found.end()
    yield piece._replace(text=text[begin:])
