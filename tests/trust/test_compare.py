"""When two ways of writing a field mean the same, and when they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtx.trust import compare

LONG = "Adipose-derived stem cells for female pattern hair loss"

SAME_TITLES = [
    ("Stem cells and hair", "STEM CELLS AND HAIR."),
    ("Split-scalp trial", "Split scalp trial"),
    ("Platelet–rich plasma — a trial", "Platelet-rich plasma: a trial"),
    ("Résumé of the naïve scalp", "Resume of the naive scalp"),
    ("5α-reductase & hair", "5 alpha-reductase and hair"),
    ("<i>Serenoa repens</i> in H<sub>2</sub>O", "Serenoa repens in H2O"),
    ("RETRACTED: Fat and hair", "Fat and hair"),
    ("RETRACTED ARTICLE: Fat and hair", "Fat and hair"),
    (f"{LONG}: a randomised trial", LONG),
    (f"{LONG}. A randomised trial", LONG),
    (f"{LONG} – a randomised trial", f"{LONG}: A randomised trial"),
    (f"{LONG}? A randomised trial", f"{LONG}?"),
]
OTHER_TITLES = [
    ("Stem cells and hair", "Stem cells and scalp"),
    ("", ""),
    ("...", "..."),
    ("Hair: a randomised trial", "Hair"),
    (f"{LONG}: part 1", f"{LONG}: part 2"),
    (f"{LONG} in men", LONG),
    ("Randomised trial of hair", "Randomized trial of hair"),
]


@pytest.mark.parametrize(("one", "other"), SAME_TITLES)
def test_titles_that_are_one(one, other):
    assert compare.same_title(one, other)
    assert compare.same_title(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER_TITLES)
def test_titles_that_are_two(one, other):
    assert not compare.same_title(one, other)
    assert not compare.same_title(other, one)


def test_a_title_printed_differently_is_like_and_another_work_s_is_not():
    assert compare.like_title(
        "A randomised trial of fat stem cells in hair loss", "Randomized trial of fat stem cells in hair loss"
    )
    assert not compare.like_title(LONG, "Low-level laser therapy for the treatment of androgenetic alopecia")
    assert not compare.like_title(
        "Efficacy of oral minoxidil in alopecia: a trial", "Safety of dutasteride in alopecia: a trial"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tak, Young Jin", "Tak, YJ"), ("Tak, Young Jin", "Tak, Y. J."), ("Tak, Young-Jin", "TAK, Youngjin"),
        ("Carvalho, Raquel de Melo", "Carvalho, RM"), ("Carvalho, Raquel de Melo", "Carvalho, RDM"),
        ("Müller, Ana", "Muller, A"),
        ("Zuuren, Esther J van", "van Zuuren, Esther"), ("Ramos, Paulo Müller", "Ramos, P"),
        ("Shapiro, Jerry", "Shapiro, J Lee"),
        ("Hambrick, George W, Jr", "Hambrick, GW"), ("Solo,", "Solo, A"),
        ("O'Neil, A", "O’Neil, Anne"), ("Łukasik, Ó", "Lukasik, O"), ("Blume-Peytavi, Ulrike", "Blume Peytavi, U"),
    ],
)  # fmt: skip
def test_names_that_may_be_one_person(one, other):
    assert compare.same_person(one, other)
    assert compare.same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tak, Young", "Tak, Min"),
        ("Tak, Y", "Kim, Y"),
        ("Kim, James", "Kim, John"),
        ("Kim, JS", "Kim, JT"),
        ("", ""),
    ],
)
def test_names_that_are_two_people(one, other):
    assert not compare.same_person(one, other)


def test_authors_agree_in_number_and_order_unless_ours_are_known_in_part():
    full = ["Tak, Young Jin", "Lee, Sang Yeoup", "Cho, A Ra"]
    assert compare.same_authors(full, ["Tak, YJ", "Lee, SY", "Cho, AR"])
    assert not compare.same_authors(full, full[:2])
    assert not compare.same_authors(full, [full[1], full[0], full[2]])
    assert compare.same_authors(full[::2], full, partial=True)
    assert not compare.same_authors(full[::-2], full, partial=True)
    assert not compare.same_authors(full[:2], full)


def test_groups_count_where_both_sides_name_one():
    people = ["Tak, Young Jin"]
    assert compare.same_authors([*people, "Hair Group"], people)
    assert compare.same_authors([*people, "Hair Group"], [*people, "The Hair Group"])
    assert not compare.same_authors([*people, "Hair Group"], [*people, "Nail Group"])
    assert compare.same_authors(["Hair Group"], ["Hair Group"])
    assert compare.same_authors([*people, "Hair Group"], [*people, "Hair Group,"])
    assert not compare.same_authors(["Hair Group"], people)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Journal of the American Academy of Dermatology", "J Am Acad Dermatol"),
        ("The British journal of dermatology", "Br. J. Dermatol."),
        ("Stem Cells Translational Medicine", "Stem cells translational medicine"),
        ("Proceedings of the National Academy of Sciences", "Proc Natl Acad Sci"),
        ("Dermatology (Basel, Switzerland)", "Dermatology"),
        ("Dermatologic surgery : official publication for American Society for Dermatologic Surgery [et al.]",
         "Dermatologic Surgery"),
        ("Archives of Dermatology & Hair", "Archives of dermatology and hair"),
        ("The Lancet", "Lancet (London, England)"),
    ],
)  # fmt: skip
def test_journals_by_their_full_and_their_short_name(one, other):
    assert compare.same_journal([one], [other])
    assert compare.same_journal([other], [one])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Journal of Dermatology", "Journal of Dermatological Research"), ("Dermatology", "Derm"),
        ("JAMA Dermatology", "JAMA Surgery"), ("British Journal of Dermatology", "Brazilian Journal of Dermatology"),
        ("", "X"),
    ],
)  # fmt: skip
def test_journals_that_are_two(one, other):
    assert not compare.same_journal([one], [other])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("839-849", "839-49"), ("839-849", "839–849"), ("839-49", "839-849"), ("e123-e130", "e123-30"),
        ("S12-S18", "s12-8"),
        ("839-849", "839"), ("102599", "102599"), ("e1", "E1"), ("528", "528; author reply 528-9"), ("12-12", "12"),
        ("pp. 5-9", "5-9"),
    ],
)  # fmt: skip
def test_pages_long_and_short(ours, theirs):
    assert compare.same_pages(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"), [("839-849", "839-850"), ("839", "839-849"), ("9", ""), ("e12", "12")]
)
def test_pages_that_differ(ours, theirs):
    assert not compare.same_pages(ours, theirs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("8", "08"),
        ("3-4", "3/4"),
        ("3–4", "3-4"),
        ("Suppl 1", "S1"),
        ("34 Suppl. 1", "34(S1)"),
        ("Pt 2", "2"),
        ("A", "a"),
    ],
)
def test_volumes_and_issues_that_are_one(one, other):
    assert compare.same_number(one, other)
    assert compare.same_number(other, one)


@pytest.mark.parametrize(("one", "other"), [("8", "9"), ("3-4", "34"), ("", ""), ("S1", "1")])
def test_volumes_and_issues_that_are_two(one, other):
    assert not compare.same_number(one, other)


def test_the_year_online_and_the_year_of_the_issue_are_both_right():
    assert compare.same_year("2020-08", ["2021-01", "2020-12-30"])
    assert not compare.same_year("2019", ["2021-01", "2020-12-30"])
    assert not compare.same_year("2019", [])
    assert compare.same_date("2020-08", ["2020-08-01"])
    assert not compare.same_date("2020-08-01", ["2020-08"])


text = st.text(max_size=60)


@given(text, text)
def test_no_rule_depends_on_the_order(one, other):
    assert compare.same_title(one, other) == compare.same_title(other, one)
    assert compare.same_person(one, other) == compare.same_person(other, one)
    assert compare.same_number(one, other) == compare.same_number(other, one)
    assert compare.same_journal([one], [other]) == compare.same_journal([other], [one])


@given(text)
def test_everything_with_a_letter_is_itself_whatever_its_case_and_spaces(value):
    if compare.letters(value):
        assert compare.same_title(value, f"  {value}. ")
        assert compare.same_journal([value], [value])
    if compare.page_range(value):
        assert compare.same_pages(value, value)


@given(st.integers(1, 99999), st.integers(1, 500))
def test_short_and_long_ranges_are_one(start, more):
    end = start + more
    if len(str(end)) == len(str(start)):
        shared = next(n for n, (a, b) in enumerate(zip(str(start), str(end), strict=True)) if a != b)
        assert compare.same_pages(f"{start}-{end}", f"{start}–{str(end)[shared:]}")
    assert not compare.same_pages(f"{start}-{end}", f"{start}-{end + 1}")


@given(st.text("abcdefgh ", min_size=1, max_size=40), st.text("abcdefgh ", min_size=1, max_size=40))
def test_titles_of_other_letters_are_never_one(one, other):
    if compare.letters(one) != compare.letters(other):
        assert not compare.same_title(one, other)
