"""The rows of a timeline: results between groups in words, nulls as plain as gains, with their sources."""

from typing import Any

import builders as make
from hairtx.model import Study, Treatment
from hairtx.page import Matrix, Row, text_of
from hairtx.timeline import of_treatment
from hairtx.views.timeline import page


def rows(
    *studies: Study, treatment: Treatment | None = None, subject: str | None = "adsc", piped: bool = False
) -> list[Row]:
    events = of_treatment(treatment or make.treatment(), studies)
    made = page("Title", "Note.", events, {study.id: study for study in studies}, subject, make.edition())
    (matrix,) = [block for block in made.blocks if isinstance(block, Matrix)]
    assert matrix.flat.listing
    assert [row.cells[:3] for row in matrix.flat.rows] == [row.cells for row in matrix.table.rows]
    return list(matrix.flat.rows if piped else matrix.table.rows)


def told(*studies: Study, **over: Any) -> list[str]:
    return [text_of(row.cells[-1]) for row in rows(*studies, **over)]


def trial(*comparisons: Any, **over: Any) -> Study:
    given = {"n": 42, "date": "2020", "arms": (make.arm(),), "comparisons": comparisons}
    return make.study(**{**given, **over})


def test_a_trial_is_told_by_author_size_condition_and_result() -> None:
    assert told(trial(make.comparison())) == [
        "Tak, RCT, 42 people, male-pattern: v placebo, favours it [tak2020]"
    ]


def test_a_null_result_is_told_as_plainly_as_a_gain() -> None:
    (null,) = told(trial(make.comparison("no-significant-difference")))
    assert "v placebo, no significant difference [tak2020]" in null


def test_a_result_is_seen_from_the_treatment_asked_for() -> None:
    study = trial(make.comparison("favours-treatment", treatment="prp", comparator="adsc"))
    assert "v prp, favours the comparator" in told(study)[0]
    assert "prp v adsc, favours it" in told(study, subject=None)[0]


def test_many_results_of_one_trial_are_counted_after_three() -> None:
    many = [make.comparison(treatment=id) for id in ("a", "b", "c", "d", "e")]
    assert "; and 2 more results [tak2020]" in told(trial(*many), subject=None)[0]


def test_a_trial_without_a_between_group_result_says_so() -> None:
    assert "no between-group result" in told(trial())[0]
    assert "no between-group result seen" in told(trial(), subject=None)[0]


def test_what_weighs_nothing_is_named_and_has_no_direction() -> None:
    gone = trial(make.comparison(), notices=(make.notice(),))
    assert told(gone) == ["Tak, RCT, 42 people, male-pattern: retracted [tak2020]"]
    assert told(trial(make.comparison(), status="unverified"))[0].endswith(": unverified [tak2020]")
    guide = make.study(design="guideline", notices=(make.notice(),))
    assert "retracted" in told(guide)[0]


def test_a_statement_shows_its_sources_what_contradicts_it_and_what_nobody_saw() -> None:
    entry = make.statement("Told.", "tak2020", year=1999, against=("no2019",), unseen="the year")
    assert told(treatment=make.treatment(history=(entry,))) == [
        "Told. (not seen in a source: the year) Against it: no2019. [tak2020]"
    ]


def test_a_regulators_page_is_a_column_for_pipes_and_a_link_below_for_terminals() -> None:
    act = make.regulation(year=2001, reported=True)
    treatment = make.treatment(regulation=(act,))
    (row,) = rows(treatment=treatment)
    (piped,) = rows(treatment=treatment, piped=True)
    assert text_of(row.cells[-1]) == "US, FDA: Not approved. (as reported by another's page)"
    assert text_of(piped.cells[-1]) == make.PAGE
    assert [(span.text, span.link) for span in row.detail] == [("example.org", make.PAGE)]


def test_other_treatments_are_named_where_the_timeline_is_not_one_treatments() -> None:
    entry = make.statement("Told.", year=1999)
    assert told(treatment=make.treatment(history=(entry,)), subject=None) == ["adsc: Told."]
