"""A study as a CSL-JSON item."""

import pytest

from builders import study
from hairtx.citation.csl import author, in_order, is_partial, item, unseen_fields, unseen_note
from hairtx.model import Provenance, Seen

PAGE = "https://example.org/page"


def provenance(*unseen: str, status: str = "partial") -> Provenance:
    return Provenance(
        status=status,  # type: ignore[arg-type]
        checked="2026-11",
        seen=(Seen(page=PAGE, kind="primary"),),
        unseen=unseen,
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tak, Young Jin", {"family": "Tak", "given": "Young Jin"}),
        ("English, Joseph C., III", {"family": "English", "given": "Joseph C.", "suffix": "III"}),
        ("Kim,", {"family": "Kim"}),
        ("US Food and Drug Administration", {"literal": "US Food and Drug Administration"}),
        (
            "de la Cruz, María",
            {"family": "Cruz", "given": "María", "non-dropping-particle": "de la"},
        ),
        ("d’Ovidio, Roberto", {"family": "Ovidio", "given": "Roberto", "non-dropping-particle": "d’"}),
        ("Del Marmol, Veronique", {"family": "Del Marmol", "given": "Veronique"}),
        ("Vega Diez, David", {"family": "Vega Diez", "given": "David"}),
    ],
)
def test_authors_as_the_dataset_writes_them(text: str, name: dict[str, str]) -> None:
    assert author(text) == name


def test_every_field_of_a_citation_has_its_csl_name() -> None:
    made = item(
        study(
            "a", title="T", authors=("Kim, J.",), journal="Journal", journal_abbr="J", date="2020-08-14",
            volume="1", issue="2", pages="3-4", doi="10.1/x", pmid="5", pmcid="PMC6", url=PAGE,
        )
    )  # fmt: skip
    assert made == {
        "id": "a", "type": "article-journal", "title": "T", "author": [{"family": "Kim", "given": "J."}],
        "container-title": "Journal", "container-title-short": "J", "issued": {"date-parts": [[2020, 8, 14]]},
        "volume": "1", "issue": "2", "page": "3-4", "DOI": "10.1/x", "PMID": "5", "PMCID": "PMC6", "URL": PAGE,
    }  # fmt: skip


def test_a_web_page_that_was_read_says_when() -> None:
    page = study("a", type="webpage", url=PAGE, provenance=provenance(status="corroborated"))
    assert item(page)["accessed"] == {"date-parts": [[2026, 11]]}
    assert "accessed" not in item(study("a", type="webpage", url="https://example.org/other"))


def test_seen_only_leaves_out_what_nobody_saw() -> None:
    partial = study(
        "a", date="2020-08", volume="1", provenance=provenance("volume", "month", "finding (the figure)")
    )
    assert item(partial)["volume"] == "1"
    seen = item(partial, seen_only=True)
    assert "volume" not in seen
    assert seen["issued"] == {"date-parts": [[2020]]}
    assert "issued" not in item(study("a", date="2020", provenance=provenance("year")), seen_only=True)


def test_a_list_of_authors_that_goes_on_says_so_in_the_item() -> None:
    made = item(study("a", authors=("Kim, J.",), authors_partial=True))
    assert is_partial(made["author"])
    assert made["author"][-1] == {"literal": "et al."}


def test_one_line_names_the_studies_with_unseen_fields() -> None:
    whole, partial = study("a"), study("b", volume="1", provenance=provenance("volume", "funding"))
    assert unseen_note([whole]) is None
    assert unseen_note([whole, partial]) == "1 of 2 have fields that no source was seen for: b (volume)"


def test_authors_that_exist_and_that_nobody_saw_count_as_unseen() -> None:
    assert unseen_fields(study("a", authors=(), authors_partial=True)) == {"authors"}
    assert unseen_fields(study("a", authors=())) == frozenset()


def test_items_in_order_put_what_has_no_key_last() -> None:
    items = [
        {"id": "a", "title": "B", "author": [{"family": "Zhou"}], "issued": {"date-parts": [[2020, 5]]}},
        {"id": "b", "title": "A", "author": [{"literal": "FDA"}], "issued": {"date-parts": [[2020]]}},
        {"id": "c"},
    ]
    assert [one["id"] for one in in_order(items, "author")] == ["b", "a", "c"]
    assert [one["id"] for one in in_order(items, "title")] == ["b", "a", "c"]
    assert [one["id"] for one in in_order(items, "year")] == ["b", "a", "c"]
    assert in_order(items, "given") == items
