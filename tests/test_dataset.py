"""Reading a dataset: records come back as written, and every fault is told at once with its place."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import (
    comparison,
    dataset_folder,
    edition,
    outcome,
    read,
    statement,
    study,
    term,
    treatment,
    write,
)
from hairtx import dataset
from hairtx.faults import DatasetError, Problem
from hairtx.folder import EDITION_FILE, FILES, bundled

NAMES = (*FILES.values(), EDITION_FILE)


def problems(folder: Path) -> list[Problem]:
    """What ``read`` says is wrong."""
    with pytest.raises(DatasetError) as caught:
        dataset.read(folder)
    return caught.value.problems


def told(folder: Path) -> list[str]:
    """The problems as a person reads them, sorted: the order within a record is not promised."""
    return sorted(str(problem) for problem in problems(folder))


def blamed(folder: Path) -> set[str]:
    """The files that ``read`` finds fault with, none where it reads; any error but its own passes through."""
    try:
        dataset.read(folder)
    except DatasetError as error:
        return {problem.file for problem in error.problems}
    return set()


def replaced(folder: Path, name: str, old: str, new: str) -> int:
    """Replace text in a file; the 1-based line on which it stood."""
    text = (folder / name).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    write(folder / name, text.replace(old, new))
    return text[: text.index(old)].count("\n") + 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dataset_folder(tmp_path)


def test_records_come_back_as_they_were_written_keyed_by_id(tmp_path: Path) -> None:
    adsc = treatment("adsc", harms=(statement("Pain at the site.", "tak2020"),), aliases=("fat stem cells",))
    tak = study("tak2020", comparisons=(comparison(),), outcomes=(outcome(value=28.1, ci=(1.0, 2.0)),))
    got = read(tmp_path, treatments=[adsc], studies=[tak, study("won2010")], terms=[])
    assert got.treatments == {"adsc": adsc}
    assert got.studies == {"tak2020": tak, "won2010": study("won2010")}
    assert got.terms == {}
    assert got.edition == edition()
    assert got.folder == tmp_path


def test_records_of_a_kind_are_asked_for_by_kind(folder: Path) -> None:
    got = dataset.read(folder)
    assert [list(got.of(kind)) for kind in FILES] == [["adsc"], ["male-pattern"], ["tak2020"], ["vehicle"]]


def test_windows_line_ends_change_nothing(folder: Path) -> None:
    before = dataset.read(folder)
    for name in NAMES:
        write(folder / name, (folder / name).read_bytes().replace(b"\n", b"\r\n"))
    assert dataset.read(folder) == before


def test_every_problem_of_every_file_is_reported_at_once(folder: Path) -> None:
    design = replaced(folder, "studies.toml", 'design = "rct"', 'design = "trial"')
    checked = replaced(folder, "studies.toml", 'checked = "2026-11-22"', "checked = 2026-11-22")
    category = replaced(folder, "treatments.toml", 'category = "cell therapy"', 'categories = "cells"')
    scarring = replaced(folder, "conditions.toml", "scarring = false", 'scarring = "no"')
    date = replaced(folder, "dataset.toml", 'date = "2026-01-31"', "date = 2026-01-31")
    found = told(folder)
    assert [line.split(": ")[:2] for line in found] == [
        [f"conditions.toml:{scarring}", "male-pattern scarring"],
        [f"dataset.toml:{date}", "date"],
        [f"studies.toml:{checked}", "tak2020 provenance.checked"],
        [f"studies.toml:{design}", "tak2020 design"],
        ["treatments.toml:1", "adsc category"],
        [f"treatments.toml:{category}", "adsc categories"],
    ]


def test_a_problem_has_file_line_record_field_and_message_each_for_itself(folder: Path) -> None:
    line = replaced(folder, "studies.toml", 'type = "article-journal"', 'type = "paper"')
    assert problems(folder) == [
        Problem("studies.toml", line, "tak2020", "type", "Invalid enum value 'paper'", rule="shape")
    ]


def test_an_unknown_field_is_told_with_the_nearest_known_one(folder: Path) -> None:
    line = replaced(folder, "studies.toml", "finding = ", 'findings = "x"\nfinding = ')
    assert told(folder) == [f"studies.toml:{line}: tak2020 findings: unknown field (did you mean finding?)"]


def test_an_unknown_field_like_no_other_gets_no_suggestion(folder: Path) -> None:
    line = replaced(folder, "glossary.toml", "text = ", "zzz = 1\ntext = ")
    assert told(folder) == [f"glossary.toml:{line}: vehicle zzz: unknown field"]


def test_a_missing_field_is_told_at_the_head_of_its_record(folder: Path) -> None:
    replaced(folder, "glossary.toml", 'text = "What the drug is dissolved in."\n', "")
    assert told(folder) == ["glossary.toml:1: vehicle text: missing"]


def test_a_missing_table_is_told_as_missing(folder: Path) -> None:
    write(
        folder / "studies.toml",
        (folder / "studies.toml").read_text().split("\n[study.tak2020.provenance]")[0],
    )
    assert told(folder) == ["studies.toml:1: tak2020 provenance: missing"]


def test_a_fault_in_the_second_of_several_tables_is_told_with_its_number_and_line(tmp_path: Path) -> None:
    dataset_folder(tmp_path, studies=[study(outcomes=(outcome(week=4), outcome(week=12), outcome(week=24)))])
    line = replaced(tmp_path, "studies.toml", "week = 12", 'week = "twelve"')
    assert told(tmp_path) == [
        f"studies.toml:{line}: tak2020 outcomes[1].week: Expected `int | null`, got `str`",
    ]


def test_a_fault_is_told_on_the_line_of_its_own_record(tmp_path: Path) -> None:
    dataset_folder(tmp_path, studies=[study("a", n=1), study("b", n=2), study("c", n=3)])
    line = replaced(tmp_path, "studies.toml", "n = 2", "n = 2.5")
    assert told(tmp_path) == [f"studies.toml:{line}: b n: Expected `int | null`, got `float`"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("scarring = false", 'scarring = "false"', "Expected `bool`, got `str`"),
        ("scarring = false", "scarring = 0", "Expected `bool`, got `int`"),
        ("scarring = false", "scarring = 2026-01-01", "Expected `bool`, got `date`"),
        ("scarring = false", "scarring = false\ncodes = 3", "must be a list of tables"),
        ("scarring = false", "scarring = false\nscarring_note = 3", "must be a table"),
        ("scarring = false", "scarring = false\ncodes = [3]", "must be a table"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told(folder: Path, old: str, new: str, message: str) -> None:
    replaced(folder, "conditions.toml", old, new)
    assert [problem.message for problem in problems(folder)] == [message]


def test_broken_toml_is_told_with_its_line_and_the_other_files_are_still_read(folder: Path) -> None:
    line = replaced(folder, "studies.toml", 'design = "rct"', 'design = "rct')
    scarring = replaced(folder, "conditions.toml", "scarring = false", "scarring = 1")
    found = problems(folder)
    assert [(problem.file, problem.line) for problem in found] == [
        ("conditions.toml", scarring),
        ("studies.toml", line),
    ]
    assert found[1].message.startswith("not TOML: ")


def test_a_table_of_another_kind_is_told(folder: Path) -> None:
    text = (folder / "glossary.toml").read_text()
    write(folder / "glossary.toml", text + '\n[studies.x]\ntitle = "x"\n')
    line = text.count("\n") + 2
    assert told(folder) == [
        f"glossary.toml:{line}: studies: unexpected; this file holds [term.ID] tables only"
    ]


@pytest.mark.parametrize("text", ["term = 3\n", '[[term]]\nname = "x"\n'])
def test_records_that_are_no_tables_are_told(folder: Path, text: str) -> None:
    write(folder / "glossary.toml", text)
    assert told(folder) == ["glossary.toml: term: must be tables [term.ID]"]


def test_a_record_that_is_no_table_is_told(folder: Path) -> None:
    write(folder / "glossary.toml", "term.x = 3\n")
    assert [(p.record, p.message) for p in problems(folder)] == [("x", "must be a table")]


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_file_is_told(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert told(folder) == [f"{name}: the file is missing"]


def test_a_folder_that_does_not_exist_misses_every_file(tmp_path: Path) -> None:
    assert told(tmp_path / "nowhere") == sorted(f"{name}: the file is missing" for name in NAMES)


def test_a_folder_in_a_file_s_place_cannot_be_read(folder: Path) -> None:
    (folder / "glossary.toml").unlink()
    (folder / "glossary.toml").mkdir()
    (found,) = problems(folder)
    assert found.file == "glossary.toml"
    assert found.message.startswith("cannot be read (")


def test_a_file_that_is_not_utf_8_is_told_with_the_byte(folder: Path) -> None:
    write(folder / "glossary.toml", b'[term.x]\nname = "caf\xe9"\n')
    assert told(folder) == ["glossary.toml: not UTF-8 at byte 20"]


def test_toml_nested_too_deep_is_told(folder: Path) -> None:
    write(folder / "glossary.toml", "x = " + "[" * 5000)
    assert told(folder) == ["glossary.toml: not TOML that can be read: nested too deep"]


def test_the_error_s_own_text_has_a_line_for_each_problem(folder: Path) -> None:
    (folder / "glossary.toml").unlink()
    (folder / "studies.toml").unlink()
    with pytest.raises(DatasetError) as caught:
        dataset.read(folder)
    assert str(caught.value).splitlines() == [
        "studies.toml: the file is missing",
        "glossary.toml: the file is missing",
    ]


def test_the_bundled_dataset_lies_in_one_folder_with_all_its_files() -> None:
    assert {name for name in NAMES if (bundled() / name).is_file()} == set(NAMES)


FRAGMENTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "[study.x]\n",
            "[[study.x.arms]]\n",
            "[term]\n",
            "id = 1\n",
            "x = ",
            '"',
            "'''",
            "{",
            "]",
            "\n",
            "nan",
        ]
    ),
)


@given(
    name=st.sampled_from(NAMES),
    cut=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    put=st.lists(FRAGMENTS, max_size=5).map("".join),
)
@example(name="glossary.toml", cut=(0, 1), put="\ufeff")
@example(name="studies.toml", cut=(0, 1), put='[study."".x]\n')
@example(name="studies.toml", cut=(0, 1), put="[study.x.provenance.seen]\n[study.y]\nprovenance = []\n")
def test_whatever_a_file_holds_reading_gives_a_dataset_or_tells_the_problems(
    name: str, cut: tuple[float, float], put: str
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = dataset_folder(Path(temporary))
        text = (folder / name).read_text("utf-8")
        start, end = sorted(int(share * len(text)) for share in cut)
        write(folder / name, (text[:start] + put + text[end:]).encode("utf-8", "replace"))
        assert blamed(folder) <= {name}


@given(name=st.sampled_from(NAMES), content=st.binary(max_size=200))
def test_whatever_bytes_a_file_holds_reading_gives_a_dataset_or_tells_the_problems(
    name: str, content: bytes
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = dataset_folder(Path(temporary))
        write(folder / name, content)
        assert blamed(folder) <= {name}


def test_a_dataset_with_no_records_is_valid(tmp_path: Path) -> None:
    got = read(tmp_path, treatments=[], conditions=[], studies=[], terms=[])
    assert [dict(got.of(kind)) for kind in FILES] == [{}, {}, {}, {}]


def test_ids_with_spaces_and_quotes_are_read(tmp_path: Path) -> None:
    assert list(read(tmp_path, terms=[term('a "b"')]).terms) == ['a "b"']


def test_a_fault_is_not_looked_for_beyond_its_own_record(folder: Path) -> None:
    (folder / "glossary.toml").write_text('[term.a]\nname = "A"\n\n[term.b]\nname = "B"\ntext = "B."\n')
    assert told(folder) == ["glossary.toml:1: a text: missing"]


def test_a_fault_in_a_list_of_one_line_tables_is_told_on_its_own_line(folder: Path) -> None:
    text = (folder / "studies.toml").read_text(encoding="utf-8")
    head = text.index("\n") + 1
    arms = 'arms = [\n  { label = "one" },\n  { label = "two", n = "z" },\n]\n'
    (folder / "studies.toml").write_text(text[:head] + arms + text[head:], encoding="utf-8")
    assert "studies.toml:4:" in told(folder)[0]


def test_an_id_inside_a_record_is_refused_for_the_id_is_the_table_s_name(folder: Path) -> None:
    (folder / "glossary.toml").write_text('[term.a]\nid = "b"\nname = "A"\ntext = "A."\n')
    assert told(folder) == ["glossary.toml:2: a id: the id is the table's name"]


@pytest.mark.parametrize("digits", [12, 30, 5000])
def test_a_number_beyond_all_measure_is_told(folder: Path, digits: int) -> None:
    text = (folder / "studies.toml").read_text(encoding="utf-8")
    head = text.index("\n") + 1
    (folder / "studies.toml").write_text(
        text[:head] + f"n = {'9' * digits}\n" + text[head:], encoding="utf-8"
    )
    assert problems(folder)[0].file == "studies.toml"


def test_a_broken_edition_file_is_told_once(folder: Path) -> None:
    (folder / EDITION_FILE).write_text("version = \n")
    assert len(problems(folder)) == 1


def test_of_very_many_problems_the_first_are_told_with_their_lines(tmp_path: Path) -> None:
    folder = dataset_folder(tmp_path)
    write(
        folder / "glossary.toml", "".join(f"[term.a{number}]\n" for number in range(3 * dataset.MOST_PLACED))
    )
    lines = [problem.line for problem in problems(folder)]
    assert len(lines) == 6 * dataset.MOST_PLACED
    assert lines[:4] == [1, 1, 2, 2]
    assert [line for line in lines[dataset.MOST_PLACED :] if line] == []
