"""The three services with one transport and one store of answers: what a command opens, uses and closes."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from hairtx.remote.answers import KEPT_DAYS, Answers
from hairtx.remote.crossref import Crossref
from hairtx.remote.pubmed import PubMed
from hairtx.remote.settings import Settings
from hairtx.remote.transport import Transport
from hairtx.remote.trials import Trials


class Services(msgspec.Struct, frozen=True, kw_only=True):
    """The clients, and the answers that they share."""

    crossref: Crossref
    pubmed: PubMed
    trials: Trials
    answers: Answers


@contextmanager
def services(
    settings: Settings,
    *,
    days: int = KEPT_DAYS,
    transport: Transport | None = None,
    answers: Answers | None = None,
) -> Iterator[Services]:
    """Open the clients; answers older than ``days`` are asked for again (0: all). No socket is opened yet."""
    asked = transport or Transport(settings.email)
    kept = answers or Answers(days=days)
    try:
        yield Services(
            crossref=Crossref(settings, asked, kept),
            pubmed=PubMed(settings, asked, kept),
            trials=Trials(settings, asked, kept),
            answers=kept,
        )
    finally:
        asked.close()
        kept.close()
