"""`hairtx cite` and `hairtx styles`: which references, in which style or format, and where they go."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, get_args

from hairtx.citation.csl import Item, in_order, item, unseen_fields, unseen_note
from hairtx.citation.engine import Reference
from hairtx.citation.exports import EXPORTS
from hairtx.citation.selection import citable
from hairtx.cli import asking, overlays
from hairtx.cli.options import REFERENCE_SORTS
from hairtx.files import written
from hairtx.library import Library
from hairtx.model import Study
from hairtx.output import Answer, fail, give, note, write
from hairtx.vocabulary import Design

NOTHING = 1
UNWRITTEN = 1
# names on standard input: far more than there are records
_MOST_TYPED = 1_000_000
# what is wrong with a file is told of so many of its references
_MOST_TOLD = 20
_MEDIA = {"text": "text", "markdown": "markdown", "md": "markdown", "html": "html", "htm": "html"}


class Wish(NamedTuple):
    """How the references are wanted."""

    format: str
    style_file: Path | None
    locale: str | None
    in_text: bool
    medium: str | None
    sort: str
    number: bool
    output: Path | None
    force: bool


class Filters(NamedTuple):
    """Which of the studies are wanted."""

    design: str | None
    condition: str | None
    since: int | None
    include_disputed: bool


def cite(names: Sequence[str], filters: Filters, wish: Wish, *, seen_only: bool, json: bool) -> None:
    """Cite the studies that ``names`` mean: treatments, keys, DOIs, PMIDs, or ``-`` for a list on standard input."""
    if not names:
        fail("cite what? for example: hairtx cite adsc; or --from FILE", asking.USAGE)
    library = asking.library()
    studies, messages = _studies(library, _typed(names), filters)
    if not seen_only and (doubtful := unseen_note(studies)):
        messages.append(f"{doubtful}; --seen-only leaves those fields out")
    messages += overlays.told(library.edition, [study.id for study in studies])
    items = [item(study, seen_only=seen_only) for study in studies]
    unseen = {study.id: sorted(unseen_fields(study)) for study in studies}
    _answer(library, wish, items, unseen, messages, json=json)


def cite_file(source: Path, wish: Wish, *, json: bool) -> None:
    """Format the references of somebody's own file."""
    items, messages = entries(source)
    _answer(asking.library(), wish, items, {}, messages, json=json)


def list_styles(words: str, *, json: bool, pager: bool) -> None:
    """List the styles whose id, title or field has the words."""
    from hairtx.citation.styles import nearest, styles
    from hairtx.views import references as view

    rows = list(styles(words))
    if not rows:
        near = nearest(words)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        fail(f"no style for '{words[:60]}'{meant}", NOTHING)
    edition = asking.library().edition
    answer = Answer(command="styles", edition=edition, data=rows, page=lambda: view.styles(rows, edition))
    give(answer, json=json, pager=pager)


def _wrong(message: str) -> NoReturn:
    fail(message, asking.USAGE)


def _standard_input(most: int) -> bytes:
    """Standard input as far as ``most`` bytes."""
    if sys.stdin is None:
        _wrong("standard input is closed")
    return sys.stdin.buffer.read(most)


def _typed(names: Iterable[str]) -> list[str]:
    """The names as typed; where "-" stands those on standard input, where nothing but UTF-8 is a name."""
    out: list[str] = []
    for name in names:
        if name == "-":
            text = _standard_input(_MOST_TYPED).decode("utf-8-sig", "replace")
            out += [line.strip() for line in text.splitlines() if line.strip()]
        else:
            out.append(name)
    return out


def _studies(library: Library, names: Sequence[str], filters: Filters) -> tuple[list[Study], list[str]]:
    """The studies that the names mean and the filters let through, each once, and what must be said of them."""
    design = asking.picked(filters.design, get_args(Design), "--design")
    messages: list[str] = []
    wanted: dict[str, Study] = {}
    about = None
    if filters.condition is not None:
        match, messages = asking.found(library, filters.condition, ("condition",))
        about = match.id
    for name in names:
        match, said = asking.found(library, name, ("treatment", "study"))
        messages = [*messages, *said]
        whole = match.kind == "treatment"
        found = library.studies_of(match.id, disputed=True) if whole else [library.study(match.id)]
        wanted.update((study.id, study) for study in found)
    kept = [
        study
        for study in wanted.values()
        if design in (None, study.design)
        and (about is None or about in study.conditions)
        and (filters.since is None or (study.year or 0) >= filters.since)
    ]
    kept, said = citable(kept, include_disputed=filters.include_disputed)
    return kept, [*messages, *said]


def entries(source: Path) -> tuple[list[Item], list[str]]:
    """The references of a file, and what is wrong with those that are left out."""
    from hairtx.citation.readers import MOST_BYTES, UnknownFormatError, read

    piped = str(source) == "-"
    name = "standard input" if piped else str(source)
    try:
        if piped:
            content = _standard_input(MOST_BYTES + 1)
        else:
            with source.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            _wrong(
                f"{name} is larger than {MOST_BYTES // 1_000_000} MB: give its references in several files"
            )
        # what is not UTF-8 in a pipe is no reference; a file has somebody who can mend it
        text = content.decode("utf-8-sig", "replace" if piped else "strict")
        found = read(text, "" if piped else source.name)
    except OSError as error:
        _wrong(f"cannot read {name}: {error.strerror}")
    except UnicodeDecodeError as error:
        _wrong(f"{name} is not UTF-8 (byte {error.start})")
    except UnknownFormatError as error:
        _wrong(f"{name}: {error}")
    said = [f"{name}:{trouble.line}: {trouble.message}" for trouble in found.troubles[:_MOST_TOLD]]
    more = len(found.troubles) - len(said)
    return found.items, [*said, f"{name}: {more:,} more like these"] if more > 0 else said


def _answer(
    library: Library,
    wish: Wish,
    items: list[Item],
    unseen: dict[str, list[str]],
    messages: Sequence[str],
    *,
    json: bool,
) -> None:
    from hairtx.views import references as view

    _refuse_contradictions(wish, json)
    order = asking.chosen(wish.sort, REFERENCE_SORTS, "--sort")
    if not items:
        for message in messages:
            note(message)
        fail("nothing to cite", NOTHING)
    items = in_order(items, order)
    export = None if wish.style_file else EXPORTS.get(wish.format.strip().lower())
    references = [] if export else _references(wish, items, order)
    if export:
        text: str | None = None if json else export(items)
        data = [_row(str(item["id"]), export([item]), None, None, unseen) for item in items if json]
    else:
        if silent := [one.id for one in references if not one.text]:
            # APA lists no personal communications, for example
            messages = [*messages, f"the style prints nothing for: {', '.join(silent)}"]
            references = [one for one in references if one.text]
        text = _text(wish, references)
        data = [_row(one.id, one.text, one.html, one.markdown, unseen) for one in references]
    if text is not None and not json:
        _write(text, wish)
        for message in messages:
            note(message)
        return
    page = lambda: view.references(references, wish.number)  # noqa: E731
    answer = Answer(command="cite", edition=library.edition, data=data, page=page, messages=messages)
    give(answer, json=json, pager=False)


def _refuse_contradictions(wish: Wish, json: bool) -> None:
    """Options that would be ignored are refused: an answer must be what was asked for."""
    export = not wish.style_file and wish.format.strip().lower() in EXPORTS
    if json and wish.output:
        _wrong("--json goes to standard output; leave --output out")
    if wish.force and not wish.output:
        _wrong("--force is for --output")
    if json and wish.medium:
        _wrong("--json holds text, markdown and html; leave --as out")
    if export and (wish.medium or wish.in_text or wish.number or wish.locale):
        _wrong(f"--format {wish.format} is an export: it takes no --as, --in-text, --number or --locale")
    suffix = wish.output.suffix.lower() if wish.output else ""
    if not export and suffix in (".bib", ".ris", ".nbib", ".json"):
        _wrong(f"a {suffix} file wants --format bibtex, ris, nbib or csl-json")


def _row(
    id: str, text: str, html: str | None, markdown: str | None, unseen: dict[str, list[str]]
) -> dict[str, Any]:
    return {"id": id, "text": text, "html": html, "markdown": markdown, "unseen": unseen.get(id, [])}


def _references(wish: Wish, items: list[Item], order: str) -> list[Reference]:
    from hairtx.citation.cache import rendered
    from hairtx.citation.styles import UnknownStyleError, own_file, style_file
    from hairtx.index import cache_folder

    folder = cache_folder() / "references"
    try:
        path = own_file(wish.style_file) if wish.style_file else style_file(wish.format)
        made = rendered(folder, items, path, locale=wish.locale, in_text=wish.in_text)
    except UnknownStyleError as error:
        _wrong(f"{error}; hairtx styles lists them")
    except OSError as error:
        _wrong(f"cannot read {error.filename or wish.style_file}: {error.strerror or error}")
    except UnicodeDecodeError:
        _wrong(f"{wish.style_file} is no CSL style: it is not UTF-8")
    except ValueError as error:
        _wrong(str(error))
    if order == "style":
        return made
    place = {str(item["id"]): at for at, item in enumerate(items)}
    return sorted(made, key=lambda reference: place[reference.id])


def _text(wish: Wish, references: Sequence[Reference]) -> str | None:
    """The references in the medium that was asked for; None where the terminal or pipe decides."""
    from hairtx.citation.listing import lines

    medium = _MEDIA.get(wish.output.suffix.lstrip(".").lower(), "text") if wish.output else None
    if wish.medium is not None:
        medium = _MEDIA[asking.chosen(wish.medium, tuple(_MEDIA), "--as")]
    return lines(references, medium, number=wish.number) if medium else None


def _write(text: str, wish: Wish) -> None:
    if wish.output is None:
        write(text)
        return
    try:
        with written(wish.output, force=wish.force) as place:
            place.write_bytes(text.encode())
    except FileExistsError:
        _wrong(f"{wish.output} exists; --force replaces it")
    except OSError as error:
        fail(f"cannot write {wish.output}: {error.strerror or error}", UNWRITTEN)
