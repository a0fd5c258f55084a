"""What overlays did to a dataset: which were left out and why, and which fields of which records they changed."""

from typing import Literal

import msgspec

from hairtx.faults import Problem
from hairtx.model import Edition, Kind

# how many problems of an overlay are looked for
MOST_PROBLEMS = 100


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What one overlay did to one record: it ``added`` it, or ``changed`` these ``fields`` of a known one."""

    kind: Kind
    id: str
    overlay: str
    path: str
    how: Literal["added", "changed"]
    fields: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """An overlay that was asked for. One with ``problems`` was left out whole; ``more`` were found and not kept."""

    name: str
    path: str
    problems: tuple[Problem, ...] = ()
    more: int = 0

    @property
    def count(self) -> str:
        """How many problems it has, in words."""
        number = len(self.problems) + self.more
        return f"{number} problem{'' if number == 1 else 's'}{' or more' if number == MOST_PROBLEMS else ''}"


class OverlaidEdition(Edition, frozen=True, kw_only=True):
    """The edition of a dataset with overlays: which were asked for, and every record that they touched."""

    overlays: tuple[Report, ...]
    changes: tuple[Change, ...] = ()

    @property
    def used(self) -> list[str]:
        """The names of the overlays that were right and so are part of every answer."""
        return [report.name for report in self.overlays if not report.problems]
