"""Keys of drafts: the house's kind, and never one that is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtx.drafting.keys import key


@pytest.mark.parametrize(
    ("authors", "date", "taken", "made"),
    [
        (["Tak, Young Jin"], "2020-08", [], "tak2020"),
        (["Tak, Young Jin"], "2020-08", ["tak2020"], "tak2020b"),
        (["Tak, Young Jin"], "2020", ["tak2020a", "tak2020b"], "tak2020c"),
        (["Piętowska, Zuzanna"], "2023", [], "pietowska2023"),
        (["Blume-Peytavi, Ulrike"], "2011", [], "blume-peytavi2011"),
        (["van Zuuren, Esther"], "2016", [], "vanzuuren2016"),
        (["D'Amico, A."], "2007", [], "damico2007"),
        (["European Medicines Agency"], "2020", [], "european2020"),
        ([], "2020", [], "anon2020"),
        (["김, 영실"], "2020", [], "anon2020"),
        (["Lee, A."], None, [], "lee-nd"),
    ],
)
def test_a_key_is_first_author_year_and_a_letter_where_it_is_taken(authors, date, taken, made):
    assert key(authors, date, taken) == made


@given(st.integers(1, 80))
def test_however_many_works_an_author_has_each_gets_a_key(count):
    taken: set[str] = set()
    for _ in range(count):
        taken.add(key(["Tak, Young Jin"], "2020", taken))
    assert len(taken) == count
