"""Telling apart what is cited alike (CSL 1.0.2, "Disambiguation")."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hairtx.citation.processor.entry import cite_of, printed
from hairtx.citation.processor.initials import Name, initials, name_of
from hairtx.citation.processor.names import people
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
    """Add names and given names one by one until they differ; give back those that never do."""
    most = max(_count(items[place]) for place in group)
    full = Apart(1, dict(out[group[0]].givens))
    kept = {place: out[place].copy() for place in group}
    clashes = [group]
    for index in range(most):
        full.names = index + 1
        steps = [0, 1, 2] if givens else [0]
        for level in steps:
            if level:
                full.givens[index] = level
            still: list[list[int]] = []
            for clash in clashes:
                parts = defaultdict(list)
                for place in clash:
                    parts[_cited(sheet, items[place], full)].append(place)
                if len(parts) > 1:
                    for place in clash:
                        kept[place].names = index + 1
                        if level:
                            kept[place].givens[index] = level
                still += [part for part in parts.values() if len(part) > 1]
            clashes = still
        if not add_names or not clashes:
            break
    for place in group:
        out[place] = kept[place]
    return iter(clashes)


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
