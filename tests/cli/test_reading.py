"""`hairtx list`, `study`, `studies`, `condition` and `define`."""

import pytest


def test_list_gives_one_treatment_a_line_when_piped(run, data):
    lines = run("list").stdout.splitlines()
    rows = data("list")
    assert sorted(line.split("\t")[0] for line in lines) == sorted(row["id"] for row in rows)


@pytest.mark.parametrize(
    "typed", ["female-pattern", "fphl", "women", "female pattern baldness", "FEMALE-PATTERN"]
)
def test_conditions_accept_what_people_type(data, typed):
    rows = data("list", "--condition", typed)
    assert "topical-minoxidil" in {row["id"] for row in rows}
    assert all(use["condition"] == "female-pattern" for row in rows for use in row["uses"])


def test_list_for_a_condition_shows_approved_treatments_first(data):
    rows = data("list", "--condition", "male-pattern")
    assert rows[0]["uses"][0]["status"] == "approved"
    assert rows[-1]["uses"][0]["status"] == "not-recommended"


def test_list_filters_by_category_status_and_level(data):
    rows = data("list", "--category", "cell therapy", "--status", "experimental", "--level", "2")
    assert "adsc" in {row["id"] for row in rows}
    assert {row["category"] for row in rows} == {"cell therapy"}
    assert all(2 in {found["level"] for found in row["evidence"]} for row in rows)


def test_list_sorted_by_trials_has_the_most_studied_first(data):
    trials = [sum(e["trials"] for e in row["evidence"]) for row in data("list", "--sort", "trials")]
    assert trials == sorted(trials, reverse=True)


def test_a_filter_outside_its_vocabulary_names_the_vocabulary(run):
    result = run("list", "--status", "miracle")
    assert result.exit_code == 2
    assert "off-label" in result.stderr


def test_filters_that_nothing_fits_say_so_and_print_nothing(run):
    result = run("list", "--category", "device", "--status", "not-recommended")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no treatments fit" in result.stderr


def test_a_study_shows_arms_outcomes_limits_doubts_and_where_it_was_seen(run):
    page = run("study", "kuka2020").stdout
    for heading in (
        "ARMS",
        "OUTCOMES, AS PRINTED",
        "LIMITS",
        "DOUBTS",
        "SOURCES THAT DISAGREE",
        "WHERE IT WAS SEEN",
    ):
        assert heading in page.splitlines()
    assert "Not seen in a source: authors, doi." in page
    assert "fat + 0.5M ADRC: 16.56 hairs (SD 14.68)" in page


def test_a_disputed_citation_opens_with_the_warning_and_the_nearest_real_works(run):
    page = run("study", "tawfik2018").stdout
    assert page.splitlines()[2].startswith("NOT FOUND.")
    assert "anderi2018" in page


def test_reports_of_one_trial_name_each_other(run):
    page = run("study", "king2024").stdout
    assert "king2022" in next(line for line in page.splitlines() if line.startswith("same trial"))


def test_studies_filters_by_treatment_design_year_and_direction(data):
    rows = data(
        "studies", "--treatment", "adsc", "--design", "rct", "--since", "2018", "--until", "2020",
        "--direction", "favours-treatment",
    )  # fmt: skip
    assert {row["id"] for row in rows} == {"tak2020", "kadry2018"}


def test_the_direction_is_seen_from_the_treatment_asked_for(data):
    lost = {row["id"] for row in data("studies", "--treatment", "prp", "--direction", "favours-comparator")}
    assert "kadry2018" in lost


def test_disputed_citations_are_in_no_list_unless_asked_for(data):
    assert "tawfik2018" not in {row["id"] for row in data("studies", "--treatment", "adsc")}
    assert "tawfik2018" in {row["id"] for row in data("studies", "--treatment", "adsc", "--include-disputed")}


def test_a_condition_says_first_when_it_needs_a_doctor(run):
    headings = [line for line in run("condition", "alopecia-areata").stdout.splitlines() if line.isupper()]
    assert headings[0] == "WHEN IT NEEDS A DOCTOR"


def test_conditions_and_terms_are_listed_when_none_is_named(run, bundled_data):
    assert "alopecia-areata" in run("condition").stdout
    assert len(run("condition").stdout.splitlines()) == len(bundled_data.conditions)
    assert len(run("define").stdout.splitlines()) == len(bundled_data.terms)


def test_define_gives_the_definition_and_what_of_it_was_not_seen(run):
    page = run("define", "half-head trial").stdout
    assert page.startswith("Split-scalp trial\n")
    assert "Not seen in a source: the second sentence." in page


@pytest.mark.parametrize(
    "arguments",
    [["list", "--status", ""], ["list", "--category", ""], ["list", "--sort", ""], ["list", "--condition", ""],
     ["studies", "--treatment", ""], ["studies", "--design", ""], ["show", "adsc", "--condition", ""]],
    ids=" ".join,
)  # fmt: skip
def test_an_empty_value_is_no_value_and_is_refused(run, arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["study", "nope"], "no study is called 'nope'; see hairtx studies"),
        (["study", "adsc"], "no study is called 'adsc'; adsc is a treatment: hairtx show adsc"),
        (["define", "zzzz"], "no term is called 'zzzz'; see hairtx define"),
    ],
    ids=" ".join,
)
def test_a_name_of_another_kind_is_told_with_the_command_that_shows_it(run, arguments, said):
    assert run(*arguments).stderr == f"hairtx: {said}\n"


def test_a_list_without_a_condition_shows_no_level_for_it_would_stand_without_its_trials(run):
    row = next(line for line in run("list").stdout.splitlines() if line.startswith("adsc\t"))
    assert row.split("\t")[2] == "male-pattern, female-pattern"
