"""Citing commands: cite."""

import typer


def register(app: typer.Typer) -> None:
    """Add the citing commands to ``app``."""
