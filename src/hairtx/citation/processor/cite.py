"""What is known while one item is being printed."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hairtx.citation.processor.pieces import Pieces
from hairtx.citation.processor.sheet import Sheet


class Out(NamedTuple):
    """What an element printed; whether it asked for a variable, whether one had something, whether it had a term."""

    pieces: Pieces
    asked: bool = False
    found: bool = False
    term: bool = False


NOTHING = Out([], asked=True)


_PAGES = re.compile(r"^pp?\.\s*(?=\S)")


@dataclass
class Cite:
    """One item in one place of one style.

    ``area`` is "bibliography" or "citation". ``options`` are the options that hold there. ``sorting`` says
    that a sort key is made, with ``limits`` those options of et-al that are the key's own. ``suppressed``
    are the variables that a substitution has used up; ``used`` notes those being used up. ``names`` (how
    many), ``givens`` (how far each given name), ``year_suffix`` and ``disambiguate`` are what disambiguation
    asked for; ``position`` is the cite's among others of the item. ``head`` holds the names of the first
    list that was printed; ``begun`` says whether anything was.
    """

    sheet: Sheet
    item: dict[str, Any]
    area: str
    number: int = 1
    options: dict[str, str] = field(default_factory=dict)
    sorting: bool = False
    dates_only: bool = False
    suppressed: set[str] = field(default_factory=set)
    used: set[str] | None = None
    year_suffix: str = ""
    disambiguate: bool = False
    names: int = 0
    givens: dict[int, int] = field(default_factory=dict)
    position: str = "first"
    limits: frozenset[str] = frozenset()
    head: tuple[object, ...] = ()
    begun: bool = False

    @property
    def english(self) -> bool:
        """Whether the item's title is in English, as far as is known."""
        language = str(self.item.get("language") or self.sheet.locale)
        # a work of law is cited as its jurisdiction writes it
        return language[:2].lower() == "en" and not self.item.get("jurisdiction")

    def value(self, variable: str, form: str | None = None) -> str:
        """A variable of text as a string, "" if it has nothing or was used up."""
        if variable in self.suppressed:
            return ""
        found = None
        if form == "short" and not variable.endswith("-short"):
            short = {"title": "title-short", "container-title": "container-title-short"}.get(variable)
            found = self.item.get(short) if short else None
            if found is None and variable == "container-title":
                found = self.item.get("journalAbbreviation")
            if found is None and variable == "title":
                found = self.item.get("shortTitle")
        elif variable == "container-title-short":
            found = self.item.get(variable, self.item.get("journalAbbreviation"))
        elif variable == "title-short":
            found = self.item.get(variable, self.item.get("shortTitle"))
        if found is None:
            found = self.item.get(variable)
        text = "" if found is None or isinstance(found, (list, dict)) else str(found).strip()
        # the word for pages is the style's to say
        return _PAGES.sub("", text) if variable == "page" else text

    def use(self, variable: str) -> None:
        """Note that a variable has been printed."""
        self.begun = True
        if self.used is not None:
            self.used.add(variable)
