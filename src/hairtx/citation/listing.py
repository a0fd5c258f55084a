"""Finished references as the lines of a text, Markdown or HTML file."""

from collections.abc import Sequence

from hairtx.citation.engine import Reference
from hairtx.safe import safe


def lines(references: Sequence[Reference], medium: str, *, number: bool = False) -> str:
    """One reference a line in ``text``, ``markdown`` or ``html``, never wrapped; ``number`` counts them."""
    shown = [safe(getattr(reference, medium)) for reference in references]
    if medium == "html":
        tag = "ol" if number else "ul"
        shown = [f"<{tag}>", *(f"<li>{line}</li>" for line in shown), f"</{tag}>"]
    elif medium == "markdown":
        shown = [f"{f'{at}.' if number else '-'} {line}" for at, line in enumerate(shown, 1)]
    elif number:
        shown = [f"{at}. {line}" for at, line in enumerate(shown, 1)]
    return "".join(f"{line}\n" for line in shown)
