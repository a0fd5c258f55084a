"""A plain, correct reference to each of the dataset's works is known: accusing one wrongly is the worst error."""

import pytest

from hairtx.citation.csl import item
from hairtx.citation.engine import render


@pytest.mark.parametrize("style", ["vancouver", "ama", "apa"])
def test_every_work_of_the_dataset_is_known_as_a_list_in_each_style(bundled_library, audit, style):
    studies = {study.id: study for study in bundled_library.studies()}
    made = render([item(study) for study in studies.values()], style)
    found = audit("".join(f"{one.text}\n" for one in made))
    status = {
        id: "disputed" if study.provenance.status == "disputed" else "known" for id, study in studies.items()
    }
    wrong = [
        (one.id, one.text, verdict)
        for one, (_, verdict) in zip(made, found, strict=True)
        if (verdict.status, verdict.match) != (status[one.id], one.id)
    ]
    assert wrong == []
