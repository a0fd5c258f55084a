"""The page of a condition."""

from typing import Any

from builders import PAGE, comparison, condition, edition, statement, study, treatment, use
from hairtx.evidence import weigh
from hairtx.model import Code, Prevalence, Scale
from hairtx.page import Bullets, Heading, Page, Span, Table
from hairtx.render.plain import render
from hairtx.views import condition as view


def page(**over: Any) -> Page:
    """The page of male-pattern loss, for which nothing is used."""
    return view.page(condition(**over), (), {}, (study(),), edition())


def text(**over: Any) -> str:
    return render(page(**over))


def test_a_code_that_no_page_was_seen_for_says_so() -> None:
    codes = (
        Code(system="ICD-11", code="ED70.0", label="Male pattern", pages=(PAGE,)),
        Code(system="ICD-10", code="L64.8", unseen=True),
    )
    made = page(codes=codes)
    assert "- ICD-11 ED70.0, Male pattern [1]\n" in render(made)
    assert "- ICD-10 L64.8 (no page seen for this code)\n" in render(made)
    listed = next(block for block in made.blocks if isinstance(block, Bullets))
    assert Span(" (no page seen for this code)", "warn") in listed.items[1]


def test_names_that_are_shared_are_told_apart_from_names_of_its_own() -> None:
    made = text(aliases=("male balding", "MPHL"), ambiguous=("AGA", "pattern hair loss"))
    assert "also: male balding, MPHL\n" in made
    assert "shared names: AGA, pattern hair loss\n" in made


def test_it_says_whether_follicles_are_lost_and_what_bounds_that() -> None:
    assert "scarring: no\n" in text()
    late = statement("Late on, follicles may scar.", "tak2020")
    assert "scarring: no. Late on, follicles may scar. [1]\n" in text(scarring_note=late)
    assert "scarring: yes: lost follicles do not come back\n" in text(scarring=True)


def test_sections_come_in_the_order_in_which_a_reader_needs_them() -> None:
    made = page(
        red_flags=(statement("Pain."),),
        cause=(statement("Androgens."),),
        course=(statement("It goes on."),),
        prevalence=(Prevalence(text="One in two.", population="men", pages=(PAGE,)),),
        scales=(Scale(name="Norwood", text="Seven stages.", studies=("tak2020",)),),
        codes=(Code(system="ICD-11", code="ED70.0"),),
    )
    assert [block.text for block in made.blocks if isinstance(block, Heading)] == [
        "Name of male-pattern",
        "When it needs a doctor",
        "What causes it",
        "What to expect",
        "How common it is",
        "How severity is graded",
        "Codes",
        "References",
    ]
    assert "- One in two. [1]\n" in render(made)
    assert "- Norwood: Seven stages. [2]\n" in render(made)


def test_a_section_without_statements_is_not_there() -> None:
    assert [block.text for block in page().blocks if isinstance(block, Heading)] == ["Name of male-pattern"]


def test_treatments_stand_with_their_status_for_this_condition_and_their_trials() -> None:
    uses = (use(status="approved", where=("US",)), use(status="approved"), use("alopecia-areata"))
    trial = study(comparisons=(comparison("no-significant-difference"),))
    found = weigh("adsc", "male-pattern", (trial,))
    none = weigh("svf", "male-pattern", ())
    made = view.page(
        condition(),
        (treatment(uses=uses), treatment("svf")),
        {"adsc": found, "svf": none},
        (),
        edition(),
    )
    table = next(block for block in made.blocks if isinstance(block, Table))
    assert [[span.text for cell in row.cells for span in cell] for row in table.rows] == [
        ["adsc", "approved", "2", "1 RCT; control: 1 no sig. diff."],
        ["svf", "experimental", "-", "no RCT"],
    ]


def test_the_page_ends_by_saying_that_it_is_no_advice() -> None:
    assert text().endswith("\nhairtx dataset 1, 2026-01-31. A reference, not medical advice.\n")
