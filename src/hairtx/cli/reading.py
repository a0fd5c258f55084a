"""Reading commands: show, list, search, study, studies, condition, define."""

from typing import get_args

import typer

from hairtx.cli import completing
from hairtx.cli.options import CATEGORY, CONDITION_IDS, JSON, LEVEL, NO_PAGER, STATUS, TREATMENT_IDS
from hairtx.vocabulary import Design, Direction

MARKDOWN = typer.Option(False, "--markdown", help="As Markdown, fit to paste.")
HTML = typer.Option(False, "--html", help="As one HTML file, fit to read on a phone or to print.")


def register(app: typer.Typer) -> None:
    """Add the reading commands to ``app``."""
    app.command("show")(show)
    app.command("list")(list_)
    app.command("search")(search)
    app.command("study")(study)
    app.command("studies")(studies)
    app.command("condition")(condition)
    app.command("define")(define)


def show(
    name: str = typer.Argument(
        ...,
        help="A treatment by id, alias or brand; also a study, condition or term.",
        autocompletion=completing.ids("treatment", "condition", "term"),
    ),
    section: list[str] = typer.Option(
        [],
        "--section",
        "-s",
        help="Only this section (repeatable), e.g. harms.",
        autocompletion=completing.sections,
    ),
    condition: str | None = typer.Option(
        None,
        "--condition",
        "-c",
        help="Only what concerns this condition.",
        autocompletion=CONDITION_IDS,
    ),
    brief: bool = typer.Option(False, "--brief", "-b", help="Evidence line, bottom line and summary only."),
    markdown: bool = MARKDOWN,
    html: bool = HTML,
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """Show everything on a treatment: evidence, bottom line, mechanism, trials, safety, sources.

    Example: hairtx show adsc --section harms --section caveats
    """
    from hairtx.cli import asking, screens

    medium = asking.medium(markdown=markdown, html=html, json=json)
    screens.show(name, section, condition, brief, json=json, pager=not no_pager, medium=medium)


def list_(
    condition: str | None = typer.Option(
        None,
        "--condition",
        "-c",
        help="Treatments used for it: female-pattern, fphl, women …",
        autocompletion=CONDITION_IDS,
    ),
    category: str | None = CATEGORY,
    status: str | None = STATUS,
    level: int | None = LEVEL,
    sort: str | None = typer.Option(None, "--sort", help="id, name, category, status, level or trials."),
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """List treatments, one a line when piped.

    Example: hairtx list --condition female-pattern --level 1
    """
    from hairtx.cli import screens

    screens.treatments(condition, category, status, level, sort, json=json, pager=not no_pager)


def search(
    words: list[str] = typer.Argument(..., help="What you would ask: a name, a symptom, an author, a word."),
    kind: str | None = typer.Option(
        None, "--kind", "-k", help="Only these: treatment, condition, study or term."
    ),
    limit: int = typer.Option(10, "--limit", "-n", min=1, help="At most so many results of each kind."),
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """Search everything in any words: names, brands, statements, studies, authors, conditions, terms.

    Spelling may be British or American, or wrong. Piped, one result a line: kind, id, name, reason.

    Example: hairtx search hair falling out after birth
    """
    from hairtx.cli import screens

    screens.search(words, kind, limit, json=json, pager=not no_pager)


def study(
    name: str = typer.Argument(
        ..., help="A study's key, DOI, PMID or PMCID.", autocompletion=completing.ids("study")
    ),
    markdown: bool = MARKDOWN,
    html: bool = HTML,
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """Show a study's whole record: arms, outcomes, limits, and where each part was seen.

    Example: hairtx study 10.1002/sctm.19-0410
    """
    from hairtx.cli import asking, screens

    medium = asking.medium(markdown=markdown, html=html, json=json)
    screens.record(name, "study", "study", json=json, pager=not no_pager, medium=medium)


def studies(
    treatment: str | None = typer.Option(
        None, "--treatment", "-t", help="Studies of this treatment.", autocompletion=TREATMENT_IDS
    ),
    condition: str | None = typer.Option(
        None, "--condition", "-c", help="Studies of this condition.", autocompletion=CONDITION_IDS
    ),
    design: str | None = typer.Option(
        None,
        "--design",
        "-d",
        help="A design: rct, meta-analysis, guideline …",
        autocompletion=completing.words(get_args(Design)),
    ),
    direction: str | None = typer.Option(
        None,
        "--direction",
        help=f"One of: {', '.join(get_args(Direction))}.",
        autocompletion=completing.words(get_args(Direction)),
    ),
    since: int | None = typer.Option(None, "--since", help="From this year on."),
    until: int | None = typer.Option(None, "--until", help="Up to this year."),
    include_disputed: bool = typer.Option(
        False, "--include-disputed", help="Also citations that could not be found."
    ),
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """List studies, filtered.

    Example: hairtx studies --treatment prp --design rct --since 2020
    """
    from hairtx.cli import screens

    screens.studies(
        treatment, condition, design, direction, since, until, include_disputed, json=json, pager=not no_pager
    )


def condition(
    name: str | None = typer.Argument(
        None, help="A condition as people call it; all of them if left out.", autocompletion=CONDITION_IDS
    ),
    markdown: bool = MARKDOWN,
    html: bool = HTML,
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """Explain a kind of hair loss: when it needs a doctor, cause, course, treatments.

    Example: hairtx condition "patchy hair loss"
    """
    from hairtx.cli import asking, screens

    medium = asking.medium(markdown=markdown, html=html, json=json)
    if name is None:
        screens.conditions(json=json, pager=not no_pager, medium=medium)
    else:
        screens.record(name, "condition", "condition", json=json, pager=not no_pager, medium=medium)


def define(
    term: str | None = typer.Argument(
        None, help="A term; all of them if left out.", autocompletion=completing.ids("term")
    ),
    markdown: bool = MARKDOWN,
    html: bool = HTML,
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """Define a term in one or two sentences.

    Example: hairtx define vehicle
    """
    from hairtx.cli import asking, screens

    medium = asking.medium(markdown=markdown, html=html, json=json)
    if term is None:
        screens.terms(json=json, pager=not no_pager, medium=medium)
    else:
        screens.record(term, "term", "define", json=json, pager=not no_pager, medium=medium)
