"""The sentences that several screens share: what a study found, how well a treatment is studied."""

from typing import Any

import pytest

from builders import arm, comparison, edition, notice, provenance, study, use
from hairtx.evidence import Evidence, Tally, weigh
from hairtx.model import Seen
from hairtx.page import Span
from hairtx.views.words import (
    DIRECTIONS,
    address_of,
    authors_of,
    counted,
    direction_span,
    evidence_text,
    footer,
    listed,
    number,
    short_evidence,
    source_of,
    tally_text,
    use_text,
    year_of,
)

FAVOURS = (comparison("favours-treatment"),)


def evidence(**over: Any) -> Evidence:
    """Two randomised trials in 150 people, one for the treatment and one without a difference."""
    given = {
        "treatment": "adsc",
        "condition": "male-pattern",
        "level": 2,
        "trials": 2,
        "people": 150,
        "people_known": 2,
        "weeks": 24,
        "weeks_known": 2,
        "control": Tally(favours=1, no_significant_difference=1),
        "head_to_head": Tally(),
        "studies": ("a", "b"),
    }
    return Evidence(**{**given, **over})


# what a study found for a treatment


@pytest.mark.parametrize(
    ("direction", "said"),
    [
        ("favours-treatment", Span("favours it", "good")),
        ("no-significant-difference", Span("no significant difference", "warn")),
        ("favours-comparator", Span("favours the comparator", "bad")),
        ("mixed", Span("mixed", "warn")),
    ],
)
def test_a_study_says_in_words_which_side_its_comparison_favours(direction: Any, said: Span) -> None:
    assert direction_span(study(comparisons=(comparison(direction),)), "adsc") == said
    assert DIRECTIONS[direction] == (said.text, said.role)


def test_a_treatment_that_stood_on_the_other_side_sees_the_result_turned_round() -> None:
    beaten = study(comparisons=(comparison("favours-treatment", "minoxidil", "adsc"),))
    assert direction_span(beaten, "adsc").text == "favours the comparator"
    assert direction_span(beaten, "minoxidil").text == "favours it"


def test_comparisons_that_disagree_are_mixed() -> None:
    both = study(comparisons=(*FAVOURS, comparison("no-significant-difference", comparator="sham")))
    assert direction_span(both, "adsc") == Span("mixed", "warn")


def test_asked_for_one_condition_a_study_tells_that_one_alone() -> None:
    women = comparison("no-significant-difference", condition="female-pattern")
    both = study(comparisons=(*FAVOURS, women))
    assert direction_span(both, "adsc").text == "mixed"
    assert direction_span(both, "adsc", "male-pattern").text == "favours it"
    assert direction_span(both, "adsc", "female-pattern").text == "no significant difference"


@pytest.mark.parametrize("status", ["unverified", "disputed"])
def test_a_study_that_nobody_has_seen_says_so_in_place_of_a_result(status: str) -> None:
    assert direction_span(study(status=status, comparisons=FAVOURS), "adsc") == Span(status, "warn")


@pytest.mark.parametrize("status", ["corroborated", "partial", "unverified"])
def test_a_retracted_study_reads_retracted_and_favours_nothing(status: str) -> None:
    retracted = study(status=status, comparisons=FAVOURS, notices=(notice("retraction"),))
    assert direction_span(retracted, "adsc") == Span("retracted", "bad")


def test_a_retraction_counts_wherever_it_stands_among_the_notices() -> None:
    retracted = study(comparisons=FAVOURS, notices=(notice("correction"), notice("retraction")))
    assert direction_span(retracted, "adsc").text == "retracted"


@pytest.mark.parametrize("kind", ["correction", "expression-of-concern"])
def test_any_other_notice_leaves_the_result_standing(kind: str) -> None:
    assert direction_span(study(comparisons=FAVOURS, notices=(notice(kind),)), "adsc").text == "favours it"


def test_a_trial_without_a_result_for_the_treatment_says_that_it_has_none() -> None:
    assert direction_span(study(arms=(arm(),)), "adsc") == Span("no between-group result for it", "muted")


def test_a_trial_filed_under_no_condition_says_that() -> None:
    assert direction_span(study(arms=(arm(),), conditions=()), "adsc").text == "filed under no condition"


def test_a_work_without_arms_has_nothing_to_say_of_groups() -> None:
    assert direction_span(study(design="meta-analysis"), "adsc").text == ""


# how well a treatment is studied


def test_the_evidence_line_gives_level_trials_people_length_and_directions() -> None:
    assert evidence_text(evidence()) == (
        "Level 2 (randomised trial). 2 randomised trials (150 people, longest 24 weeks). "
        "Against placebo, vehicle, sham or no treatment: 1 favours it, 1 found no significant difference."
    )


@pytest.mark.parametrize(
    ("left_out", "said"),
    [(("a",), "1 record left out: unverified or retracted"), (("a", "b"), "2 records left out: unverified")],
)
def test_records_that_weigh_nothing_are_counted_as_left_out(left_out: tuple[str, ...], said: str) -> None:
    assert f". {said}" in evidence_text(evidence(left_out=left_out))
    assert "left out" not in evidence_text(evidence())


def test_where_every_record_is_left_out_they_are_still_counted() -> None:
    retracted = study(notices=(notice("retraction"),))
    assert "1 record left out: unverified or retracted" in evidence_text(
        weigh("adsc", "male-pattern", (retracted,))
    )


@pytest.mark.parametrize(
    ("unrecorded", "said"),
    [
        (1, "1 gives no between-group result that was seen"),
        (2, "2 give no between-group result that was seen"),
    ],
)
def test_trials_without_a_result_that_was_seen_are_counted(unrecorded: int, said: str) -> None:
    assert f". {said}." in evidence_text(evidence(unrecorded=unrecorded))
    assert "between-group" not in evidence_text(evidence())


def test_trials_in_several_kinds_of_hair_loss_are_said_to_be_so() -> None:
    assert "(150 people, together with other kinds of hair loss, longest" in evidence_text(evidence(shared=2))
    some = evidence_text(evidence(shared=1))
    assert "(150 people, in 1 of them together with other kinds of hair loss, longest" in some
    assert "other kinds" not in evidence_text(evidence())


def test_people_known_for_some_of_the_trials_are_said_to_be_those_of_the_trials_that_say() -> None:
    text = evidence_text(evidence(people=90, people_known=1))
    assert "2 randomised trials (90 people in the 1 that say, longest" in text
    assert "that say" not in evidence_text(evidence())


def test_people_known_for_no_trial_are_not_stated() -> None:
    assert "2 randomised trials (people not stated, longest" in evidence_text(evidence(people_known=0))


def test_a_single_person_is_no_people() -> None:
    assert "1 randomised trial (1 person," in evidence_text(evidence(trials=1, people=1, people_known=1))


def test_the_longest_trial_is_the_longest_known_where_some_do_not_say() -> None:
    assert "longest known 24 weeks)" in evidence_text(evidence(weeks_known=1))
    assert "longest" not in evidence_text(evidence(weeks=None, weeks_known=0))


def test_trials_against_another_treatment_are_told_apart_from_those_against_a_control() -> None:
    text = evidence_text(evidence(head_to_head=Tally(against=1)))
    assert text.endswith(
        "no treatment: 1 favours it, 1 found no significant difference. "
        "Against another treatment: 1 favours the comparator."
    )
    alone = evidence_text(evidence(control=Tally(), head_to_head=Tally(mixed=2)))
    assert "placebo" not in alone
    assert alone.endswith(". Against another treatment: 2 mixed.")
    assert "another treatment" not in evidence_text(evidence())


@pytest.mark.parametrize(
    ("guidelines", "said"), [(1, "1 guideline speaks of it"), (2, "2 guidelines speak of it")]
)
def test_guidelines_are_counted(guidelines: int, said: str) -> None:
    assert f". {said}." in evidence_text(evidence(guidelines=guidelines))
    assert "guideline" not in evidence_text(evidence())


def test_evidence_without_a_trial_or_a_level_says_both() -> None:
    text = evidence_text(evidence(level=None, trials=0, control=Tally()))
    assert text == "No graded study. No randomised trial in the records."


def test_level_1_without_a_trial_in_the_records_says_that_a_review_gives_it() -> None:
    text = evidence_text(evidence(level=1, trials=0, control=Tally()))
    assert "No randomised trial in the records; the level comes from a review alone." in text


def test_without_any_study_the_line_says_that() -> None:
    assert evidence_text(weigh("adsc", "male-pattern", ())) == "no study in the records"


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (Tally(favours=1), "1 favours it"),
        (Tally(favours=2, mixed=1), "2 favour it, 1 mixed"),
        (Tally(no_significant_difference=3), "3 found no significant difference"),
        (Tally(against=2), "2 favour the comparator"),
        (Tally(), ""),
    ],
)
def test_a_tally_names_every_direction_that_has_a_trial(tally: Tally, said: str) -> None:
    assert tally_text(tally) == said


def test_a_row_of_a_list_keeps_control_and_head_to_head_apart_and_the_nulls_in() -> None:
    counts = Tally(favours=1, no_significant_difference=1, against=1, mixed=1)
    found = evidence(trials=5, control=Tally(favours=2), head_to_head=counts, unrecorded=1)
    assert short_evidence(found) == (
        "5 RCTs; control: 2 for; head-to-head: 1 for, 1 no sig. diff., 1 against, 1 mixed; 1 no result"
    )
    assert short_evidence(evidence(trials=0)) == "no RCT"
    assert short_evidence(evidence(trials=0, level=1)) == "no RCT; level from a review"


# the small words


def test_a_use_names_the_countries_it_holds_in() -> None:
    assert use_text(use(status="approved", where=("US", "EU"))) == "approved (US, EU)"
    assert use_text(use(status="over-the-counter")) == "over the counter"


@pytest.mark.parametrize(
    ("authors", "partial", "said"),
    [
        (("Tak, Young Jin",), False, "Tak"),
        (("Tak, Y", "Lee, S", "A Group"), False, "Tak, Lee and A Group"),
        (("Tak, Y", "Lee, S", "Kim, J", "Park, M"), False, "Tak, Lee, Kim and others"),
        (("Tak, Y",), True, "Tak and others"),
        ((), True, ""),
        ((), False, ""),
    ],
)
def test_a_list_of_authors_that_is_cut_or_known_in_part_says_and_others(
    authors: tuple[str, ...], partial: bool, said: str
) -> None:
    assert authors_of(study(authors=authors, authors_partial=partial)) == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"journal": "Hair", "volume": "9", "issue": "2", "pages": "1-7"}, "Hair 9(2):1-7"),
        ({"journal": "Hair", "volume": "9"}, "Hair 9"),
        ({"journal": "Hair", "issue": "2"}, "Hair"),
        ({"publisher": "FDA"}, "FDA"),
        ({}, ""),
    ],
)
def test_a_source_is_its_journal_or_else_its_publisher(fields: Any, said: str) -> None:
    assert source_of(study(**fields)) == said


def test_a_work_is_read_at_its_doi_and_else_at_the_next_best_address() -> None:
    primary, secondary = "https://primary.example", "https://secondary.example"
    seen = provenance(seen=(Seen(page=secondary, kind="secondary"), Seen(page=primary, kind="primary")))
    fields: dict[str, Any] = {"doi": "10.1/x", "pmid": "7", "pmcid": "PMC9", "url": "https://own.example"}
    addresses = []
    while True:
        addresses.append(address_of(study(provenance=seen, **fields)))
        if not fields:
            break
        fields.pop(next(iter(fields)))
    assert addresses == [
        "https://doi.org/10.1/x",
        "https://pubmed.ncbi.nlm.nih.gov/7/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC9/",
        "https://own.example",
        primary,
    ]
    assert address_of(study(status="unverified")) is None


def test_a_work_without_a_date_is_n_d() -> None:
    assert year_of(study()) == "n.d."
    assert year_of(study(date="2020-05")) == "2020"


def test_numbers_and_lists_are_written_as_people_write_them() -> None:
    assert [counted(n, "study", "studies") for n in (0, 1, 1200)] == ["0 studies", "1 study", "1,200 studies"]
    assert [number(n) for n in (16.0, 16.56, 12000.5, 0.05)] == ["16", "16.56", "12,000.5", "0.05"]
    assert [listed(parts) for parts in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]


def test_the_footer_names_the_dataset_and_where_it_matters_that_it_is_no_advice() -> None:
    assert footer(edition()) == "hairtx dataset 1, 2026-01-31."
    assert footer(edition(), medical=True).endswith(". A reference, not medical advice.")
