"""The page of a treatment."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest

from builders import (
    PAGE,
    comparison,
    edition,
    notice,
    recommendation,
    regulation,
    statement,
    study,
    treatment,
    use,
)
from hairtx.evidence import weigh
from hairtx.findings import Answers, Difference, Effect, Safety
from hairtx.model import Code, Dispute, Study
from hairtx.page import Block, Bullets, Heading, Page, Paragraph, Table, text_of
from hairtx.render.plain import render
from hairtx.views import treatment as view

MALE = {"male-pattern": "Male-pattern hair loss"}


def page(studies: Sequence[Study] = (), sections: Sequence[str] = (), **over: Any) -> Page:
    """The page of adsc for male-pattern loss, which these studies touch."""
    evidence = [weigh("adsc", "male-pattern", studies)]
    return view.page(treatment(**over), evidence, studies, (study(),), MALE, edition(), sections)


def headings(made: Page) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading)]


def section(made: Page, heading: str) -> list[Block]:
    """The blocks of a section: up to the next heading of its kind."""
    out: list[Block] = []
    inside = False
    for block in made.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            inside = block.text == heading
        elif inside:
            out.append(block)
    return out


def tables(*studies: Study) -> dict[str, Table]:
    """The tables of studies, by the title of their group."""
    blocks = section(page(studies), "What the studies found")
    return {a.text: b for a, b in pairwise(blocks) if isinstance(a, Heading) and isinstance(b, Table)}


def keys(table: Table) -> list[str]:
    return [text_of(row.cells[0]) for row in table.rows]


def column(table: Table, label: str) -> list[str]:
    at = [column.label for column in table.columns].index(label)
    return [text_of(row.cells[at]) for row in table.rows]


def said(made: Page, heading: str) -> list[str]:
    """The lines of a section's paragraphs and lists."""
    out = []
    for block in section(made, heading):
        if isinstance(block, Paragraph):
            out.append(text_of(block.line))
        elif isinstance(block, Bullets):
            out += map(text_of, block.items)
    return out


# the studies


def test_studies_come_newest_first_and_the_larger_first_of_a_year() -> None:
    found = tables(
        study("older", date="2019"),
        study("small", date="2022", n=10),
        study("large", date="2022-01", n=90),
        study("undated"),
        study("newest", date="2024"),
    )
    assert keys(found["Randomised trials"]) == ["newest", "large", "small", "older", "undated"]


def test_studies_that_weigh_nothing_come_after_all_that_do_however_new() -> None:
    found = tables(
        study("unverified", status="unverified", date="2026"),
        study("old", date="1999"),
        study("retracted", date="2025", notices=(notice("retraction"),)),
        study("new", date="2020"),
    )
    assert keys(found["Randomised trials"]) == ["new", "old", "unverified", "retracted"]


def test_a_retracted_or_unverified_study_says_so_where_others_tell_their_result() -> None:
    favours = (comparison("favours-treatment"),)
    found = tables(
        study("good", date="2020", comparisons=favours),
        study("gone", date="2019", comparisons=favours, notices=(notice("retraction"),)),
        study("unseen", date="2018", status="unverified", comparisons=favours),
    )["Randomised trials"]
    assert column(found, "between groups") == ["favours it", "retracted", "unverified"]


def test_each_study_stands_with_design_size_length_and_its_finding_below() -> None:
    table = tables(study(n=52, weeks=16, blinding="double", finding="Density rose."))["Randomised trials"]
    assert column(table, "design") == ["RCT, double-blind"]
    assert column(table, "n") == ["52"]
    assert column(table, "weeks") == ["16"]
    assert text_of(table.rows[0].detail) == "Density rose. [1]"


def test_a_column_that_no_study_fills_is_left_out() -> None:
    table = tables(study(design="meta-analysis", n=500))["Reviews that pool or collect studies"]
    assert [column.label for column in table.columns] == ["study", "design", "n"]


def test_studies_are_grouped_by_what_their_design_can_show() -> None:
    found = tables(
        study("series", design="case-series"),
        study("cohort", design="cohort"),
        study("review", design="systematic-review"),
        study("split", design="split-scalp-rct"),
    )
    assert [(title, *keys(table)) for title, table in found.items()] == [
        ("Randomised trials", "split"),
        ("Reviews that pool or collect studies", "review"),
        ("Other controlled studies", "cohort"),
        ("Studies without a control group", "series"),
    ]


@pytest.mark.parametrize(
    ("others", "lead"),
    [
        (1, "1 more record speaks of it (laboratory work, guidelines, "),
        (2, "2 more records speak of it (laboratory work, guidelines, "),
    ],
)
def test_records_that_the_groups_do_not_show_are_counted_with_the_command_that_lists_them(
    others: int, lead: str
) -> None:
    made = page([study(), *(study(f"mouse{n}", design="animal") for n in range(others))])
    (more,) = said(made, "What the studies found")
    assert more.startswith(lead)
    assert more.endswith(": hairtx studies --treatment adsc")


def test_trials_beyond_twenty_are_counted_as_trials_and_not_as_lesser_records() -> None:
    trials = [study(f"t{year}", date=str(year)) for year in range(2000, 2023)]
    made = page(trials)
    table = next(block for block in section(made, "What the studies found") if isinstance(block, Table))
    assert keys(table) == [f"t{year}" for year in range(2022, 2002, -1)]
    (more,) = said(made, "What the studies found")
    assert more.startswith("3 more; shown are those behind its figures, ")


def test_an_old_trial_against_placebo_is_kept_before_new_ones_that_tell_nothing_of_it() -> None:
    silent = [study(f"t{year}", date=str(year)) for year in range(2000, 2023)]
    pivotal = study("pivotal", date="1987", comparisons=(comparison("favours-treatment"),))
    made = page([*silent, pivotal])
    table = next(block for block in section(made, "What the studies found") if isinstance(block, Table))
    assert keys(table) == [*(f"t{year}" for year in range(2022, 2003, -1)), "pivotal"]


def test_the_study_behind_the_figure_is_shown_however_old() -> None:
    reviews = [study(f"r{year}", design="meta-analysis", date=str(year)) for year in range(2000, 2012)]
    figure = Effect(
        study="r2000", row=0, measure="hair-density", wording="hair density", outcome="difference",
        kind="mean-difference", estimate=9.0,
    )  # fmt: skip
    answer = Answers(
        treatment="adsc", condition="male-pattern", safety=Safety(),
        difference=Difference(effect=figure, against="control", design="meta-analysis", first_hand=True),
    )  # fmt: skip
    made = view.page(
        treatment(), [weigh("adsc", "male-pattern", reviews)], reviews, (study(),), MALE, edition(), ("trials",),
        [answer],
    )  # fmt: skip
    table = next(block for block in section(made, "What the studies found") if isinstance(block, Table))
    assert keys(table) == [*(f"r{year}" for year in range(2011, 2004, -1)), "r2000"]


def test_where_all_records_are_shown_none_are_counted_as_more() -> None:
    assert said(page([study()]), "What the studies found") == []


def test_a_disputed_citation_is_no_study_and_no_further_record() -> None:
    fake = study("fake2019", status="disputed", date="2019", dispute=Dispute(reason="No such article."))
    made = page([study(), fake])
    table = next(block for block in section(made, "What the studies found") if isinstance(block, Table))
    assert keys(table) == ["tak2020"]
    assert said(made, "What the studies found") == []


def test_a_disputed_citation_is_quoted_with_its_identifiers_and_why_it_counts_for_nothing() -> None:
    fake = study(
        "fake2019", status="disputed", date="2019", journal="Hair", volume="9", doi="10.1/x",
        dispute=Dispute(reason="No such article."),
    )  # fmt: skip
    intro, quoted = said(page([fake]), "Quoted elsewhere, not found")
    assert "could not be found and count for nothing" in intro
    assert quoted == "fake2019: Tak. 2019. Title of fake2019. Hair 9. doi 10.1/x. No such article."
    assert "Quoted elsewhere, not found" not in headings(page([study()]))


def test_a_disputed_citation_that_lacks_a_field_is_quoted_without_it() -> None:
    fake = study("fake", status="disputed", authors=(), dispute=Dispute(reason="No such article."))
    assert (
        said(page([fake]), "Quoted elsewhere, not found")[1] == "fake: n.d. Title of fake. No such article."
    )


# the other sections


def test_what_a_regulator_said_on_anothers_page_is_marked_as_reported() -> None:
    rows = (regulation(year=2019), regulation(body="EMA", jurisdiction="EU", reported=True))
    assert said(page(regulation=rows), "Regulation") == [
        "US, FDA, 2019: Not approved. [2]",
        "EU, EMA: Not approved. (as reported by another's page) [2]",
    ]


def test_each_use_stands_with_its_status_and_its_evidence() -> None:
    uses = (use(status="approved", where=("US",)), use(status="off-label", where=("EU",)), use("other"))
    trial = study(n=52, comparisons=(comparison("no-significant-difference"),))
    assert said(page([trial], uses=uses), "Used for, and how well studied") == [
        "Male-pattern hair loss: approved (US), off-label (EU)",
        "Level 2 (randomised trial). 1 randomised trial (52 people). Against placebo, vehicle, sham or no "
        "treatment: 1 found no significant difference.",
        "other: experimental",
    ]


def test_records_left_out_are_counted_in_the_evidence() -> None:
    made = page([study(), study("unseen", status="unverified")])
    assert said(made, "Used for, and how well studied")[1].endswith(
        " 1 record left out: unverified or retracted."
    )


def test_names_and_brands_stand_below_the_title() -> None:
    made = render(page(aliases=("fat stem cells", "ADSC"), brands=("Celltx",)))
    assert made.startswith(
        "Name of adsc\nid: adsc\nkind: cell therapy\nalso: fat stem cells, ADSC\nbrands: Celltx\n"
    )


def test_a_history_is_told_in_the_order_of_its_years() -> None:
    history = (statement("Later.", year=2012), statement("First.", year=2001))
    (listed,) = section(page(history=history), "History")
    assert isinstance(listed, Bullets)
    assert listed.labels == ("2001", "2012")
    assert [text_of(item) for item in listed.items] == ["First.", "Later."]


def test_guidelines_speak_newest_first_of_this_treatment_and_these_conditions_alone() -> None:
    rows = (
        recommendation("adsc", as_class="cell therapy", strength="against", level="D"),
        recommendation("minoxidil", strength="for"),
        recommendation("adsc", condition="alopecia-areata", strength="for"),
    )
    guidelines = [
        study("old2010", design="guideline", date="2010", recommendations=rows[:1]),
        study("new2020", design="guideline", date="2020", recommendations=rows),
    ]
    assert said(page(guidelines), "What guidelines say") == [
        "new2020, Male-pattern hair loss, as cell therapy: against; D [2]",
        "old2010, Male-pattern hair loss, as cell therapy: against; D [3]",
    ]


PROSE = {
    name: (statement(f"On {name}."),)
    for name in ("summary", "mechanism", "harms", "contraindications", "dosing", "caveats")
}


def test_sections_stand_in_their_order_and_only_where_they_say_something() -> None:
    fake = study("fake", status="disputed", dispute=Dispute(reason="None."))
    guideline = study("guide", design="guideline", recommendations=(recommendation("adsc"),))
    whole = page(
        [study(), fake, guideline],
        regulation=(regulation(),),
        history=(statement("First.", year=2001),),
        codes=(Code(system="ATC", code="D11AX10"),),
        **PROSE,
    )
    title, *rest = headings(whole)
    assert title == "Name of adsc"
    assert [heading for heading in rest if heading != "Randomised trials"] == list(view.SECTIONS.values())
    assert headings(page()) == ["Name of adsc", "Used for, and how well studied", "Bottom line", "References"]


def test_a_picked_section_brings_the_references_that_it_marks_and_no_others() -> None:
    made = page(sections=("regulation",), regulation=(regulation(),))
    assert headings(made) == ["Name of adsc", "Regulation", "References"]
    assert said(made, "References") == [PAGE]


def test_references_alone_are_those_of_the_whole_page() -> None:
    alone = page(sections=("references",), regulation=(regulation(),))
    assert headings(alone) == ["Name of adsc", "References"]
    assert said(alone, "References") == said(page(regulation=(regulation(),)), "References")
    assert len(said(alone, "References")) == 2


def test_the_page_ends_by_saying_that_it_is_no_advice() -> None:
    assert page().footer == "hairtx dataset 1, 2026-01-31. A reference, not medical advice."
