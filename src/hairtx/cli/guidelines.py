"""`hairtx guidelines`: recommendations, filtered."""

from hairtx.cli import asking
from hairtx.output import Answer, give


def guidelines(treatment: str | None, condition: str | None, *, json: bool, pager: bool) -> None:
    """Pick the recommendations that fit, newest guideline first."""
    from hairtx.views import guidelines as view

    library = asking.library()
    subject: str | None = None
    about: str | None = None
    messages: list[str] = []
    if treatment is not None:
        match, said = asking.found(library, treatment, ("treatment",))
        subject, messages = match.id, [*messages, *said]
    if condition is not None:
        match, said = asking.found(library, condition, ("condition",))
        about, messages = match.id, [*messages, *said]
    pool = library.studies_of(subject) if subject else library.studies()
    pool = [study for study in pool if study.provenance.status != "disputed"]
    pool.sort(key=lambda study: (-(study.year or 0), study.id))
    rows = [
        (study, kept)
        for study in pool
        if (
            kept := [
                row
                for row in study.recommendations
                if (subject is None or subject in row.treatments) and about in (None, row.condition)
            ]
        )
    ]
    unread = [
        study
        for study in pool
        if study.design == "guideline"
        and not study.recommendations
        and (about is None or about in study.conditions)
    ]
    messages += [] if rows else ["no recommendations fit these filters"]
    messages += [view.unread(unread)] if unread else []
    data = [
        {
            "id": study.id, "year": study.year, "title": study.title, "treatments": row.treatments,
            "intervention": row.intervention, "as_class": row.as_class, "condition": row.condition,
            "strength": row.strength, "level": row.level, "status": study.provenance.status,
            "retracted": study.retracted,
        }
        for study, kept in rows
        for row in kept
    ]  # fmt: skip
    # as everywhere in JSON, a field without a value is absent
    data = [{name: value for name, value in row.items() if value not in (None, ())} for row in data]
    page = lambda: view.page(rows, library.edition)  # noqa: E731
    give(
        Answer(command="guidelines", edition=library.edition, data=data, page=page, messages=messages),
        json=json, pager=pager,
    )  # fmt: skip
