"""Texts made hostile: what people paste, what disks and encodings do to it, and what an attacker would write."""

from collections.abc import Callable, Sequence
from random import Random

# what is known to break readers, terminals, shells and pages; each is put into the midst of good text
TOKENS = (
    "\x00", "\x1b[2J", "\x1b]0;title\x07", "\x1b]8;;https://x\x1b\\", "\x9b31m", "\x07", "\x08", "\x7f", "\x85",
    "\u202e", "\u2066", "\u200b", "\u2028", "\ufeff", "\ud800", "\udcff", "\U000e0041", "\ufffd", "\u0301" * 40,
    "[bold]", "[/]", ":smile:", "<script>", "&#27;", "%s%n", "{0}", "${HOME}", "`id`", "'\"", "\\", "\\N{BULLET}",
    "\\u0000", "\\ud800", "\\U00110000", "\r", "\r\n", "\n", "\t", "\n\n", "\x0b", "\x0c",
    "{", "}", "[", "]", "[[", "]]", "(", ")", "\"", '"""', "'''", "=", ",", "#", "@", "~", "--", "-", "*", ":",
    "{" * 400, "[" * 400, "(" * 400, "\\textit{" * 200, "{\\\"" * 100, " and " * 200, "a." * 300 + " = 1\n",
    "9" * 5000, "²", "٣", "-٣", "\u0661\u0662", '[[""]]', '[[" "]]',
    "-1", "0", "1e999", "nan", "-inf", "0x1F", "1_000", "2020-13-45", "9999999-01-01", "true", "null",
    "TY  - JOUR\n", "ER  - \n", "PMID- 1\n", "@article{x,\n", "\n[study.x]\n", "\n[[study.tak2020.arms]]\n",
    "extend = true\n", "AND", "OR", "NOT", "NEAR(", "name:", "*", "^", "\"unclosed", "ß" * 50, "脱毛", "💇" * 30,
)  # fmt: skip

Mutation = Callable[[Random, str, Sequence[str]], str]


def _token(random: Random, text: str, _: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(TOKENS) + text[at:]


def _replaced(random: Random, text: str, _: Sequence[str]) -> str:
    start, end = _span(random, text)
    return text[:start] + random.choice(TOKENS) + text[end:]


def _cut(random: Random, text: str, _: Sequence[str]) -> str:
    start, end = _span(random, text)
    return text[:start] + text[end:]


def _ended(random: Random, text: str, _: Sequence[str]) -> str:
    return text[: random.randint(0, len(text))]


def _repeated(random: Random, text: str, _: Sequence[str]) -> str:
    start, end = _span(random, text)
    return text[:end] + text[start:end] * random.randint(1, 20) + text[end:]


def _spliced(random: Random, text: str, seeds: Sequence[str]) -> str:
    start, end = _span(random, text)
    other = random.choice(seeds)
    first, last = _span(random, other)
    return text[:start] + other[first:last] + text[end:]


def _flipped(random: Random, text: str, _: Sequence[str]) -> str:
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _again in range(random.randint(1, 4)):
        if data:
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    # what was not UTF-8 any more comes in as Python brings it in from arguments and file names
    return data.decode("utf-8", random.choice(["surrogateescape", "replace", "ignore"]))


def _misread(random: Random, text: str, _: Sequence[str]) -> str:
    encoding = random.choice(["utf-16", "latin-1", "cp1252", "utf-7"])
    return text.encode(encoding, "replace").decode("utf-8", "replace")


def _any(random: Random, text: str, _: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    return (
        text[:at]
        + "".join(chr(random.randrange(0x110000)) for _again in range(random.randint(1, 9)))
        + text[at:]
    )


_MUTATIONS: tuple[Mutation, ...] = (
    _token, _token, _replaced, _replaced, _cut, _ended, _repeated, _spliced, _spliced, _flipped, _misread, _any,
)  # fmt: skip

# a mutated text is not let grow beyond this; what is larger has tests of its own
LONGEST = 20_000


def mutated(random: Random, seeds: Sequence[str]) -> str:
    """One of the seeds after one to six mutations."""
    text = random.choice(seeds)
    for _ in range(random.choice([1, 1, 2, 3, 6])):
        text = random.choice(_MUTATIONS)(random, text, seeds)[:LONGEST]
    return text


def _span(random: Random, text: str) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + random.choice([1, 2, 5, 20, 100, 1000]))
