"""Each rule: datasets that keep it, datasets that break it, and what it says then.

Every case names only the fields that it is about; ``builders`` fills in the rest.
"""

from pathlib import Path
from typing import Any

import pytest

from builders import (
    arm,
    comparison,
    condition,
    dataset_folder,
    notice,
    outcome,
    provenance,
    read,
    recommendation,
    regulation,
    statement,
    study,
    term,
    treatment,
    use,
    write,
)
from hairtx import dataset
from hairtx.model import Code, Dispute, Recommendation, Seen
from hairtx.rules import RULES, check

SECONDARY = (Seen(page="https://example.org/news", kind="secondary"),)
Case = tuple[str, dict[str, Any]]
Break = tuple[str, dict[str, Any], list[str]]


def t(*records: Any, **over: Any) -> dict[str, Any]:
    """A dataset with these treatments, or one changed one."""
    return {"treatments": records or [treatment(**over)]}


def c(*records: Any, **over: Any) -> dict[str, Any]:
    return {"conditions": records or [condition(**over)]}


def s(*records: Any, **over: Any) -> dict[str, Any]:
    return {"studies": records or [study(**over)]}


def gloss(**over: Any) -> dict[str, Any]:
    return {"terms": [term(**over)]}


def in_study(field: str, *messages: str) -> list[str]:
    return [f"studies.toml tak2020 {field}: {message}" for message in messages]


def in_treatment(field: str, *messages: str) -> list[str]:
    return [f"treatments.toml adsc {field}: {message}" for message in messages]


UNSEEN = "corroborated, but not every field was seen"
HIDDEN = "a control or direction character in"
DISPUTED = study("ghost", "disputed", dispute=Dispute(reason="Nowhere to be found."))
RETRACTED = study("gone", notices=(notice(),))
REVIEW = {"design": "meta-analysis", "pools": "randomised"}
NO_PAGE = provenance("unverified")

KEEPS: list[Case] = [
    ("dangling-keys", s(comparisons=(comparison(comparator="vehicle"),), arms=(arm(control="placebo"),))),
    ("dangling-keys", s(study(), study("ghost", "disputed", dispute=Dispute(reason="x", nearest=("tak2020",))))),
    ("duplicate-works", s(study("a", doi="10.1234/a", pmid="1"), study("b", doi="10.1234/b", pmid="2"))),
    ("duplicate-works", s(study("a"), study("b"))),
    ("names-are-one-record-s", t(treatment("a", ambiguous=("cells",)), treatment("b", ambiguous=("Cells",)))),
    ("names-are-one-record-s", {**t(aliases=("PRP",)), **gloss(aliases=("prp",)), **c(aliases=("PRP",))}),
    ("names-are-one-record-s", t(name="ADSC", aliases=("adsc", "A.D.S.C"))),
    ("tags", t()),
    ("tags", {**s(treatments=(), recommendations=(recommendation("adsc"),)), **t()}),
    ("forms", s(doi="10.1002/sctm.19-0410", pmid="32420695", pmcid="PMC7381807", date="2020-08-31")),
    *(("forms", s(pages=pages)) for pages in ("839-849", "e45", "CD001234", "S12-S19", "12, 15-17")),
    *(("forms", s(volume=volume)) for volume in ("9", "12-13", "S1", "25 Suppl 1", "25(Suppl 2)")),
    *(("forms", s(date=date)) for date in ("2020", "2020-08", "1999-12-31")),
    ("forms", s(authors=("Tak, Young Jin", "Tak, Young, Jr", "Tak,", "Cochrane Skin Group"))),
    ("forms", s(registration=("NCT02594046", "UMIN000013452"), trial="NCT02594046")),
    ("authors-are-told", s(authors=(), authors_partial=True)),
    ("authors-are-told", s(authors=(), type="webpage")),
    ("journals", s(study("a", journal="BMJ", journal_abbr="BMJ"), study("b", journal="BMJ", journal_abbr="BMJ"))),
    ("provenance", s(doi="10.1234/a", provenance=provenance(unseen=("doi", "treatments")))),
    ("provenance", s(provenance=provenance("corroborated"))),
    ("provenance", s(provenance=NO_PAGE)),
    ("provenance", s(DISPUTED)),
    ("figures-have-sources", t(summary=(statement("40 % more hair.", "tak2020"), statement("More hair.")))),
    ("figures-have-sources", t(dosing=(statement("1 ml.", pages=("https://e.org",)),))),
    ("support", t(mechanism=(statement("Growth factors.", against=("tak2020",)),))),
    ("support", t(harms=(statement("Pain.", pages=("https://e.org",)),), caveats=(statement("Few trials."),))),
    ("sound-support", {**t(harms=(statement("Pain.", "tak2020", "seen"),)), **s(study(), study("seen"))}),
    ("sound-support", {**t(bottom_line=statement("x", "tak2020", pages=("https://e.org",))), **s(provenance=NO_PAGE)}),
    ("null-results-are-worded-exactly", s(finding="No significant difference between the arms.")),
    ("null-results-are-worded-exactly", s(finding="There was no difference of significance.")),
    ("ratios-have-comparators", s(finding="The odds ratio was 2.1 against placebo.")),
    ("ratios-have-comparators", s(finding="Density rose.")),
    ("comparisons", s(comparisons=(comparison("mixed", note="Differs by site."),))),
    ("comparisons", s(comparisons=(comparison(comparator="other", note="A laser."),))),
    ("comparisons", s(comparisons=(comparison(comparator="svf"),), treatments=("adsc", "svf"))),
    ("review-pools", s(**REVIEW)),
    ("review-pools", s(study("x", "disputed", design="meta-analysis", dispute=Dispute(reason="x")))),
    ("numbers-of-people", s(n=38, analysed=38, outcomes=(outcome(n=38), outcome()))),
    ("numbers-of-people", s(n=38, outcomes=(outcome(n=900, kind="pooled-other"),))),
    ("numbers-of-people", s(n=38, design="cohort", outcomes=(outcome(n=60),))),
    ("completers-are-told", s(n=38, analysed=34, limits="38 randomised, 34 analysed; 30 completed it")),
    ("completers-are-told", s(n=38, analysed=34, limits="34 completed it", doubts=("The 34 are the completers.",))),
    ("possible-figures", s(outcomes=(outcome(kind="percent-change", unit="%", value=-140, comparator_value=210),
                                     outcome(kind="responders", unit="people", value=20, n=20),
                                     outcome(effect=0, effect_kind="risk-ratio", ci=(0, 1))))),
    ("weeks-are-not-a-gap", s(weeks=16, finding="Better after sessions every 4 weeks.")),
    ("secondary-figures-are-told", s(outcomes=(outcome(),), provenance=provenance(seen=SECONDARY, status="partial"),
                                     doubts=("Its figures were read on secondary pages only.",))),
    ("secondary-figures-are-told", s(provenance=provenance(seen=SECONDARY, status="partial"))),
    ("intervals", s(outcomes=(outcome(effect=1, ci=(1, 2)), outcome(value=3, value_ci=(-1, 3))))),
    ("intervals", s(outcomes=(outcome(effect=9, ci=(1, 2), note="As printed."),))),
    ("plain-text", s(title="Effect [letter] of <5 % and p < 0.05 & more, β–γ (薄毛)")),
    ("canonical-form", t()),
]  # fmt: skip

BREAKS: list[Break] = [
    ("dangling-keys", t(harms=(statement("Pain.", "no2000"),)), in_treatment("harms", "no study no2000")),
    ("dangling-keys", t(harms=(statement("x", against=("no2000",)),)), in_treatment("harms", "no study no2000")),
    ("dangling-keys", t(uses=(use("nowhere"),)), in_treatment("uses", "no condition nowhere")),
    ("dangling-keys", c(cause=(statement("x", "no2000"),)), ["conditions.toml male-pattern cause: no study no2000"]),
    ("dangling-keys", s(treatments=("x",), conditions=("y",)),
     [*in_study("treatments", "no treatment x"), *in_study("conditions", "no condition y"),]),
    ("dangling-keys", s(arms=(arm(treatments=("x",)),)), in_study("arms", "no treatment x")),
    ("dangling-keys", s(comparisons=(comparison(treatment="x", comparator="y", added_to=("z",), condition="w"),)),
     in_study("comparisons", "no treatment x", "no treatment z", "no treatment y", "no condition w")),
    ("dangling-keys", s(recommendations=(Recommendation(treatments=("x",), condition="y", strength="weak"),)),
     in_study("recommendations", "no treatment x", "no condition y")),
    ("dangling-keys", s(study("tak2020", "disputed", dispute=Dispute(reason="x", nearest=("no2000",)))),
     in_study("dispute.nearest", "no study no2000")),
    ("duplicate-works", s(study("a", doi="10.1234/A"), study("tak2020", doi="10.1234/a")),
     in_study("doi", "10.1234/a is also that of a")),
    ("duplicate-works", s(study("a", pmid="1"), study("tak2020", pmid="1")), in_study("pmid", "1 is also that of a")),
    ("duplicate-works", s(study("a", pmcid="PMC1"), study("tak2020", pmcid="PMC1")),
     in_study("pmcid", "PMC1 is also that of a")),
    ("duplicate-works", s(study("a", title="Hair re-growth"), study("tak2020", title="Hair: Re growth.")),
     in_study("title", "Hair: Re growth. is also that of a")),
    ("names-are-one-record-s", t(treatment("adsc", aliases=("Cells",)), treatment("svf", brands=("cells",))),
     [*in_treatment("aliases", "'cells' also names svf: list it as ambiguous"),
      "treatments.toml svf aliases: 'cells' also names adsc: list it as ambiguous"]),
    ("names-are-one-record-s", t(treatment("adsc", aliases=("cells",)), treatment("svf", ambiguous=("cells",))),
     in_treatment("aliases", "'cells' also names svf: list it as ambiguous")),
    ("names-are-one-record-s", t(ambiguous=("cells",)),
     in_treatment("ambiguous", "'cells' is no other record's: make it an alias")),
    *(("tags", records, in_treatment("uses", "no study for male-pattern")) for records in (
        s(conditions=()), s(DISPUTED), {**s(treatments=()), **t(regulation=(regulation(),))})),
    *(("forms", s(**{field: value}), in_study(field, f"'{value}' is not of the form: {shape}"))
      for field, value, shape in (
          ("doi", "https://doi.org/10.1234/a", "10.1234/abc"),
          ("doi", "10.1234/a?x=1", "10.1234/abc"),
          ("pmid", "PMID1", "digits only"),
          ("pmcid", "7381807", "PMC1234567"),
          ("pages", "839–849", "123-130, e45 or CD001234, with an ordinary hyphen"),
          ("volume", "vol. 9", "a number"),
          ("date", "2020-13", "YYYY, YYYY-MM or YYYY-MM-DD"),
          ("date", "Aug 2020", "YYYY, YYYY-MM or YYYY-MM-DD"))),
    ("forms", s(registration=("NCT1",)), in_study("registration", "'NCT1' is not NCT and eight digits")),
    ("forms", s(trial="UMIN1 (pilot)"), in_study("registration", "'UMIN1 (pilot)' holds a remark: numbers only")),
    *(("forms", s(authors=(name,)), in_study("authors", f"'{name}' is not \"Family, Given\" or a group"))
      for name in ("Tak,Young", "Tak , Young", " Tak, Young", "Tak, Y; Lee, S", "Tak et al")),
    ("forms", s(provenance=provenance(checked="Nov 2026")),
     in_study("provenance", "'Nov 2026' is not of the form: YYYY-MM-DD")),
    ("forms", s(provenance=provenance(second_reading="soon")),
     in_study("provenance", "'soon' is not of the form: YYYY-MM-DD")),
    ("forms", s(provenance=provenance(seen=(Seen(page="a b", kind="primary"),))),
     in_study("provenance", "'a b' is not an address")),
    ("forms", s(url="ftp://e.org"), in_study("url", "'ftp://e.org' is not an address")),
    ("forms", s(notices=(notice(url="e.org"),)), in_study("notices", "'e.org' is not an address")),
    ("forms", t(bottom_line=statement(pages=("e.org",))), in_treatment("bottom_line", "'e.org' is not an address")),
    ("forms", t(regulation=(regulation(url="FDA"),)), in_treatment("regulation", "'FDA' is not an address")),
    ("forms", c(codes=(Code(system="ICD-11", code="ED70", pages=("x",)),)),
     ["conditions.toml male-pattern codes: 'x' is not an address"]),
    ("authors-are-told", s(authors=()), in_study("authors", "none, and authors_partial does not say so")),
    ("journals", s(study("a", journal="Skin & Hair"), study("tak2020", journal="Skin Hair")),
     in_study("journal", "'Skin Hair' is written 'Skin & Hair' elsewhere")),
    ("journals", s(study("a", journal="Skin", journal_abbr="Sk"), study("tak2020", journal="Skin")),
     in_study("journal_abbr", "'' is 'Sk' elsewhere")),
    ("provenance", s(provenance=provenance(unseen=("mood",))),
     in_study("provenance.unseen", "'mood' is no field of a study")),
    ("provenance", s(provenance=provenance(unseen=("doi",))),
     in_study("provenance.unseen", "'doi' is not in the record at all")),
    *(("provenance", s(doi="10.1/a", **over), in_study("provenance.status", UNSEEN))
      for over in ({"provenance": provenance("corroborated", unseen=("doi",))},
                   {"provenance": provenance("corroborated"), "authors_partial": True})),
    ("provenance", s(provenance=provenance(seen=())), in_study("provenance.seen", "no page, so it is unverified")),
    *(("provenance", s(**over), in_study("dispute", "a disputed status and a dispute go together"))
      for over in ({"provenance": provenance("disputed")}, {"dispute": Dispute(reason="x")})),
    ("figures-have-sources", t(summary=(statement("40 % more hair."),)),
     in_treatment("summary", "a figure without a study or page: 40 % more hair.")),
    ("figures-have-sources", c(course=(statement("Over 5 years."),)),
     ["conditions.toml male-pattern course: a figure without a study or page: Over 5 years."]),
    *(("support", t(**{field: (statement("Pain."),)}), in_treatment(field, "no study or page supports: Pain."))
      for field in ("mechanism", "harms", "contraindications")),
    ("support", t(bottom_line=statement("Pain.")), in_treatment("bottom_line", "no study or page supports: Pain.")),
    ("support", c(red_flags=(statement("Fever."),)),
     ["conditions.toml male-pattern red_flags: no study or page supports: Fever."]),
    ("sound-support", s(provenance=NO_PAGE), in_treatment("bottom_line", "rests on unverified records alone: tak2020")),
    ("sound-support", {**t(bottom_line=statement("x", "gone")), **s(RETRACTED)},
     in_treatment("bottom_line", "rests on unverified records alone: gone")),
    ("sound-support", {**t(bottom_line=statement("x", "tak2020", "ghost")), **s(study(), DISPUTED)},
     in_treatment("bottom_line", "cites ghost, which could not be found")),
    ("sound-support", {**t(bottom_line=statement("x", "tak2020", against=("ghost",))), **s(study(), DISPUTED)},
     in_treatment("bottom_line", "cites ghost, which could not be found")),
    *(("null-results-are-worded-exactly", s(finding=finding),
       in_study("finding", "'no difference' without 'significant': which did the source say?"))
      for finding in ("No difference between arms.", "The arms did not differ.", "There was no clear difference.")),
    ("ratios-have-comparators", s(finding="Odds ratio 2.1."), in_study("finding", "a ratio without its comparator")),
    ("comparisons", s(comparisons=(comparison(comparator="adsc"),)),
     in_study("comparisons", "adsc is compared with itself")),
    ("comparisons", s(comparisons=(comparison(comparator="svf"),)),
     in_study("comparisons", "svf is compared but not tagged")),
    ("comparisons", s(comparisons=(comparison(condition="female-pattern"),)),
     in_study("comparisons", "female-pattern is compared but not tagged")),
    *(("comparisons", s(comparisons=(row,)),
       in_study("comparisons", "a mixed result or another comparator needs a note"))
      for row in (comparison("mixed"), comparison(comparator="other"))),
    *(("review-pools", s(**over), in_study("pools", "reviews say what they pool, other designs don't"))
      for over in ({"design": "systematic-review"}, {"pools": "randomised"})),
    ("numbers-of-people", s(n=38, analysed=39), in_study("analysed", "39 analysed of 38")),
    ("numbers-of-people", s(n=38, outcomes=(outcome(n=39),)), in_study("outcomes", "n = 39 of 38: hair density")),
    *(("completers-are-told", s(n=38, analysed=34, limits=text),
       in_study("analysed", "34 are the completers: doubt it"))
      for text in ("38 randomised, 34 completed", "Completers (34) only")),
    *(("weeks-are-not-a-gap", s(weeks=4, finding=text), in_study("weeks", "4 weeks lie between two sessions"))
      for text in ("Better after sessions every 4 weeks.", "Three sessions 4 weeks apart.")),
    ("secondary-figures-are-told", s(outcomes=(outcome(),), provenance=provenance(seen=SECONDARY, status="partial")),
     in_study("doubts", "its figures were read on secondary pages only: say so")),
    ("intervals", s(outcomes=(outcome(effect=1, ci=(2, 0)),)),
     in_study("outcomes", "interval 2.0 to 0.0 is turned round")),
    ("intervals", s(outcomes=(outcome(effect=3, ci=(1, 2)), outcome(value=0, value_ci=(1, 2)))),
     in_study("outcomes", "3.0 lies outside 1.0 to 2.0", "0.0 lies outside 1.0 to 2.0")),
    *(("possible-figures", s(outcomes=(outcome(**over),)), in_study("outcomes", f"{said}: hair density"))
      for over, said in (
          ({"kind": "responders", "unit": "%", "value": 120}, "120 % is no share"),
          ({"kind": "adverse-event", "unit": "%", "comparator_value": -1}, "-1 % is no share"),
          ({"unit": "people", "value": 21, "n": 20}, "21 people of 20"),
          ({"unit": "people", "comparator_value": 1.5}, "1.5 people"),
          ({"comparator_sd": -2}, "a negative spread"),
          ({"i2": 101}, "I2 of 101 %"),
          ({"effect": -0.5, "effect_kind": "odds-ratio"}, "a ratio below 0"),
      )),
    ("intervals", s(outcomes=(outcome(ci=(1, 2)),)),
     in_study("outcomes", "an interval of an effect that is not given")),
    *(("plain-text", s(finding=f"a{hidden}b"), in_study("finding", f"{HIDDEN} {f'a{hidden}b'!r}"))
      for hidden in ("\x07", "\x85", "\u202e", "\u200b", "\n", "\t")),
    *(("plain-text", s(finding=f"a {markup} b"), in_study("finding", f"looks like markup: {markup!r}"))
      for markup in ("<b>", "</sup>", "[bold", "[/red", "&amp;", "&#8211;")),
    *(("plain-text", gloss(text=text), [f"glossary.toml vehicle text: stray spaces in {text!r}"])
      for text in (" a", "a ", "a  b")),
    ("plain-text", s(arms=(arm("a\u202eb"),)), in_study("arms", f"{HIDDEN} 'a\\u202eb'")),
]  # fmt: skip


def broken(rule: str, data: dataset.Dataset) -> list[str]:
    """What the rule says, in its order."""
    return [f"{p.file} {p.record} {p.field}: {p.message}" for p in RULES[rule](data)]


@pytest.mark.parametrize(("rule", "records"), KEEPS)
def test_a_dataset_that_keeps_the_rule_gives_no_problem(
    tmp_path: Path, rule: str, records: dict[str, Any]
) -> None:
    assert broken(rule, read(tmp_path, **records)) == []


@pytest.mark.parametrize(("rule", "records", "said"), BREAKS)
def test_a_dataset_that_breaks_the_rule_is_told_what_and_where(
    tmp_path: Path, rule: str, records: dict[str, Any], said: list[str]
) -> None:
    assert broken(rule, read(tmp_path, **records)) == said


def test_an_alias_that_two_treatments_share_must_be_ambiguous_in_both(tmp_path: Path) -> None:
    shared = [treatment("a", ambiguous=("cells",)), treatment("b", aliases=("cells",))]
    assert [p.record for p in RULES["names-are-one-record-s"](read(tmp_path, treatments=shared))] == ["b"]


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("studies.toml", "[study.tak2020]", "# a remark\n[study.tak2020]", 1),
        ("studies.toml", 'design = "rct"', "design = 'rct'", 7),
        ("glossary.toml", "name = ", "name  = ", 2),
        ("dataset.toml", 'title = "a small dataset"\n', 'title = "a small dataset"\n\n', 5),
    ],
)
def test_a_file_in_another_than_the_canonical_form_is_told_with_its_line_and_the_command_that_repairs_it(
    tmp_path: Path, name: str, old: str, new: str, line: int
) -> None:
    path = dataset_folder(tmp_path) / name
    write(path, path.read_text("utf-8").replace(old, new))
    (problem,) = RULES["canonical-form"](dataset.read(tmp_path))
    assert (problem.file, problem.line) == (name, line)
    assert problem.message == "not in the canonical form: run hairtx check --fix"


def test_every_rule_has_a_case_that_keeps_it_and_one_that_breaks_it() -> None:
    assert {rule for rule, _ in KEEPS} == set(RULES)
    assert {rule for rule, _, _ in BREAKS} | {"canonical-form"} == set(RULES)


def test_the_builders_dataset_keeps_every_rule(tmp_path: Path) -> None:
    assert check(read(tmp_path)) == []


def test_check_tells_the_problems_of_all_rules_each_with_its_rule(tmp_path: Path) -> None:
    found = check(read(tmp_path, studies=[study(pmid="PMID1", analysed=3, n=2)], conditions=[]))
    assert [(p.rule, p.field) for p in found] == [
        ("dangling-keys", "uses"),
        ("dangling-keys", "conditions"),
        ("forms", "pmid"),
        ("numbers-of-people", "analysed"),
    ]
