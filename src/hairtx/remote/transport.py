"""One polite request at a time: bounded in time, in size and in redirects, retried where that can help.

httpx does the work (TLS verified, proxies from the environment), asynchronously, because only so can a time
limit hold for a request as a whole, and in a thread of its own, where Ctrl-C cannot fall into the middle of
it; it and asyncio are imported at the first request. Nothing is decompressed:
none is asked for, and an answer that is compressed all the same is refused, so that no small answer can grow.
"""

import datetime
import random
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from contextlib import aclosing
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from hairtx import __version__
from hairtx.remote.pace import PATIENCE, Pace, backoff, retry_after
from hairtx.remote.work import UnreachableError

if TYPE_CHECKING:
    import httpx

# the longest record of either service is far below this; a list of 200 PubMed records is about 4 MB
MOST_BYTES = 16 * 1024 * 1024
MOST_REDIRECTS = 5
# tries of one request: when the service answers that it cannot now, and when nobody answers at all
TRIES = 4
TRIES_UNANSWERED = 2
# a service that failed so often in a row is not asked again in this run
MOST_FAILURES = 3

_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 500, 502, 503, 504)


class Limits(NamedTuple):
    """Seconds for connecting, for each silence, and for a whole request; and the bytes of an answer."""

    connect: float = 10.0
    silence: float = 20.0
    total: float = 60.0
    size: int = MOST_BYTES


class _Reply(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class _SilenceError(Exception):
    """Nobody answered, or not to the end."""


class Transport:
    """Asks services over HTTP. Use as a context manager, so that the connections are closed."""

    def __init__(
        self,
        email: str | None = None,
        limits: Limits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.agent = f"hairtx/{__version__}" + (f" (mailto:{email})" if email else "")
        self._limits = limits or Limits()
        self._clock, self._sleep, self._jitter = clock, sleep, jitter
        self._loop: Any = None
        self._thread: threading.Thread | None = None
        self._client: httpx.AsyncClient | None = None
        self._failures: dict[str, int] = {}

    def __enter__(self) -> "Transport":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        if self._loop is not None and self._thread is not None:
            self._done(self._ended())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
        self._loop = self._client = None

    def pace(self, interval: float) -> Pace:
        """A pace by this transport's clock."""
        return Pace(interval, self._clock, self._sleep)

    def get(self, service: str, url: str, params: Mapping[str, str], wanted: str, pace: Pace) -> bytes | None:
        """The body at ``url`` if its content type holds ``wanted`` (json, xml), None where there is no such thing.

        ``service`` is the name that errors carry. Raises ``UnreachableError`` for everything else.
        """
        if self._failures.get(service, 0) >= MOST_FAILURES:
            raise UnreachableError(f"{service} is not asked again after {MOST_FAILURES} failures in a row")
        try:
            reply = self._retried(service, url, params, pace)
        except UnreachableError:
            self._failures[service] = self._failures.get(service, 0) + 1
            raise
        self._failures[service] = 0
        if reply.status in (404, 410):
            return None
        if reply.status != 200:
            raise UnreachableError(f"{service} answered with HTTP {reply.status}")
        kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        if wanted not in kind:
            raise UnreachableError(
                f"{service} answered with {kind[:40] or 'no content type'}, not {wanted.upper()}"
            )
        return reply.body

    def _retried(self, service: str, url: str, params: Mapping[str, str], pace: Pace) -> _Reply:
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            asked: float | None = None
            try:
                reply = self._followed(service, url, params, pace)
            except _SilenceError as silence:
                if attempt >= TRIES_UNANSWERED - 1:
                    raise UnreachableError(f"{service} {silence}") from None
            else:
                pace.heed(reply.headers)
                if reply.status not in _BUSY:
                    return reply
                asked = retry_after(
                    reply.headers.get("retry-after"), datetime.datetime.now(datetime.timezone.utc)
                )
                if last:
                    raise UnreachableError(f"{service} answered with HTTP {reply.status}, {TRIES} times")
                if asked is not None and asked > PATIENCE:
                    raise UnreachableError(
                        f"{service} answered with HTTP {reply.status} and asks to wait {asked:.0f} s: run it again then"
                    )
            self._sleep(max(asked or 0.0, backoff(attempt, self._jitter)))
        raise AssertionError("unreachable")

    def _followed(self, service: str, url: str, params: Mapping[str, str], pace: Pace) -> _Reply:
        """The answer at the end of the redirects."""
        import httpx

        target = httpx.URL(url, params=dict(params)) if params else httpx.URL(url)
        for _ in range(MOST_REDIRECTS + 1):
            pace.wait()
            reply = self._once(target)
            if reply.status not in _REDIRECTS:
                return reply
            try:
                following = target.join(reply.headers.get("location", ""))
            except (httpx.InvalidURL, ValueError):
                raise UnreachableError(f"{service} redirects to something that is no address") from None
            if following.scheme != target.scheme or not following.host:
                raise UnreachableError(f"{service} redirects to another scheme than {target.scheme}")
            target = following
        raise UnreachableError(f"{service} redirects more than {MOST_REDIRECTS} times")

    def _once(self, target: "httpx.URL") -> _Reply:
        import asyncio

        import httpx

        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
            self._thread.start()
        try:
            reply: _Reply = self._done(asyncio.wait_for(self._exchange(target), self._limits.total))
        except (asyncio.TimeoutError, httpx.TimeoutException):
            raise _SilenceError("did not answer in time") from None
        except httpx.InvalidURL:
            raise UnreachableError("not an address that can be asked") from None
        except (httpx.TransportError, httpx.DecodingError, OSError) as error:
            raise _SilenceError(f"cannot be reached ({_cause(error)})") from None
        return reply

    def _done(self, work: Coroutine[Any, Any, Any]) -> Any:
        """What ``work`` comes to in the loop's thread; Ctrl-C cancels it there."""
        import asyncio
        import concurrent.futures

        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            # in short steps, for on Windows a wait cannot be interrupted
            while not concurrent.futures.wait([future], 0.2).done:
                if self._thread is None or not self._thread.is_alive():
                    raise UnreachableError("the request ended without an answer")
        except BaseException:
            future.cancel()
            raise
        return future.result()

    async def _ended(self) -> None:
        """Close the client, and whatever streams an answer that was cut off has left half read."""
        import asyncio

        loop = asyncio.get_running_loop()

        async def settled() -> None:
            while others := asyncio.all_tasks(loop) - {asyncio.current_task()}:
                for task in others:
                    task.cancel()
                await asyncio.wait(others)

        # a request that Ctrl-C stopped must be over before its streams can be closed
        await settled()
        if self._client is not None:
            await self._client.aclose()
        await loop.shutdown_asyncgens()
        await settled()

    async def _exchange(self, target: "httpx.URL") -> _Reply:
        import httpx

        if self._client is None:
            connect, silence, _, _ = self._limits
            self._client = httpx.AsyncClient(
                follow_redirects=False,
                timeout=httpx.Timeout(silence, connect=connect),
                limits=httpx.Limits(max_connections=4),
                headers={"User-Agent": self.agent, "Accept-Encoding": "identity"},
            )
        async with self._client.stream("GET", target) as response:
            if response.status_code != 200:
                return _Reply(response.status_code, response.headers, b"")
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                raise UnreachableError(f"{_host(target)} sends a compressed answer that nobody asked for")
            body = bytearray()
            # a generator, though httpx promises an iterator only
            parts: Any = response.aiter_raw(65536)
            async with aclosing(parts) as chunks:
                async for chunk in chunks:
                    body += chunk
                    if len(body) > self._limits.size:
                        raise UnreachableError(
                            f"{_host(target)} sends more than {self._limits.size // 1024} KiB: not read further"
                        )
            return _Reply(response.status_code, response.headers, bytes(body))


def _host(target: "httpx.URL") -> str:
    return urlsplit(str(target)).hostname or "the service"


def _cause(error: BaseException) -> str:
    """What went wrong in a few words, without the address, which may hold a key."""
    words = {
        "ConnectError": "no connection",
        "ProxyError": "the proxy refused",
        "RemoteProtocolError": "the answer broke off or is not HTTP",
        "ReadError": "the connection broke",
        "WriteError": "the connection broke",
        "UnsupportedProtocol": "not an http or https address",
    }
    text = str(error).lower()
    if "certificate" in text:
        return "its certificate cannot be verified"
    if (
        "name or service not known" in text
        or "name resolution" in text
        or "nodename" in text
        or "getaddrinfo" in text
    ):
        return "its name cannot be found"
    return words.get(type(error).__name__, "no connection")
