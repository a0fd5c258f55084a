"""The report of verify: a row a citation that a person can act on."""

from builders import edition
from hairtx.page import Table, text_of
from hairtx.remote.work import WorkNotice
from hairtx.trust.citation import Finding, Verification
from hairtx.views.verification import VERDICTS, page
from hairtx.views.watch import page as watch_page


def told(one, written=(), title="A title"):
    made = page([one], {one.id: title}, {one.id: written}, edition())
    table = made.blocks[0]
    assert isinstance(table, Table)
    return [text_of(cell) for cell in table.rows[0].cells], text_of(made.blocks[1].line)


def test_both_values_of_what_differs_the_gaps_and_the_news_stand_in_the_row():
    one = Verification(
        id="tak2020", verdict="differs", reason="differs in volume, pmid",
        findings=(
            Finding(field="title", verdict="confirmed", ours="A", theirs="A", source="PubMed"),
            Finding(field="volume", verdict="differs", ours="9", theirs="10", source="Crossref"),
            Finding(field="pmid", verdict="not-found", ours="1", source="PubMed"),
            Finding(field="issue", verdict="gap", theirs="8", source="PubMed"),
            Finding(field="year", verdict="confirmed", ours="2020", theirs="2020", source="A", dissent="B has 2021"),
        ),
        news=(WorkNotice(kind="expression-of-concern", date="2021", doi="10.1/e", told_by="Crossref"),),
    )  # fmt: skip
    cells, total = told(one, written=("issue 8 filled in",))
    assert cells == [
        "tak2020", "differs",
        "differs in volume, pmid; volume: 9 here, 10 at Crossref; PMID: 1 is not known to PubMed; "
        "issue: none here, 8 at PubMed; year: 2020 here, but B has 2021; "
        "new notice: expression of concern 2021 DOI 10.1/e (Crossref); written: issue 8 filled in",
    ]  # fmt: skip
    assert total == "1 citation: 1 differs"


def test_of_authors_that_differ_the_first_is_shown_with_both_numbers():
    ours = "; ".join(["Tak, A", *(f"Name{n}, B" for n in range(50)), "Kim, C"])
    theirs = "; ".join(["Tak, Anna", *(f"Name{n}, B" for n in range(50)), "Lee, C", "Cho, D"])
    finding = Finding(field="authors", verdict="differs", ours=ours, theirs=theirs, source="PubMed")
    one = Verification(id="x", verdict="differs", reason="differs in authors", findings=(finding,))
    assert told(one)[0][2] == (
        "differs in authors; authors: 52 here, 53 at PubMed; first Kim, C here, Lee, C at PubMed"
    )


def test_what_could_not_be_found_is_shown_as_it_was_cited_and_long_titles_are_cut():
    one = Verification(id="x", verdict="not-found", reason="nobody has it", known=True)
    assert told(one)[0][2] == "nobody has it (as the record says); cited as: A title"
    assert told(one, title="long " * 100)[0][2].endswith("long…")


def test_every_verdict_has_words():
    import typing

    from hairtx.trust.citation import Verdict

    assert set(VERDICTS) == set(typing.get_args(Verdict))
    assert text_of(page([], {}, {}, edition()).blocks[1].line) == "no citations"


def test_an_empty_watch_says_so():
    assert text_of(watch_page([], edition()).blocks[1].line) == "nothing new"
