"""Whatever row a person's own record holds: no crash, and no computed figure outside its own interval."""

import math
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from builders import arm, outcome, study
from hairtx.answers import answer
from hairtx.effects import effects_of, undrawn
from hairtx.forest import collect, groups
from hairtx.model import Study
from hairtx.summary import findings
from hairtx.views.answers import both
from hairtx.views.forest import plot
from hairtx.vocabulary import Design, EffectKind, Measure, OutcomeKind, Unit

ARMS = (
    arm("active", treatments=("adsc",)), arm("rival", treatments=("prp",)), arm("placebo", control="placebo"),
)  # fmt: skip
WORDINGS = ("hair density", "change (0 cm2)", "count, a v b", "response, 10 mg v 5 mg", "hair fall")
SIDES = ("active", "rival", "placebo", "nobody", "active + rival", "adsc 5 mg", "5 mg")

some = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from((0.0, 1.0, -5.5, 50.0, 100.4))
figures = st.none() | some
people = st.none() | st.integers(0, 100)
rows = st.fixed_dictionaries(
    {
        "measure": st.sampled_from(get_args(Measure)),
        "wording": st.sampled_from(WORDINGS),
        "unit": st.none() | st.sampled_from(("%", "people", *get_args(Unit))),
        "kind": st.sampled_from(get_args(OutcomeKind)),
        "week": people,
        "arm": st.none() | st.sampled_from(SIDES),
        "comparator": st.none() | st.sampled_from(SIDES),
        "p": st.sampled_from((None, "0.03", "not significant")),
        "effect_kind": st.none() | st.sampled_from(get_args(EffectKind)),
        "ci": st.none() | st.tuples(some, some).map(lambda pair: (min(pair), max(pair))),
        **dict.fromkeys(("value", "sd", "comparator_value", "comparator_sd", "effect"), figures),
        **dict.fromkeys(("n", "comparator_n"), people),
    }
)
studies = st.builds(
    lambda row, design, arms: study(
        design=design, treatments=("adsc", "prp"), arms=arms, outcomes=(outcome(**row),)
    ),
    rows,
    st.sampled_from(get_args(Design)),
    st.sampled_from(((), ARMS)),
)


@given(studies)
def test_a_computed_effect_is_a_figure_within_its_interval(record: Study) -> None:
    for effect in effects_of(record):
        if effect.computed and effect.low is not None and effect.high is not None:
            assert math.isfinite(effect.high - effect.low)
            near = 1e-3 * max(1.0, abs(effect.estimate))
            assert effect.low - near <= effect.estimate <= effect.high + near


@given(studies)
def test_every_screen_made_of_effects_takes_any_row(record: Study) -> None:
    undrawn(record)
    for treatment in ("adsc", "prp"):
        both(answer(treatment, "male-pattern", [record]))
        findings(treatment, "male-pattern", [record])
        shown, _ = collect(treatment, [record])
        for group in groups(shown):
            plot(group, treatment, {})
