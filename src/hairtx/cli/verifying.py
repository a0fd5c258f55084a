"""`hairtx verify`: which citations, asked of the services one after the other, and what is made of the answers."""

import datetime
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from hairtx.cli import asking
from hairtx.library import Library
from hairtx.model import Study
from hairtx.output import Answer, fail, give, note
from hairtx.trust.citation import Verification, citation_of
from hairtx.trust.verdicts import judge

if TYPE_CHECKING:
    from hairtx.remote.settings import Settings

WRONG = 1
UNREACHED = 4


class Wish(NamedTuple):
    """Which citations, who asks, the greatest age in days of an answer that is still used, and what is written."""

    names: Sequence[str]
    every: bool
    email: str | None
    days: int
    write: bool
    folder: Path | None


def run(wish: Wish, *, json: bool, pager: bool) -> None:
    """Verify, write if asked to, and tell; exit 1 if a citation is wrong, else 4 if a service gave no answer."""
    if bool(wish.names) == wish.every:
        fail("verify what? for example: hairtx verify adsc; or --all", asking.USAGE)
    from hairtx.cli import verified
    from hairtx.views import verification as view

    place = verified.writable(wish.folder) if wish.write else wish.folder
    library = asking.library(place)
    studies, messages = _studies(library, wish)
    verifications = ask(studies, settings(wish.email), wish.days)
    written: Mapping[str, Sequence[str]] = {}
    if wish.write and place is not None:
        written, said = verified.write(place, verifications)
        messages = [*messages, *said]
    titles = {study.id: study.title for study in studies}
    data = [_row(one, titles[one.id], written.get(one.id, ())) for one in verifications]
    page = lambda: view.page(verifications, titles, written, library.edition)  # noqa: E731
    answer = Answer(command="verify", edition=library.edition, data=data, page=page, messages=messages)
    give(answer, json=json, pager=pager)
    if any(one.wrong for one in verifications):
        raise SystemExit(WRONG)
    if any(one.verdict == "not-reachable" for one in verifications):
        raise SystemExit(UNREACHED)


def settings(email: str | None) -> "Settings":
    """Where the services are and who asks, or exit 2 with what is wrong with that."""
    from hairtx.remote.settings import SettingsError, load

    try:
        return load(email)
    except SettingsError as error:
        fail(str(error), asking.USAGE)


def ask(studies: Sequence[Study], settings: "Settings", days: int) -> list[Verification]:
    """Ask the services of each study in turn, and judge the answers."""
    from hairtx.remote.inquiry import inquire, prefetch
    from hairtx.remote.services import services

    citations = [citation_of(study) for study in studies]
    out: list[Verification] = []
    with services(settings, days=days) as opened, progress(len(citations)) as advance:
        try:
            prefetch(citations, opened)
            for citation in citations:
                out.append(judge(citation, inquire(citation, opened)))
                advance()
        except KeyboardInterrupt:
            note(
                f"stopped after {len(out)} of {len(citations)}; what was answered is kept: run it again to go on"
            )
            raise
    return out


def _studies(library: Library, wish: Wish) -> tuple[list[Study], list[str]]:
    if wish.every:
        return library.studies(), []
    messages: list[str] = []
    wanted: dict[str, Study] = {}
    for name in wish.names:
        match, said = asking.found(library, name, ("treatment", "study", "condition"))
        messages += said
        if match.kind == "study":
            found = [library.study(match.id)]
        elif match.kind == "treatment":
            found = library.studies_of(match.id, disputed=True)
        else:
            found = library.studies_about(match.id)
        wanted.update((study.id, study) for study in found)
    return list(wanted.values()), messages


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """A line on standard error that counts citations, where a person looks on; nothing anywhere else."""
    if sys.stderr is None or not sys.stderr.isatty() or total < 2:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("asking Crossref and PubMed", total=total)
        yield lambda: shown.advance(task)


def _row(one: Verification, title: str, written: Sequence[str]) -> dict[str, Any]:
    return {
        "id": one.id,
        "verdict": one.verdict,
        "known": one.known,
        "reason": one.reason,
        "title": title,
        "fields": msgspec.to_builtins(one.findings),
        "notices": msgspec.to_builtins(one.notices),
        "news": msgspec.to_builtins(one.news),
        "sources": one.sources,
        "asked": one.asked or datetime.date.today().isoformat(),
        "written": list(written),
    }
