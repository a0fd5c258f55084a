"""The report of `hairtx check`."""

from collections.abc import Sequence

from hairtx.dataset import Dataset
from hairtx.faults import Problem
from hairtx.page import Block, Bullets, Heading, Page, Paragraph, Span, line
from hairtx.views.words import counted, footer


def page(problems: Sequence[Problem], dataset: Dataset, rules: int) -> Page:
    """Problems by rule, or one line that says what was checked and found in order."""
    outcomes = sum(len(study.outcomes) for study in dataset.studies.values())
    held = (
        f"{counted(len(dataset.treatments), 'treatment')}, {counted(len(dataset.studies), 'study', 'studies')}, "
        f"{counted(outcomes, 'outcome')}, {counted(len(dataset.conditions), 'condition')}, "
        f"{counted(len(dataset.terms), 'term')}"
    )
    if not problems:
        ok = f"{held}: {counted(rules, 'rule')} kept."
        return Page((Paragraph(line(Span(ok, "good"))),), footer(dataset.edition))
    blocks: list[Block] = [Paragraph(line(f"{held}: {counted(len(problems), 'problem')}."))]
    for rule in dict.fromkeys(problem.rule for problem in problems):
        found = tuple(line(str(problem)) for problem in problems if problem.rule == rule)
        blocks += [Heading(rule), Bullets(found)]
    return Page(tuple(blocks), footer(dataset.edition))
