"""The page of a study."""

from typing import Any

import pytest

from builders import PAGE, arm, comparison, edition, notice, outcome, provenance, recommendation, study
from hairtx.model import Conflict, Dispute, Seen, Study
from hairtx.page import Bullets, Facts, Heading, Page, Paragraph, Table, text_of
from hairtx.render.plain import render
from hairtx.views import study as view

NAMES = {
    "adsc": "Fat-derived cells",
    "minoxidil": "Minoxidil",
    "male-pattern": "MPHL",
    "female-pattern": "FPHL",
}


def page(siblings: tuple[str, ...] = (), **over: Any) -> Page:
    """The page of a study with these fields."""
    return view.page(study(**over), NAMES, siblings, edition())


def warnings(**over: Any) -> list[tuple[str, str]]:
    """The paragraphs between the title and the facts, each with the role of its first words."""
    _, *rest = page(**over).blocks
    found = []
    for block in rest:
        if isinstance(block, Facts):
            break
        assert isinstance(block, Paragraph)
        found.append((text_of(block.line), block.line[0].role))
    return found


def facts(**over: Any) -> dict[str, str]:
    """All labelled facts of the page."""
    blocks = page(**over).blocks
    return {name: text_of(said) for block in blocks if isinstance(block, Facts) for name, said in block.rows}


def bullets(heading: str, **over: Any) -> list[str]:
    """The list below a heading."""
    blocks = page(**over).blocks
    start = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text == heading)
    found = next(block for block in blocks[start:] if isinstance(block, Bullets))
    return [text_of(item) for item in found.items]


# what a reader must know first


def test_a_study_in_order_has_no_warning() -> None:
    assert warnings() == []


def test_an_unverified_study_says_before_anything_else_that_nobody_has_seen_it() -> None:
    said = "UNVERIFIED. Nobody has seen this citation whole; it counts for nothing."
    assert warnings(status="unverified") == [(said, "warn")]


def test_a_disputed_study_says_that_it_was_not_found_and_what_comes_nearest() -> None:
    dispute = Dispute(reason="The DOI leads elsewhere.", nearest=("tak2020", "kuka2020"))
    first, second = warnings(status="disputed", dispute=dispute)
    assert first[0].startswith("NOT FOUND. ")
    assert first[0].endswith(" no such work could be found. The DOI leads elsewhere.")
    assert first[1] == "bad"
    assert second[0] == "Real works nearest to it: tak2020, kuka2020"
    assert len(warnings(status="disputed", dispute=Dispute(reason="None."))) == 1


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("retraction", "RETRACTED"),
        ("correction", "Correction"),
        ("expression-of-concern", "Expression of concern"),
    ],
)
def test_a_notice_stands_at_the_top_with_its_date_its_words_and_where_to_read_it(
    kind: str, said: str
) -> None:
    bare = notice(kind)
    assert warnings(notices=(bare,)) == [(f"{said} {PAGE}", "bad")]
    full = notice(kind, date="2021-03", text="Data could not be verified.")
    assert warnings(notices=(full,)) == [(f"{said}, 2021-03: Data could not be verified. {PAGE}", "bad")]


def test_every_notice_is_told_beside_every_other_warning() -> None:
    made = warnings(status="unverified", notices=(notice("correction"), notice("retraction")))
    assert [text.split()[0] for text, _ in made] == ["UNVERIFIED.", "Correction", "RETRACTED"]


@pytest.mark.parametrize(
    "over", [{"notices": (notice("retraction"),)}, {"status": "unverified"}, {"status": "disputed"}], ids=str
)
def test_a_study_that_weighs_nothing_has_no_level(over: Any) -> None:
    assert facts()["design"] == "randomised trial (Oxford level 2)"
    assert facts(**over)["design"] == "randomised trial"


# where it was seen


def test_a_record_that_was_not_read_again_says_not_yet() -> None:
    assert facts()["read again"] == "not yet"


def test_a_record_that_was_read_again_says_when() -> None:
    assert facts(provenance=provenance(second_reading="2026-11-23"))["read again"] == "2026-11-23"


def test_the_record_says_how_far_it_was_seen_and_when_somebody_looked() -> None:
    made = facts(provenance=provenance("corroborated", unseen=("doi", "journal_abbr"), note="Abstract only."))
    assert made["status"] == "corroborated"
    assert made["checked"] == "2026-11-22"
    assert made["unseen"] == "Not seen in a source: doi, journal abbr."
    assert made["note"] == "Abstract only."
    assert "unseen" not in facts()


def test_the_pages_that_it_was_seen_on_stand_with_their_kind() -> None:
    seen = (Seen(page=PAGE, kind="primary"), Seen(page="https://news.example", kind="secondary"))
    assert bullets("Where it was seen", provenance=provenance(seen=seen)) == [
        f"{PAGE} primary",
        "https://news.example secondary",
    ]


# what it is


def test_its_bibliography_is_whole_and_its_identifiers_lead_somewhere() -> None:
    made = page(
        authors=("Tak, Young Jin", "Cells Group,"), authors_partial=True, journal="Stem Cells", volume="9",
        date="2020-05-18", doi="10.1/x", pmid="7", pmcid="PMC9", url=PAGE,
    )  # fmt: skip
    listed = next(block for block in made.blocks if isinstance(block, Facts))
    assert [(name, text_of(said)) for name, said in listed.rows] == [
        ("key", "tak2020"),
        ("authors", "Tak, Young Jin; Cells Group and others"),
        ("source", "Stem Cells 9"),
        ("date", "2020-05-18"),
        ("doi", "10.1/x"),
        ("PMID", "7"),
        ("PMCID", "PMC9"),
        ("page", PAGE),
    ]
    assert [span.link for _, said in listed.rows for span in said if span.link] == [
        "https://doi.org/10.1/x",
        "https://pubmed.ncbi.nlm.nih.gov/7",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC9",
        PAGE,
    ]


def test_authors_of_whom_none_is_known_are_not_others_to_nobody() -> None:
    assert facts(authors=(), authors_partial=True)["authors"] == "not known"


def test_an_undated_work_says_so() -> None:
    assert facts()["date"] == "n.d. (undated)"


def test_how_it_was_done_names_what_is_known_and_nothing_else() -> None:
    made = facts(
        blinding="double", n=1200, analysed=1100, weeks=0, registration=("NCT1", "NCT2"), trial="t1",
        trial_name="STEM", siblings=("tak2021",),
    )  # fmt: skip
    assert made["design"] == "randomised trial, double-blind (Oxford level 2)"
    assert made["people"] == "1,200, 1,100 analysed"
    assert made["weeks"] == "0"
    assert made["treatments"] == "Fat-derived cells"
    assert made["conditions"] == "MPHL"
    assert made["trial"] == "STEM t1"
    assert made["registered"] == "NCT1, NCT2"
    assert made["same trial"] == "tak2021"
    assert not {"people", "weeks", "trial", "registered", "same trial", "funding", "pools"} & set(facts())
    assert facts(analysed=9)["people"] == "not stated, 9 analysed"


# what it found


def test_a_comparison_names_both_sides_what_both_got_and_the_result() -> None:
    row = comparison("no-significant-difference", comparator="other", added_to=("minoxidil",), note="laser")
    assert bullets("What it found", comparisons=(row,)) == [
        "Fat-derived cells v another comparator, both with Minoxidil, MPHL: no significant difference (laser)"
    ]


def test_conditions_with_one_result_stand_together() -> None:
    rows = tuple(comparison(condition=id) for id in ("male-pattern", "female-pattern"))
    assert bullets("What it found", comparisons=rows) == [
        "Fat-derived cells v placebo, MPHL and FPHL: favours it"
    ]


def test_an_arm_says_what_it_got_unless_its_label_says_it() -> None:
    arms = (arm("cells", n=1000, treatments=("adsc",)), arm("placebo", control="placebo"))
    assert bullets("Arms", arms=arms) == ["cells, n = 1,000 (Fat-derived cells)", "placebo"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": 28.1, "unit": "%", "arm": "cells"}, "cells: 28.1 %"),
        (
            {"value": 16.0, "sd": 2.5, "unit": "hairs/cm2", "comparator_value": 3.0, "comparator": "placebo"},
            "16 hairs/cm² (SD 2.5); placebo: 3 hairs/cm²",
        ),
        ({"value": 1.0, "se": 0.5, "value_ci": (0.0, 2.0)}, "1 (SE 0.5) (95 % CI 0 to 2)"),
        (
            {
                "arm": "a", "comparator": "b", "effect": 2.0, "effect_kind": "mean-difference", "unit": "hairs",
                "ci": (1.0, 3.0),
            },
            "a v b; mean difference 2 hairs (95 % CI 1 to 3)",
        ),
        ({"effect": 2.0, "effect_kind": "risk-ratio", "unit": "%"}, "risk ratio 2"),
        ({"n": 1200, "p": "<0.05"}, "n = 1,200; p <0.05"),
        ({"p": "0.03"}, "p = 0.03"),
        ({"p": "not significant"}, "not significant"),
    ],
    ids=str,
)  # fmt: skip
def test_a_figure_reads_as_printed(fields: Any, said: str) -> None:
    assert view.figure(outcome(**fields)) == said


def test_an_outcome_says_below_its_figure_what_kind_it_is() -> None:
    row = outcome(kind="pooled-difference", week=0, value=5.0, k=4, i2=62.5, note="Read off a chart.")
    made = page(outcomes=(row,))
    table = next(block for block in made.blocks if isinstance(block, Table))
    assert [text_of(cell) for cell in table.rows[0].cells] == ["hair density", "0", "5"]
    assert text_of(table.rows[0].detail) == "pooled difference; 4 studies; I² 62.5 %; Read off a chart."


def test_harms_limits_doubts_recommendations_and_conflicts_are_told() -> None:
    made = render(
        page(
            harms="Pain.",
            limits="Small.",
            doubts=("Randomisation is not described.",),
            recommendations=(recommendation("adsc", as_class="cell therapy", level="B"),),
            conflicts=(Conflict(field="journal_abbr", kept="a", other="b"),),
        )
    )
    assert "HARMS\n  Pain.\n" in made
    assert "LIMITS\n  Small.\n" in made
    assert "DOUBTS\n- Randomisation is not described.\n" in made
    assert "- Fat-derived cells (as cell therapy), MPHL: weak; B\n" in made
    assert "- journal abbr: a (kept); another source: b\n" in made


def test_the_title_comes_first_and_the_dataset_last() -> None:
    made: Study = study()
    lines = render(page()).splitlines()
    assert lines[0] == made.title
    assert lines[-1] == "hairtx dataset 1, 2026-01-31."
