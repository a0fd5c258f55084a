"""When two ways of writing a bibliographic field mean the same. Every rule is symmetric unless it says otherwise.

Case, punctuation, accents, kinds of dashes, markup and Greek letters written out never matter. What does not
count as the same is a difference, however small: a person decides whether it matters.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence

_LETTERS = {
    "&": " and ", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "λ": "lambda",
    "μ": "mu", "µ": "mu", "π": "pi", "σ": "sigma", "τ": "tau", "χ": "chi", "ω": "omega", "æ": "ae", "œ": "oe",
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)
_WITHDRAWN = re.compile(r"^\W*(?:retracted|withdrawn|removed)(?:\s+article)?\s*[:\]-]+\s*", re.IGNORECASE)
# where a subtitle begins
_SUBTITLE = re.compile(r"\s*[:.?!]\s+|\s+[-–—]+\s+|\s*—\s*")
# a title cut at its subtitle says enough only if it is not a word or two
_TELLING = 20
_LIKE = 0.75
_PARTICLES = frozenset(
    {
        "van", "von", "der", "den", "de", "da", "di", "du", "del", "della", "dos", "das", "la", "le", "el", "al",
        "bin", "ibn", "ten", "ter", "zu", "af",
    }
)  # fmt: skip
_SMALL = frozenset(
    {"the", "of", "and", "for", "in", "on", "a", "an", "de", "la", "le", "les", "der", "die", "das", "und", "et"}
)  # fmt: skip


def letters(text: str) -> str:
    """The letters and digits of a text alone, plain and in lower case."""
    return "".join(words(text))


def words(text: str) -> list[str]:
    """The words of a text, plain and in lower case."""
    # markup that a record may hold; the brackets go, what they hold stays
    text = re.sub(r"</?[A-Za-z][^<>]{0,100}>", "", text).casefold().translate(_TABLE)
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_TABLE)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "".join(char if char.isalnum() else " " for char in plain).split()


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one: also where one of them leaves the subtitle out, or marks a withdrawal."""
    one, other = (_WITHDRAWN.sub("", title) for title in (one, other))
    first, second = letters(one), letters(other)
    if not first or not second:
        return False
    if first == second:
        return True
    shorter, longer = (one, other) if len(first) < len(second) else (other, one)
    main = letters(shorter)
    return len(main) >= _TELLING and any(
        letters(longer[: found.start()]) == main for found in _SUBTITLE.finditer(longer)
    )


def like_title(one: str, other: str) -> bool:
    """Whether two titles are near enough to be one title written or printed differently."""
    if same_title(one, other):
        return True
    first, second = (sorted(words(_WITHDRAWN.sub("", title)[:1000])) for title in (one, other))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= _LIKE


def same_person(one: str, other: str) -> bool:
    """Whether "Family, Given" and "Family, G" may be one person: the same family name, given names that agree."""
    (family, given), (other_family, other_given) = _parts(one), _parts(other)
    if not family or family != other_family:
        return False
    if letters("".join(given)).startswith(start := letters("".join(other_given))) or start.startswith(
        letters("".join(given))
    ):
        return True
    return any(
        all(a.startswith(b) or b.startswith(a) for a, b in zip(mine, yours, strict=False))
        for mine in _readings(given)
        for yours in _readings(other_given)
    )


def _parts(name: str) -> tuple[str, list[str]]:
    family, _, rest = name.partition(",")
    given = re.split(r"[\s.‐-]+", rest.partition(",")[0].strip())
    # "Zuuren, Esther van" is "van Zuuren, Esther"
    while len(given) > 1 and given[-1].casefold() in _PARTICLES:
        given.pop()
    kept = [word for word in words(family) if word not in _PARTICLES]
    return "".join(kept) or letters(family), [part for part in given if letters(part)]


def _readings(given: Sequence[str]) -> list[list[str]]:
    """Given names with runs of capitals taken for initials ("JY" for "Jin-Young"), with and without particles."""
    readings = []
    for parts in (given, [part for part in given if part not in _PARTICLES]):
        single = [one for part in parts for one in (part if part.isupper() and len(part) <= 5 else [part])]
        readings.append([plain for part in single if (plain := letters(part))])
    return readings


def same_authors(ours: Sequence[str], theirs: Sequence[str], *, partial: bool = False) -> bool:
    """Whether a record's authors are ours, in order; with ``partial`` ours may be some of them.

    Groups are compared only where both sides name some: services disagree on whether a group is an author.
    """
    # some publishers deposit a group as a family name without a given one
    named = {letters(name) for name in (*ours, *theirs) if "," not in name}
    people, others = (
        [name for name in names if "," in name and letters(name) not in named] for names in (ours, theirs)
    )
    groups, other_groups = (
        [letters(name) for name in names if "," not in name or letters(name) in named]
        for names in (ours, theirs)
    )
    if groups and other_groups and not all(any(a in b or b in a for b in other_groups) for a in groups):
        return False
    if not people or not others:
        # a group on one side and its members on the other say nothing of each other
        return bool(groups and other_groups) and not people and not others
    if partial:
        rest = iter(others)
        return all(any(same_person(name, other) for other in rest) for name in people)
    return len(people) == len(others) and all(map(same_person, people, others))


def same_journal(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether any name of ours, full or abbreviated, is any of theirs or an abbreviation of it."""
    others = [_journal(name) for name in theirs]
    return any(_one_journal(_journal(name), other) for name in ours for other in others)


def _journal(name: str) -> list[str]:
    """The telling words of a journal's name, without its place in brackets and the society behind its colon."""
    bare = re.sub(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]", "", name)
    head = re.split(r"\s+:\s+|:\s|\s=\s", bare)[0]
    found = words(head) or words(name)
    return [word for word in found if word not in _SMALL] or found


def _one_journal(one: list[str], other: list[str]) -> bool:
    if not one or not other:
        return False
    if "".join(one) == "".join(other):
        return True
    return len(one) == len(other) and len(one) > 1 and all(map(_short_of, one, other))


def _short_of(one: str, other: str) -> bool:
    """Whether one word abbreviates the other: the same first letter, and its letters in the other's order."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    rest = iter(long)
    return short[0] == long[0] and len(short) < len(long) and all(char in rest for char in short)


def same_number(one: str, other: str) -> bool:
    """Whether two volumes or issues are one: "Suppl. 1" and "S1", "3-4" and "3/4", "08" and "8"."""
    return _number(one) == _number(other) != ""


def _number(text: str) -> str:
    text = re.sub(r"[–—‐−/]", "-", unicodedata.normalize("NFKC", text).casefold())
    text = re.sub(r"\b(?:supplement|suppl|supp)\b\.?|\bsup\b\.?", "s", text)
    text = re.sub(r"\b(?:volume|vol|issue|number|no|part|pt|pt)\b\.?", "", text)
    text = re.sub(r"[^a-z0-9-]", "", text)
    return re.sub(r"(?<!\d)0+(?=\d)", "", text).strip("-")


def same_pages(ours: str, theirs: str) -> bool:
    """Whether two ways of writing pages agree: "839-49" and "839–849"; not symmetric.

    A service that gives the first page alone agrees with our range; of several ranges the first counts.
    """
    mine, yours = page_range(ours), page_range(theirs)
    if not mine or not yours:
        return False
    return mine == yours or ("-" not in yours and mine.partition("-")[0] == yours)


def page_range(text: str) -> str:
    """The first range of pages in lower case, written out: "S12-8" is "s12-s18"."""
    return re.sub(r"[^a-z0-9-]", "", written_out(re.split(r"[,;]", text)[0]).casefold()).strip("-")


def written_out(pages: str) -> str:
    """One range of pages in full, with an ordinary hyphen: "839–49" is "839-849"; what is no range stays."""
    text = unicodedata.normalize("NFKC", pages)
    text = re.sub(r"\s+|^[Pp]+\.", "", re.sub(r"[–—‐−‑]+|--+", "-", text))
    found = re.fullmatch(r"([A-Za-z]*)([0-9]+)([a-z]*)-([A-Za-z]*)([0-9]+)([a-z]*)", text)
    if not found:
        return text
    before, start, after, other, end, tail = found.groups()
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    first, last = f"{before}{start}{after}", f"{other or before}{end}{tail}"
    return first if first.casefold() == last.casefold() else f"{first}-{last}"


def same_year(ours: str, theirs: Iterable[str]) -> bool:
    """Whether the year of our date is that of any of theirs: the issue may be of the year after the paper online."""
    return any(date[:4] == ours[:4] for date in theirs)


def same_date(ours: str, theirs: Iterable[str]) -> bool:
    """Whether one of their dates says all that ours says."""
    return any(date.startswith(ours) for date in theirs)


def same_identifier(one: str, other: str) -> bool:
    """Whether two DOIs, PMIDs or PMCIDs are one."""
    return one.strip().casefold() == other.strip().casefold()
