"""What an effect says: which side it favours, whether the groups differed, and the same seen from the other side."""

import re

import msgspec

from hairtx.findings import ADVERSE, RATIOS, Effect

# "not statistically significant", "no significant difference", "non-significant", "NS"
_NULL = re.compile(
    r"\b(?:not?|non|nor|neither|without|never)\b[^.;,]*\bsignifican|\bnon-?significan|\binsignifican|^n\.?s\.?$"
)
_SIGNIFICANT = re.compile(r"(?:(?:statistically|highly|very) )*significant(?:ly)?\b")


def favours(effect: Effect) -> str | None:
    """Which side the estimate favours: ``treatment``, ``comparator``, ``neither``, or None if it cannot be known."""
    if effect.doubt:
        return None
    if effect.kind == "number-needed-to-treat":
        # what is needed to treat for one more harm is written under the same name
        return None if effect.measure in ADVERSE else "treatment" if effect.estimate > 0 else "comparator"
    if effect.higher_is_better is None:
        return None
    if effect.estimate == effect.null:
        return "neither"
    return "treatment" if (effect.estimate > effect.null) == effect.higher_is_better else "comparator"


def significant(effect: Effect) -> bool | None:
    """Whether the groups differed at the 5 % level: by the printed p, else by the interval; None if neither says."""
    said = _p_says(effect.p)
    if said is not None:
        return said
    if effect.low is None or effect.high is None or effect.doubt:
        return None
    return not effect.low <= effect.null <= effect.high


def turnable(effect: Effect) -> bool:
    """Whether the comparator's side sees a figure too: a ratio of zero has no inverse."""
    if effect.kind in RATIOS:
        return effect.estimate > 0
    return effect.kind in ("mean-difference", "risk-difference", "standardised-mean-difference")


def turned(effect: Effect) -> Effect:
    """The same effect, a ``turnable`` one, seen from the comparator's side."""
    low, high = effect.low, effect.high
    if effect.kind in RATIOS:
        estimate = 1 / effect.estimate
        low, high = (
            1 / effect.high if effect.high else None,
            1 / effect.low if effect.low else None,
        )
        if low is None or high is None:
            low = high = None
    else:
        estimate = -effect.estimate
        low, high = (
            None if effect.high is None else -effect.high,
            None if effect.low is None else -effect.low,
        )
    return msgspec.structs.replace(
        effect,
        estimate=estimate,
        low=low,
        high=high,
        treatments=effect.comparators,
        comparators=effect.treatments,
        control=None,
        treatment_label=effect.comparator_label,
        comparator_label=effect.treatment_label,
        value=effect.comparator_value,
        comparator_value=effect.value,
        speaks_of=effect.comparators,
    )


def _p_says(p: str | None) -> bool | None:
    """What a printed p says: True significant, False not, None if it says neither or not between groups."""
    if not p:
        return None
    text = p.casefold().strip()
    if "within" in text or "baseline" in text:
        return False if re.search(r">\s*0?\.05 between", text) or "not significant between" in text else None
    if _NULL.search(text):
        return False
    if _SIGNIFICANT.match(text):
        return True
    found = re.fullmatch(r"p?\s*([<>=≤≥]*)\s*(\d*\.?\d+)", text)
    if not found:
        return None
    limit = float(found[2])
    if found[1] and found[1][0] in "<≤":
        return True if limit <= 0.05 else None
    if found[1] and found[1][0] in ">≥":
        return False if limit >= 0.05 else None
    return limit < 0.05
