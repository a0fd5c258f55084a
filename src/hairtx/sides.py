"""Which treatments the two sides of an outcome's row got: the arms first, the source's words where it has none.

A review has no arms: its rows say "dutasteride against placebo" in their labels, their wording or their note.
"""

import re
from collections.abc import Iterable, Mapping

import msgspec

from hairtx.model import Arm, Outcome, Study
from hairtx.vocabulary import Control

# what sources call a treatment where neither its id nor its name is in their words
_CALLED: Mapping[str, tuple[str, ...]] = {
    "topical-minoxidil": ("minoxidil",),
    "oral-minoxidil": ("minoxidil by mouth",),
    "minoxidil-finasteride-topical": ("minoxidil + finasteride", "finasteride + topical minoxidil"),
    "prp": ("platelet-rich plasma",),
    "intralesional-corticosteroids": ("triamcinolone", "intralesional steroid"),
    "topical-corticosteroids": ("clobetasol", "betamethasone"),
    "mesotherapy": ("intralesional dutasteride",),
    "lllt": ("light", "laser", "lasercomb"),
    "scalp-cooling": ("scalp hypothermia",),
    "botulinum-toxin": ("toxin",),
    "excimer-laser": ("excimer",),
    "fractional-laser": ("laser",),
    "topical-adenosine": ("adenosine",),
}
_CONTROLS: tuple[tuple[str, Control], ...] = (
    ("placebo", "placebo"),
    ("vehicle", "vehicle"),
    ("sham", "sham"),
    ("usual care", "baseline-care"),
    ("untreated", "no-treatment"),
    ("no ", "no-treatment"),
)
_AGAINST = re.compile(r"\s(?:against|versus|vs\.?|v)\s")
# words of a row that stands for a treatment together with something else
_COMBINED = re.compile(r"\+|\b(?:plus|and|or(?! less| more)|both(?! doses))\b|combin|\bwith other\b")
_PLUS = re.compile(r"\s*(?:\+|\bplus\b|\bcombined with\b)\s*")
# a side that is named by its dose alone is one of the other side's treatment
_DOSE = re.compile(
    r"\d+(?:\.\d+)? ?(?:mg|micrograms?|%|ml|iu|units?)(?: ?/ ?\w+)*(?: (?:once|twice) (?:daily|weekly)| daily| a day)?"
)
_WITHIN = re.compile(r"against baseline|\bbefore\b|\bafter (?:prp|tonic|minoxidil)\b|baseline rate")
_PAIRED: frozenset[str] = frozenset({"split-scalp-rct", "crossover-rct"})
_PART = re.compile(r"\b(?:half(?![ -]dose)|halves|side|patch|patches|site|sites|zone|minizone|quadrant)\b")


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side: the source's ``label``, ids of ``treatments``, the ``control`` it is or adds.

    ``n`` people were in its arm; ``known`` is whether anything says what it got; ``combined`` is whether it got, or
    mixes, more than ``treatments`` can name.
    """

    label: str | None = None
    treatments: tuple[str, ...] = ()
    control: Control | None = None
    n: int | None = None
    known: bool = False
    combined: bool = False


class Sides(msgspec.Struct, frozen=True, kw_only=True):
    """Both sides of a row; ``added`` are treatments that both got (in a review perhaps only named, ``added_label``).

    ``dose`` means that both got the same, in another dose or form.
    """

    treatment: Side
    comparator: Side
    added: tuple[str, ...] = ()
    added_label: str | None = None
    dose: bool = False


def sides(study: Study, row: Outcome) -> Sides:
    """The sides of a between-group row; what both got is taken out of each and kept in ``added``."""
    if study.arms:
        return _sides(_side(study, row.arm), _side(study, row.comparator))
    arm, other = row.arm, row.comparator
    if not (arm and other):
        left, right = _worded(row)
        arm, other = arm or left, other or right
    mine, theirs, shared = _apart(arm, other)
    # a review of one treatment speaks of it, unless the row is one of people and not of treatment, or names
    # another group outright
    speaks = row.arm is None and row.measure not in ("blood-level", "association", "prevalence")
    first = _side(study, mine, alone=(arm or row.wording) if speaks else None)
    # nothing is left of a side that got only what the other got too
    bare = bool(other) and not theirs
    second = Side(control="no-treatment", known=True) if bare else _side(study, theirs)
    if first.treatments and _DOSE.fullmatch(_fold(theirs or "")):
        second = msgspec.structs.replace(second, treatments=first.treatments, known=True)
    found = _sides(msgspec.structs.replace(first, label=arm), msgspec.structs.replace(second, label=other))
    return msgspec.structs.replace(found, added_label=shared)


def _sides(first: Side, second: Side) -> Sides:
    both = tuple(id for id in first.treatments if id in second.treatments)
    if both and set(first.treatments) == set(second.treatments) and first.control == second.control:
        return Sides(treatment=first, comparator=second, dose=True)
    return Sides(treatment=_without(first, both), comparator=_without(second, both), added=both)


def _apart(arm: str | None, other: str | None) -> tuple[str | None, str | None, str | None]:
    """The sides of a review without the parts that both name: "laser + minoxidil" against "minoxidil"."""
    if not arm or not other:
        return arm, other, None
    mine, theirs = _PLUS.split(_fold(arm)), _PLUS.split(_fold(other).removesuffix(" alone"))
    shared = [part for part in mine if part in theirs]
    if not shared:
        return arm, other, None
    left = " + ".join(part for part in mine if part not in shared)
    right = " + ".join(part for part in theirs if part not in shared)
    return left or None, right or None, " + ".join(shared)


def within(study: Study, row: Outcome) -> bool:
    """Whether a row compares a group with itself at another time, whatever its fields are called."""
    told = " ".join(filter(None, (row.wording, row.arm, row.comparator)))
    note = _fold(row.note or "")
    return (
        row.kind == "within-group-test"
        or bool(_WITHIN.search(_fold(told)))
        or "same group before" in note
        or "mean before" in note
    )


def paired(study: Study, row: Outcome, who: Sides) -> bool:
    """Whether the same people stand on both sides."""
    labels = f"{row.arm or ''} {row.comparator or ''}".casefold()
    if study.design in _PAIRED or _PART.search(labels):
        return True
    n, other = row.n or who.treatment.n, row.comparator_n or who.comparator.n
    return bool(study.n and n and other and n == other and n + other > study.n)


def _without(side: Side, both: Iterable[str]) -> Side:
    kept = tuple(id for id in side.treatments if id not in both)
    # the side that got nothing but what both got is the one without
    control = side.control or ("no-treatment" if side.treatments and not kept else None)
    return msgspec.structs.replace(side, treatments=kept, control=control)


def _worded(row: Outcome) -> tuple[str | None, str | None]:
    """The two sides as "A against B" has them in the wording, else in the note."""
    for text in (row.wording, row.note or ""):
        # the first comma parts the measure from the comparison
        told = re.sub(r"\([^)]*\)", "", text).split(", ")[-1]
        parts = _AGAINST.split(told, maxsplit=1)
        if len(parts) == 2:
            return parts[0].strip() or None, parts[1].strip() or None
    return None, None


def _side(study: Study, label: str | None, alone: str | None = None) -> Side:
    """What a label stands for; ``alone`` are words that, in a study of one treatment, speak of that one."""
    for arm in study.arms:
        if arm.label == label:
            got = treatments_of(study, arm)
            # an arm without either, "no systemic treatment", says it in its label alone
            bare = not got and arm.label.casefold().startswith("no ")
            control = arm.control or ("no-treatment" if bare else None)
            return Side(label=label, treatments=got, control=control, n=arm.n, known=bool(got or control))
    text = _fold(label or "")
    ids, rest = _named(text, study.treatments)
    control = next((control for word, control in _CONTROLS if text.startswith(word)), None)
    if _AGAINST.search(text):
        return Side(label=label)
    if control:
        # "placebo + X" is X beside a control; "no X" and "untreated" are nothing
        ids = () if control == "no-treatment" else ids
        if ids and re.search(r"\bor\b|/", text):
            # "placebo or X" is neither of them
            return Side(label=label, combined=True)
        return Side(label=label, treatments=ids, control=control, known=True)
    if not ids and alone and len(study.treatments) == 1 and not _COMBINED.search(_fold(label or alone)):
        return Side(label=label, treatments=study.treatments, known=True)
    # a name beside one that no record has is a combination that cannot be named here
    combined = bool(_COMBINED.search(rest)) and len(ids) < 2
    return Side(label=label, treatments=ids, known=bool(ids), combined=combined)


def treatments_of(study: Study, arm: Arm) -> tuple[str, ...]:
    """What an arm got: as recorded, or, where it records neither treatments nor a control, as its label says."""
    if arm.treatments or arm.control or arm.label.casefold().startswith("no "):
        return arm.treatments
    return _named(_fold(arm.label), study.treatments)[0]


def _named(text: str, ids: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """The treatments among ``ids`` that a text names, and what is left of it; the longest name goes first."""
    names = [(name, id) for id in ids for name in (id.replace("-", " "), *_CALLED.get(id, ()))]
    found = []
    for name, id in sorted(names, key=lambda pair: (-len(pair[0]), pair)):
        pattern = rf"\b{re.escape(name)}"
        if re.search(pattern, text):
            text = re.sub(pattern, " ", text)
            found.append(id)
    return tuple(id for id in ids if id in found), text


def _fold(text: str) -> str:
    return text.casefold().strip()
