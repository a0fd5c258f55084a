"""`hairtx compare` and `hairtx evidence`."""

import pytest


def section(page, heading):
    lines = page.splitlines()
    start = lines.index(heading) + 1
    end = next(
        (n for n in range(start, len(lines)) if lines[n].isupper() and lines[n][0].isalpha()), len(lines)
    )
    return "\n".join(lines[start:end])


def test_show_answers_the_three_questions_for_each_condition(run):
    page = run("show", "topical-minoxidil", "--brief").stdout
    assert page.count("How much difference: ") == page.count("How safe: ") == 2
    assert "non-vellus hair count" in page
    assert "change 18.6 against 3.9 hairs/cm2, difference 14.7 hairs/cm2" in page


def test_show_json_holds_the_answers(data):
    answers = {one["condition"]: one for one in data("show", "finasteride")["answers"]}
    assert answers["male-pattern"]["difference"]["effect"]["control"] == "placebo"
    assert answers["male-pattern"]["safety"]["people"] > 1000


def test_show_for_one_condition_answers_for_that_one(data):
    shown = data("show", "prp", "--condition", "alopecia-areata")
    assert [one["condition"] for one in shown["answers"]] == ["alopecia-areata"]


@pytest.mark.parametrize(
    ("names", "study", "result"),
    [
        (("adsc", "prp"), "kadry2018", "favours adsc"),
        (("prp", "adsc"), "kadry2018", "favours adsc"),
        (("finasteride", "dutasteride"), "zhou2019", "favours dutasteride"),
        (("oral-minoxidil", "topical-minoxidil"), "penha2024", "no significant difference"),
        (("spironolactone", "finasteride"), "spironolactone-finasteride2024", "favours spironolactone"),
        (("prp", "intralesional-corticosteroids"), "meznerics2022", "no significant difference"),
    ],
)  # fmt: skip
def test_head_to_head_trials_stand_first_and_name_the_better(run, names, study, result):
    page = run("compare", *names).stdout
    heads = section(page, "HEAD TO HEAD")
    assert page.splitlines()[2] == "HEAD TO HEAD"
    row = next(line for line in heads.splitlines() if line.startswith(study))
    assert row.endswith(result)


def test_a_study_with_an_arm_of_each_is_head_to_head_even_without_a_recorded_comparison(run):
    heads = section(run("compare", "spironolactone", "cyproterone-acetate").stdout, "HEAD TO HEAD")
    assert "sinclair2005" in heads


def test_treatments_that_nobody_compared_are_told_so(run):
    heads = section(run("compare", "adsc", "baricitinib").stdout, "HEAD TO HEAD")
    assert "No study in the records puts adsc and baricitinib against each other." in heads


def test_compare_shows_kind_answers_harms_time_and_regulation(run):
    page = run("compare", "finasteride", "dutasteride").stdout
    for heading in ("WHAT THEY ARE", "MALE-PATTERN HAIR LOSS", "HOW WELL STUDIED", "HOW MUCH DIFFERENCE",
                    "HOW SAFE", "HARMS", "COST IN TIME: DOSING AS STUDIED", "REGULATION"):  # fmt: skip
        assert heading in page.splitlines()
    assert "by mouth" in section(page, "WHAT THEY ARE")
    assert "approved" in section(page, "MALE-PATTERN HAIR LOSS")


def test_compare_json_is_one_object(data):
    made = data("compare", "adsc", "prp")
    assert made["kind"] == "comparison"
    assert [one["id"] for one in made["treatments"]] == ["adsc", "prp"]
    assert made["head_to_head"][0]["study"] == "kadry2018"
    assert made["head_to_head"][0]["direction"] == "favours-treatment"


def test_compare_wants_two_different_treatments(run):
    alone = run("compare", "adsc")
    assert (alone.exit_code, alone.stdout) == (2, "")
    same = run("compare", "finasteride", "propecia")
    assert same.exit_code == 2
    assert "'finasteride' and 'propecia' are the same treatment: finasteride" in same.stderr


def test_compare_says_when_one_of_several_names_is_the_same_treatment(run):
    result = run("compare", "finasteride", "propecia", "dutasteride")
    assert result.exit_code == 0
    assert "'finasteride' and 'propecia' are the same treatment" in result.stderr


def test_compare_of_an_unknown_name_is_one_line_and_exit_2(run):
    result = run("compare", "adsc", "nostrum")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_the_map_is_one_treatment_and_condition_a_line_when_piped(run, data):
    lines = [line.split("\t") for line in run("evidence").stdout.splitlines()]
    rows = data("evidence")
    assert len(lines) == len(rows)
    assert [f"{line[0]}/{line[1]}" for line in lines] == [row["id"] for row in rows]
    finasteride = next(line for line in lines if line[:2] == ["finasteride", "male-pattern"])
    assert finasteride[3] == "1"
    assert "+" in finasteride[6]


@pytest.mark.parametrize(
    ("option", "value", "holds"),
    [
        ("--category", "cell therapy", lambda row: row["treatment"] in ("adsc", "svf", "msc-other",
                                                                        "follicle-cell-therapy", "exosomes")),
        ("--level", "1", lambda row: row["level"] == 1),
        ("--status", "approved", lambda row: row["status"] == "approved"),
    ],
)  # fmt: skip
def test_the_map_can_be_filtered(data, option, value, holds):
    rows = data("evidence", option, value)
    assert rows
    assert all(map(holds, rows))


def test_filters_that_nothing_fits_are_told_and_a_wrong_one_is_usage(run):
    assert "no evidence fits these filters" in run("evidence", "--category", "device", "--level", "5").stderr
    assert run("evidence", "--category", "magic").exit_code == 2
    assert run("evidence", "finasteride", "--level", "1").exit_code == 2


def test_the_ranking_goes_by_design_and_agreement_and_says_what_it_means(data, run):
    rows = data("evidence", "--condition", "fphl")
    levels = [row["level"] or 9 for row in rows]
    assert levels == sorted(levels)
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    line = run("evidence", "--condition", "fphl").stdout.splitlines()[0].split("\t")
    assert line[:2] == ["1", rows[0]["treatment"]]


def test_findings_are_at_most_seven_with_reasons_both_ways_and_no_grade_of_ours(run, data):
    part = next(one for one in data("evidence", "finasteride")["conditions"]
                if one["condition"] == "male-pattern")  # fmt: skip
    assert 1 < len(part["findings"]) <= 7
    assert all(one["reasons_for"] or one["reasons_against"] for one in part["findings"])
    assert {"sexual harms", "hairs counted"} <= {one["group"] for one in part["findings"]}
    page = run("evidence", "finasteride").stdout
    assert "These are reasons, no grade." in page


def test_findings_for_a_condition_it_is_not_used_for_are_refused(run):
    result = run("evidence", "finasteride", "--condition", "traction")
    assert result.exit_code == 2
    assert "not used for traction" in result.stderr


def test_a_harm_that_is_more_frequent_is_told_so_and_not_as_better_with_the_comparator(run):
    page = run("evidence", "finasteride", "--condition", "male-pattern").stdout
    line = next(line for line in page.splitlines() if "any sexual dysfunction, against placebo" in line)
    assert "significantly more often with it" in line


def test_a_figure_of_people_with_several_kinds_of_hair_loss_is_told_once(run):
    page = run("show", "lllt", "--brief").stdout
    assert page.count("18.56 hairs/cm2") == 1
    assert "How much difference: the same as for Male-pattern hair loss." in page
