"""Lists of names (CSL 1.0.2, "Names", "Name", "Et-al", "Name-part Order", "Substitute")."""

from collections.abc import Callable, Iterable
from typing import Any

from hairtx.citation.csl import is_partial
from hairtx.citation.processor.cite import NOTHING, Cite, Out
from hairtx.citation.processor.initials import Name, initials, name_of, people, script
from hairtx.citation.processor.markup import pieces_of
from hairtx.citation.processor.pieces import NAMES, Pieces, affix, empty, join
from hairtx.citation.processor.sheet import Node
from hairtx.citation.processor.style import dressed, styled, without_periods
from hairtx.citation.processor.textcase import cased

_PLAIN = Node("name", {}, ())
# what these options of cs:name are called where they are inherited from
_INHERITED = {"form": "name-form", "delimiter": "name-delimiter"}

Render = Callable[[Cite, Node], Out]
Flatten = Callable[[Cite, tuple[Node, ...]], Iterable[Node]]


def names(cite: Cite, node: Node, render: Render, flatten: Flatten, like: Node | None = None) -> Out:
    """A ``cs:names``; ``like`` is the one whose name, et-al and label it takes where it has none itself.

    ``render`` prints another element and ``flatten`` looks through ``cs:choose``, for what stands in for names.
    """
    listed: list[Pieces] = []
    count = 0
    variables = node.at.get("variable", "").split()
    shared = _shared(cite, variables)
    for variable in variables[:1] if shared else variables:
        values = [] if variable in cite.suppressed else people(cite.item.get(variable))
        if not values:
            continue
        one = _List(cite, node if node.child("name") or like is None else like, values)
        if one.form == "count":
            count += one.shown_count
            continue
        cite.use(variable)
        holder = node if any(child.tag == "label" for child in node.children) or like is None else like
        listed.append(_labelled(cite, holder, shared or variable, one))
    if count:
        return Out([*affix(str(count))], True, True)
    if listed:
        holder = node if "delimiter" in node.at or like is None else like
        delimiter = holder.at.get("delimiter", cite.options.get("names-delimiter", ""))
        return Out(dressed(node, join(listed, delimiter)), True, True)
    substitute = node.child("substitute")
    return _substituted(cite, node, substitute, render, flatten) if substitute else NOTHING


def _shared(cite: Cite, variables: list[str]) -> str | None:
    # editors who also translated are named once, under a term for both
    if sorted(variables) != ["editor", "translator"] or not cite.item.get("editor"):
        return None
    same = cite.item.get("editor") == cite.item.get("translator")
    return "editortranslator" if same and cite.sheet.term("editortranslator") else None


def _substituted(cite: Cite, node: Node, substitute: Node, render: Render, flatten: Flatten) -> Out:
    for child in flatten(cite, substitute.children):
        outer, cite.used = cite.used, set()
        out = names(cite, child, render, flatten, node) if child.tag == "names" else render(cite, child)
        used, cite.used = cite.used, outer
        if not empty(out.pieces):
            # what stands in for the names is not printed a second time
            cite.suppressed |= used
            for variable in used:
                cite.use(variable)
            return Out(dressed(node, out.pieces), True, True)
    return NOTHING


def _labelled(cite: Cite, node: Node, variable: str, listed: "_List") -> Pieces:
    pieces = listed.pieces()
    if not cite.head and not cite.sorting:
        cite.head = (variable, *listed.names[: listed.shown_count])
        pieces = [NAMES, *pieces, NAMES]
    tags = [child.tag for child in node.children]
    label = node.child("label")
    if label is None or empty(pieces) or cite.sorting:
        return pieces
    plural = {"always": True, "never": False}.get(label.at.get("plural", ""), listed.total > 1)
    text = cite.sheet.term(variable, label.at.get("form", "long"), plural)
    if not text:
        return pieces
    shown = pieces_of(text, cite.sheet.quotes)
    if "text-case" in label.at:
        shown = pieces_of(cased(text, label.at["text-case"]), cite.sheet.quotes)
    if label.at.get("strip-periods") == "true":
        shown = without_periods(shown)
    shown = dressed(label, shown)
    before = "name" in tags and tags.index("label") < tags.index("name")
    return [*shown, *pieces] if before else [*pieces, *shown]


class _List:
    """One list of names on its way to paper."""

    def __init__(self, cite: Cite, node: Node, values: list[Any]) -> None:
        self.cite = cite
        self.node = node.child("name") or _PLAIN
        self.et_al = node.child("et-al")
        self.partial = is_partial([value for value in values if isinstance(value, dict)])
        self.names = [name_of(value) for value in (values[:-1] if self.partial else values)]
        self.form = self._option("form") or "long"
        self.total = len(self.names) + self.partial
        self.parts = {part.at.get("name"): part for part in self.node.children if part.tag == "name-part"}
        least, first = self._number("et-al-min"), self._number("et-al-use-first") or 1
        self.cut = bool(least) and self.total >= least
        # what tells works apart is added to the first list alone
        self.leads = not cite.head
        keep = max(first, cite.names if self.leads else 0)
        self.shown_count = min(keep, len(self.names)) if self.cut else len(self.names)
        self.use_last = self._option("et-al-use-last") == "true" and not self.partial

    def _option(self, name: str) -> str | None:
        own = None if name in self.cite.limits else self.node.at.get(name)
        return own if own is not None else self.cite.options.get(_INHERITED.get(name, name))

    def _number(self, name: str) -> int:
        text = self._option(name) or ""
        return int(text) if text.isdecimal() else 0

    def pieces(self) -> Pieces:
        """The list as it is printed, without its label."""
        delimiter = self._option("delimiter")
        delimiter = ", " if delimiter is None else delimiter
        cut = self.cut and self.shown_count < len(self.names)
        if cut and self.use_last:
            # names that are left out stand for at least two, or all would be printed
            shown = self.names[: self.shown_count]
            parts = [self._whole(name, index) for index, name in enumerate(shown)]
            last = self._whole(self.names[-1], len(self.names) - 1)
            if self.cite.sorting or self.shown_count + 1 >= len(self.names):
                return join([*parts, last], delimiter)
            return [*join(parts, delimiter), *affix(delimiter), *affix("… "), *last]
        parts = [self._whole(name, index) for index, name in enumerate(self.names[: self.shown_count])]
        if cut or self.partial:
            return self._with_et_al(parts, delimiter)
        return self._with_and(parts, delimiter)

    def _with_et_al(self, parts: list[Pieces], delimiter: str) -> Pieces:
        if self.cite.sorting:
            return join(parts, delimiter)
        at = self.et_al.at if self.et_al else {}
        text = self.cite.sheet.term(at.get("term", "et-al")) or ""
        et_al = pieces_of(text, self.cite.sheet.quotes)
        if self.et_al:
            et_al = dressed(self.et_al, et_al)
        if not parts:
            return et_al
        before = self._precedes("delimiter-precedes-et-al", len(parts) > 1, len(parts) - 1)
        joint = delimiter if before else " "
        return [*join(parts, delimiter), *(affix(joint) if text else []), *et_al]

    def _with_and(self, parts: list[Pieces], delimiter: str) -> Pieces:
        form = self._option("and")
        if not form or len(parts) < 2 or self.cite.sorting:
            return join(parts, delimiter)
        term = self.cite.sheet.term("and", "symbol") if form == "symbol" else self.cite.sheet.term("and")
        word = "&" if form == "symbol" and term == self.cite.sheet.term("and") else term or "and"
        before = self._precedes("delimiter-precedes-last", len(parts) > 2, len(parts) - 2)
        if self.names[len(parts) - 1].literal:
            # before a group's name the option of cs:name itself does not count, that of the style does
            when = self.cite.options.get("delimiter-precedes-last", "contextual")
            before = {"always": True, "never": False}.get(when, len(parts) > 2)
        joint = (delimiter if before else "").rstrip() + f" {word} "
        return [*join(parts[:-1], delimiter), *affix(joint), *parts[-1]]

    def _precedes(self, option: str, contextual: bool, before: int) -> bool:
        when = self._option(option) or "contextual"
        if when == "after-inverted-name":
            return self._inverted(before) and not self.names[before].literal
        return {"always": True, "never": False}.get(when, contextual)

    def _inverted(self, index: int) -> bool:
        order = self._option("name-as-sort-order")
        return order == "all" or (order == "first" and index == 0)

    def _part(self, name: str, text: str) -> Pieces:
        part = self.parts.get(name)
        if part is None or not text:
            return pieces_of(text, self.cite.sheet.quotes)
        if "text-case" in part.at:
            text = cased(text, part.at["text-case"], self.cite.english)
        return styled(part, pieces_of(text, self.cite.sheet.quotes))

    def _around(self, name: str, pieces: Pieces) -> Pieces:
        part = self.parts.get(name)
        if part is None or empty(pieces):
            return pieces
        return [*affix(part.at.get("prefix")), *pieces, *affix(part.at.get("suffix"))]

    def _given(self, name: Name, level: int) -> str:
        mark = self._option("initialize-with")
        if mark is None or not name.family or level == 2 or self._twin(name):
            return name.given
        hyphen = self.cite.options.get("initialize-with-hyphen") != "false"
        shorten = self._option("initialize") != "false"
        return initials(name.given, mark, hyphen=hyphen, shorten=shorten)

    def _twin(self, name: Name) -> bool:
        # two names of one work that differ in the full given name alone are both given in full
        at = self.cite.sheet.citation.at
        if self.cite.sorting or self.form == "short" or at.get("disambiguate-add-givenname") != "true":
            return False
        if at.get("givenname-disambiguation-rule", "by-cite") != "by-cite":
            return False
        bare = initials(name.given, "")
        return any(
            other.family == name.family
            and other.given.replace(".", "") != name.given.replace(".", "")
            and initials(other.given, "") == bare
            for other in self.names[: self.shown_count]
        )

    def _whole(self, name: Name, index: int) -> Pieces:
        # affixes and formats of cs:name are those of every person's name, not of the list
        pieces = self._name(name, index)
        return pieces if name.literal else dressed(self.node, pieces)

    def _name(self, name: Name, index: int) -> Pieces:
        if name.literal:
            return self._part("family", name.literal)
        family, particle = self._part("family", name.family), self._part("family", name.particle)
        level = self.cite.givens.get(index, 0) if self.leads else 0
        if self.form == "short" and not level:
            whole = self._beside(particle, family, name.particle)
            if self.cite.sorting:
                whole = self._key(family, particle, [], [], [])
            elif self._inverted(index) and self._demoted():
                whole = join([family, particle], self._separator())
            if script(name, "") == 0:
                whole = [*particle, *family]
            return self._around("family", whole)
        given = self._part("given", self._given(name, level))
        dropping = self._part("given", name.dropping)
        suffix = pieces_of(self._suffix(name), self.cite.sheet.quotes)
        writing = script(name, str(self.cite.item.get("language") or ""))
        if writing == 0:
            return [*particle, *family, *given]
        if writing == 1:
            return join([join([particle, family], self._space), given], " ")
        if self.cite.sorting:
            return self._key(family, particle, dropping, given, suffix)
        if self._inverted(index):
            if self._demoted():
                first = self._around("family", family)
                second = join([given, dropping, particle], " ")
            else:
                first = self._around("family", self._beside(particle, family, name.particle))
                second = join([given, dropping], " ")
            return join([first, self._around("given", second), suffix], self._separator())
        if name.dropping[-1:] in ("'", "’", "ʼ", "-") and name.dropping[:-1] != "de" and not name.particle:
            family, dropping = [*dropping, *family], []
        second = join([dropping, self._beside(particle, family, name.particle)], self._space)
        second = join([second, suffix], ", " if name.comma_suffix else " ")
        return join([self._around("given", given), self._around("family", second)], " ")

    def _key(
        self, family: Pieces, particle: Pieces, dropping: Pieces, given: Pieces, suffix: Pieces
    ) -> Pieces:
        # here every part is a word of its own, and a demoted particle counts last
        never = self.cite.options.get("demote-non-dropping-particle") == "never"
        parts = [particle, family, dropping, given] if never else [family, given, dropping, particle]
        return join([*parts, suffix], " ")

    def _suffix(self, name: Name) -> str:
        mark = self._option("initialize-with")
        if mark is None or not name.suffix:
            return name.suffix
        return initials(name.suffix, mark, shorten=False)

    def _demoted(self) -> bool:
        return self.cite.options.get("demote-non-dropping-particle", "display-and-sort") == "display-and-sort"

    def _separator(self) -> str:
        separator = self._option("sort-separator")
        return ", " if separator is None else separator

    def _beside(self, particle: Pieces, family: Pieces, text: str) -> Pieces:
        # a particle that ends in an apostrophe or hyphen is written onto the name: "d’Ovidio", "al-Ghazali"
        if text[-1:] in ("'", "’", "-"):
            return [*particle, *family]
        return join([particle, family], self._space)

    @property
    def _space(self) -> str:
        # French, Russian and Czech keep a particle and its name on one line
        return "\u00a0" if self.cite.sheet.locale[:2] in ("fr", "ru", "cs") else " "
