"""A style and its locale as plain nodes: what citeproc-py makes of the two files, read once.

CSL 1.0.2, "Locale Files" and "cs:locale": the style's own terms come first, then the locale of the dialect,
of its primary language, and en-US.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

# a form that a locale does not have falls back to a longer one (CSL 1.0.2, "Terms")
_LONGER = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}


class Node:
    """An element of a style: ``tag`` without its namespace, attributes ``at``, and elements in it."""

    __slots__ = ("at", "children", "tag")

    def __init__(self, tag: str, at: dict[str, str], children: tuple["Node", ...]) -> None:
        self.tag = tag
        self.at = at
        self.children = children

    def child(self, tag: str) -> "Node | None":
        """The first element in it of this tag."""
        return next((child for child in self.children if child.tag == tag), None)

    def walk(self) -> Iterator["Node"]:
        """It and all elements below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Sheet:
    """A style ready to format: its macros, layouts, options and terms.

    ``terms`` are (name, form) -> (single, multiple); ``ordinals`` the (name, match, gender) of ordinal terms.
    """

    root: Node
    locale: str
    macros: dict[str, Node]
    terms: dict[tuple[str, str], tuple[str, str]]
    genders: dict[str, str]
    ordinals: dict[tuple[str, str], tuple[str, str]]
    dates: dict[str, Node]
    punctuation_in_quote: bool
    day_ordinals_to_day_1: bool
    _options: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def citation(self) -> Node:
        """The ``cs:citation`` element."""
        found = self.root.child("citation")
        if found is None:
            raise ValueError("the style has no citation element")
        return found

    @property
    def bibliography(self) -> Node | None:
        """The ``cs:bibliography`` element; some styles of notes have none."""
        return self.root.child("bibliography")

    def options(self, area: str) -> dict[str, str]:
        """The options that hold in ``citation`` or ``bibliography``: its own over the style's."""
        if area not in self._options:
            node = self.root.child(area)
            self._options[area] = {**self.root.at, **(node.at if node else {})}
        return self._options[area]

    @cached_property
    def prints_year_suffix(self) -> bool:
        """Whether the style says itself where the letter goes that tells two works of a year apart."""
        return any(node.at.get("variable") == "year-suffix" for node in self.root.walk())

    @property
    def quotes(self) -> tuple[str, str, str, str]:
        """The quotation marks: open, close, inner open, inner close."""
        outer = self.term("open-quote") or "“", self.term("close-quote") or "”"
        return *outer, self.term("open-inner-quote") or "‘", self.term("close-inner-quote") or "’"

    def term(self, name: str, form: str = "long", plural: bool = False) -> str | None:
        """A term of the locale in this form or the nearest longer one; None if there is none."""
        while True:
            found = self.terms.get((name, form))
            if found is not None:
                return found[plural]
            if form not in _LONGER:
                return None
            form = _LONGER[form]


def load(path: str, locale: str | None = None) -> Sheet:
    """Read a style's file for a locale (default: the style's own, else en-US).

    Raises ValueError for an unknown locale and for a file that is no style.
    """
    return _load(path, Path(path).stat().st_mtime_ns, locale)


@lru_cache(maxsize=16)
def _load(path: str, _changed: int, locale: str | None) -> Sheet:
    # citeproc-py costs 60 ms to import, which only a command that formats should pay
    from citeproc import LANGUAGE_NAMES, PRIMARY_DIALECTS, CitationStylesStyle

    if locale is not None and locale not in LANGUAGE_NAMES and locale not in PRIMARY_DIALECTS:
        raise ValueError(f"no locale is called '{locale}'; for example en-GB, de-DE, fr-FR")
    try:
        style = CitationStylesStyle(path, validate=False, locale=locale)
    except SyntaxError as error:
        # lxml's syntax errors are Python's
        raise ValueError(f"{path} is not XML: {error.msg}") from error
    except AttributeError as error:
        # XML of another vocabulary lacks what citeproc-py asks of every style
        raise ValueError(f"{path} is not a CSL style") from error
    root = _node(style.root)
    if root.tag != "style" or root.child("citation") is None:
        raise ValueError(f"{path} is not a CSL style")
    terms: dict[tuple[str, str], tuple[str, str]] = {}
    genders: dict[str, str] = {}
    ordinals: dict[tuple[str, str], tuple[str, str]] = {}
    dates: dict[str, Node] = {}
    options: dict[str, str] = {}
    # from the least to the most particular, so that the last one written is the one that holds
    for found in reversed(style.root.locales):
        one = _node(found)
        if found.getparent() is None:
            # the ordinals of a locale's file replace those of the language it falls back to, all of them
            ordinals.clear()
        _read_terms(one, terms, genders, ordinals)
        dates.update({node.at.get("form", ""): node for node in one.children if node.tag == "date"})
        given = one.child("style-options")
        options.update(given.at if given else {})
    return Sheet(
        root=root,
        locale=locale or root.at.get("default-locale", "en-US"),
        macros={node.at["name"]: node for node in root.children if node.tag == "macro"},
        terms=terms,
        genders=genders,
        ordinals=ordinals,
        dates=dates,
        punctuation_in_quote=options.get("punctuation-in-quote") == "true",
        day_ordinals_to_day_1=options.get("limit-day-ordinals-to-day-1") == "true",
    )


def _read_terms(
    locale: Node,
    terms: dict[tuple[str, str], tuple[str, str]],
    genders: dict[str, str],
    ordinals: dict[tuple[str, str], tuple[str, str]],
) -> None:
    nodes = [node for holder in locale.children if holder.tag == "terms" for node in holder.children]
    for node in nodes:
        name = node.at.get("name", "")
        single, multiple = node.child("single"), node.child("multiple")
        one = single.at[""] if single else node.at[""]
        many = multiple.at[""] if multiple else one
        if name.startswith("ordinal"):
            ordinals[name, node.at.get("gender-form", "")] = (one, node.at.get("match", ""))
        elif "gender-form" not in node.at:
            terms[name, node.at.get("form", "long")] = (one, many)
            if "gender" in node.at:
                genders[name] = node.at["gender"]


def _node(element: Any) -> Node:
    children = tuple(_node(child) for child in element.iterchildren() if isinstance(child.tag, str))
    at = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    tag = element.tag.rpartition("}")[2]
    if tag in ("term", "single", "multiple"):
        # the text of an element, which only terms have, goes with its attributes under the empty name
        at[""] = element.text or "" if not children else ""
    return Node(tag, at, children)
