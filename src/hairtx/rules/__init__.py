"""What a dataset must satisfy beyond types: one function a rule, each yielding the problems it finds.

``check`` runs them all. A rule's name is its function's name with hyphens; its docstring is its definition.
"""

from collections.abc import Callable, Iterator

import msgspec

from hairtx.dataset import Dataset
from hairtx.faults import Problem
from hairtx.rules import bibliography, claims, links, text, trials

Rule = Callable[[Dataset], Iterator[Problem]]

RULES: dict[str, Rule] = {
    rule.__name__.replace("_", "-"): rule
    for rule in (
        links.dangling_keys,
        links.duplicate_works,
        links.names_are_one_record_s,
        links.tags,
        bibliography.forms,
        bibliography.authors_are_told,
        bibliography.journals,
        bibliography.provenance,
        claims.figures_have_sources,
        claims.support,
        claims.sound_support,
        claims.secondary_figures_are_told,
        claims.null_results_are_worded_exactly,
        claims.ratios_have_comparators,
        trials.comparisons,
        trials.review_pools,
        trials.numbers_of_people,
        trials.completers_are_told,
        trials.weeks_are_not_a_gap,
        trials.intervals,
        trials.possible_figures,
        text.plain_text,
        text.canonical_form,
    )
}


def check(dataset: Dataset, *, form: bool = True) -> list[Problem]:
    """Every problem that any rule finds, in the order of the rules.

    ``form`` False leaves the form of the files alone: a person's own may be as they like.
    """
    return [
        msgspec.structs.replace(problem, rule=name)
        for name, rule in RULES.items()
        if form or rule is not text.canonical_form
        for problem in rule(dataset)
    ]
