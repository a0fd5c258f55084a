"""Which studies may be cited."""

from builders import study
from hairtx.citation.selection import citable
from hairtx.model import Notice


def test_disputed_and_unverified_studies_are_never_silently_cited_or_left_out() -> None:
    studies = [study("a"), study("b", status="disputed"), study("c", status="unverified")]
    kept, messages = citable(studies)
    assert [one.id for one in kept] == ["a"]
    assert messages == [
        "left out as disputed: b (--include-disputed cites them)",
        "left out as unverified: c (--include-disputed cites them)",
    ]
    kept, messages = citable(studies, include_disputed=True)
    assert [one.id for one in kept] == ["a", "b", "c"]
    assert messages[0] == "disputed, so check before you cite: b"


def test_a_retracted_work_is_cited_and_said_to_be_retracted() -> None:
    withdrawn = study("a", notices=(Notice(kind="retraction", url="https://example.org/notice"),))
    assert citable([withdrawn]) == ([withdrawn], ["retracted: a"])
    assert citable([study("b")])[1] == []
