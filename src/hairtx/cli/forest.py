"""`hairtx forest`: collect effects, print their plots or draw them into a file."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from hairtx.cli import asking
from hairtx.files import written
from hairtx.forest import Group, Omitted, Shown, collect, groups
from hairtx.output import Answer, fail, give, note
from hairtx.vocabulary import Measure

if TYPE_CHECKING:
    from hairtx.page import Page

# the exit code of a command that ran well and found nothing
NOTHING = 1
UNWRITTEN = 1
_FORMATS = (".svg", ".png", ".pdf")


def forest(
    name: str, condition: str | None, measure: str | None, output: Path | None,
    *, force: bool, json: bool, pager: bool,
) -> None:  # fmt: skip
    """One treatment's effects, in the plots that suit where they go."""
    from hairtx.views import forest as view

    if output is not None and output.suffix.lower() not in _FORMATS:
        fail(f"--output draws {', '.join(_FORMATS)} files; '{output}' is none of them", asking.USAGE)
    if force and output is None:
        fail("--force is for --output", asking.USAGE)
    library = asking.library()
    match, messages = asking.found(library, name, ("treatment",))
    about: str | None = None
    if condition is not None:
        chosen, said = asking.found(library, condition, ("condition",))
        about, messages = chosen.id, [*messages, *said]
    measure = asking.picked(measure, get_args(Measure), "--measure")
    studies = library.studies_of(match.id, disputed=True)
    shown, omitted = collect(match.id, studies, about, measure)
    plots = groups(shown)
    treatment = library.treatment(match.id)
    several = about is None and len({use.condition for use in treatment.uses}) > 1
    named = library.names("condition") if several else {}
    title = library.names("condition")[about] if about else None

    def page(*, listing: bool = True) -> "Page":
        return view.page(treatment, title, plots, omitted, named, library.edition, listing=listing)

    if output is not None and not plots:
        fail(f"nothing to draw; with the reasons: hairtx forest {match.id}", NOTHING)
    if output is not None:
        _draw(page(listing=False), output, force=force)
        if not json:
            return
    if not shown:
        messages = [*messages, "no effect with an interval fits: see the list of what is not drawn"]
    data = _data(plots, omitted)
    give(
        Answer(command="forest", edition=library.edition, data=data, page=page, messages=messages),
        json=json, pager=pager,
    )  # fmt: skip


def _data(plots: Sequence[Group], omitted: Sequence[Omitted]) -> list[dict[str, Any]]:
    """A row for each mark, and one for each row or study that is not drawn, with ``drawn`` and its ``reason``."""
    rows = [_mark(number, shown) for number, group in enumerate(plots, 1) for shown in group.shown]
    for left_out in omitted:
        row = left_out.printed
        rows.append(
            {
                "id": left_out.study.id, "drawn": False, "reason": left_out.reason,
                "measure": row.measure if row else None, "wording": row.wording if row else None,
                "week": row.week if row else None,
            }
        )  # fmt: skip
    return [{name: value for name, value in row.items() if value not in (None, [])} for row in rows]


def _mark(plot: int, shown: Shown) -> dict[str, Any]:
    effect = shown.effect
    fields = msgspec.to_builtins(effect)
    del fields["study"]
    # what sets rows apart stands in every one of them, also where it is false
    told = {name: getattr(effect, name) for name in ("computed", "pooled", "network", "dose")}
    return {"id": shown.study.id, "drawn": True, "plot": plot, "turned": shown.turned, **told, **fields}


def _draw(page: "Page", output: Path, *, force: bool) -> None:
    """Write the page's plots into the file, and into more beside it where one sheet does not hold them."""
    import threading

    waiting = threading.Timer(asking.PATIENCE, note, [f"drawing {output}"])
    waiting.daemon = True
    waiting.start()
    try:
        from hairtx.render import drawing

        sheets = drawing.files(page, output)
    except ImportError:
        fail("drawing needs matplotlib: pip install 'hairtx[plot]'", asking.USAGE)
    finally:
        waiting.cancel()
    at = output
    try:
        with contextlib.ExitStack() as stack:
            # all sheets or none: an older sheet must not stand beside a new one
            for path, content in sheets:
                at = path
                stack.enter_context(written(path, force=force)).write_bytes(content)
    except FileExistsError:
        fail(f"{at} exists; --force replaces it", asking.USAGE)
    except OSError as error:
        fail(f"cannot write {at}: {error.strerror or error}", UNWRITTEN)
    note(f"wrote {', '.join(str(path) for path, _ in sheets)}")
