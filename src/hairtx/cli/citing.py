"""Citing commands: cite, styles."""

from pathlib import Path

import typer

from hairtx.cli import asking, completing
from hairtx.cli.options import NO_PAGER, REFERENCE_SORTS
from hairtx.output import fail


def register(app: typer.Typer) -> None:
    """Add the citing commands to ``app``."""
    app.command("cite")(cite)
    app.command("styles")(styles)


def cite(
    names: list[str] = typer.Argument(
        None,
        metavar="[NAME]...",
        help="Treatments, study keys, DOIs, PMIDs; - reads them from standard input.",
        autocompletion=completing.ids("treatment", "study"),
    ),
    format: str = typer.Option(
        "apa",
        "--format",
        "-f",
        help="A style (hairtx styles), or bibtex, biblatex, ris, nbib, csl-json.",
        autocompletion=completing.formats,
    ),
    style_file: Path | None = typer.Option(None, "--style-file", help="A CSL style of your own."),
    locale: str | None = typer.Option(None, "--locale", help="Language of the terms: en-GB, de-DE, fr-FR …"),
    in_text: bool = typer.Option(False, "--in-text", help="The citation in running text."),
    as_: str | None = typer.Option(
        None, "--as", help="text, markdown or html; else by --output's extension."
    ),
    sort: str = typer.Option("style", "--sort", help=f"One of: {', '.join(REFERENCE_SORTS)}."),
    number: bool = typer.Option(False, "--number", "-n", help="Number references that the style does not."),
    design: str | None = typer.Option(None, "--design", "-d", help="Only studies of this design."),
    condition: str | None = typer.Option(None, "--condition", "-c", help="Only studies of this condition."),
    since: int | None = typer.Option(None, "--since", help="Only studies from this year on."),
    seen_only: bool = typer.Option(False, "--seen-only", help="Leave out fields nobody saw in a source."),
    include_disputed: bool = typer.Option(
        False, "--include-disputed", help="Also disputed and unverified citations."
    ),
    source: Path | None = typer.Option(
        None,
        "--from",
        help="Format the references of a .json, .bib, .ris or .nbib file instead; - reads one.",
    ),
    output: Path | None = typer.Option(None, "--output", "-o", help="Write to this file."),
    force: bool = typer.Option(False, "--force", help="Replace the file if there is one."),
    json: bool = typer.Option(False, "--json", help="Print the references as JSON."),
) -> None:
    """Cite a treatment's studies, or any references, in any of 10,000 styles.

    Example: hairtx cite adsc --format vancouver
    """
    from hairtx.cli import references

    wish = references.Wish(format, style_file, locale, in_text, as_, sort, number, output, force)
    if source is None:
        filters = references.Filters(design, condition, since, include_disputed)
        references.cite(names or [], filters, wish, seen_only=seen_only, json=json)
    elif names or any((design, condition, since is not None, seen_only, include_disputed)):
        fail("--from takes no names and nothing that chooses among hairtx's own records", asking.USAGE)
    else:
        references.cite_file(source, wish, json=json)


def styles(
    query: list[str] = typer.Argument(None, metavar="[QUERY]...", help="Words of a style's name or field."),
    json: bool = typer.Option(False, "--json", help="Print the styles as JSON."),
    no_pager: bool = NO_PAGER,
) -> None:
    """List citation styles: id, title, fields and the date of the edition.

    Example: hairtx styles dermatology
    """
    from hairtx.cli import references

    references.list_styles(" ".join(query or []), json=json, pager=not no_pager)
