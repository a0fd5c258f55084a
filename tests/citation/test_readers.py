"""Other people's references."""

import pytest

from hairtx.citation.exports import EXPORTS
from hairtx.citation.readers import UnknownFormatError, read

from .conftest import Item

pytest.importorskip("bibtexparser")

SAME = ("type", "title", "container-title", "volume", "issue", "page", "DOI", "issued")


@pytest.mark.parametrize(
    ("export", "name"),
    [
        ("csl-json", "x.json"),
        ("bibtex", "x.bib"),
        ("biblatex", "x.bib"),
        ("ris", "x.ris"),
        ("nbib", "x.nbib"),
    ],
)
def test_what_we_write_we_read(export: str, name: str, corpus: list[Item]) -> None:
    articles = [
        item for item in corpus
        if item["type"] == "article-journal" and item.get("title") and "<" not in item["title"]
        and not {"language", "season", "status", "circa"} & {*item, *item.get("issued", {})}
        and len(item.get("issued", {}).get("date-parts", [])) < 2 and "number" not in item
    ]  # fmt: skip
    text = EXPORTS[export](articles)
    for found in (read(text, name), read(text)):
        assert found.troubles == []
        assert len(found.items) == len(articles)
        for made, item in zip(found.items, articles, strict=True):
            for field in SAME:
                wanted, got = item.get(field), made.get(field)
                if export == "bibtex" and field == "issued" and wanted:
                    # classic BibTeX has no field for a day
                    wanted = {"date-parts": [wanted["date-parts"][0][:2]]}
                if isinstance(wanted, str):
                    wanted, got = _even(wanted), _even(str(got))
                assert got == wanted, (item["id"], field)


def _even(text: str) -> str:
    # typographic quotes and dashes do not survive LaTeX's ASCII, and PubMed's titles lose their full stop
    for sign, plain in (("–", "-"), ("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), ("`", "'")):
        text = text.replace(sign, plain)
    return text.removesuffix(".")


@pytest.mark.parametrize(
    ("name", "text", "line", "ids"),
    [
        ("x.json", '[\n {"id": "a", "type": "book"},\n {"id": no},\n {"id": "c", "type": "book"}\n]', 3, ["a", "c"]),
        ("x.json", '[\n {"id": "a", "type": "book"},\n {"id": "b"},\n 5\n]', 3, ["a"]),
        ("x.json", '[\n {"id": "a", "type": "book", "author": "Kim"},\n {"id": "b", "type": "book"}]', 2, ["b"]),
        ("x.bib", "@book{a, title={A}}\n\n@book{b, title={B\n\n@book{c, title={C}}\n", 3, ["a", "c"]),
        ("x.bib", "@book{a, title={A}}\n@book{b, year=2020}\n@book{c, title={C}}\n", 2, ["a", "c"]),
        ("x.ris", "TY  - BOOK\nID  - a\nTI  - A\nER  -\nTY  - X\nER  -\nTY  - BOOK\nID  - c\nTI  - C\n", 5, ["a", "c"]),
        ("x.nbib", "PMID- 1\nTI  - A.\n\nPMID- 2\nJT  - J\n\nPMID- 3\nTI  - C.\n", 4, ["1", "3"]),
    ],
)  # fmt: skip
def test_a_broken_entry_is_named_with_its_line_and_the_rest_still_comes(
    name: str, text: str, line: int, ids: list[str]
) -> None:
    found = read(text, name)
    assert [item["id"] for item in found.items] == ids
    assert found.troubles[0].line == line


def test_latex_is_undone() -> None:
    text = r"""@article{a, author = {M{\"u}ller, Ana and {World Health Organization} and van der Berg, Jan and others},
      title = {Effect of {PRP} \& \emph{in vitro} 5\% {$\alpha$}: na{\"\i}ve},
      journal = {J. Hair}, year = 2020, month = aug, pages = {1--9}}"""
    (item,) = read(text, "x.bib").items
    assert item["title"] == "Effect of PRP & <i>in vitro</i> 5% α: naïve"
    assert item["author"] == [
        {"family": "Müller", "given": "Ana"},
        {"literal": "World Health Organization"},
        {"family": "van der Berg", "given": "Jan"},
        {"literal": "others"},
    ]
    assert item["issued"] == {"date-parts": [[2020, 8]]}
    assert item["page"] == "1-9"


def test_pubmed_s_own_file_is_read() -> None:
    text = """
PMID- 32508049
OWN - NLM
TI  - A randomized, double-blind, vehicle-controlled clinical study of hair
      regeneration using adipose-derived stem cells.
PG  - 839-849
LID - 10.1002/sctm.19-0410 [doi]
FAU - Tak, Young Jin
AU  - Tak YJ
CN  - Hair Group
LA  - eng
PT  - Journal Article
TA  - Stem Cells Transl Med
JT  - Stem cells translational medicine
VI  - 9
IP  - 8
DP  - 2020 Aug
"""
    (item,) = read(text).items
    assert item["title"].endswith("hair regeneration using adipose-derived stem cells")
    assert item["author"] == [{"family": "Tak", "given": "Young Jin"}, {"literal": "Hair Group"}]
    assert (item["PMID"], item["DOI"], item["language"]) == ("32508049", "10.1002/sctm.19-0410", "en")
    assert item["issued"] == {"date-parts": [[2020, 8]]}


def test_items_without_ids_or_with_the_same_are_told_apart() -> None:
    found = read('[{"type": "book"}, {"id": "a", "type": "book"}, {"id": "a", "type": "book"}]')
    assert [item["id"] for item in found.items] == ["item-1", "a", "a-2"]


def test_text_in_no_format_is_refused() -> None:
    with pytest.raises(UnknownFormatError):
        read("Tak YJ et al. 2020")


@pytest.mark.parametrize(
    "entry",
    [
        '{"type": "book", "author": [{"family": 5}]}',
        '{"type": "book", "issued": {"date-parts": [["abc"]]}}',
        '{"type": "book", "issued": {"date-parts": [[null]]}}',
        '{"type": "book", "collection-editor": [[2020]]}',
        '{"type": "book", "original-date": {"date-parts": [[2020], 5]}}',
        '[{"a":' * 3000,
    ],
    ids=["name", "word", "null", "list", "mixed", "deep"],
)
def test_json_that_is_no_csl_json_is_a_trouble_and_never_a_crash(entry: str) -> None:
    found = read(entry, "refs.json")
    assert found.items == []
    assert len(found.troubles) == 1


@pytest.mark.parametrize("year", ["²", "①", "9" * 5000])
def test_signs_that_look_like_digits_are_no_year(year: str) -> None:
    found = read(f"TY  - JOUR\nID  - k\nTI  - A title\nPY  - {year}\nER  - \n", "a.ris")
    assert [item.get("issued") for item in found.items] == [None]
