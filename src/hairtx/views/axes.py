"""Axes for plots: how far they reach, and round numbers to mark on them."""

import math
from collections.abc import Iterable, Sequence
from statistics import median

from hairtx.page import Axis

# an interval may reach past the estimates by this many of the plot's usual intervals; one that is longer ends
# in an arrow, so that a single imprecise trial does not press all others into one cell
_REACH = 1.5

# steps of a round axis within a power of ten, and of a logarithmic one from coarse to fine
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_LOG_STEPS = (
    (1.0,),
    (1.0, 3.0),
    (1.0, 2.0, 5.0),
    (1.0, 1.5, 2.0, 3.0, 5.0, 7.0),
    (1.0, 1.1, 1.2, 1.3, 1.5, 1.7, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0),
)
_FEWEST, _MOST = 4, 8


def axis(points: Sequence[float], intervals: Iterable[tuple[float, float]], *, log: bool) -> Axis:
    """The axis that shows every point, the null, and as much of the intervals as the reach allows.

    On a logarithmic axis all values must be above 0; an interval's end that is not is taken as beyond it.
    """
    null = 1.0 if log else 0.0
    to, back = (math.log, math.exp) if log else (_same, _same)
    shown = [to(value) for value in (*points, null)]
    # an end at or below 0 has no place on a logarithmic axis: beyond whatever is shown
    ends = [(to(low) if not log or low > 0 else -math.inf, to(high)) for low, high in intervals]
    lengths = [high - low for low, high in ends if math.isfinite(high - low)]
    reach = _REACH * median(lengths) if lengths else 0.0
    first, last = min(shown), max(shown)
    low = max(min([first, *(low for low, _ in ends)]), first - reach)
    high = min(max([last, *(high for _, high in ends)]), last + reach)
    # nothing but the null itself: an axis must have a length
    gap = (high - low) * 0.04 or (math.log(2) if log else 1.0)
    low, high = back(low - gap), back(high + gap)
    return Axis(
        low=low,
        high=high,
        ticks=tuple(_log_ticks(low, high) if log else _ticks(low, high)),
        null=null,
        log=log,
    )


def _same(value: float) -> float:
    return value


def _ticks(low: float, high: float) -> list[float]:
    """Four to eight round numbers between the ends."""
    rough = (high - low) / (_FEWEST + 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = max(step * power for step in _STEPS if step * power <= rough * (1 + 1e-9))
    # twelve digits undo what adding steps does to the last ones
    return [float(f"{n * step:.12g}") for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _log_ticks(low: float, high: float) -> list[float]:
    """The coarsest round numbers that are at least four between the ends; plain steps where the range is short."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for steps in _LOG_STEPS:
        found = [float(f"{step * 10.0**power:.12g}") for power in powers for step in steps]
        kept = [value for value in found if low <= value <= high]
        if len(kept) >= _FEWEST:
            # 1, where no difference is, is always among them: thinned out from there on
            every = math.ceil(len(kept) / _MOST)
            return kept[kept.index(1.0) % every :: every]
    return _ticks(low, high)
