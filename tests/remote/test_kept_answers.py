"""Answers are kept with their date, used while they are young enough, and never more than a bound."""

import datetime

import pytest

from hairtx.remote.answers import Answers
from hairtx.remote.work import Found, Missing, Unreachable, Work

WORK = Work(source="Crossref", address="x", title="T", authors=("A, B",))


def day(ago):
    return (datetime.date.today() - datetime.timedelta(days=ago)).isoformat()


def test_an_answer_outlives_the_process_with_its_date(tmp_path):
    path = tmp_path / "deep" / "answers.sqlite"
    Answers(path).put("q", Found(WORK, day(3)))
    assert Answers(path).get("q") == Found(WORK, day(3))
    assert Answers(path).get("other") is None


def test_an_old_answer_is_asked_for_again_and_a_young_one_is_not(tmp_path):
    Answers(tmp_path / "a").put("q", Missing(day(10)))
    assert Answers(tmp_path / "a", days=11).get("q") == Missing(day(10))
    assert Answers(tmp_path / "a", days=10).get("q") is None


def test_refreshing_asks_each_question_once(tmp_path):
    Answers(tmp_path / "a").put("q", Missing(day(0)))
    fresh = Answers(tmp_path / "a", days=0)
    assert fresh.outcome("q", lambda: Found(WORK, day(0))) == Found(WORK, day(0))
    assert fresh.outcome("q", lambda: pytest.fail("asked twice")) == Found(WORK, day(0))
    assert (fresh.asked, fresh.remembered) == (1, 1)


def test_silence_is_not_kept(tmp_path):
    answers = Answers(tmp_path / "a")
    assert answers.outcome("q", lambda: Unreachable("no")) == Unreachable("no")
    assert answers.outcome("q", lambda: Missing(day(0))) == Missing(day(0))


def test_the_oldest_make_room(tmp_path):
    answers = Answers(tmp_path / "a", most=3)
    for number in range(5):
        answers.put(str(number), Missing(day(0)))
    assert [answers.get(str(number)) is not None for number in range(5)] == [False, False, True, True, True]


def test_a_damaged_file_is_begun_anew_and_an_unwritable_place_is_done_without(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"no database at all" * 1000)
    Answers(path).put("q", Missing(day(0)))
    assert Answers(path).get("q") == Missing(day(0))
    (tmp_path / "file").write_text("")
    nowhere = Answers(tmp_path / "file" / "answers.sqlite")
    nowhere.put("q", Missing(day(0)))
    assert nowhere.get("q") == Missing(day(0))
