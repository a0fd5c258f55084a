"""Which study is about which treatment and condition: the lists of the studies' table, a row each, for joins."""

from collections.abc import Callable, Iterator

from hairtx.tables.table import Column, Contents, Table


def _pairs(field: str) -> Callable[[Contents], Iterator[tuple[str, str]]]:
    return lambda contents: (
        (study.id, tag) for study in contents.studies.values() for tag in dict.fromkeys(getattr(study, field))
    )


def _table(one: str, many: str) -> Table:
    columns = (
        Column("study", "text", "key of the study", lambda pair: pair[0], "studies"),
        Column(one, "text", f"id of the {one}", lambda pair: pair[1], many),
    )
    meaning = f"one {one} that a study is about: the list of studies.{many}, a row each"
    return Table(f"study_{many}", meaning, columns, ("study", one), _pairs(many))


STUDY_TREATMENTS = _table("treatment", "treatments")
STUDY_CONDITIONS = _table("condition", "conditions")
