"""Lists of records, and the one line that an ambiguous name gets."""

from builders import comparison, edition, notice, study, treatment
from hairtx.evidence import weigh
from hairtx.page import Paragraph, Table, text_of
from hairtx.views import listing


def test_an_ambiguous_name_lists_each_record_that_it_fits_by_id_and_name() -> None:
    fits = {"topical-minoxidil": "Topical minoxidil", "oral-minoxidil": "Oral minoxidil"}
    assert listing.names("minoxidil", fits) == (
        "'minoxidil' fits 2 records, name one: "
        "topical-minoxidil (Topical minoxidil); oral-minoxidil (Oral minoxidil)"
    )


def test_an_ambiguous_name_lists_twelve_records_and_counts_the_rest() -> None:
    fits = {f"id{n}": f"Name {n}" for n in range(1, 15)}
    text = listing.names("x", fits)
    assert text.startswith("'x' fits 14 records, ")
    assert text.endswith("; id12 (Name 12); and 2 more")
    assert listing.names("x", dict(list(fits.items())[:12])).endswith("; id12 (Name 12)")


def test_a_list_of_studies_tells_a_retracted_and_an_unseen_one_from_a_good_one() -> None:
    found = (comparison("favours-treatment"),)
    rows = [
        study("good", comparisons=found),
        study("gone", comparisons=found, notices=(notice("retraction"),)),
        study("unseen", status="unverified", comparisons=found),
    ]
    table = listing.studies(rows, "adsc", edition()).blocks[0]
    assert isinstance(table, Table)
    at = [column.label for column in table.columns].index("between groups")
    assert [text_of(row.cells[at]) for row in table.rows] == ["favours it", "retracted", "unverified"]


def test_a_list_for_a_condition_explains_the_words_of_its_trials() -> None:
    trials = weigh("adsc", "male-pattern", (study(comparisons=(comparison("favours-treatment"),)),))
    made = listing.treatments([(treatment("adsc"), [trials])], "male-pattern", edition())
    legend = [text_of(block.line) for block in made.blocks if isinstance(block, Paragraph)]
    assert "head-to-head: against another treatment" in legend[0]
    assert not any(isinstance(block, Paragraph) for block in listing.treatments([], None, edition()).blocks)
