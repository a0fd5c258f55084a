"""Sharing commands: export."""

from pathlib import Path

import typer


def register(app: typer.Typer) -> None:
    """Add the sharing commands to ``app``."""
    app.command("export")(export)


def export(
    format: str | None = typer.Option(
        None,
        "--format",
        "-f",
        help="csv, tsv, json, jsonl, markdown, html or sqlite; else by --output's extension, else csv.",
    ),
    table: str | None = typer.Option(
        None,
        "--table",
        "-t",
        help="studies (the default), treatments, outcomes, statements, comparisons …; columns explains them all.",
    ),
    output: Path | None = typer.Option(None, "--output", "-o", help="Write to this file."),
    force: bool = typer.Option(False, "--force", help="Replace the file if there is one."),
) -> None:
    """Export the dataset for other tools: one table as text, or all of them as an SQLite file.

    Disputed and retracted studies are in it, marked by the columns status, retracted and weighs.
    In csv and tsv lists are joined by "; " and text that a spreadsheet could take for a formula has an
    apostrophe before it; all is UTF-8 without a byte-order mark.

    Example: hairtx export --table outcomes --format csv --output outcomes.csv
    """
    from hairtx.cli import exporting

    exporting.export(format, table, output, force=force)
