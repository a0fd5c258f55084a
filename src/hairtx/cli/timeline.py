"""`hairtx timeline`: a treatment's, a condition's, or the whole field's."""

from hairtx import timeline as events
from hairtx.cli import asking
from hairtx.output import Answer, give


def timeline(name: str | None, *, json: bool, pager: bool) -> None:
    """Pick the records, put their events in order, and hand both on."""
    from hairtx.views import timeline as view

    library = asking.library()
    subject: str | None = None
    messages: list[str] = []
    if name is None:
        studies = library.studies()
        found = events.of_all(library.treatments(), studies)
        title = "Treatments for hair loss, by year"
        note = (
            "What regulators said of treatments that are approved, cleared or sold over the counter for hair loss "
            "somewhere; for each treatment the earliest randomised trial in these records with a between-group "
            "result; guidelines. For more: hairtx timeline NAME."
        )
    else:
        match, messages = asking.found(library, name, ("treatment", "condition"))
        title = library.names(match.kind)[match.id] + ", by year"
        if match.kind == "treatment":
            subject = match.id
            studies = library.studies_of(match.id)
            found = events.of_treatment(library.treatment(match.id), studies)
            note = "Its history as recorded, regulation, randomised trials and guidelines that speak of it."
        else:
            studies = library.studies_about(match.id)
            tags = {study.id: study.conditions for study in studies}
            found = events.of_condition(match.id, library.treatments(), studies, tags)
            note = (
                "Randomised trials and guidelines; of treatments used for it, the history that names a study of it "
                "and, where they are approved, cleared or sold over the counter for it, what regulators said."
            )
        note += " Trials stand at the year of publication."
    by_key = {study.id: study for study in studies}
    page = lambda: view.page(title, note, found, by_key, subject, library.edition)  # noqa: E731
    answer = Answer(command="timeline", edition=library.edition, data=found, page=page, messages=messages)
    give(answer, json=json, pager=pager)
