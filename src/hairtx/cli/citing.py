"""Citing commands: cite, styles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from hairtx.citation.csl import Item
    from hairtx.citation.engine import Reference
    from hairtx.library import Library
    from hairtx.model import Study

NOTHING = 1
USAGE = 2
_MEDIA = {"text": "text", "markdown": "markdown", "md": "markdown", "html": "html", "htm": "html"}
_SORTS = ("style", "given", "author", "title", "year")


def register(app: typer.Typer) -> None:
    """Add the citing commands to ``app``."""
    app.command("cite")(cite)
    app.command("styles")(styles)


def cite(
    names: list[str] = typer.Argument(
        None,
        metavar="[NAME]...",
        help="Treatments, study keys, DOIs, PMIDs; - reads them from standard input.",
    ),
    format: str = typer.Option(
        "apa", "--format", "-f", help="A style (hairtx styles), or bibtex, biblatex, ris, nbib, csl-json."
    ),
    style_file: Path | None = typer.Option(None, "--style-file", help="A CSL style of your own."),
    locale: str | None = typer.Option(None, "--locale", help="Language of the terms: en-GB, de-DE, fr-FR …"),
    in_text: bool = typer.Option(False, "--in-text", help="The citation in running text."),
    as_: str | None = typer.Option(
        None, "--as", help="text, markdown or html; else by --output's extension."
    ),
    sort: str = typer.Option("style", "--sort", help=f"One of: {', '.join(_SORTS)}."),
    number: bool = typer.Option(False, "--number", "-n", help="Number references that the style does not."),
    design: str | None = typer.Option(None, "--design", "-d", help="Only studies of this design."),
    condition: str | None = typer.Option(None, "--condition", "-c", help="Only studies of this condition."),
    since: int | None = typer.Option(None, "--since", help="Only studies from this year on."),
    seen_only: bool = typer.Option(False, "--seen-only", help="Leave out fields nobody saw in a source."),
    include_disputed: bool = typer.Option(
        False, "--include-disputed", help="Also disputed and unverified citations."
    ),
    source: Path | None = typer.Option(
        None,
        "--from",
        help="Format the references of a .json, .bib, .ris or .nbib file instead; - reads one.",
    ),
    output: Path | None = typer.Option(None, "--output", "-o", help="Write to this file."),
    json: bool = typer.Option(False, "--json", help="Print the references as JSON."),
) -> None:
    """Cite a treatment's studies, or any references, in any of 10,000 styles.

    Example: hairtx cite adsc --format vancouver
    """
    from hairtx.citation.csl import item, unseen_fields, unseen_note
    from hairtx.cli import asking

    wish = _Wish(
        format, style_file, locale, in_text, as_, asking.chosen(sort, _SORTS, "--sort"), number, output
    )
    library = asking.library()
    if json and output:
        _usage("--json goes to standard output; leave --output out")
    if source is not None:
        if names or design or condition or since:
            _usage("--from takes no names, --design, --condition or --since")
        _answer(library, wish, _read(source), {}, [], json=json)
        return
    if not names:
        _usage("cite what? for example: hairtx cite adsc; or --from FILE")
    studies, messages = _studies(library, _typed(names), design, condition, since, include_disputed)
    if not seen_only and (doubtful := unseen_note(studies)):
        messages.append(f"{doubtful}; --seen-only leaves those fields out")
    items = [item(study, seen_only=seen_only) for study in studies]
    unseen = {study.id: sorted(unseen_fields(study)) for study in studies}
    _answer(library, wish, items, unseen, messages, json=json)


def styles(
    query: list[str] = typer.Argument(None, metavar="[QUERY]...", help="Words of a style's name or field."),
    json: bool = typer.Option(False, "--json", help="Print the styles as JSON."),
    no_pager: bool = typer.Option(False, "--no-pager", help="Never use a pager."),
) -> None:
    """List citation styles: id, title, fields and the date of the edition.

    Example: hairtx styles dermatology
    """
    from hairtx.citation import view
    from hairtx.citation.styles import nearest
    from hairtx.citation.styles import styles as found
    from hairtx.cli import asking
    from hairtx.output import Answer, fail, give

    words = " ".join(query or [])
    rows = list(found(words))
    if not rows:
        near = nearest(words)
        fail(
            f"no style for '{words[:60]}'{'; did you mean ' + ' or '.join(near) + '?' if near else ''}",
            NOTHING,
        )
    edition = asking.library().edition
    answer = Answer(command="styles", edition=edition, data=rows, page=lambda: view.styles(rows))
    give(answer, json=json, pager=not no_pager)


@dataclass(frozen=True)
class _Wish:
    """How the references are wanted."""

    format: str
    style_file: Path | None
    locale: str | None
    in_text: bool
    medium: str | None
    sort: str
    number: bool
    output: Path | None


def _usage(message: str) -> NoReturn:
    from hairtx.output import fail

    fail(message, USAGE)


def _typed(names: Iterable[str]) -> list[str]:
    import sys

    out: list[str] = []
    for name in names:
        out += [line.strip() for line in sys.stdin if line.strip()] if name == "-" else [name]
    return out


def _studies(
    library: "Library",
    names: Sequence[str],
    design: str | None,
    condition: str | None,
    since: int | None,
    include_disputed: bool,
) -> "tuple[list[Study], list[str]]":
    """The studies that the names mean and the filters let through, each once, and what must be said of them."""
    from typing import get_args

    from hairtx.citation.selection import citable
    from hairtx.cli import asking
    from hairtx.vocabulary import Design

    design = design and asking.chosen(design, get_args(Design), "--design")
    messages: list[str] = []
    wanted: dict[str, Study] = {}
    about = None
    if condition:
        match, messages = asking.found(library, condition, ("condition",))
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
        and (since is None or (study.year or 0) >= since)
    ]
    kept, said = citable(kept, include_disputed=include_disputed)
    return kept, [*messages, *said]


def _read(source: Path) -> "list[Item]":
    import sys

    from hairtx.citation.readers import UnknownFormatError, read
    from hairtx.output import note

    piped = str(source) == "-"
    name = "standard input" if piped else str(source)
    try:
        raw = sys.stdin.buffer.read() if piped else source.read_bytes()
        found = read(raw.decode("utf-8-sig"), "" if piped else source.name)
    except OSError as error:
        _usage(f"cannot read {name}: {error.strerror}")
    except UnicodeDecodeError as error:
        _usage(f"{name} is not UTF-8 (byte {error.start})")
    except UnknownFormatError as error:
        _usage(f"{name}: {error}")
    for trouble in found.troubles:
        note(f"{name}:{trouble.line}: {trouble.message}")
    return found.items


def _answer(
    library: "Library",
    wish: _Wish,
    items: "list[Item]",
    unseen: dict[str, list[str]],
    messages: Sequence[str],
    *,
    json: bool,
) -> None:
    from hairtx.citation import view
    from hairtx.citation.csl import in_order
    from hairtx.citation.exports import EXPORTS
    from hairtx.output import Answer, fail, give, note

    if not items:
        for message in messages:
            note(message)
        fail("nothing to cite", NOTHING)
    items = in_order(items, wish.sort)
    export = None if wish.style_file else EXPORTS.get(wish.format.strip().lower())
    references = [] if export else _references(wish, items)
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
        _write(text, wish.output)
        for message in messages:
            note(message)
        return
    page = lambda: view.references(references, wish.number)  # noqa: E731
    edition = library.edition
    give(
        Answer(command="cite", edition=edition, data=data, page=page, messages=messages),
        json=json,
        pager=False,
    )


def _row(
    id: str, text: str, html: str | None, markdown: str | None, unseen: dict[str, list[str]]
) -> dict[str, Any]:
    return {"id": id, "text": text, "html": html, "markdown": markdown, "unseen": unseen.get(id, [])}


def _references(wish: _Wish, items: "list[Item]") -> "list[Reference]":
    from hairtx.citation.cache import rendered
    from hairtx.citation.styles import UnknownStyleError, own_file, style_file
    from hairtx.index import cache_folder

    folder = cache_folder() / "references"
    try:
        path = own_file(wish.style_file) if wish.style_file else style_file(wish.format)
        made = rendered(folder, items, path, locale=wish.locale, in_text=wish.in_text)
    except UnknownStyleError as error:
        _usage(f"{error}; hairtx styles lists them")
    except OSError as error:
        _usage(f"cannot read {error.filename or wish.style_file}: {error.strerror or error}")
    except ValueError as error:
        _usage(str(error))
    if wish.sort == "style":
        return made
    place = {str(item["id"]): at for at, item in enumerate(items)}
    return sorted(made, key=lambda reference: place[reference.id])


def _text(wish: _Wish, references: "Sequence[Reference]") -> str | None:
    """The references in the medium that was asked for; None where the terminal or pipe decides."""
    from hairtx.citation.listing import lines
    from hairtx.cli import asking

    medium = _MEDIA.get(wish.output.suffix.lstrip(".").lower(), "text") if wish.output else None
    if wish.medium is not None:
        medium = _MEDIA[asking.chosen(wish.medium, tuple(_MEDIA), "--as")]
    return lines(references, medium, number=wish.number) if medium else None


def _write(text: str, output: Path | None) -> None:
    import sys

    if output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        _usage(f"cannot write {output}: {error.strerror}")
