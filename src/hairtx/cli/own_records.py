"""`hairtx data`: places, schemas and skeletons."""

from hairtx import schema as schemas
from hairtx.cli import asking, overlays
from hairtx.folder import FILES, bundled, user_folder
from hairtx.library import KINDS
from hairtx.output import Answer, fail, give, note, write
from hairtx.overlays import shown
from hairtx.views import places as view

_PLACES = {
    "dataset": "the bundled dataset",
    "cache": "what is compiled from it",
    "own": "your own records, read if it exists",
}


def path(*, json: bool) -> None:
    """Where everything is; the overlays in use in their order."""
    from hairtx.index import cache_folder

    library = asking.library()
    places = {"dataset": bundled(), "cache": cache_folder(), "own": user_folder()}
    rows = [
        {"id": name, "path": shown(place), "exists": place.exists(), "holds": _PLACES[name]}
        for name, place in places.items()
    ]
    wrong = {report.path: bool(report.problems) for report in library.overlays}
    rows += [
        {
            "id": f"overlay:{one.name}",
            "path": shown(one.path),
            "exists": one.path.exists(),
            "holds": "an overlay, left out: it is wrong"
            if wrong.get(shown(one.path))
            else "an overlay in use",
        }
        for one in overlays.in_use()
    ]
    answer = Answer(
        command="data path",
        edition=library.edition,
        data=rows,
        page=lambda: view.page(rows, library.edition),
    )
    give(answer, json=json, pager=False)


def schema(kind: str | None) -> None:
    """The schema of a person's own file, or of the file of a kind."""
    if kind is None:
        write(schemas.text(schemas.overlay()))
        return
    chosen = next(name for name in FILES if name == asking.chosen(kind, KINDS, "KIND"))
    write(schemas.text(schemas.schemas()[f"{FILES[chosen]}.schema.json"]))


def new(kind: str, id: str) -> None:
    """The skeleton of a record; where to keep it is said on standard error."""
    from hairtx.overlay_files import unfit
    from hairtx.skeletons import skeleton

    chosen = next(name for name in KINDS if name == asking.chosen(kind, KINDS, "KIND"))
    if fault := unfit(chosen, id):
        fail(f"'{id[:60]}': {fault}", asking.USAGE)
    library = asking.library()
    if id in library.names(chosen):
        note(f"{id} is a known {chosen}: what you give replaces it; with extend = true lists are added to")
    write(skeleton(chosen, id))
    note(
        f"fill it in and save it as {shown(user_folder() / f'{id}.toml')}, or anywhere and name it with --data"
    )
    note("hairtx check FILE tells what is missing")
