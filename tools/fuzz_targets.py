"""What is fuzzed: each target takes one hostile text and raises where hairtx breaks its word."""

import contextlib
import io
import os
import re
import shlex
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from hairtx.citation.csl import in_order
from hairtx.citation.engine import render as cited
from hairtx.citation.exports import EXPORTS
from hairtx.citation.readers import UnknownFormatError, read
from hairtx.cli import app
from hairtx.cli.asking import named
from hairtx.cli.options import REFERENCE_SORTS
from hairtx.dataset import Dataset
from hairtx.dataset import read as read_dataset
from hairtx.faults import DatasetError
from hairtx.folder import FILES
from hairtx.library import Library, open_library
from hairtx.merging import merge
from hairtx.overlays import overlay
from hairtx.page import Bullets, Column, Facts, Heading, Page, Paragraph, Row, Span, Table
from hairtx.render import html, markdown, plain
from hairtx.render.terminal import Screen, render
from hairtx.rules import check
from hairtx.safe import HIDDEN, encodable

TESTS = Path(__file__).parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "cli")]

from commands import READING  # noqa: E402

import builders  # noqa: E402

# what may never reach a stream; line ends are hairtx's own, and a tab stands between the columns of a listing
RAW = re.compile(HIDDEN.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f"))
OWN = re.compile("\x1b\\[[0-9;]*m|\x1b]8;;[^\x1b]*\x1b\\\\")
EXITS = {0, 1, 2, 3, 4}


_EXTENSIONS = {"bibtex": "bib", "biblatex": "bib", "ris": "ris", "nbib": "nbib", "csl-json": "json"}


class BrokenWordError(AssertionError):
    """hairtx did what it promises never to do."""


class Target(NamedTuple):
    """Its share of all inputs, the texts that are mutated, and what is done with each."""

    share: int
    seeds: Sequence[str]
    run: Callable[[str], object]


def clean(text: str, what: str) -> None:
    """Raise where a text holds a character that steers or hides, or that no stream can encode."""
    if found := RAW.search(OWN.sub("", text)):
        raise BrokenWordError(
            f"{what} holds {found[0]!r}: …{text[max(found.start() - 40, 0) : found.end() + 40]!r}"
        )


def targets(folder: Path) -> dict[str, Target]:
    """All targets; ``folder`` is theirs to write in."""
    library = open_library()
    small = builders.dataset_folder(folder / "small", studies=[_study(), builders.study("won2010")])
    base = read_dataset(small)
    texts = [(small / name).read_text(encoding="utf-8") for name in FILES.values()]
    references = _references(library)
    names = _names(library)
    return {
        "find": Target(22, names, lambda text: _find(library, text)),
        "search": Target(8, [*names, *_questions()], lambda text: _search(library, text)),
        "readers": Target(30, references, _read),
        "cite": Target(5, references, _cite),
        "dataset": Target(15, texts, lambda text: _dataset(small, base, text)),
        "overlay": Target(12, texts, lambda text: _overlay(folder / "overlay.toml", base, text)),
        "render": Target(6, [*names, *references[:8]], _render),
        "command line": Target(2, [*READING, *_lines()], _command),
    }


def shut_off(folder: Path) -> None:
    """No network, no files but in ``folder``, nobody's own records, and a stream that is no terminal."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(101, "Network is unreachable")

    for place, name in ((socket.socket, "connect"), (socket, "getaddrinfo")):
        setattr(place, name, refuse)
    os.environ.update(HOME=str(folder), XDG_CONFIG_HOME=str(folder / "config"), PAGER="cat")
    os.chdir(folder)


def _study() -> Any:
    return builders.study(
        arms=(builders.arm(), builders.arm("placebo", control="placebo")),
        comparisons=(builders.comparison(),),
        outcomes=(builders.outcome(week=24, value=14.7, unit="hairs/cm2"),),
        notices=(builders.notice(),),
    )


def _names(library: Library) -> list[str]:
    return [
        *library.ids("")[::7],
        "fat stem cells",
        "propecia",
        "10.1002/sctm.19-0410",
        "PMID 32420999",
        "Löffler",
    ]


def _questions() -> list[str]:
    return ["hair falling out after birth", "propecia side effects", "minoxidil 5% foam women", "Tak 2020"]


def _lines() -> list[str]:
    return [
        "search hair --kind study --limit 3 --json", "list --level 2 --sort trials --status approved",
        "studies --since 2019 --until 2024 --direction mixed", "show adsc --markdown", "show adsc --html --brief",
        "cite tak2020 --format bibtex", "cite adsc -f nature --in-text --as html", "show adsc -c women --json",
        "--data overlay.toml --plain show adsc", "export --table studies --format tsv", "styles skin --json",
        "cite --from refs.bib -f ris",
    ]  # fmt: skip


def _references(library: Library) -> list[str]:
    from hairtx.citation.csl import item

    studies = library.studies()[::40]
    items = [item(study, seen_only=False) for study in studies]
    pairs = [items[at : at + 2] for at in range(0, len(items), 2)]
    return [export(pair) for pair in pairs for export in EXPORTS.values()]


# targets


def _find(library: Library, text: str) -> None:
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), named(library):
            library.find(text)
    except SystemExit as stop:
        if stop.code != 2 or said.getvalue().count("\n") != 1:
            raise BrokenWordError(f"exit {stop.code}, said {said.getvalue()[:200]!r}") from None
    clean(said.getvalue(), "what is said of a name")


def _search(library: Library, text: str) -> None:
    from hairtx.views.search import page

    hits = library.search(text, limit=3)
    clean(plain.render(page(hits, library.edition)), "the page of a search")


def _read(text: str) -> list[Any]:
    try:
        found = read(text)
    except UnknownFormatError:
        return []
    for item in found.items:
        if not item.get("id") or not isinstance(item.get("type"), str):
            raise BrokenWordError(f"an item without id or type: {item!r}"[:300])
    return found.items


def _cite(text: str) -> None:
    items = _read(text)[:5]
    for order in REFERENCE_SORTS:
        in_order(items, order)
    for style in ("apa", "vancouver"):
        for reference in cited(items, style):
            for text in (reference.text, reference.html, reference.markdown):
                clean(text, f"a reference in {style}")
    for name, export in EXPORTS.items():
        clean(export(items), f"an export as {name}")
        # what hairtx writes it reads
        if (
            any(item.get("title") for item in items)
            and not read(export(items), f"x.{_EXTENSIONS[name]}").items
        ):
            raise BrokenWordError(f"nothing comes back from {name}")


def _dataset(small: Path, base: Dataset, text: str) -> None:
    # the file that the text was once, as far as that can be told
    name = next((name for kind, name in FILES.items() if f"[{kind}." in text), "studies.toml")
    place = small.parent / "mutated"
    builders.dataset_folder(place)
    (place / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        problems = check(read_dataset(place))
    except DatasetError as error:
        problems = error.problems
        if not problems:
            raise BrokenWordError("a dataset that is wrong without a reason") from None
    for problem in problems:
        # a stream gets it through ``note`` or a page
        from hairtx.safe import safe

        clean(safe(str(problem)), "a problem")


def _overlay(file: Path, base: Dataset, text: str) -> None:
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    merged = merge(base, [overlay(file)])
    if not merged.reports:
        raise BrokenWordError("no report on an overlay")
    if merged.reports[0].problems and merged.dataset is not base:
        raise BrokenWordError("an overlay with problems was applied")
    wrong = [problem for problem in check(merged.dataset, form=False) if problem not in _known(base)]
    if wrong:
        raise BrokenWordError(f"an overlay was applied that breaks a rule: {wrong[0]}"[:300])


_KNOWN: dict[int, list[Any]] = {}


def _known(base: Dataset) -> list[Any]:
    return _KNOWN.setdefault(id(base), check(base, form=False))


def _pages(text: str) -> Iterator[Page]:
    line = (Span(text, "strong", text),)
    yield Page(
        (
            Heading(text, 1), Paragraph(line, 1), Bullets((line,), (text,)), Facts(((text, line),)),
            Table((Column(text), Column(text, number=True, optional=True)), (Row((line, line), line),)),
            Table((Column(text),), (Row((line,)),), listing=True),
        ),
        footer=text,
    )  # fmt: skip


def _render(text: str) -> None:
    text = text[:2000]
    for page in _pages(text):
        for width, encoding, styled in ((20, "utf-8", True), (80, "ascii", False), (133, "cp1252", True)):
            made = render(page, Screen(width, encoding, colour=styled, styled=styled))
            clean(made, f"a terminal of {width}")
            made.encode(encoding)
        clean(encodable(plain.render(page), "ascii"), "a pipe")
        for name, medium in (("markdown", markdown), ("html", html)):
            made = medium.render(page)
            clean(made, name)
            made.encode()
            if name == "html" and re.search("<script", made):
                raise BrokenWordError("a script in a page")


def _command(text: str) -> None:
    # a process gets no argument with a NUL in it
    text = text.replace("\0", "")
    try:
        arguments = shlex.split(text)
    except ValueError:
        arguments = text.split(" ")
    # these would write where they are told to, which is no fault of theirs
    if any(re.match(r"--?(o|fi|show-c|inst)", each) for each in arguments):
        return
    environment = {"FORCE_COLOR": "1"} if len(text) % 3 == 0 else {}
    result = CliRunner().invoke(app, arguments[:40], env=environment)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    if result.exit_code not in EXITS:
        raise BrokenWordError(f"exit {result.exit_code}")
    clean(result.stdout, "standard output")
    clean(result.stderr, "standard error")
    # what is said of overlays comes first; every line is hairtx's own
    if result.exit_code and not all(line.startswith("hairtx: ") for line in result.stderr.splitlines()):
        raise BrokenWordError(f"an error in words not hairtx's: {result.stderr[:300]!r}")
    if result.exit_code > 1 and not result.stderr and "Usage" not in result.stdout:
        raise BrokenWordError(f"exit {result.exit_code} without a word")
