"""Exports, each read back by a parser that is not ours."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtx.citation.exports import EXPORTS
from hairtx.citation.exports.latex import escaped, title

from .conftest import Item

pybtex_database = pytest.importorskip("pybtex.database")
bibtexparser = pytest.importorskip("bibtexparser")
rispy = pytest.importorskip("rispy")
nbib = pytest.importorskip("nbib")

ITEM: Item = {
    "id": "tak2020", "type": "article-journal", "title": "Hair & the <i>in vitro</i> effect of PRP: 5% or α?",
    "author": [
        {"family": "Müller", "given": "Ana"}, {"family": "Cruz", "given": "J.", "non-dropping-particle": "de la"},
        {"family": "English", "given": "Joseph", "suffix": "III"}, {"literal": "FDA and EMA"},
    ],
    "container-title": "Journal of Hair & Skin", "container-title-short": "J Hair Skin", "volume": "9", "issue": "8",
    "page": "839-849", "issued": {"date-parts": [[2020, 8, 14]]}, "DOI": "10.1002/x_y", "PMID": "123", "PMCID": "PMC4",
}  # fmt: skip


def test_bibtex_is_read_back_by_pybtex() -> None:
    entry = pybtex_database.parse_string(EXPORTS["bibtex"]([ITEM]), "bibtex").entries["tak2020"]
    assert entry.type == "article"
    people = entry.persons["author"]
    assert [str(person) for person in people] == [
        r"M{\"u}ller, Ana", "de la Cruz, J.", "English, III, Joseph", "{FDA and EMA}",
    ]  # fmt: skip
    assert people[1].prelast_names == ["de", "la"]
    assert entry.fields["title"] == r"Hair \& the \textit{in vitro} effect of {PRP:} 5\% or {$\alpha$}?"
    assert {name: entry.fields[name] for name in ("year", "month", "volume", "number", "pages", "doi", "pmid")} == {
        "year": "2020", "month": "August", "volume": "9", "number": "8", "pages": "839--849",
        "doi": "10.1002/x_y", "pmid": "123",
    }  # fmt: skip


def test_biblatex_is_read_back_by_bibtexparser() -> None:
    library = bibtexparser.parse_string(EXPORTS["biblatex"]([ITEM]))
    assert not library.failed_blocks
    fields = {field.key: field.value for field in library.entries[0].fields}
    assert fields["journaltitle"] == r"Journal of Hair \& Skin"
    assert fields["shortjournal"] == "J Hair Skin"
    assert fields["date"] == "2020-08-14"
    assert (fields["eprint"], fields["eprinttype"]) == ("123", "pubmed")
    assert fields["author"].startswith("Müller, Ana and de la Cruz, J.")


def test_ris_is_read_back_by_rispy() -> None:
    (entry,) = rispy.loads(EXPORTS["ris"]([ITEM]))
    assert entry["type_of_reference"] == "JOUR"
    assert entry["authors"] == ["Müller, Ana", "de la Cruz, J.", "English, Joseph, III", "FDA and EMA"]
    assert entry["title"] == "Hair & the in vitro effect of PRP: 5% or α?"
    assert (entry["start_page"], entry["end_page"]) == ("839", "849")
    assert (entry["year"], entry["date"], entry["doi"]) == ("2020", "2020/08/14/", "10.1002/x_y")


def test_nbib_is_read_back_by_nbib() -> None:
    (entry,) = nbib.read(EXPORTS["nbib"]([ITEM]))
    assert entry["pubmed_id"] == 123
    assert entry["title"] == "Hair & the in vitro effect of PRP: 5% or α?"
    assert [one["author_abbreviated"] for one in entry["authors"] if "author_abbreviated" in one] == [
        "Müller A", "de la Cruz J", "English J III",
    ]  # fmt: skip
    assert (entry["journal"], entry["journal_volume"], entry["pages"]) == (
        "Journal of Hair & Skin",
        "9",
        "839-849",
    )
    assert (entry["publication_date"], entry["doi"]) == ("2020 Aug 14", "10.1002/x_y")


def test_csl_json_is_the_items() -> None:
    assert json.loads(EXPORTS["csl-json"]([ITEM])) == [ITEM]


def test_the_whole_corpus_goes_through_every_parser(corpus: list[Item]) -> None:
    for name in ("bibtex", "biblatex"):
        text = EXPORTS[name](corpus)
        assert len(pybtex_database.parse_string(text, "bibtex").entries) == len(corpus)
        assert not bibtexparser.parse_string(text).failed_blocks
    assert len(rispy.loads(EXPORTS["ris"](corpus))) == len(corpus)
    journal = [item for item in corpus if item.get("PMID")]
    assert len(nbib.read(EXPORTS["nbib"](journal))) == len(journal)


def test_a_list_of_authors_that_goes_on_says_so_in_every_format() -> None:
    item = {**ITEM, "author": [{"family": "Kim", "given": "J."}, {"literal": "et al."}]}
    assert "author = {Kim, J. and others}" in EXPORTS["bibtex"]([item])
    assert "author = {Kim, J. and others}" in EXPORTS["biblatex"]([item])
    assert "AU  - et al." in EXPORTS["ris"]([item])
    assert "CN  - et al." in EXPORTS["nbib"]([item])


def test_keys_that_bibtex_may_not_hold_are_cleaned_and_kept_apart() -> None:
    text = EXPORTS["bibtex"](
        [{**ITEM, "id": "a b,c{"}, {**ITEM, "id": "abc"}, {**ITEM, "id": "ABC"}, {**ITEM, "id": "é"}]
    )
    assert list(pybtex_database.parse_string(text, "bibtex").entries) == ["abc", "abc-2", "ABC-3", "item"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("50% & #1_a $5", r"50\% \& \#1\_a \$5"), ("~ ^ \\", r"{\textasciitilde} {\textasciicircum} {\textbackslash}"),
     ("{x}", r"{\textbraceleft}x{\textbraceright}"),
     ("Vañó-Galván", r"Va{\~n}{\'o}-Galv{\'a}n"), ("Yılmaz Özge", r"Y{\i}lmaz {\"O}zge"), ("Şahin", r"{\c S}ahin"),
     ("Łukasz Ørsted", r"{\L}ukasz {\O}rsted"), ("naïf", r"na{\"\i}f"), ("山田", "山田")],
)  # fmt: skip
def test_latex_specials_and_accents(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_capitals_that_a_style_must_not_lower_are_protected() -> None:
    assert title("Effect of JAK-STAT in women with Wnt") == "Effect of {JAK-STAT} in women with {Wnt}"
    assert title("H<sub>2</sub>O and <i>Serenoa</i>") == r"H\textsubscript{2}{O} and \textit{{Serenoa}}"
    assert title("Open <i>tag") == r"Open \textit{tag}"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_no_title_breaks_a_bib_or_ris_file(text: str) -> None:
    item = {**ITEM, "title": text}
    assert (
        len(pybtex_database.parse_string(EXPORTS["bibtex"]([item, ITEM | {"id": "b"}]), "bibtex").entries)
        == 2
    )
    assert len(rispy.loads(EXPORTS["ris"]([item, ITEM]))) == 2
