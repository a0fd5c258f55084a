"""What happened when, from histories, regulation, trials and guidelines."""

from typing import Any

import pytest

import builders as make
from hairtx.model import Study
from hairtx.timeline import Event, of_all, of_condition, of_treatment


def told(events: list[Event]) -> list[tuple[int | None, str, str]]:
    return [(event.year, event.kind, event.id) for event in events]


def trial(id: str, year: int, **over: Any) -> Study:
    """A trial in which adsc beat placebo."""
    return make.study(id, date=str(year), **{"comparisons": (make.comparison(),), **over})


def test_a_treatments_events_stand_by_year_and_the_undated_last() -> None:
    treatment = make.treatment(
        history=(
            make.statement("Told later.", "tak2020", year=2021),
            make.statement("Told first.", year=1999),
        ),
        regulation=(make.regulation(year=2021), make.regulation(text="Undated.")),
    )
    studies = [trial("tak2020", 2020), make.study("who2021", date="2021", design="guideline")]
    assert told(of_treatment(treatment, studies)) == [
        (1999, "history", "adsc"),
        (2020, "trial", "tak2020"),
        (2021, "regulation", "adsc"),
        (2021, "history", "adsc"),
        (2021, "guideline", "who2021"),
        (None, "regulation", "adsc"),
    ]


def test_events_carry_their_sources() -> None:
    treatment = make.treatment(
        history=(make.statement("Told.", "tak2020", against=("no2019",), pages=(make.PAGE,), year=1999),),
        regulation=(make.regulation(year=2000, reported=True),),
    )
    history, regulation = of_treatment(treatment, [])
    assert (history.studies, history.against, history.pages) == (("tak2020",), ("no2019",), (make.PAGE,))
    assert (regulation.by, regulation.pages, regulation.reported) == ("US, FDA", (make.PAGE,), True)


@pytest.mark.parametrize("design", ["cohort", "case-series", "meta-analysis", "in-vitro"])
def test_only_randomised_trials_and_guidelines_are_events(design: Any) -> None:
    assert of_treatment(make.treatment(), [make.study(design=design)]) == []


def test_a_citation_that_could_not_be_found_is_no_event() -> None:
    assert of_treatment(make.treatment(), [trial("tak2020", 2020, status="disputed")]) == []
    assert len(of_treatment(make.treatment(), [trial("tak2020", 2020, status="unverified")])) == 1


def test_a_condition_has_the_history_that_names_a_study_of_it() -> None:
    treatment = make.treatment(
        uses=(make.use(), make.use("alopecia-areata")),
        history=(
            make.statement("About men.", "men2001", year=2001),
            make.statement("About both.", year=2002),
        ),
    )
    only = make.treatment("prp", uses=(make.use(),), history=(make.statement("Only for men.", year=2003),))
    other = make.treatment(
        "lllt", uses=(make.use("traction"),), history=(make.statement("Other.", year=2004),)
    )
    events = of_condition("male-pattern", [treatment, only, other], [], {"men2001": ("male-pattern",)})
    assert [event.text for event in events] == ["About men.", "Only for men."]


def test_regulation_is_told_of_treatments_admitted_for_the_condition() -> None:
    acts = (make.regulation(year=2000),)
    uses = (make.use(status="approved"), make.use("alopecia-areata"))
    treatment = make.treatment(uses=uses, regulation=acts)
    assert [event.kind for event in of_condition("male-pattern", [treatment], [], {})] == ["regulation"]
    assert of_condition("alopecia-areata", [treatment], [], {}) == []


def test_the_whole_field_has_each_treatments_earliest_trial_alone() -> None:
    studies = [
        trial("late2020", 2020),
        trial("early2010", 2010),
        trial("first2001", 2001, status="unverified"),
    ]
    assert told(of_all([make.treatment()], studies)) == [(2010, "trial", "early2010")]


def test_a_trial_that_gave_a_treatment_as_comparator_only_is_not_its_earliest() -> None:
    rival = trial("rival2001", 2001, comparisons=(make.comparison(treatment="prp", comparator="adsc"),))
    assert told(of_all([make.treatment()], [rival, trial("own2010", 2010)])) == [(2010, "trial", "own2010")]


def test_what_a_regulator_said_of_several_treatments_in_the_same_words_is_told_once() -> None:
    over: dict[str, Any] = {"uses": (make.use(status="over-the-counter"),)}
    treatments = [
        make.treatment(id, regulation=(make.regulation(year=1989, url=f"{make.PAGE}/{id}"),), **over)
        for id in ("biotin", "zinc")
    ]
    (event,) = of_all(treatments, [])
    assert event.treatments == ("biotin", "zinc")
    assert event.pages == (f"{make.PAGE}/biotin", f"{make.PAGE}/zinc")


def test_the_whole_field_has_no_regulation_of_what_is_admitted_nowhere() -> None:
    assert of_all([make.treatment(regulation=(make.regulation(year=2000),))], []) == []
