"""The bundled dataset ready for comparison, and whole texts judged against it."""

from collections.abc import Callable

import pytest

from hairtx.audit.finding import references
from hairtx.audit.judging import judge
from hairtx.audit.known import Known, cited
from hairtx.audit.reference import Reference
from hairtx.audit.verdict import Verdict


@pytest.fixture(scope="session")
def known(bundled_library) -> Known:
    return Known(cited(study) for study in bundled_library.studies())


@pytest.fixture(scope="session")
def audit(known) -> Callable[[str], list[tuple[Reference, Verdict]]]:
    """``audit(text)``: the references of a text, each with the dataset's verdict."""
    return lambda text: [(found, judge(found, known)) for found in references(text, known)]


@pytest.fixture(scope="session")
def verdict(audit) -> Callable[[str], Verdict]:
    """``verdict(text)``: that of the only reference in a text."""

    def only(text: str) -> Verdict:
        found = audit(text)
        assert len(found) == 1, [reference.text for reference, _ in found]
        return found[0][1]

    return only
