"""The report of `hairtx check`."""

from collections.abc import Sequence

from hairtx.changes import OverlaidEdition, Report
from hairtx.dataset import Dataset
from hairtx.faults import Problem
from hairtx.model import Edition
from hairtx.page import Block, Bullets, Heading, Line, Page, Paragraph, Span, line
from hairtx.views.words import counted, footer, listed


def page(problems: Sequence[Problem], dataset: Dataset, rules: int, edition: Edition) -> Page:
    """Problems by rule, or one line that says what was checked and found in order, and what overlays did."""
    outcomes = sum(len(study.outcomes) for study in dataset.studies.values())
    held = (
        f"{counted(len(dataset.treatments), 'treatment')}, {counted(len(dataset.studies), 'study', 'studies')}, "
        f"{counted(outcomes, 'outcome')}, {counted(len(dataset.conditions), 'condition')}, "
        f"{counted(len(dataset.terms), 'term')}"
    )
    blocks: list[Block] = []
    if not problems:
        blocks.append(Paragraph(line(Span(f"{held}: {counted(rules, 'rule')} kept.", "good"))))
    else:
        blocks.append(Paragraph(line(f"{held}: {counted(len(problems), 'problem')}.")))
    for rule in dict.fromkeys(problem.rule for problem in problems):
        found = tuple(line(str(problem)) for problem in problems if problem.rule == rule)
        blocks += [Heading(rule), Bullets(found)]
    if isinstance(edition, OverlaidEdition):
        blocks += [
            Heading("Overlays"),
            Bullets(tuple(_overlay(report, edition) for report in edition.overlays)),
        ]
    return Page(tuple(blocks), footer(edition))


def _overlay(report: Report, edition: OverlaidEdition) -> Line:
    """What one overlay did, or that it was left out."""
    if report.problems:
        return line(f"{report.path}: ", Span("left out", "bad"))
    made = [change for change in edition.changes if change.overlay == report.name]
    done = [
        f"{how} " + listed(f"{change.kind} {change.id}" for change in made if change.how == how)
        for how in ("added", "changed")
        if any(change.how == how for change in made)
    ]
    return line(f"{report.path}: {'; '.join(done) or 'changes nothing'}")
