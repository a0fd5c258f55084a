"""What every rule uses: all records in turn, and a problem in one of them."""

from collections.abc import Iterator
from typing import Any

from hairtx.dataset import Dataset
from hairtx.faults import Problem
from hairtx.folder import FILES
from hairtx.model import Kind


def problem(kind: Kind, record: str, field: str, message: str) -> Problem:
    """A problem in a field of a record; lines are not looked for."""
    return Problem(FILES[kind], None, record, field, message)


def records(dataset: Dataset) -> Iterator[tuple[Kind, Any]]:
    """Every record of the dataset with its kind."""
    for kind in FILES:
        for record in dataset.of(kind).values():
            yield kind, record
