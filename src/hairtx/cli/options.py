"""Options and words that several commands share, declared once: each means the same wherever it stands."""

from typing import get_args

import typer

from hairtx.cli import completing
from hairtx.vocabulary import Category, UseStatus

JSON = typer.Option(False, "--json", help="Print the records as JSON.")
NO_PAGER = typer.Option(False, "--no-pager", help="Never use a pager.")
CATEGORY = typer.Option(
    None,
    "--category",
    help=f"One of: {', '.join(get_args(Category))}.",
    autocompletion=completing.words(get_args(Category)),
)
STATUS = typer.Option(
    None,
    "--status",
    help=f"One of: {', '.join(get_args(UseStatus))}.",
    autocompletion=completing.words(get_args(UseStatus)),
)
LEVEL = typer.Option(None, "--level", min=1, max=5, help="Oxford level of the best evidence.")

# what a TAB offers where a treatment or a condition is asked for
TREATMENT_IDS = completing.ids("treatment")
CONDITION_IDS = completing.ids("condition")

# the orders that references can be put in
REFERENCE_SORTS = ("style", "given", "author", "title", "year")
