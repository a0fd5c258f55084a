"""Which way is better for a measure: one table, and the words of a row that turn it round."""

import re
from collections.abc import Mapping

from hairtx.findings import ADVERSE
from hairtx.model import Outcome

# True: more is better; False: less is better. What is absent depends on the row's words, or is not known:
# SALT points (many trials print an improvement as a positive number), shares of growing or resting hair,
# ratings in points (of some questionnaires low is good), vellus hair, laboratory values
BETTER: Mapping[str, bool] = {
    **dict.fromkeys(
        ("hair-density", "hair-count", "terminal-hair", "hair-diameter", "hair-mass", "hair-growth-rate"),
        True,
    ),
    **dict.fromkeys(("salt-10", "salt-20", "salt-30", "salt-50", "salt-75", "salt-90"), True),
    **dict.fromkeys(("eyebrow-regrowth", "eyelash-regrowth", "complete-regrowth", "responders"), True),
    **dict.fromkeys(("photographic-rating", "investigator-rating", "satisfaction", "stabilised"), True),
    "graft-survival": True,
    **dict.fromkeys(("shedding", "salt-score", "relapse", "severity-score", "symptoms"), False),
    **dict.fromkeys(ADVERSE, False),
}
_GAIN = re.compile(r"improv|regrow|regrown|growth")
# "hair fall" is what is lost, no fall of it
_FALL = re.compile(r"\b(?<!hair )(?:fall|reduction|decrease|lowering)\b")
# "change in SALT (negative = improvement)" is a change of the score itself
_DOWN = re.compile(
    r"\b(?:negative|minus|lower|less|smaller)\b[^,;()]*(?:=|\bis\b|\bare\b|\bmeans?\b|\bfor\b)[^,;()]*"
    r"(?:improv|better|regrow|gain|fall|reduction|decrease|lowering)"
)
_LOSS = re.compile(r"worsen|alopecia|hair loss|hair lost|\bloss of|persistent")
_KEPT = re.compile(r"^no alopecia|less than \d+%|of half or less|preserv|kept")


def better_when_higher(row: Outcome) -> bool | None:
    """Whether a higher figure of this row is better for the person: True, False, or None if it cannot be known."""
    # a note may speak of anything; only one that says what the figure is turns it round
    note = row.note if row.note and "the figure is a" in row.note.casefold() else ""
    words = f"{row.wording} {note}".casefold()
    if row.kind == "non-responders":
        return False
    if row.measure == "hair-preservation":
        wording = row.wording.casefold()
        return True if _KEPT.search(wording) else False if _LOSS.search(wording) else None
    if row.measure == "salt-change":
        return _salt_change(row, words)
    if row.measure == "self-rating":
        counted = row.unit in ("%", "people", "percentage points") or row.kind in (
            "pooled-ratio",
            "responders",
        )
        return True if counted or "improvement" in row.wording.casefold() else None
    if row.measure == "growth-phase":
        wording = row.wording.casefold()
        return True if "anagen" in wording else False if "telogen" in wording else None
    if row.measure in ("quality-of-life", "mood"):
        return False if re.search(r"distress|loss of hair|dlqi|dermatology life", words) else None
    if row.measure == "hair-diameter" and re.search(r"diversity|variation|variability", words):
        # how unlike each other the hairs are, not how thick
        return None
    found = BETTER.get(row.measure)
    if row.measure in ("severity-score", "salt-score", "shedding") and (
        _FALL.search(words) or _GAIN.search(row.wording.casefold()) or "improvement" in words
    ):
        # "fall in the index", "regrowth score": printed so that more is better
        return _fall(row, words)
    return found


def _fall(row: Outcome, words: str) -> bool | None:
    """Of a figure that is told as a fall or gain: more is better, unless its words or signs say otherwise."""
    if _DOWN.search(words):
        return False
    # a fall of -56 may be one by 56 or a rise
    return None if all(value < 0 for value in _printed(row) or (0.0,)) else True


def _printed(row: Outcome) -> list[float]:
    return [value for value in (row.value, row.comparator_value) if value is not None]


def _salt_change(row: Outcome, words: str) -> bool | None:
    if _GAIN.search(words) or _FALL.search(words):
        return _fall(row, words)
    printed = _printed(row)
    if row.kind.startswith("pooled") and row.unit == "points":
        # a difference in SALT points: 0 is a full head of hair
        return False
    # all arms of a trial improve or stand still: a negative change is one of the score itself
    return False if printed and all(value < 0 for value in printed) else None
