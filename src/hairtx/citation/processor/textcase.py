"""Letter case (CSL 1.0.2, "Text-case"), on the text of a field with its markup still in it.

Words are what stands between spaces, marks, brackets, quotes and tags. What a tag sets apart ("nocase", sub-
and superscript, small capitals) keeps its case, and so does every word that has a capital already.
"""

import re
from collections.abc import Callable

# articles, conjunctions and prepositions, which a title in title case leaves small (the reference processor's
# list is longer than the one printed in the specification)
_STOP_WORDS = frozenset({
    "a", "about", "above", "across", "afore", "after", "against", "al", "along", "alongside", "amid",
    "amidst", "among", "amongst", "an", "and", "apropos", "apud", "around", "as", "aside", "astride",
    "at", "athwart", "atop", "barring", "before", "behind", "below", "beneath", "beside", "besides",
    "between", "beyond", "but", "by", "c", "ca", "circa", "d'", "de", "despite", "down", "during", "et",
    "except", "for", "from", "given", "in", "inside", "into", "lest", "like", "modulo", "near", "next",
    "nor", "notwithstanding", "of", "off", "on", "onto", "or", "out", "over", "per", "plus", "pro", "qua",
    "sans", "since", "so", "than", "the", "through", "throughout", "thruout", "till", "to", "toward",
    "towards", "under", "underneath", "until", "unto", "up", "upon", "v", "van", "versus", "via",
    "vis-à-vis", "von", "vs", "with", "within", "without", "yet",
})  # fmt: skip
_SPLIT = re.compile(
    r"""(‘|’|“|”|[ ]"|[ ]'|"|'|[-–—/.,;?!:\[\]()]|<span\ style="font-variant:\ ?small-caps;?">"""
    r"""|<span\ class="no(?:case|decor)">|</span>|</?(?:i|sc|b|sub|sup)>)"""
)
_KEEPS = re.compile(r"<(span|sc|sub|sup)\b")
# an opening quote -> what may open inside of it, what closes it
_QUOTES = {' "': (" '", '"'), " '": (' "', "'"), "‘": ("‘", "’"), "“": ("“", "”")}
_SPACES = re.compile("([\u00a0\u0020\u2000-\u200b\u205f\u3000]+)")
_GREEK_LETTER = re.compile(r"[\u0370-\u03ff]")


def cased(text: str, case: str, english: bool = True) -> str:
    """``text`` in a case of CSL; title case is for English alone and leaves other languages as they are."""
    if case == "title":
        return _title(text) if english else text
    if case == "lowercase":
        return _words(text, str.lower)
    if case == "uppercase":
        return _words(text, str.upper)
    if case == "capitalize-all":
        return _words(text, lambda word: _capital(word) if word == word.lower() else word)
    first = True

    def change(word: str) -> str:
        nonlocal first
        if not first:
            return word.lower() if case == "sentence" else word
        first = False
        return _capital(word) if case == "sentence" or word == word.lower() else word

    return _words(text, change)


def _parts(text: str) -> list[str]:
    """Text and what stands between it, in turn; an apostrophe goes with the text after it."""
    parts = _SPLIT.split(text)
    for index in range(1, len(parts), 2):
        if parts[index] == "'" and parts[index + 1]:
            parts[index], parts[index + 1] = "", "'" + parts[index + 1]
    return parts


def _capital(word: str) -> str:
    # a Greek letter on its own is a symbol (α, β), not a word
    return word if _GREEK_LETTER.fullmatch(word) else word[:1].upper() + word[1:]


def _words(text: str, change: Callable[[str], str]) -> str:
    out: list[str] = []
    kept: list[str] = []
    for index, part in enumerate(_parts(text)):
        if index % 2:
            _follow(part, kept)
            out.append(part)
        elif kept:
            # what keeps its case counts as the first word all the same
            if part.strip():
                change("")
            out.append(part)
        else:
            out.append("".join(change(word) if word.strip() else word for word in _SPACES.split(part)))
    return "".join(out)


def _follow(tag: str, kept: list[str]) -> None:
    opening = _KEEPS.match(tag)
    if opening:
        kept.append(f"</{opening[1]}>")
    elif kept and tag == kept[-1]:
        kept.pop()


def _title(text: str) -> str:
    parts = _parts(text)
    original = list(parts)
    kept: list[str] = []
    quotes = _Quotes()
    first, after_mark = True, False
    last: tuple[int, int] | None = None
    for index in range(0, len(parts), 2):
        tag = parts[index - 1] if index else ""
        if tag:
            _follow(tag, kept)
            after_mark = after_mark or tag[-1] in "!?:"
        if parts[index].strip() and kept:
            first, after_mark, last = False, False, None
        elif parts[index].strip():
            split = _SPACES.split(parts[index])
            hyphen = index == 0 and parts[1:2] == ["-"]
            for place, word in enumerate(split):
                if not word.strip():
                    continue
                final = hyphen and place == len(split) - 1
                wanted = (len(word) > 1 and word.lower() not in _STOP_WORDS) or final or first or after_mark
                if wanted and word == word.lower():
                    split[place] = _capital(word)
                first, after_mark, last = False, False, (index, place)
            parts[index] = "".join(split)
        # what follows an apostrophe, or a quote that nothing closes, keeps its first letter
        back = quotes.meet(tag, index)
        if back is not None:
            parts[back] = original[back][:1] + parts[back][1:]
            last = None
    for back in quotes.left_open():
        parts[back] = original[back][:1] + parts[back][1:]
    if last:
        split = _SPACES.split(parts[last[0]])
        word = split[last[1]]
        # the last word is never left small
        if len(word) > 1 and word.lower() in _STOP_WORDS:
            split[last[1]] = _capital(word)
        parts[last[0]] = "".join(split)
    return "".join(parts)


class _Quotes:
    """Which quotes are open, and after which of them a word was wrongly given a capital."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str, int | None]] = []

    def meet(self, tag: str, index: int) -> int | None:
        """Take a mark before the part at ``index``; the part that must get its first letter back, or None."""
        if tag in _QUOTES:
            inside, closer = _QUOTES[tag]
            if not self._open or tag == self._open[-1][0]:
                self._open.append((inside, closer, index))
                return None
            before = self._open.pop()
            self._open.append((inside, closer, None))
            return before[2]
        if tag not in ("'", "’", '"', "”"):
            return None
        if self._open and tag == self._open[-1][1]:
            self._open.pop()
            return None
        return index

    def left_open(self) -> list[int]:
        """The parts after quotes that nothing has closed."""
        return [index for _, _, index in self._open if index is not None]
