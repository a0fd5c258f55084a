"""How fast a service may be asked, and how long to wait after it refused. No clock of its own."""

import datetime
import email.utils
from collections.abc import Callable, Mapping

# the longest that anything here waits for a service, in seconds; one that asks for more is left alone
PATIENCE = 60.0


class Pace:
    """At most one request each ``interval`` seconds, by the ``clock`` and ``sleep`` given."""

    def __init__(self, interval: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self.interval = interval
        self._clock = clock
        self._sleep = sleep
        self._next = clock()

    def wait(self) -> None:
        """Wait for the next turn."""
        wait = self._next - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._next = max(self._next, self._clock()) + self.interval

    def heed(self, headers: Mapping[str, str]) -> None:
        """Slow down to the limit that Crossref's headers state; they never make it faster."""
        try:
            limit = float(headers.get("x-rate-limit-limit", ""))
            seconds = float(headers.get("x-rate-limit-interval", "").rstrip("s"))
        except ValueError:
            return
        if limit > 0 and 0 < seconds <= PATIENCE * limit:
            self.interval = max(self.interval, seconds / limit)


def backoff(attempt: int, jitter: Callable[[], float]) -> float:
    """Seconds to wait after the ``attempt``-th failure (from 0): about 1, 2, 4 …, spread by ``jitter`` in [0, 1)."""
    return min(float(2**attempt) * (0.5 + jitter()), PATIENCE)


def retry_after(value: str | None, now: datetime.datetime) -> float | None:
    """Seconds that a Retry-After header asks for, in its form of seconds or of a date; None if it says nothing."""
    if not value:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        when = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=datetime.timezone.utc)
    return max((when - now).total_seconds(), 0.0)
