"""Telling apart what is cited alike (CSL 1.0.2, "Disambiguation")."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hairtx.citation.processor.entry import cite_of, printed
from hairtx.citation.processor.initials import Name, initials, name_of, people
from hairtx.citation.processor.pieces import text_of
from hairtx.citation.processor.sheet import Sheet

Item = dict[str, Any]


@dataclass
class Apart:
    """What is added to one item so that it is told apart.

    ``names`` is how many of its names are shown (0: as many as the style says), ``givens`` how far a name's
    given name is, by its place: 1 initials, 2 in full.
    """

    names: int = 0
    givens: dict[int, int] = field(default_factory=dict)
    year_suffix: str = ""
    disambiguate: bool = False

    def copy(self) -> "Apart":
        """One that can be changed on its own."""
        return Apart(self.names, dict(self.givens), self.year_suffix, self.disambiguate)


def told_apart(sheet: Sheet, items: Sequence[Item]) -> list[Apart]:
    """What each item needs; ``items`` stand in the order of the bibliography, which letters follow."""
    options = sheet.citation.at
    out = [Apart() for _ in items]
    _share_givens(sheet, items, out)
    wanted = {name for name in options if name.startswith("disambiguate-add") and options[name] == "true"}
    conditional = any(
        "disambiguate" in node.at for node in sheet.root.walk() if node.tag in ("if", "else-if")
    )
    if not wanted and not conditional:
        return out
    by_cite = options.get("givenname-disambiguation-rule", "by-cite") == "by-cite"
    givens = "disambiguate-add-givenname" in wanted and by_cite
    for group in _alike(items, lambda place: _cited(sheet, items[place], out[place])):
        clashes: list[list[int]] = [group]
        if "disambiguate-add-names" in wanted or givens:
            clashes = list(_spread(sheet, items, out, group, "disambiguate-add-names" in wanted, givens))
        for clash in clashes:
            if "disambiguate-add-year-suffix" in wanted:
                for letter, place in enumerate(clash):
                    out[place].year_suffix = _letters(letter)
            elif conditional:
                for place in clash:
                    out[place].disambiguate = True
    return out


def _cited(sheet: Sheet, item: Item, apart: Apart) -> str:
    cite = cite_of(sheet, item, "citation")
    cite.position = "subsequent"
    cite.names, cite.givens, cite.disambiguate = apart.names, apart.givens, apart.disambiguate
    return text_of(printed(cite))


def _alike(items: Sequence[Item], cited: Callable[[int], str]) -> Iterator[list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for place in range(len(items)):
        groups[cited(place)].append(place)
    return (group for group in groups.values() if len(group) > 1)


def _spread(
    sheet: Sheet, items: Sequence[Item], out: list[Apart], group: list[int], add_names: bool, givens: bool
) -> Iterator[list[int]]:
    """Add given names and names, one by one, until the cites differ; give back those that never do.

    As the reference processor does it: the first cite of a list is compared with the others, and what has
    been added for one list stays added for the next, so that a later list may show a name more than it needs.
    """
    # numbers of names are compared as text there, so that 20 comes before 6
    group = sorted(group, key=lambda place: (str(_count(items[place])), str(items[place].get("id"))))
    tried = _Steps(add_names, givens, out[group[0]].copy())
    lists, first = [group], True
    while lists:
        current = lists.pop(0)
        tried.restart(_count(items[current[0]]))
        clashes = 1
        while current:
            most = not first and tried.more()
            first = False
            shown = [_cited(sheet, items[place], tried.base) for place in current]
            alike = [place for place, cite in zip(current, shown, strict=True) if cite == shown[0]]
            apart = [place for place in current if place not in alike]
            before, clashes = clashes, len(alike) - 1
            if not clashes or len(apart) == 1 or clashes < before:
                tried.keep()
            if not clashes:
                out[alike[0]] = tried.kept.copy()
                if len(apart) == 1:
                    out[apart[0]] = tried.kept.copy()
                    apart = []
                current, first = apart, bool(apart)
            elif len(apart) == 1:
                out[apart[0]] = tried.kept.copy()
                current = alike
            elif clashes < before:
                current = alike
                lists.append(apart)
            elif most:
                current = []
                lists += [apart] if apart else []
            if most:
                for place in alike if clashes else ():
                    out[place] = tried.kept.copy()
                if clashes:
                    yield sorted(alike)
                break


class _Steps:
    """What is tried next, and what of it has helped so far."""

    def __init__(self, add_names: bool, givens: bool, start: Apart) -> None:
        self._add_names, self._add_givens = add_names, givens
        self.base, self.kept = start.copy(), start.copy()
        self.base.names = self.base.names or 1
        self._place = self._last = 0

    def restart(self, count: int) -> None:
        """Begin with a list whose shortest cite has ``count`` names; what was tried stays tried."""
        self._place, self._last = 0, count

    def more(self) -> bool:
        """Add a given name's initials, then the whole of it, then a name; whether that was the last."""
        level = self.base.givens.get(self._place, 0)
        if self._add_givens and level < 2:
            self.base.givens[self._place] = level + 1
        elif self._add_names and self._place < self._last:
            self.base.names += 1
            self._place += 1
        elif self._place < self._last:
            self._place += 1
        done_givens = not self._add_givens or self.base.givens.get(self._place, 0) == 2
        return self._place >= self._last and done_givens

    def keep(self) -> None:
        """What was added last has helped."""
        self.kept.names = self.base.names
        if self._place in self.base.givens:
            self.kept.givens[self._place] = self.base.givens[self._place]


def _count(item: Item) -> int:
    return max((len(people(value)) for value in item.values() if isinstance(value, list)), default=1)


def _share_givens(sheet: Sheet, items: Sequence[Item], out: list[Apart]) -> None:
    """By the rules other than "by-cite", people who share a family name are told apart wherever cited."""
    rule = sheet.citation.at.get("givenname-disambiguation-rule", "by-cite")
    if sheet.citation.at.get("disambiguate-add-givenname") != "true" or rule == "by-cite":
        return
    first_only = rule.startswith("primary-name")
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    lists = [[name_of(value) for value in people(item.get("author"))] for item in items]
    for listed in lists:
        for name in listed[:1] if first_only else listed:
            if name.family and name.given:
                known[_family(name)][initials(name.given, "")].add(_bare(name.given))
    for place, listed in enumerate(lists):
        for index, name in enumerate(listed[:1] if first_only else listed):
            alike = known.get(_family(name), {})
            if not name.given:
                continue
            if not rule.endswith("-with-initials") and len(alike.get(initials(name.given, ""), ())) > 1:
                out[place].givens[index] = 2
            elif len(alike) > 1:
                out[place].givens[index] = 1


def _family(name: Name) -> str:
    return f"{name.particle} {name.family}".strip()


def _bare(given: str) -> str:
    return " ".join(given.replace(".", " ").split())


def _letters(number: int) -> str:
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out
