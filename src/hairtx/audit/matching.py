"""One reference beside one work: how its title, authors, year, journal and place fit."""

import difflib
import re
from typing import Literal, NamedTuple

from hairtx.audit.folding import squashed, tokens
from hairtx.audit.known import Known, Work
from hairtx.audit.reference import Reference, places_of, years_of
from hairtx.audit.shapes import begins_with_authors

# "exact": every letter, and the title begins and ends there; "goes-on": every letter of ours in a longer title;
# "main": our title without its end; "close": most words in order
TitleFit = Literal["exact", "goes-on", "main", "close", "none"]
# "no" is a contradiction, "absent" says nothing either way
Fit = Literal["yes", "near", "no", "absent"]

# the share of a title's words, in order, that make another wording of it
_CLOSE = 0.85
# words of a title that is given in part
_TOLD = 6
# the share of a title's words that another wording of it has in common with it
_REPHRASED = 0.75
_NOTICE = re.compile(
    r"\b(?:re|reply|response|responding|comments?|commentary|letter|erratum|corrigendum|correction|corrected|"
    r"retraction|retracted|withdrawn|editorial|discussion)\b[\s:,.]{0,3}"
    r"(?:to|on|for|of|in|regarding|from)?[\W]{0,6}$",
    re.I,
)


class Title(NamedTuple):
    """How a title fits, and the places in the text between which it stands."""

    fit: TitleFit
    start: int = 0
    end: int = 0


class Facts(NamedTuple):
    """How a reference fits a work. ``gives_year`` and ``gives_journal`` are what the text has instead."""

    title: Title
    author: Fit
    year: Fit
    journal: Fit
    place: Fit
    gives_year: str = ""
    gives_journal: str = ""
    # what the reference says otherwise than a field of the record that nobody has seen in a source
    unsure: tuple[str, ...] = ()
    # how its title is worded, where that is not the record's wording and still no other work's title
    worded: str = ""

    @property
    def agreeing(self) -> int:
        """How many of author, year, journal and place are as in the record."""
        return sum(fit == "yes" for fit in (self.author, self.year, self.journal, self.place))

    @property
    def against(self) -> int:
        """How many of author, year and journal contradict the record."""
        return sum(fit == "no" for fit in (self.author, self.year, self.journal))


def compare(reference: Reference, work: Work, known: Known) -> Facts:
    """All facts of a reference beside a work."""
    title = title_fit(reference, work)
    lead = reference.bare[: title.start] if title.fit != "none" else reference.bare
    rest = reference.outside(title.start, title.end) if title.fit != "none" else reference.bare
    year, gives_year = _year(rest, work)
    journal, gives_journal = _journal(reference, title, work, known)
    unsure = []
    # what nobody has seen contradicts nothing
    if year == "no" and work.unseen & {"date", "year"} and not work.disputed:
        unsure.append(f"year {gives_year} here, {work.record.year} in the record")
        year = "absent"
    if journal == "no" and "journal" in work.unseen and not work.disputed:
        unsure.append(f"journal {gives_journal} here, {work.record.journal} in the record")
        journal = "absent"
    author, place = _author(lead, rest, work), _place(rest, work)
    return Facts(title, author, year, journal, place, gives_year, gives_journal, tuple(unsure))


def title_fit(reference: Reference, work: Work) -> Title:
    """Whether, how and where a reference holds a work's title."""
    if whole := _stands(reference, work.squash):
        return whole
    if work.main and (main := _stands(reference, work.main)) and main.fit == "exact":
        return main._replace(fit="main")
    cut = tokens(reference.said_title)
    if (
        len(cut) >= _TOLD
        and work.squash.startswith(squashed(cut))
        and (begun := _stands(reference, squashed(cut)))
    ):
        return begun._replace(fit="main")
    return _close(reference, work)


def _stands(reference: Reference, sought: str) -> Title | None:
    """Where the letters of a title stand from the beginning of a word to the end of one."""
    place = reference.squash.find(sought) if sought else -1
    goes_on: Title | None = None
    while place >= 0:
        first, behind = reference.starts.get(place), reference.starts.get(place + len(sought))
        if first is not None and behind is not None:
            start, end = reference.words[first].start, reference.words[behind - 1].end
            if _begins(reference, start) and _ends(reference, end):
                return Title("exact", start, end)
            goes_on = goes_on or Title("goes-on", start, end)
        place = reference.squash.find(sought, place + 1)
    return goes_on


def _begins(reference: Reference, start: int) -> bool:
    """Whether a title can begin there: not behind "Comment on:", nor in the middle of a sentence of a list."""
    lead = reference.bare[max(0, start - 60) : start]
    if _NOTICE.search(lead):
        return False
    before = lead.rstrip(" \t\"'“”‘’«»*_<>[(|")
    return not reference.entry or not before or not before[-1].isalpha()


def _ends(reference: Reference, end: int) -> bool:
    """Whether a title can end there: what follows neither goes on with it nor begins a subtitle."""
    text = reference.text
    if text[end : end + 1] in ('"', "”", "’", "»"):
        return True
    after = text[end : end + 40].lstrip("*_\"'”’»)]>%+°®™")
    if not after.strip():
        return True
    if re.match(r"\s*[:–—]\s*\w|\s+-\s+\w", after):
        return False
    # a sentence goes on behind a title that it names
    if not reference.entry or re.match(
        r"\s*[.?!,;\[|/<]|\s*\((?:\d|in\s|[^()]{0,30}\b(?:review|19|20))", after
    ):
        return True
    # nothing but a space: the journal or a year may follow, a small letter is the title's
    return bool(re.match(r"\s+(?:[^\W\d_a-z]|\d{4}\b|[\"“])", after)) or bool(re.match(r"\s+in\s", after))


def _close(reference: Reference, work: Work) -> Title:
    """Most of the words in their order, in a stretch hardly longer than the title."""
    said = reference.words
    if len(work.title) < 5 or len(said) < 4:
        return Title("none")
    alike = difflib.SequenceMatcher(None, work.title, [word.text for word in said], autojunk=False)
    blocks = [block for block in alike.get_matching_blocks() if block.size]
    # lone words far from the others belong to something else
    solid = [block for block in blocks if block.size > 1] or blocks
    if not solid:
        return Title("none")
    low, high = min(b.b for b in solid), max(b.b + b.size for b in solid)
    blocks = [block for block in blocks if low - 2 <= block.b < high + 2]
    low, high = min(b.b for b in blocks), max(b.b + b.size for b in blocks)
    if high - low > len(work.title) * 1.4 + 2:
        return Title("none")
    window = said[low:high]
    shared = sum(block.size for block in blocks) / max(len(work.title), high - low)
    if shared < _CLOSE:
        # a word that a line or a typing error broke counts by its letters
        letters = difflib.SequenceMatcher(
            None, work.squash, squashed([word.text for word in window]), autojunk=False
        )
        if letters.quick_ratio() < 0.93 or letters.ratio() < 0.93:
            return Title("none")
    return Title("close", window[0].start, window[-1].end)


def rephrases(title: str, work: Work) -> bool:
    """Whether a title is made mostly of the words of a work's own: a short form of it."""
    said = tokens(title)
    return bool(said) and sum(word in work.title for word in said) >= _REPHRASED * len(said)


def _author(lead: str, rest: str, work: Work) -> Fit:
    families = [family for family in work.families if family]
    if not families:
        return "absent"
    said = tokens(lead[-1500:])
    if _named(families[0], said) or _named(families[0], tokens(rest[:3000])):
        return "yes"
    if any(_named(family, said) for family in families[1:]):
        return "near"
    if not work.disputed and (work.record.authors_partial or "authors" in work.unseen):
        return "absent"
    if not all("," in author for author in work.record.authors):
        # a group's paper is cited by the group or by its writers
        return "absent"
    return "no" if begins_with_authors(lead.strip()) else "absent"


def _named(family: list[str], said: list[str]) -> bool:
    """Whether a family name, or most words of a group's name, stand among these words."""
    if len(family) > 3:
        return sum(word in said for word in family) >= len(family) * 0.6
    name = squashed(family)
    if name in said or (len(name) > 4 and name in squashed(said)):
        return True
    return len(name) > 4 and bool(difflib.get_close_matches(name, said, n=1, cutoff=0.84))


def _year(rest: str, work: Work) -> tuple[Fit, str]:
    ours = work.record.years
    found = years_of(rest)
    if not ours or not found:
        return "absent", ""
    if found & set(ours):
        return "yes", ""
    gives = ", ".join(str(one) for one in sorted(found))
    return ("near" if min(abs(one - year) for one in found for year in ours) == 1 else "no"), gives


def _place(rest: str, work: Work) -> Fit:
    record = work.record
    if not record.volume or not record.pages:
        return "absent"
    sought = record.volume.lower(), re.split(r"[-,]", record.pages)[0].lower()
    found = places_of(rest)
    if sought in found:
        return "yes"
    return "no" if found else "absent"


def _journal(reference: Reference, title: Title, work: Work, known: Known) -> tuple[Fit, str]:
    if not work.journals:
        return "absent", ""
    behind = reference.bare[title.end :] if title.fit != "none" else reference.bare
    before = reference.bare[: title.start] if title.fit != "none" else ""
    forms = [tokens(form) for form in work.journals]
    if any(_has(behind, form) or _has(before, form) for form in forms):
        return "yes", ""
    said = _said_journal(behind) if title.fit in ("exact", "main", "close") and reference.entry else ""
    if not said:
        return "absent", ""
    if any(_abbreviates(tokens(said), form) for form in forms) or _initials(said, forms[0]):
        return "yes", ""
    other = known.journals.get(squashed(tokens(said)))
    return "no", said if other is None or other.casefold() == said.casefold() else f"{said} ({other})"


def _has(text: str, form: list[str]) -> bool:
    """Whether the words of a journal's name stand in a text; a name of one word is that word whole."""
    said = tokens(text[:1500])
    if len(form) == 1:
        return form[0] in said
    sought = squashed(form)
    return sought in squashed(said) or sought.removeprefix("the") in squashed(said)


# what stands between a title and the year, the volume or the end: letters and the signs of a journal's name
_BETWEEN = re.compile(
    r"^[\W_]{0,8}(?:\((?:19|20)\d\d[^()]{0,20}\)[\W_]{1,4})?(?:\[[^\]]{1,40}\][\W_]{0,4})?"
    r"(?P<name>[^\W\d_][^\d\"“”<>{}|]{1,110}?)[\s.,;:(*_]{1,4}"
    r"(?:(?:published online|epub|advance online)[^\d]{0,20})?(?:vol(?:ume)?\.?\s?)?"
    r"(?:\(?(?:19|20)\d\d|\d{1,4}\s?[(:,;]|\d{1,4},|\W*$)",
    re.I,
)


def _said_journal(behind: str) -> str:
    """The journal that a reference names behind its title, where its form leaves no doubt; else ""."""
    found = _BETWEEN.match(re.sub(r"\s{2,}", " ", behind)[:400])
    if not found:
        return ""
    name = re.sub(r"^(?:In|in)[:\s]\s?|\[Internet\]|\(online\)", "", found["name"]).strip(" .,;:*_()")
    name = re.sub(r"\s*\([^()]*$", "", name).strip(" .,;:")
    # sentences, months and publishers are no journal's name
    sentences = ". " in re.sub(r"\b[A-Za-z]{1,12}\.\s", "", name)
    return "" if len(name.split()) > 14 or sentences or _NO_JOURNAL.search(name) else name


_NO_JOURNAL = re.compile(
    r"\b(?:epub|accessed|cited|retrieved|published|available|doi|press|eds?|conference|thesis|report)\b"
    r"|^(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}$",
    re.I,
)


def is_journal(text: str, work: Work, known: Known) -> bool:
    """Whether a part of a reference is the work's journal, or one that the dataset knows, and no title."""
    folded = tokens(text)
    return squashed(folded) in known.journals or any(
        _abbreviates(folded, tokens(form)) for form in work.journals
    )


def _abbreviates(short: list[str], full: list[str]) -> bool:
    """Whether each word begins one of the name's words, in their order, or the other way round."""
    weak = {"the", "of", "and", "for", "in", "de", "der", "la", "a", "on", "official", "journal's"}
    one, two = [w for w in short if w not in weak], [w for w in full if w not in weak]
    if not one or not two:
        return False
    if len(one) > len(two):
        one, two = two, one
    place, missed = 0, 0
    for word in one:
        while place < len(two) and not (two[place].startswith(word) or word.startswith(two[place])):
            place, missed = place + 1, missed + 1
        if place == len(two):
            return False
        place += 1
    # a name of one word must not be taken for the beginning of a longer one
    return len(one) * 2 >= len(two)


def _initials(said: str, form: list[str]) -> bool:
    """Whether it is the name's initials: JAAD, NEJM."""
    letters = re.sub(r"[^A-Za-z]", "", said)
    heads = "".join(word[0] for word in form if word not in ("the", "of", "and", "for", "in"))
    return 3 <= len(letters) <= 6 and letters.isupper() and letters.casefold() == heads.casefold()
