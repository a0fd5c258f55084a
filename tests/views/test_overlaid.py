"""The marks of overlays on a finished answer, whatever screen it came from."""

from typing import Any

import pytest

from builders import edition, study, term
from hairtx.changes import Change, OverlaidEdition, Report
from hairtx.output import Answer
from hairtx.page import (
    Bullets,
    Column,
    Facts,
    Heading,
    Page,
    Paragraph,
    Row,
    Span,
    Table,
    line,
    muted,
    strong,
    text_of,
)
from hairtx.views.overlaid import marked, page

MARK = " (overlay: mine)"


def change(id: str, kind: Any = "study", **over: Any) -> Change:
    return Change(**{"kind": kind, "id": id, "overlay": "mine", "path": "/mine.toml", "how": "added", **over})


def overlaid(*changes: Change, **over: Any) -> OverlaidEdition:
    own = {name: getattr(edition(), name) for name in edition().__struct_fields__}
    return OverlaidEdition(
        **own, **{"overlays": (Report(name="mine", path="/mine.toml"),), "changes": changes, **over}
    )


def lines(made: Page) -> list[str]:
    out = []
    for block in made.blocks:
        if isinstance(block, Paragraph):
            out.append(text_of(block.line))
        elif isinstance(block, Bullets):
            out += map(text_of, block.items)
        elif isinstance(block, Facts):
            out += [text_of(value) for _, value in block.rows]
        elif isinstance(block, Table):
            out += ["|".join([*map(text_of, row.cells), text_of(row.detail)]) for row in block.rows]
        else:
            out.append(block.text)
    return out


def test_what_a_page_is_about_is_told_below_its_title_one_line_for_each_overlay() -> None:
    made = page(
        Page((Heading("Title", 1), Paragraph(line("text")))),
        overlaid(
            change("a"),
            change("a", overlay="lab", path="/lab", how="changed", fields=("bottom_line", "harms")),
        ),
        ("study", "a"),
    )
    assert lines(made) == [
        "Title",
        "Not in the bundled dataset: added by the overlay mine (/mine.toml).",
        "Changed by the overlay lab (/lab): bottom line, harms.",
        "text",
    ]


def test_an_id_that_stands_alone_in_a_line_is_marked_and_a_word_of_prose_is_not() -> None:
    made = page(
        Page(
            (
                Bullets((line("On a: ", strong("a"), muted(" a"), " a"),), ("-",)),
                Facts((("id", line(strong("b"))),)),
            )
        ),
        overlaid(change("a")),
    )
    assert lines(made) == [f"On a: a{MARK} a{MARK} a", "b"]


def test_a_row_is_marked_in_its_last_lasting_column_and_never_in_its_id() -> None:
    columns = Column("id"), Column("status"), Column("name", optional=True)
    rows = Row((line("a"), line("approved"), line("A"))), Row((line("b"), line("a"), line("a")))
    made = page(Page((Table(columns, rows, listing=True),)), overlaid(change("a")))
    assert lines(made) == [f"a|approved{MARK}|A|", "b|a|a|"]
    alone = page(Page((Table((Column("id"),), (Row((line("a"),)),)),)), overlaid(change("a")))
    assert lines(alone) == [f"a{MARK}|"]


def test_a_row_with_a_line_of_its_own_is_marked_there_unless_it_is_a_listing() -> None:
    table = Table((Column("study"), Column("n")), (Row((line("a"), line("3")), line("Found little.")),))
    assert lines(page(Page((table,)), overlaid(change("a")))) == [f"a|3|Found little.{MARK}"]


@pytest.mark.parametrize(("kind", "expected"), [("term", True), ("condition", False)])
def test_records_of_two_kinds_with_one_id_are_told_apart(kind: Any, expected: bool) -> None:
    touched = overlaid(change("effluvium", "term"))
    listing = Table((Column("id"), Column("name")), (Row((line("effluvium"), line("E"))),), listing=True)
    assert (MARK in lines(page(Page((listing,)), touched, listed=kind))[0]) is expected
    found = Table(
        (Column("kind"), Column("id"), Column("name")),
        (Row((line(kind), line("effluvium"), line("E"))),),
        True,
    )
    assert (MARK in lines(page(Page((found,)), touched))[0]) is expected


def test_several_overlays_are_named_in_their_order() -> None:
    made = page(Page((Paragraph((strong("a"),)),)), overlaid(change("a"), change("a", overlay="lab")))
    assert lines(made) == ["a (overlay: mine, lab)"]


def test_the_footer_names_the_overlays_in_use_and_not_those_left_out() -> None:
    from hairtx.faults import Problem

    wrong = Report(name="bad", path="/bad", problems=(Problem("/bad", 1, "", "", "x"),))
    reports = (Report(name="mine", path="/mine.toml"), wrong, Report(name="lab", path="/lab"))
    assert (
        page(Page((), "Dataset 1."), overlaid(overlays=reports)).footer
        == "Dataset 1. With the overlays mine, lab."
    )
    assert page(Page((), "Dataset 1."), overlaid(overlays=(wrong,))).footer == "Dataset 1."


def test_roles_and_links_of_a_line_stay() -> None:
    spans = (Span("x", "bad", "https://example.org/"), Span("a", "strong"))
    made = page(Page((Paragraph(spans, indent=2),)), overlaid(change("a")))
    assert made.blocks == (Paragraph((*spans, Span(MARK, "warn")), indent=2),)


def test_data_carries_the_changes_of_every_record_in_it_at_any_depth() -> None:
    touched = overlaid(change("a"), change("v", "term", how="changed", fields=("text",)))
    answer = Answer(
        command="show",
        edition=touched,
        data={"id": "v", "kind": "term", "studies": [study("a"), study("b")], "n": 3},
        page=lambda: Page(()),
    )
    data = marked(answer, json=True).data
    assert data["overlays"] == [
        {"overlay": "mine", "path": "/mine.toml", "how": "changed", "fields": ["text"]}
    ]
    assert [each.get("overlays", []) for each in data["studies"]] == [
        [{"overlay": "mine", "path": "/mine.toml", "how": "added", "fields": []}], [],
    ]  # fmt: skip
    assert data["n"] == 3
    rows = Answer(command="define", edition=touched, data=[term("v"), term("w")], page=lambda: Page(()))
    assert ["overlays" in row for row in marked(rows, json=True).data if isinstance(row, dict)] == [
        True,
        False,
    ]
