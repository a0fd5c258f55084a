"""A draft: the fields of a study that are known, where they come from, and what may help with the rest."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from hairtx.model import Notice, Study
from hairtx.names import fold


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a work.

    ``fields`` are those of ``model.Study`` with values in its form. ``pages`` are the addresses at which they were
    read; without any nobody has seen them. ``hints`` are remarks for the person who completes it, by field.
    ``design`` is a suggestion and no field: a person decides.
    """

    asked: str
    fields: Mapping[str, Any]
    pages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    hints: Mapping[str, str] = {}
    design: str | None = None


class Journals:
    """The dataset's journals, so that a draft writes each as the other records do."""

    def __init__(self, studies: Iterable[Study]) -> None:
        self._names: dict[str, tuple[str, str | None]] = {}
        for study in studies:
            for form in (study.journal, study.journal_abbr):
                if form and study.journal:
                    self._names.setdefault(fold(form), (study.journal, study.journal_abbr))

    def named(self, journal: str | None, abbreviation: str | None) -> tuple[str | None, str | None]:
        """The house's name and abbreviation of a journal; those given where it is a new one."""
        for form in (journal, abbreviation):
            if form and (known := self._names.get(fold(form))):
                return known
        short = abbreviation.replace(".", "") if abbreviation else None
        return journal or short, short if journal else None
