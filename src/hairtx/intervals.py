"""From what two groups report: people behind a share, and 95 % intervals of ratios and differences.

The formulas and their sources stand in ``hairtx.effects``.
"""

import math
from collections.abc import Callable

_Z = 1.959963984540054


def people_of(share: float, n: int) -> int | None:
    """How many of ``n`` people a printed ``share`` in per cent stands for; None if it is no whole number's."""
    count = round(share * n / 100)
    # half a unit in the last place that was printed
    half = 0.5 * 10.0 ** -len(f"{share:g}".partition(".")[2])
    return count if abs(100 * count / n - share) <= half * 1.05 else None


def risk_ratio(a: int, n1: int, c: int, n2: int) -> tuple[float, float, float] | None:
    """Risk ratio of a/n1 against c/n2 with its 95 % interval; a zero cell adds 0.5 to all; None if it says nothing."""
    if not n1 or not n2 or (a == 0 and c == 0) or (a == n1 and c == n2):
        return None
    x, m, y, k = float(a), float(n1), float(c), float(n2)
    if a == 0 or c == 0:
        x, m, y, k = x + 0.5, m + 1, y + 0.5, k + 1
    ratio = (x / m) / (y / k)
    error = math.sqrt(1 / x - 1 / m + 1 / y - 1 / k)
    return ratio, ratio * math.exp(-_Z * error), ratio * math.exp(_Z * error)


def newcombe(a: int, n1: int, c: int, n2: int) -> tuple[float, float]:
    """Newcombe's hybrid score 95 % interval of the difference a/n1 - c/n2."""
    p1, p2 = a / n1, c / n2
    (l1, u1), (l2, u2) = _wilson(p1, n1), _wilson(p2, n2)
    d = p1 - p2
    return d - math.hypot(p1 - l1, u2 - p2), d + math.hypot(u1 - p1, p2 - l2)


def _wilson(p: float, n: int) -> tuple[float, float]:
    z2 = _Z * _Z
    middle = p + z2 / (2 * n)
    reach = _Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, (middle - reach) / (1 + z2 / n)), min(1.0, (middle + reach) / (1 + z2 / n))


def welch(m1: float, s1: float, n1: int, m2: float, s2: float, n2: int) -> tuple[float | None, float | None]:
    """Welch's 95 % interval of m1 - m2; none where a group has fewer than two people or nothing varies."""
    if n1 < 2 or n2 < 2:
        return None, None
    v1, v2 = s1 * s1 / n1, s2 * s2 / n2
    if not 0 < v1 + v2 < math.inf:
        return None, None
    share = v1 / (v1 + v2)
    freedom = 1 / (share**2 / (n1 - 1) + (1 - share) ** 2 / (n2 - 1))
    reach = _t(freedom) * math.sqrt(v1 + v2)
    return round(m1 - m2 - reach, 4), round(m1 - m2 + reach, 4)


def _t(freedom: float) -> float:
    """The two-sided 95 % quantile of Student's t, to eight digits at one degree of freedom and up.

    With t = sqrt(v) tan(u) its density is proportional to cos(u)^(v - 1), which is summed by Simpson's rule and met
    by Newton's. Series in 1/v (Abramowitz and Stegun 26.7.5) are a tenth too small at one degree of freedom.
    """
    scale = 2 * math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(math.pi)

    def density(u: float) -> float:
        return scale * math.pow(math.cos(u), freedom - 1)

    # the tangent at any point before the quantile leads to a point before it again: the density falls
    u = 0.0
    for _ in range(60):
        step = (0.95 - _simpson(density, u)) / density(u)
        u += step
        if abs(step) < 1e-12:
            break
    return math.sqrt(freedom) * math.tan(u)


def _simpson(density: Callable[[float], float], end: float, parts: int = 200) -> float:
    """The area under a density from 0 to ``end``."""
    wide = end / parts
    inner = sum((4 if place % 2 else 2) * density(place * wide) for place in range(1, parts))
    return wide / 3 * (density(0.0) + inner + density(end))
