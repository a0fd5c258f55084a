"""`hairtx show`: the page that the project began with."""

import pytest


def section(page: str, heading: str) -> str:
    """The text of one section of a plain page: headings stand in capitals at the margin."""
    lines = page.splitlines()
    start = lines.index(heading) + 1
    end = next(
        (n for n in range(start, len(lines)) if lines[n].isupper() and lines[n][0].isalpha()), len(lines)
    )
    return "\n".join(lines[start:end])


def test_show_adsc_covers_what_its_first_article_covered_and_what_it_left_out(run):
    page = run("show", "adsc").stdout
    assert "Male-pattern hair loss: experimental" in section(page, "USED FOR, AND HOW WELL STUDIED")
    assert "Female-pattern hair loss: experimental" in section(page, "USED FOR, AND HOW WELL STUDIED")
    mechanism = section(page, "HOW IT MAY WORK")
    assert "First half, the signals" in mechanism
    assert "Second half, cells that become part of a follicle" in mechanism
    assert "no study seen shows that injected fat-derived cells" in mechanism
    assert "Against:" in mechanism
    caveats = section(page, "CAVEATS")
    assert "Cell source and processing" in caveats
    assert "Practitioner and quality" in caveats
    assert "FDA" in section(page, "REGULATION")
    assert section(page, "HISTORY").splitlines()[0][:4].isdigit()
    trials = section(page, "WHAT THE STUDIES FOUND") + page
    assert "legiawati2023" in trials
    assert "no significant difference" in trials


def test_null_trials_of_the_neighbour_are_told_as_plainly_as_gains(run):
    page = run("show", "svf").stdout
    assert "no statistically significant difference between any of the four groups" in page


def test_citations_that_could_not_be_found_stand_apart_with_their_identifiers(run):
    not_found = section(run("show", "adsc").stdout, "QUOTED ELSEWHERE, NOT FOUND")
    assert "10.1111/jocd.12813" in not_found
    assert "10.1002/sctm.18-0039" in not_found
    assert "could not be found" in not_found


def test_citations_that_could_not_be_found_are_no_references(run):
    references = section(run("show", "adsc").stdout, "REFERENCES")
    assert "tak2020" in references
    assert "krasnopolsky2019" not in references
    assert "tawfik2018" not in references


def test_every_mark_on_the_page_has_its_reference(run):
    import re

    page = run("show", "adsc").stdout
    cited = {int(number) for group in re.findall(r"\[([\d,]+)\]", page) for number in group.split(",")}
    listed = {int(number) for number in re.findall(r"^\[(\d+)\] ", page, re.MULTILINE)}
    assert cited == listed == set(range(1, len(listed) + 1))


def test_a_reference_says_which_of_its_fields_nobody_saw(run):
    references = section(run("show", "svf").stdout, "REFERENCES")
    assert next(r for r in references.splitlines() if "kuka2020" in r).endswith(
        "Not seen in a source: authors, doi."
    )


def test_the_page_ends_with_the_datasets_version_and_says_that_it_is_no_advice(run):
    assert run("show", "adsc").stdout.rstrip().endswith("A reference, not medical advice.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("propecia", "'propecia' is a brand of finasteride"),
        ("fat stem cells", "'fat stem cells' is an alias of adsc"),
        ("FINASTERIDE", ""),
        ("setipi", "'setipi' begins an id of setipiprant: setipiprant"),
    ],
)
def test_it_says_by_which_name_a_record_was_found_unless_that_was_the_id(run, typed, said):
    result = run("show", typed)
    assert result.exit_code == 0
    assert result.stderr.strip().removeprefix("hairtx: ") == said


def test_an_ambiguous_name_lists_what_it_fits_and_exits_2(run):
    result = run("show", "minoxidil")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "topical-minoxidil" in result.stderr
    assert "oral-minoxidil" in result.stderr


def test_a_name_shared_by_two_conditions_is_not_guessed(run):
    result = run("condition", "AGA")
    assert result.exit_code == 2
    assert "male-pattern" in result.stderr
    assert "female-pattern" in result.stderr


def test_an_unknown_name_gives_the_nearest_and_exits_2(run):
    result = run("show", "finastride")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "finasteride" in result.stderr


@pytest.mark.parametrize(
    "typed", ["", " ", "'", '"; DROP TABLE record; --', "💇", "x" * 10_000, "[bold]", "../..", "\x1b[31m"]
)
def test_whatever_is_typed_ends_in_one_line_and_never_in_a_traceback(run, typed):
    result = run("show", typed)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr
    assert len(result.stderr) < 300


def test_sections_can_be_picked_by_their_own_names(run):
    page = run("show", "adsc", "--section", "harms", "-s", "caveats").stdout
    assert "SAFETY" in page
    assert "CAVEATS" in page
    assert "HISTORY" not in page


def test_a_picked_section_brings_the_references_that_it_marks(run):
    page = run("show", "adsc", "--section", "harms").stdout
    assert "kadry2018" in section(page, "REFERENCES")
    assert "festa2011" not in section(page, "REFERENCES")


def test_references_alone_are_those_of_the_whole_page(run):
    assert (
        section(run("show", "adsc", "-s", "references").stdout, "REFERENCES").splitlines()[:60]
        == (section(run("show", "adsc").stdout, "REFERENCES").splitlines()[:60])
    )


def test_guidelines_are_told_with_their_strength(run):
    assert "manabe2018" in section(run("show", "adsc").stdout, "WHAT GUIDELINES SAY")


def test_a_section_that_does_not_exist_lists_those_that_do(run):
    result = run("show", "adsc", "--section", "price")
    assert result.exit_code == 2
    assert "contraindications" in result.stderr


def test_brief_keeps_evidence_bottom_line_and_summary(run):
    page = run("show", "adsc", "--brief").stdout
    assert "BOTTOM LINE" in page
    assert "SUMMARY" in page
    assert "CAVEATS" not in page


def test_one_condition_narrows_uses_and_studies(run, data):
    page = run("show", "finasteride", "--condition", "fphl").stdout
    assert "Male-pattern hair loss:" not in page
    shown = data("show", "finasteride", "--condition", "fphl")
    assert {use["condition"] for use in shown["uses"]} == {"female-pattern"}
    assert {found["condition"] for found in shown["evidence"]} == {"female-pattern"}


def test_a_condition_that_it_is_not_used_for_says_what_it_is_used_for(run):
    result = run("show", "adsc", "--condition", "traction")
    assert result.exit_code == 2
    assert "male-pattern" in result.stderr


@pytest.mark.parametrize(
    ("typed", "kind", "id"),
    [
        ("tak2020", "study", "tak2020"),
        ("10.1002/SCTM.19-0410", "study", "tak2020"),
        ("https://doi.org/10.1002/sctm.19-0410", "study", "tak2020"),
        ("32420695", "study", "tak2020"),
        ("PMC7381807", "study", "tak2020"),
        ("patchy hair loss", "condition", "alopecia-areata"),
        ("vehicle", "term", "vehicle"),
    ],
)
def test_show_also_takes_studies_conditions_and_terms(data, typed, kind, id):
    shown = data("show", typed)
    assert (shown["kind"], shown["id"]) == (kind, id)


def test_options_of_treatments_are_refused_for_other_records(run):
    result = run("show", "tak2020", "--brief")
    assert result.exit_code == 2
    assert "tak2020 is a study" in result.stderr
