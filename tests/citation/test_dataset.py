"""Every study of the dataset can be cited, in every form."""

import re

import pytest

from hairtx.citation.csl import is_partial, item
from hairtx.citation.engine import render
from hairtx.citation.exports import EXPORTS
from hairtx.dataset import Dataset

STYLES = ("apa", "ama", "vancouver", "mla", "harvard", "nature")


@pytest.mark.parametrize("style", STYLES)
def test_every_study_prints_in_one_line_without_stray_marks(style: str, bundled_data: Dataset) -> None:
    items = [item(study) for study in bundled_data.studies.values()]
    made = render(items, style)
    assert {reference.id for reference in made} == set(bundled_data.studies)
    for reference in made:
        assert reference.text.strip(), reference.id
        assert not re.search(r"[\n<>]|\?\.|\.\.(?!\.)|,,|\( | \)|None", reference.text), reference.text


def test_a_list_of_authors_that_goes_on_is_cited_with_et_al(bundled_data: Dataset) -> None:
    partial = [
        item(study) for study in bundled_data.studies.values() if study.authors and study.authors_partial
    ]
    assert partial
    for one in partial:
        assert is_partial(one["author"])
        for style in STYLES:
            assert re.search(r"et al", render([one], style)[0].text), (style, one["id"])


@pytest.mark.parametrize("export", EXPORTS)
def test_every_study_is_exported(export: str, bundled_data: Dataset) -> None:
    items = [item(study) for study in bundled_data.studies.values()]
    text = EXPORTS[export](items)
    titles = {
        "bibtex": "  title = ",
        "biblatex": "  title = ",
        "ris": "TI  - ",
        "nbib": "TI  - ",
        "csl-json": '    "title": ',
    }
    assert sum(line.startswith(titles[export]) for line in text.splitlines()) == len(items)
