"""Clients that never sleep and never leave loopback."""

from collections.abc import Iterator

import pytest

from hairtx.remote.answers import Answers
from hairtx.remote.services import Services, services
from hairtx.remote.settings import Settings
from hairtx.remote.transport import Limits, Transport
from servers import Library, Server, serving


class Clock:
    """A clock that only sleeping moves; ``slept`` tells how long each sleep was."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def transport(clock) -> Iterator[Transport]:
    limits = Limits(connect=5, silence=5, total=10, size=256 * 1024)
    with Transport(limits=limits, clock=clock, sleep=clock.sleep, jitter=lambda: 0.5) as made:
        yield made


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def server(library) -> Iterator[Server]:
    with serving(library) as running:
        yield running


@pytest.fixture
def settings(server) -> Settings:
    return Settings(crossref_url=server.url, eutils_url=server.url, ctgov_url=server.url)


@pytest.fixture
def asked(settings, transport, tmp_path) -> Iterator[Services]:
    with services(settings, transport=transport, answers=Answers(tmp_path / "answers.sqlite")) as made:
        yield made
