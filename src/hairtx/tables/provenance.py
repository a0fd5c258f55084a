"""The columns that say how far a study can be trusted: they stand in its own table and travel with its figures."""

from collections.abc import Callable
from typing import Any

from hairtx.model import Provenance, Study
from hairtx.tables.table import Column


def columns(of: Callable[[Any], Study]) -> tuple[Column, ...]:
    """The columns, for rows from which ``of`` gets the study."""

    def seen(row: Any) -> Provenance:
        return of(row).provenance

    return (
        Column("status", "text", "how far the study was seen: corroborated, partial, unverified, or disputed (the "
               "citation could not be found and is taken not to exist)", lambda row: seen(row).status),
        Column("weighs", "boolean", "whether hairtx counts the study: seen, existing and not retracted",
               lambda row: of(row).weighs),
        Column("retracted", "boolean", "whether a notice withdraws the study", lambda row: of(row).retracted),
        Column("checked", "text", "when somebody looked at its sources, YYYY-MM or YYYY-MM-DD",
               lambda row: seen(row).checked),
        Column("second_reading", "text", "when somebody who did not write it read it again; empty where nobody has",
               lambda row: seen(row).second_reading),
        Column("unseen", "list", "the study's fields that no source was seen for", lambda row: seen(row).unseen),
        Column("doubts", "list", "what there is to doubt about the study, its figures or where they were read",
               lambda row: of(row).doubts),
    )  # fmt: skip
