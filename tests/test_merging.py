"""Overlays merged: records added, fields replaced, lists extended, rules kept, and nothing else touched."""

import os
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from hairtx.canonical import dump_records
from hairtx.changes import Report
from hairtx.dataset import Dataset
from hairtx.merging import Merged, merge
from hairtx.model import RECORDS
from hairtx.overlay_files import MOST_BYTES, MOST_ENTRIES, MOST_FILES, MOST_LETTERS
from hairtx.overlays import overlay


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    studies = [builders.study("tak2020", doi="10.1000/tak"), builders.study("won2010")]
    return builders.read(tmp_path_factory.mktemp("base"), studies=studies)


@pytest.fixture
def apply(base: Dataset, tmp_path: Path) -> Any:
    """``apply("[term.x] …", …)``: the base with overlays of these texts, one file each."""

    def call(*texts: str | bytes) -> Merged:
        paths = [tmp_path / f"o{at}.toml" for at in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            builders.write(path, text)
        return merge(base, [overlay(path) for path in paths])

    return call


def same(one: Dataset, other: Dataset) -> bool:
    return all(dict(one.of(kind)) == dict(other.of(kind)) for kind in RECORDS)


def said(report: Report) -> list[str]:
    return [str(problem).removeprefix(f"{Path(report.path).parent}/") for problem in report.problems]


def test_a_record_with_a_new_id_is_added_and_all_others_stay(base: Dataset, apply: Any) -> None:
    new = builders.study("my2026")
    merged = apply(dump_records("study", [new]))
    assert merged.reports[0].problems == ()
    assert merged.dataset.studies == {**base.studies, "my2026": new}
    assert merged.dataset.treatments == base.treatments
    (change,) = merged.changes
    assert (change.kind, change.id, change.overlay, change.how, change.fields) == (
        "study", "my2026", "o0", "added", (),
    )  # fmt: skip


def test_a_record_with_a_known_id_replaces_the_fields_that_it_gives_and_no_others(
    base: Dataset, apply: Any
) -> None:
    merged = apply('[study.tak2020]\nweeks = 16\nconditions = ["male-pattern"]\nlimits = "Small."\n')
    assert merged.dataset.studies["tak2020"] == msgspec.structs.replace(
        base.studies["tak2020"], weeks=16, limits="Small."
    )
    # what is given and says the same is no change
    assert merged.changes[0].fields == ("weeks", "limits")


def test_a_table_is_replaced_whole(apply: Any) -> None:
    text = '[study.tak2020.provenance]\nstatus = "unverified"\nchecked = "2026"\n'
    merged = apply(text + '[treatment.adsc.bottom_line]\ntext = "Unknown."\nstudies = ["won2010"]\n')
    assert merged.dataset.studies["tak2020"].provenance.seen == ()
    assert merged.dataset.treatments["adsc"].bottom_line.text == "Unknown."


def test_extend_appends_to_lists_what_they_do_not_hold_and_replaces_the_rest(
    base: Dataset, apply: Any
) -> None:
    text = (
        '[treatment.adsc]\nextend = true\naliases = ["fat cells"]\nname = "Cells"\n'
        '[[treatment.adsc.uses]]\ncondition = "male-pattern"\nstatus = "experimental"\n'
        '[[treatment.adsc.harms]]\ntext = "An abscess."\nstudies = ["won2010"]\n'
    )
    once = apply(text).dataset.treatments["adsc"]
    old = base.treatments["adsc"]
    assert once.aliases == (*old.aliases, "fat cells")
    assert once.uses == old.uses
    assert once.harms == (*old.harms, builders.statement("An abscess.", "won2010"))
    assert once.name == "Cells"
    assert apply(text, text).dataset.treatments["adsc"] == once


def test_a_list_without_extend_is_replaced(apply: Any) -> None:
    first = '[term.vehicle]\naliases = ["base"]\n'
    assert apply(first, '[term.vehicle]\naliases = ["carrier"]\n').dataset.terms["vehicle"].aliases == (
        "carrier",
    )
    assert apply(first, "[term.vehicle]\naliases = []\n").dataset.terms["vehicle"].aliases == ()


def test_overlays_apply_in_their_order_and_the_last_word_counts(apply: Any) -> None:
    one, two = '[term.vehicle]\ntext = "One."\n', '[term.vehicle]\ntext = "Two."\n'
    assert apply(one, two).dataset.terms["vehicle"].text == "Two."
    assert apply(two, one).dataset.terms["vehicle"].text == "One."
    assert [change.overlay for change in apply(one, two).changes] == ["o0", "o1"]


def test_a_later_overlay_may_build_on_an_earlier_one(apply: Any) -> None:
    new = dump_records("study", [builders.study("my2026")])
    use = '[treatment.adsc]\nextend = true\n[[treatment.adsc.harms]]\ntext = "Pain."\nstudies = ["my2026"]\n'
    assert [report.problems for report in apply(new, use).reports] == [(), ()]
    assert "no study my2026" in said(apply(use, new).reports[0])[0]


def test_a_wrong_overlay_is_left_out_whole_and_the_others_apply(base: Dataset, apply: Any) -> None:
    wrong = '[term.new]\nname = "new"\ntext = "Something."\n[term.vehicle]\ncolour = "red"\n'
    merged = apply(wrong, '[term.vehicle]\ntext = "Right."\n')
    assert [bool(report.problems) for report in merged.reports] == [True, False]
    assert "new" not in merged.dataset.terms
    assert merged.dataset.terms["vehicle"].text == "Right."
    assert same(apply(wrong).dataset, base)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[study.tak2020]\nlimit = "x"\n', "o0.toml:2: tak2020 limit: unknown field (did you mean limits?)"),
        ("[study.tak2020]\nn = 1\nweeks = -4\n", "o0.toml:3: tak2020 weeks: Expected `int` >= 0"),
        ("[study.tak2020]\ndate = 2020-08-01\n", "o0.toml:2: tak2020 date: Expected `str | null`, got `date`"),
        ('[study.my2026]\ntitle = "x"\n', "o0.toml:1: my2026 type: missing"),
        ('[studies.x]\na = 1\n', "o0.toml:1: studies: unexpected (did you mean study?); an overlay holds"),
        ("study = 1\n", "o0.toml:1: study: must be tables [study.ID]"),
        ("[study]\ntak2020 = 1\n", "o0.toml:2: tak2020: must be a table [study.tak2020]"),
        ('[study.tak2020]\nextend = "yes"\n', "o0.toml:2: tak2020 extend: must be true or false"),
        (
            "[study.tak202]\nextend = true\n",
            "o0.toml:2: tak202 extend: no study has this id to be extended (did you mean tak2020?)",
        ),
        ('[study.tak2020]\nid = "x"\n', "o0.toml:2: tak2020 id: the id is the table's name"),
        (
            '[term."a b"]\nname = "x"\ntext = "y"\n',
            "o0.toml:1: a b: an id is made of a to z, 0 to 9 and hyphens, at most 64 of them",
        ),
        ('[term."müller"]\nname = "x"\ntext = "y"\n', "o0.toml:1: müller: an id is made of a to z"),
        ("[study.a.b]\nc = 1\n", "o0.toml:1: a b: unknown field"),
        ('[treatment.placebo]\nname = "P"\n', "o0.toml:1: placebo: this id is what comparisons call a kind of control"),
        ('[term.vehicle]\ntext = ""\n', "o0.toml:2: vehicle text: is empty: fill it in, or leave the line out"),
        ('[term.vehicle]\naliases = ["a", "a"]\n', "o0.toml:2: vehicle aliases: holds 'a' twice"),
        (
            '[[study.tak2020.outcomes]]\nmeasure = "hair-density"\nwording = "d"\nkind = "mean"\nvalue = nan\n',
            "o0.toml:5: tak2020 outcomes[0].value: nan is no figure",
        ),
        (
            f'[term.vehicle]\ntext = "{"x" * (MOST_LETTERS + 1)}"\n',
            "o0.toml:2: vehicle text: longer than 5,000 letters",
        ),
        (
            f"[term.vehicle]\naliases = {[str(n) for n in range(MOST_ENTRIES + 1)]}\n",
            "o0.toml:2: vehicle aliases: more than 2,000 entries",
        ),
        ("[term.vehicle\n", "o0.toml:1: not TOML:"),
        ("a = " + "[" * 5000, "o0.toml: not TOML that can be read: nested too deep"),
        (b'[term.x]\nname = "a\0b"\n', "o0.toml:2: not TOML: Illegal character"),
        ('[term.x]\nname = "\\ud800"\n', "o0.toml:2: not TOML: Escaped character is not a Unicode scalar value"),
        (b'[term.x]\nname = "\xed\xa0\x80"\n', "o0.toml: not UTF-8 at byte 17"),
        ("[term.x]\n".encode("utf-16"), "o0.toml: not UTF-8 at byte 0"),
        (b"#" * (MOST_BYTES + 1), "o0.toml: too large: an overlay may have 4 MB in all"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_what_is_wrong_is_told_with_file_line_record_and_field(
    base: Dataset, apply: Any, text: str | bytes, message: str
) -> None:
    merged = apply(text)
    assert any(line.startswith(message) for line in said(merged.reports[0])), said(merged.reports[0])
    assert same(merged.dataset, base)
    assert merged.changes == ()


@pytest.mark.parametrize(
    ("record", "rule", "message"),
    [
        (builders.study("my2026", doi="10.1000/TAK"), "duplicate-works", "is also that of tak2020; to change that"),
        (builders.study("my2026", treatments=("nothing",)), "dangling-keys", "no treatment nothing"),
        (builders.study("my2026", finding="It did not differ."), "null-results-are-worded-exactly", "'no difference'"),
        (builders.term("new", text="In 9 of 10."), "figures-have-sources", "a figure without a study or page"),
        (builders.term("new", text="Bold <b>x</b>."), "plain-text", "looks like markup"),
        (builders.term("new", text="Hidden \u202e."), "plain-text", "a control or direction character"),
        (builders.term("new", name="Name of vehicle"), "names-are-one-record-s", "also names vehicle"),
    ],
    ids=lambda value: str(value)[:24],
)  # fmt: skip
def test_a_rule_that_an_overlay_breaks_is_told_with_its_line(
    base: Dataset, apply: Any, record: Any, rule: str, message: str
) -> None:
    kind: Any = type(record).__name__.lower()
    (report,) = apply(dump_records(kind, [record])).reports
    problem = report.problems[0]
    assert (problem.rule, problem.record) == (rule, record.id)
    assert problem.line is not None
    assert message in problem.message


def test_a_rule_that_an_overlay_makes_a_known_record_break_is_laid_to_the_overlay(apply: Any) -> None:
    # the bottom line of adsc rests on tak2020 alone
    (report,) = apply('[study.tak2020.provenance]\nstatus = "unverified"\nchecked = "2026"\n').reports
    (problem,) = report.problems
    assert (problem.file, problem.record) == (report.path, "adsc")
    assert problem.message.startswith(
        "with this overlay the known treatment breaks a rule: rests on unverified"
    )


def test_what_the_dataset_itself_breaks_is_not_laid_to_the_overlay(tmp_path: Path) -> None:
    broken = builders.read(tmp_path / "base", terms=[builders.term(text="In 9 of 10.")])
    builders.write(tmp_path / "mine.toml", '[condition.male-pattern]\naliases = ["AGA"]\n')
    assert merge(broken, [overlay(tmp_path / "mine.toml")]).reports[0].problems == ()


def test_an_overlay_may_have_any_form(apply: Any) -> None:
    merged = apply('# mine\nterm.vehicle = {text = "What it is in.", aliases=["base" , ]}\n')
    assert merged.reports[0].problems == ()


def test_a_mark_of_the_encoding_at_the_beginning_is_no_fault(apply: Any) -> None:
    assert apply(b'\xef\xbb\xbf[term.vehicle]\ntext = "It."\n').reports[0].problems == ()


def test_a_folder_s_files_are_one_overlay_and_settings_of_editors_and_the_edition_none_of_it(
    base: Dataset, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    builders.write(mine / "studies.toml", dump_records("study", [builders.study("my2026")]))
    builders.write(mine / "anything.toml", '[term.vehicle]\ntext = "It."\n')
    for name in (".taplo.toml", "dataset.toml", "notes.md"):
        builders.write(mine / name, "[rule\n")
    merged = merge(base, [overlay(mine)])
    assert merged.reports[0].problems == ()
    assert {(change.id, Path(change.path).name) for change in merged.changes} == {
        ("my2026", "studies.toml"), ("vehicle", "anything.toml"),
    }  # fmt: skip


def test_an_id_in_two_files_of_an_overlay_is_a_problem(base: Dataset, tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        builders.write(tmp_path / name, '[term.vehicle]\ntext = "It."\n')
    (report,) = merge(base, [overlay(tmp_path)]).reports
    assert str(report.problems[0]) == f"{tmp_path}/b.toml:1: vehicle: term vehicle stands in a.toml too"


def test_the_size_is_that_of_all_files_together_and_their_number_has_an_end(
    base: Dataset, tmp_path: Path
) -> None:
    for at in range(3):
        builders.write(tmp_path / f"{at}.toml", b"#" * (MOST_BYTES // 2))
    assert "too large" in merge(base, [overlay(tmp_path)]).reports[0].problems[0].message
    for at in range(MOST_FILES + 1):
        builders.write(tmp_path / f"{at}.toml", b"")
    assert "more than 100 files" in merge(base, [overlay(tmp_path)]).reports[0].problems[0].message


@pytest.mark.skipif(os.name != "posix", reason="needs links and pipes")
def test_what_is_no_file_is_told_and_never_opened(base: Dataset, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    (tmp_path / "folders").mkdir()
    (tmp_path / "folders" / "up.toml").symlink_to("..")
    (tmp_path / "empty").mkdir()
    found = {
        name: merge(base, [overlay(tmp_path / name)]).reports[0].problems[0].message
        for name in ("pipe.toml", "loop.toml", "zero.toml", "folders", "empty", "nowhere", "nul\0")
    }
    # every Python has its own words for it
    assert found.pop("nul\0").startswith("cannot be read (")
    assert found == {
        "pipe.toml": "is not a file or a folder",
        "loop.toml": "cannot be read (Too many levels of symbolic links)",
        "zero.toml": "is not a file or a folder",
        "folders": "is not a file or a folder",
        "empty": "holds no .toml file",
        "nowhere": "there is no such file or folder",
    }


def test_a_link_to_a_file_is_read(base: Dataset, tmp_path: Path) -> None:
    builders.write(tmp_path / "there", '[term.vehicle]\ntext = "It."\n')
    (tmp_path / "link.toml").symlink_to("there")
    assert merge(base, [overlay(tmp_path / "link.toml")]).changes[0].id == "vehicle"


def test_thousands_of_faults_are_counted_to_a_hundred_and_twenty_are_told(apply: Any) -> None:
    (report,) = apply("".join(f"[study.tak{n}]\nextend = true\n" for n in range(3000))).reports
    assert (len(report.problems), report.count) == (20, "100 problems or more")


# what a person may give of two known records and two new ones: fields by kind and id
_TEXT = st.sampled_from(["One.", "Two.", "Three."])
_LIST = st.lists(st.sampled_from(["p", "q", "r", "s"]), unique=True, max_size=3)
_TERM = st.fixed_dictionaries({}, optional={"name": _TEXT, "text": _TEXT, "extend": st.booleans()})
_STUDY = st.fixed_dictionaries(
    {},
    optional={
        "doubts": _LIST, "limits": _TEXT, "registration": _LIST, "weeks": st.integers(0, 99), "extend": st.booleans(),
    },
)  # fmt: skip
_OVERLAY = st.fixed_dictionaries(
    {}, optional={"term": st.just({}) | _TERM.map(lambda t: {"vehicle": t}),
                  "study": st.dictionaries(st.sampled_from(["tak2020", "won2010"]), _STUDY)}
)  # fmt: skip


def _merged(base: Dataset, given: list[dict[str, Any]]) -> Merged:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{at}.toml" for at in range(len(given))]
        for path, tables in zip(paths, given, strict=True):
            builders.write(path, _toml(tables))
        return merge(base, [overlay(path) for path in paths])


def _toml(tables: dict[str, Any]) -> str:
    """Tables of records with plain fields as TOML; JSON's strings, lists, numbers and booleans are TOML's."""
    return "".join(
        f"[{kind}.{id}]\n" + "".join(f"{k} = {msgspec.json.encode(v).decode()}\n" for k, v in fields.items())
        for kind, records in tables.items()
        for id, fields in records.items()
    )


@given(given=st.lists(_OVERLAY, max_size=3))
def test_overlays_together_are_overlays_one_after_the_other(
    base: Dataset, given: list[dict[str, Any]]
) -> None:
    step = base
    for one in given:
        step = _merged(step, [one]).dataset
    assert same(_merged(base, given).dataset, step)


@given(one=_OVERLAY)
def test_an_overlay_applied_twice_is_applied_once(base: Dataset, one: dict[str, Any]) -> None:
    twice = _merged(base, [one, one])
    once = _merged(base, [one])
    assert same(twice.dataset, once.dataset)
    assert [(c.id, c.fields) for c in twice.changes] == [(c.id, c.fields) for c in once.changes]


@given(one=_OVERLAY)
def test_only_what_is_given_changes_and_every_change_is_told(base: Dataset, one: dict[str, Any]) -> None:
    merged = _merged(base, [one])
    assert not merged.reports[0].problems
    told = {(change.kind, change.id, field) for change in merged.changes for field in change.fields}
    changed = {
        (kind, id, field)
        for kind in RECORDS
        for id, old in base.of(kind).items()
        for field in old.__struct_fields__
        if getattr(merged.dataset.of(kind)[id], field) != getattr(old, field)
    }
    assert told == changed
    assert {(kind, id) for kind, id, _ in changed} <= {(kind, id) for kind, ids in one.items() for id in ids}


@given(one=_OVERLAY)
def test_extending_keeps_the_old_entries_first_and_adds_each_new_one_once(
    base: Dataset, one: dict[str, Any]
) -> None:
    merged = _merged(base, [one]).dataset
    for kind, records in one.items():
        for id, fields in records.items():
            for name, value in fields.items():
                if name == "extend":
                    continue
                old, new = getattr(base.of(kind)[id], name), getattr(merged.of(kind)[id], name)  # type: ignore[call-overload]
                if isinstance(value, list):
                    value = (
                        (*old, *(v for v in value if v not in old)) if fields.get("extend") else tuple(value)
                    )
                assert new == value


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_file_whatever_it_holds_raises_anything(base: Dataset, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.toml"
        path.write_bytes(content)
        merged = merge(base, [overlay(path)])
    assert merged.reports[0].problems or same(merged.dataset, base)


_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(fields=st.dictionaries(st.sampled_from([*RECORDS["study"].__struct_fields__, "extend", "x"]), _VALUE))
def test_fields_of_any_type_are_refused_or_merged_and_raise_nothing(
    base: Dataset, fields: dict[str, Any]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.toml"
        path.write_text(_dumped(fields), encoding="utf-8", errors="surrogatepass")
        merged = merge(base, [overlay(path)])
    assert merged.reports[0].problems or merged.dataset.studies["tak2020"]


def _dumped(fields: dict[str, Any]) -> str:
    return "[study.tak2020]\n" + "".join(f"{name} = {_inline(value)}\n" for name, value in fields.items())


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_inline(k)} = {_inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, float):
        return repr(value)
    if value is None:
        return '"none"'
    return (
        msgspec.json.encode(value).decode()
        if not isinstance(value, int) or isinstance(value, bool)
        else str(value)
    )
