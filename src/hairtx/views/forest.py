"""Forest plots of a treatment: `hairtx forest`."""

from collections.abc import Iterator, Mapping, Sequence

from hairtx.findings import ADVERSE, RATIOS, Effect
from hairtx.forest import Group, Omitted, Shown
from hairtx.model import Edition, Outcome, Study, Treatment
from hairtx.page import Block, Bullets, Heading, Line, Mark, Page, Paragraph, Plot, Span, line, muted
from hairtx.verdicts import significant
from hairtx.views.axes import axis
from hairtx.views.study import figure
from hairtx.views.words import CONTROLS, SHORT_DESIGNS, authors_of, counted, footer, listed, number, year_of
from hairtx.vocabulary import RANDOMISED, REVIEWS

NOTE = (
    "Published effects between groups with their 95 % intervals and, where a study printed two groups' counts or "
    "means, standard deviations and numbers, the effect computed from them. Nothing is pooled here: pooled estimates "
    "are those that reviews published, and may rest on trials that stand beside them. Rows of one plot share a "
    "measure, a kind of effect and a unit; they differ in people, dose and length, so the plots are not to be averaged "
    "by eye."
)
MEASURES: Mapping[str, str] = {
    "salt-score": "SALT score",
    "salt-change": "Change in SALT score",
    **{f"salt-{n}": f"SALT-{n} (as each study defines it)" for n in (10, 20, 30, 50, 75, 90)},
    "responders": "People who responded (as each study defines it)",
    "dht": "DHT",
    "self-rating": "Self-rating",
}

# kinds of effect of counts, which shares printed in per cent give back only as closely as they were rounded
_OF_PEOPLE = ("risk-ratio", "risk-difference")


def page(
    treatment: Treatment,
    condition: str | None,
    groups: Sequence[Group],
    omitted: Sequence[Omitted],
    named: Mapping[str, str],
    edition: Edition,
    *,
    listing: bool = True,
) -> Page:
    """All plots of ``treatment`` and, in a ``listing``, what is not drawn with the reason.

    ``condition`` is the name of the one asked for; ``named`` are conditions' names by id where a row must say which
    it is about, else empty.
    """
    title = treatment.name + (f" for {_within(condition)}" if condition else "")
    blocks: list[Block] = [Heading(f"{title}: effects between groups", 1), Paragraph((muted(NOTE),))]
    blocks += [plot(group, _within(treatment.name), named) for group in groups]
    if not groups:
        blocks.append(Paragraph(line("No effect with an interval can be drawn.")))
    if omitted and listing:
        blocks += [Heading("Not drawn"), Bullets(tuple(_omitted(omitted)))]
    elif omitted:
        text = f"{counted(len(omitted), 'more row')} cannot be drawn; with the reasons: hairtx forest {treatment.id}"
        blocks.append(Paragraph((muted(text),)))
    return Page(tuple(blocks), footer(edition, medical=True))


def plot(group: Group, treatment: str, named: Mapping[str, str]) -> Plot:
    """A group's plot; ``treatment`` is the name by which its sides are told."""
    log = group.kind in RATIOS
    left, right = _sides(group, treatment)
    return Plot(
        title=_title(group),
        marks=tuple(_mark(shown, named) for shown in group.shown),
        axis=axis(
            [shown.effect.estimate for shown in group.shown],
            [(shown.low, shown.high) for shown in group.shown],
            log=log,
        ),
        left=left,
        right=right,
    )


def _title(group: Group) -> str:
    measure = group.wording or MEASURES.get(group.measure, group.measure.replace("-", " ").capitalize())
    measure = measure[:1].upper() + measure[1:]
    kind = group.kind.replace("-", " ")
    unit = f", {unit_text(group.unit)}" if group.unit else ""
    if group.kind == "mean-difference" and not group.unit:
        unit = ", unit not given"
    if group.unit == "hairs":
        unit += " in each study's own counting area"
    scale = " (logarithmic axis)" if group.kind in RATIOS else ""
    dose = "; one regimen of it against another" if group.dose else ""
    return f"{measure}: {kind}{unit}{scale}{dose}"


def unit_text(unit: str) -> str:
    """A unit as it is printed."""
    return unit.replace("cm2", "cm²")


def _sides(group: Group, treatment: str) -> tuple[str, str]:
    """What lies left and right of the null."""
    first, second = (
        ("the one named first", "the one named second") if group.dose else (treatment, "the comparator")
    )
    if group.kind == "reporting-odds-ratio":
        return f"reported less with {first}", f"reported more with {first}"
    if group.measure in ADVERSE:
        return f"less with {first}", f"more with {first}"
    if group.higher_is_better is None:
        return f"lower with {first}", f"higher with {first}"
    sides = (f"favours {second}", f"favours {first}")
    return sides if group.higher_is_better else (sides[1], sides[0])


def _mark(shown: Shown, named: Mapping[str, str]) -> Mark:
    effect = shown.effect
    return Mark(
        label=(Span(who(shown.study), "strong"),),
        detail=line("; ".join(_details(shown, named))),
        figure=figure_of(effect, shown),
        at=effect.estimate,
        low=shown.low,
        high=shown.high,
        pooled=effect.pooled,
        computed=effect.computed,
    )


def who(study: Study) -> str:
    """Author and year as a plot names a study, or its key where no author is known."""
    author = authors_of(study, most=1).replace(" and others", "")
    return f"{author} {year_of(study)}" if author else study.id


def figure_of(effect: Effect, shown: Shown) -> str:
    """Estimate and interval: as printed where they are, to three digits where hairtx computed or inverted them."""
    made = effect.computed or (shown.turned and effect.kind in RATIOS)
    told = rounded if made else number
    return f"{told(effect.estimate)} ({told(shown.low)} to {told(shown.high)})"


def rounded(value: float) -> str:
    """Three significant digits, and never fewer than the whole part has."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def versus(effect: Effect, printed: Outcome) -> str:
    """What stands against what: the source's words for each side, else the ids.

    Words that were only read out of a row's wording are taken where they name the treatment.
    """
    first = " + ".join(effect.treatments)
    control = CONTROLS.get(effect.control, effect.control) if effect.control else None
    second = " + ".join(effect.comparators) or control or "a comparator not named"
    added = effect.added_label or " + ".join(effect.added)
    label = effect.treatment_label
    if label and (printed.arm or effect.dose or _names(label, effect.treatments)):
        return f"{label} v {effect.comparator_label or second}"
    both = f", both with {added}" if added else ""
    return f"{first or label} v {second}{both}"


def _names(label: str, treatments: Sequence[str]) -> bool:
    words = [word for id in treatments for word in id.split("-")]
    return any(word in label.casefold() for word in words)


def _details(shown: Shown, named: Mapping[str, str]) -> Iterator[str]:
    """What tells one row of a plot from another, in the order of a reader's questions."""
    effect, study = shown.effect, shown.study
    yield versus(effect, shown.printed)
    if study.design not in RANDOMISED | REVIEWS:
        yield SHORT_DESIGNS[study.design]
    yield effect.wording
    if named and study.conditions:
        yield listed(_within(named.get(id, id)) for id in study.conditions)
    if not study.conditions:
        yield "filed under no condition"
    if effect.week is not None:
        yield f"week {effect.week}"
    if effect.pooled and effect.k:
        yield counted(effect.k, "study", "studies")
    if effect.people is not None:
        yield counted(effect.people, "person", "people")
    elif whole := study.analysed or study.n:
        # the people behind this figure are not known, and may be fewer
        yield f"{counted(whole, 'person', 'people')} in the {'review' if study.design in REVIEWS else 'study'}"
    if effect.value is not None and effect.comparator_value is not None:
        unit = f" {unit_text(effect.value_unit)}" if effect.value_unit else ""
        yield f"{number(effect.value)} against {number(effect.comparator_value)}{unit}"
    if effect.computed:
        corrected = " with 0.5 added to each cell" if effect.corrected else ""
        basis = " from the printed shares" if effect.value_unit == "%" and effect.kind in _OF_PEOPLE else ""
        yield f"computed{basis}{corrected}"
    apart = not shown.low <= effect.null <= shown.high
    if significant(effect) not in (None, apart):
        yield f"the study's own test does not agree with this interval: p {effect.p}"
    elif effect.computed and effect.p:
        yield f"printed p {effect.p}"
    if effect.network:
        credible = " with a credible interval" if "credible" in (shown.printed.note or "") else ""
        yield f"network estimate{credible}"
    if shown.turned:
        yield f"turned round; printed as {_printed(shown)}"
    yield study.id


def _within(name: str) -> str:
    """A name inside a sentence: PRP stays PRP."""
    return name if name[1:2].isupper() or name[1:2].isdigit() else name[:1].lower() + name[1:]


def _printed(shown: Shown) -> str:
    """The effect as the record has it, for a row that was turned."""
    row = shown.printed
    if row.effect is None or row.ci is None:
        return f"{row.arm} v {row.comparator}" if row.arm else row.wording
    return f"{number(row.effect)} ({number(row.ci[0])} to {number(row.ci[1])})"


def _omitted(rows: Sequence[Omitted]) -> Iterator[Line]:
    for row in rows:
        study = (Span(row.study.id, "strong"),)
        if row.printed is None:
            yield (*study, Span(f" (whole): {row.reason}"))
            continue
        week = f", week {row.printed.week}" if row.printed.week is not None else ""
        told = figure(row.printed)
        yield (
            *study,
            Span(f", {row.printed.wording}{week}"),
            *((Span(f": {told}"),) if told else ()),
            muted(f" ({row.reason})"),
        )
