"""Recommendations stand in each guideline's own words, and class ones are marked."""

from typing import Any

import builders as make
from hairtx.model import Recommendation, Study
from hairtx.page import Heading, Matrix, Paragraph, text_of
from hairtx.views.guidelines import page, subject, unread


def guideline(*rows: Recommendation, **over: Any) -> Study:
    return make.study("jda2018", **{"design": "guideline", "date": "2018", "recommendations": rows, **over})


def told(study: Study, *, piped: bool = False) -> list[list[str]]:
    made = page([(study, study.recommendations)], make.edition())
    (matrix,) = [block for block in made.blocks if isinstance(block, Matrix)]
    assert matrix.flat.listing
    table = matrix.flat if piped else matrix.table
    return [[text_of(cell) for cell in row.cells] for row in table.rows]


def test_strength_and_level_are_as_the_guideline_words_them() -> None:
    row = make.recommendation("adsc", strength="better not done", level="C2")
    assert told(guideline(row)) == [["adsc", "male-pattern", "better not done (level: C2)"]]
    assert told(guideline(row), piped=True) == [
        ["jda2018", "2018", "adsc", "male-pattern", "better not done", "C2", "", ""]
    ]
    assert told(guideline(make.recommendation("adsc")))[0][-1] == "weak"


def test_a_recommendation_of_a_class_is_marked_as_one() -> None:
    row = make.recommendation("finasteride", as_class="5-alpha-reductase inhibitors")
    assert told(guideline(row))[0][-1] == "weak [class recommendation: 5-alpha-reductase inhibitors]"
    assert told(guideline(row), piped=True)[0][-2] == "5-alpha-reductase inhibitors"


def test_what_has_no_record_is_named_in_the_guidelines_words() -> None:
    assert subject(make.recommendation(intervention="artificial hair")) == "artificial hair"
    assert subject(make.recommendation(as_class="JAK inhibitors")) == "JAK inhibitors"
    assert (
        "class recommendation" not in told(guideline(make.recommendation(as_class="JAK inhibitors")))[0][-1]
    )
    assert subject(make.recommendation("bimatoprost", "latanoprost")) == "bimatoprost and latanoprost"


def test_an_unverified_or_retracted_guideline_says_so_beside_each_of_its_rows() -> None:
    row = make.recommendation("adsc")
    assert told(guideline(row, status="unverified"))[0][-1] == "weak [unverified]"
    assert told(guideline(row, status="unverified"), piped=True)[0][-1] == "unverified"
    assert told(guideline(row, notices=(make.notice(),)))[0][-1] == "weak [retracted]"


def test_each_guideline_is_named_with_its_reference_and_no_scale_is_made_of_them() -> None:
    made = page([(guideline(make.recommendation("adsc")), (make.recommendation("adsc"),))], make.edition())
    assert [block.text for block in made.blocks if isinstance(block, Heading)][1:] == ["Tak, 2018"]
    told = [text_of(block.line) for block in made.blocks if isinstance(block, Paragraph)]
    assert "not one scale" in told[0]
    assert "Title of jda2018." in told[1]


def test_guidelines_without_a_recommendation_that_was_read_are_named() -> None:
    assert unread([guideline()]).endswith("were not read: jda2018")
