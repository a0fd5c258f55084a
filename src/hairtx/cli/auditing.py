"""Commands on other people's references: audit, draft."""

from pathlib import Path

import typer

from hairtx.cli.options import NO_PAGER
from hairtx.cli.trust import EMAIL, JSON


def register(app: typer.Typer) -> None:
    """Add the auditing commands to ``app``."""
    app.command("audit")(audit)
    app.command("draft")(draft)


def audit(
    file: str = typer.Argument(
        ...,
        metavar="FILE",
        help="Text, Markdown, HTML, PDF, DOCX, BibTeX, RIS, NBIB or CSL-JSON; - reads one.",
    ),
    online: bool = typer.Option(False, "--online", help="Also ask Crossref and PubMed about each."),
    email: str | None = EMAIL,
    json: bool = JSON,
    no_pager: bool = NO_PAGER,
) -> None:
    """Check the references of a document: known, disputed, retracted, differs or unknown.

    Unknown means only that hairtx has no record of it. Exit 1 if one is disputed, retracted or differs, 4 if the
    services could not be reached for any; a document without references is no error.

    Example: hairtx audit manuscript.docx --online
    """
    from hairtx.cli import document_audit

    document_audit.run(file, online=online, email=email, json=json, pager=not no_pager)


def draft(
    names: list[str] = typer.Argument(None, metavar="[DOI|PMID|PMCID|NCT]...", help="What to fetch."),
    source: Path | None = typer.Option(
        None, "--from", help="Draft from a .ris, .bib, .nbib or .json file instead, without the network."
    ),
    email: str | None = EMAIL,
    json: bool = JSON,
) -> None:
    """Draft study records in TOML from Crossref, PubMed, ClinicalTrials.gov or a file, for a person to complete.

    Exit 1 if all of it is known already or some of it was not found, 4 if a service could not be reached.

    Example: hairtx draft 10.1111/jocd.13149 NCT02594046
    """
    from hairtx.cli import drafting

    drafting.run(names or [], source, email, json=json)
