"""What a record's own words rest on: the parts that carry sources, and the studies that they name."""

from collections.abc import Iterator
from typing import Any

from hairtx.model import Condition, Prevalence, Scale, Statement, Treatment


def citations(record: Treatment | Condition) -> Iterator[tuple[str, str]]:
    """Every ``(field, study key)`` that a record's statements name, in the order of its fields."""
    for name in record.__struct_fields__:
        value = getattr(record, name)
        for part in value if isinstance(value, tuple) else (value,):
            for key in (*getattr(part, "studies", ()), *getattr(part, "against", ())):
                yield name, key


def sourced_parts(record: Any) -> Iterator[tuple[str, Any]]:
    """The parts of a record that carry text with studies and pages: statements, prevalences, scales."""
    for field in record.__struct_fields__:
        value = getattr(record, field)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Statement | Prevalence | Scale):
                yield field, part
