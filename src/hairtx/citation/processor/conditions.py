"""The conditions of ``cs:if`` and ``cs:else-if`` (CSL 1.0.2, "Choose")."""

from collections.abc import Iterator

from hairtx.citation.processor.cite import Cite
from hairtx.citation.processor.dates import when
from hairtx.citation.processor.initials import people
from hairtx.citation.processor.numbers import is_numeric
from hairtx.citation.processor.sheet import Node

_DATES = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})


def holds(cite: Cite, node: Node) -> bool:
    """Whether a condition holds: all of its tests, any of them, or none, as ``match`` says."""
    results = _tests(cite, node)
    match = node.at.get("match", "all")
    if match == "any":
        return any(results)
    if match == "none":
        return not any(results)
    return all(results)


def _tests(cite: Cite, node: Node) -> Iterator[bool]:
    at = node.at
    if "type" in at:
        # an item has one type and stands in one place: lists of these mean any of them
        yield cite.item.get("type") in at["type"].split()
    for name in at.get("variable", "").split():
        yield _has(cite, name)
    for name in at.get("is-numeric", "").split():
        yield is_numeric(cite.value("page" if name == "page-first" else name))
    for name in at.get("is-uncertain-date", "").split():
        value = when(cite.item.get(name))
        yield value is not None and value.circa
    if "locator" in at:
        # no part of a work is ever cited here
        yield False
    if "position" in at:
        yield cite.area == "citation" and cite.position in at["position"].split()
    if "disambiguate" in at:
        yield cite.disambiguate


def _has(cite: Cite, name: str) -> bool:
    if name == "year-suffix":
        return bool(cite.year_suffix)
    if name == "citation-number":
        return True
    if name in _DATES:
        return when(cite.item.get(name)) is not None
    value = cite.item.get(name)
    if isinstance(value, (list, dict)):
        return bool(people(value))
    return value not in (None, "")
