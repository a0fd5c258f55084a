"""Lines as paragraphs, and paragraphs in parts of bounded length."""

import re
from collections.abc import Iterable, Iterator

# longer paragraphs are cut before they are looked at
_LONG = 4000

_BROKEN_ADDRESS = re.compile(r"(?:10\.\d{4,9}/|https?://)\S{0,200}[-/._=]$")
_GOES_ON = re.compile(r"^[\w.-]{0,20}\d")


def joined(lines: Iterable[str]) -> str:
    """Lines as one paragraph: words that a hyphen divides and addresses that a line's end breaks are whole again."""
    out: list[str] = []
    for raw in lines:
        line = " ".join(raw.split())
        if not line:
            continue
        last = out[-1] if out else ""
        if last and _BROKEN_ADDRESS.search(last[-240:]) and _GOES_ON.match(line):
            out.append(line)
        elif last and last[-1] in "-‐" and last[-2:-1].isalpha() and line[0].islower():
            # "ran-/domized" and "double-/blind" are told apart by nobody; comparing minds neither
            out[-1] = last[:-1]
            out.append(line)
        else:
            out.append((" " if out else "") + line)
    return "".join(out)


def windows(text: str) -> Iterator[str]:
    """A paragraph in parts of bounded length, cut at spaces."""
    place = 0
    while place < len(text):
        end = place + _LONG
        if end < len(text):
            cut = text.rfind(" ", place + _LONG // 2, end)
            end = cut if cut > 0 else end
        yield text[place:end]
        place = end
