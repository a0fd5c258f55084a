"""Searching: what is found, in which order and why, whatever is typed."""

import time
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from builders import condition, dataset_folder, notice, statement, study, term, treatment
from hairtx.library import KINDS, Library
from hairtx.synonyms import PLAIN, telling, words_in

QUERIES = [
    pytest.param(typed, expected, id=typed)
    for voice in tomli.loads((Path(__file__).parent / "search_queries.toml").read_text("utf-8")).values()
    for typed, expected in voice.items()
]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Two treatments, a condition, five studies and a term that speak of each other."""
    folder = dataset_folder(
        tmp_path / "data",
        treatments=[
            treatment(
                "finasteride", name="Finasteride (oral)", aliases=("finasteride 1 mg",), brands=("Propecia",),
                ambiguous=("5-ARI",), harms=(statement("Some men reported a lower libido.", "tak2020"),),
            ),
            treatment("dutasteride", name="Dutasteride", summary=(statement("Beside finasteride it did more."),)),
        ],
        conditions=[condition("male-pattern", name="Male-pattern hair loss")],
        studies=[
            study("tak2020", authors=("Tak, Young Jin", "Müller, A."), title="Randomized trial of a tumor drug"),
            study("ghost2019", "disputed", title="Randomized trial of finasteride"),
            study("doubt2018", "unverified", title="Five years of finasteride"),
            study("seen2018", title="Five years of finasteride"),
            study("pulled2018", title="Five years of finasteride", notices=(notice(),)),
            study("gone2018", "unverified", title="Five years of finasteride", notices=(notice(),)),
        ],
        terms=[term("vehicle", name="Vehicle", text="What the drug is dissolved in.")],
    )  # fmt: skip
    return Library(folder, tmp_path / "cache")


def found(library: Library, typed: str) -> dict[str, str]:
    """Reasons by id, best first."""
    return {hit.id: hit.reason for hit in library.search(typed)}


@pytest.mark.parametrize(("typed", "expected"), QUERIES)
def test_what_people_type_finds_the_answer_among_the_first_three(
    bundled_library: Library, typed: str, expected: list[str]
) -> None:
    assert {hit.id for hit in bundled_library.search(typed)[:3]} & set(expected)


@pytest.mark.parametrize(("kind", "id"), PLAIN, ids=str)
def test_every_record_that_has_plain_words_exists(bundled_library: Library, kind: str, id: str) -> None:
    assert id in bundled_library.names(kind)  # type: ignore[arg-type]


def test_no_plain_word_repeats_a_name_of_its_record(bundled_library: Library) -> None:
    names = {words for (kind, id) in PLAIN for words in _names(bundled_library, kind, id)}
    said = [(key, phrase) for key, phrases in PLAIN.items() for phrase in phrases]
    assert [(key, phrase) for key, phrase in said if (key[1], " ".join(words_in(phrase))) in names] == []


def _names(library: Library, kind: str, id: str) -> list[tuple[str, str]]:
    record = getattr(library, kind)(id)
    return [(id, " ".join(words_in(name))) for name in (record.name, *record.aliases)]


def test_a_name_outranks_a_mention(library: Library) -> None:
    assert next(iter(found(library, "finasteride"))) == "finasteride"
    assert found(library, "finasteride")["dutasteride"] == "in summary"


@pytest.mark.parametrize(
    ("typed", "id", "reason"),
    [
        ("finasteride", "finasteride", "name"),
        ("propecia", "finasteride", "brand of finasteride"),
        ("propecia libido", "finasteride", "brand of finasteride, in harms"),
        ("propecia side effects", "finasteride", "brand of finasteride, in harms"),
        ("finasteride 1 mg", "finasteride", "also called finasteride 1 mg"),
        ("5-ari", "finasteride", "shares the name 5-ARI"),
        ("going bald", "male-pattern", "in plain words: going bald"),
        ("tak", "tak2020", "author"),
        ("doubt2018", "doubt2018", "key (unverified)"),
        ("dissolved", "vehicle", "in definition"),
    ],
)
def test_the_reason_says_where_the_words_stand(library: Library, typed: str, id: str, reason: str) -> None:
    assert found(library, typed)[id] == reason


@pytest.mark.parametrize(
    "typed",
    ["tumour", "TUMOR", "tumours", "randomised", "Randomized", "randomiz", "muller", "Müller", "rand"],
)
def test_spellings_accents_case_plurals_and_beginnings_are_alike(library: Library, typed: str) -> None:
    assert "tak2020" in found(library, typed)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("oestrogen", "estrogen"), ("tumour", "tumor"), ("colour", "color"), ("grey", "gray"), ("anaemia", "anemia"),
        ("randomised", "randomized"), ("minimise", "minimize"), ("haematoma", "hematoma"), ("fibre", "fiber"),
        ("seborrhoeic", "seborrheic"), ("oedema", "edema"), ("paediatric", "pediatric"), ("analyse", "analyze"),
        ("miniaturisation", "miniaturization"), ("ageing", "aging"), ("behaviour", "behavior"),
    ],
)  # fmt: skip
def test_british_and_american_words_meet(british: str, american: str) -> None:
    assert words_in(british) == words_in(american)


def test_words_that_say_nothing_are_left_out_unless_nothing_else_was_typed() -> None:
    assert telling(words_in("what is the best treatment for hair loss in men")) == ["men"]
    assert telling(words_in("hair loss")) == ["hair", "loss"]


@pytest.mark.parametrize(
    ("typed", "pairs"),
    [
        ("finastride", (("finastride", "finasteride"),)),
        ("finasteride qqqq", (("qqqq", ""),)),
        ("finasteride", ()),
    ],
)
def test_a_word_that_no_record_holds_is_told_with_what_stood_in_for_it(
    library: Library, typed: str, pairs: tuple[tuple[str, str], ...]
) -> None:
    hit = library.search(typed)[0]
    assert (hit.id, hit.meant) == ("finasteride", pairs)


def test_words_put_together_or_taken_apart_still_find(bundled_library: Library) -> None:
    assert bundled_library.search("micro needling")[0].id == "microneedling"
    assert bundled_library.search("hairtransplant")[0].id == "hair-transplant"


def test_a_disputed_citation_is_never_a_result(library: Library) -> None:
    results = library.search("finasteride") + library.search("ghost2019")
    assert "ghost2019" not in {hit.id for hit in results}


def test_a_study_that_weighs_nothing_says_so_and_stands_behind_one_that_does(library: Library) -> None:
    hits = library.search("years finasteride", ("study",))
    assert hits[0].id == "seen2018"
    assert {hit.id: hit.caution for hit in hits} == {
        "seen2018": "", "doubt2018": "unverified", "pulled2018": "retracted", "gone2018": "retracted",
    }  # fmt: skip
    assert {hit.reason for hit in hits} == {"in title", "in title (unverified)", "in title (retracted)"}


def test_kinds_and_limit_hold_for_each_kind(bundled_library: Library) -> None:
    hits = bundled_library.search("minoxidil", ("treatment", "study"), 2)
    assert sorted(hit.kind for hit in hits) == ["study", "study", "treatment", "treatment"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("typed", ["", " ", "\0", "🙂", "…", "\ud800", "qqqqqqqq"])
def test_what_no_record_holds_finds_nothing(bundled_library: Library, typed: str) -> None:
    assert bundled_library.search(typed) == []


@given(st.text())
def test_any_text_is_safe(bundled_library: Library, typed: str) -> None:
    for hit in bundled_library.search(typed):
        assert hit.kind in KINDS
        assert hit.reason


@given(st.lists(st.sampled_from([
    "AND", "OR", "NOT", "NEAR(", "NEAR/2", "*", "^", ":", "(", ")", '"', "'", "--", "name:", "{", "}", "+", "-", ";",
    "minoxidil", "finastride", "prp", "\0", "%", "_", "\ud800", "²", "ﷺ",
])))  # fmt: skip
def test_the_operators_of_the_query_language_are_words_or_nothing(
    bundled_library: Library, words: list[str]
) -> None:
    for by in (" ", ""):
        bundled_library.search(by.join(words))


@pytest.mark.parametrize(
    "piece", ["minoxidil ", "qwzx", "finastride ", "\ufdfa ", "a ", "((", "ab cd ef gh "]
)
def test_a_long_text_takes_no_longer_than_a_short_one(bundled_library: Library, piece: str) -> None:
    start = time.perf_counter()
    bundled_library.search(piece * (10_000 // len(piece)))
    assert time.perf_counter() - start < 2
