"""Each format, read back by the tools that it is for."""

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import edition
from hairtx.safe import safe
from hairtx.tables import TABLES, contents
from hairtx.tables.table import Column, Table
from hairtx.tables.writers import sqlite, writer
from hairtx.tables.writers.delimited import guarded

COLUMNS = (
    Column("text", "text", "", lambda item: item[0]),
    Column("entries", "list", "", lambda item: item[1]),
    Column("number", "number", "", lambda item: item[2]),
    Column("count", "integer", "", lambda item: item[3]),
    Column("truth", "boolean", "", lambda item: item[4]),
)
START = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "''=", " =", "＝", ";", ",", '"', "|", "\\", "\x00", "x")
texts = st.lists(st.sampled_from(START) | st.text(max_size=3), max_size=5).map("".join)
items = st.tuples(
    texts,
    st.lists(texts, max_size=3),
    st.none() | st.floats(),
    st.none() | st.integers(-9, 10**9),
    st.booleans(),
)
RISKY = tuple("=+-@\t\r＝＋－＠")


def written(format: str, given: list) -> str:
    table = Table("t", "a row", COLUMNS, ("text",), lambda _: given)
    return "".join(writer(format)(table, table.rows(None), edition()))


def read(format: str, text: str) -> list[dict[str, str]]:
    dialect = {"delimiter": "\t" if format == "tsv" else ",", "strict": True}
    return list(csv.DictReader(io.StringIO(text, newline=""), **dialect))


def unguarded(cell: str) -> str:
    """What the documentation tells a reader to do: take the apostrophe off where it guards."""
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) == cell else cell


@pytest.mark.parametrize("format", ["csv", "tsv"])
@given(given=st.lists(items, max_size=4))
def test_delimited_text_reads_back_as_it_was_and_no_cell_is_a_formula(format: str, given: list) -> None:
    back = read(format, written(format, given))
    assert len(back) == len(given)
    for row, (text, entries, number, count, truth) in zip(back, given, strict=True):
        assert unguarded(row["text"]) == safe(text)
        assert unguarded(row["entries"]) == "; ".join(map(safe, entries))
        for name in ("text", "entries"):
            assert not row[name].startswith(RISKY)
            assert not row[name].lstrip().startswith(RISKY)
        finite = number is not None and number - number == 0
        assert (float(row["number"]) == number) if finite else row["number"] == ""
        assert row["count"] == ("" if count is None else str(count))
        assert row["truth"] == ("true" if truth else "false")


@given(texts)
def test_a_guard_is_told_from_an_apostrophe_of_the_text(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(RISKY)


def test_negative_numbers_stay_numbers_and_numbers_are_unformatted() -> None:
    (row,) = read("csv", written("csv", [("-5", [], -1234567.5, -3, True)]))
    assert (row["text"], row["number"], row["count"]) == ("'-5", "-1234567.5", "-3")


def test_csv_is_as_rfc_4180_has_it_without_a_mark_and_tsv_ends_lines_in_lf() -> None:
    one = [('say "x", y', ["a", "b"], 1.0, None, False)]
    assert written("csv", one) == 'text,entries,number,count,truth\r\n"say ""x"", y",a; b,1,,false\r\n'
    assert written("tsv", one) == 'text\tentries\tnumber\tcount\ttruth\n"say ""x"", y"\ta; b\t1\t\tfalse\n'


@given(given=st.lists(items, max_size=4))
def test_json_and_json_lines_hold_the_same_rows_without_nulls(given: list) -> None:
    lines = [json.loads(line) for line in written("jsonl", given).splitlines()]
    assert json.loads(written("json", given)) == lines
    for row, (text, entries, _, count, truth) in zip(lines, given, strict=True):
        assert None not in row.values()
        assert row.get("text", "") == safe(text)
        assert row.get("entries", []) == [safe(entry) for entry in entries]
        assert (row.get("count"), row["truth"]) == (count, truth)


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_a_table_as_a_page_says_what_a_row_is_and_of_which_edition(format: str) -> None:
    out = written(format, [("<b>|", ["a", "b"], 1234.5, None, True)])
    for said in ("A row is a row.", "a; b", "1234.5", "a small dataset 1, 2026"):
        assert said in out
    assert "<b>" not in re.sub(r"\\<", "", out)


@pytest.fixture(scope="module")
def database(bundled_library, tmp_path_factory: pytest.TempPathFactory):
    path: Path = tmp_path_factory.mktemp("sqlite") / "hairtx.sqlite"
    sqlite.write(path, TABLES, contents(bundled_library))
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_sqlite_holds_every_table_and_every_row(database, bundled_library) -> None:
    held = contents(bundled_library)
    for name, table in TABLES.items():
        cursor = database.execute(f'SELECT * FROM "{name}"')
        assert [column[0] for column in cursor.description] == [column.name for column in table.columns]
        assert len(cursor.fetchall()) == sum(1 for _ in table.rows(held))


def test_sqlite_s_foreign_keys_all_lead_somewhere(database) -> None:
    assert database.execute("PRAGMA foreign_key_list(comparisons)").fetchall()
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_sqlite_s_views_answer_and_the_results_leave_out_what_does_not_weigh(database) -> None:
    assert database.execute("SELECT count(*) FROM effects WHERE effect IS NULL").fetchone() == (0,)
    (shown,) = database.execute("SELECT count(*) FROM trial_results").fetchone()
    (weighing,) = database.execute("SELECT count(*) FROM comparisons WHERE weighs").fetchone()
    assert shown == weighing > 0


def test_sqlite_joins_studies_to_a_treatment_without_taking_a_cell_apart(database) -> None:
    query = "SELECT id FROM studies JOIN study_treatments ON study = id WHERE treatment = 'adsc' AND design = 'rct'"
    assert ("tak2020",) in database.execute(query).fetchall()


def test_pandas_reads_csv_json_and_sqlite_alike(bundled_library, database, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    held, table = contents(bundled_library), TABLES["outcomes"]
    frames = {}
    for format, reader in (("csv", pandas.read_csv), ("jsonl", lambda f: pandas.read_json(f, lines=True))):
        path = tmp_path / f"outcomes.{format}"
        path.write_bytes("".join(writer(format)(table, table.rows(held), held.edition)).encode())
        frames[format] = reader(path)
    frames["sqlite"] = pandas.read_sql("SELECT * FROM outcomes", database)
    for frame in frames.values():
        assert len(frame) == sum(len(study.outcomes) for study in held.studies.values())
        assert frame["value"].sum() == pytest.approx(frames["csv"]["value"].sum())
        found = frame[(frame["study"] == "tak2020") & (frame["place"] == 1)].iloc[0]
        assert (found["value"], found["comparator_value"], found["week"]) == (28.1, 7.1, 16)
