"""Every command that reads, as it is typed: a line here puts a new one under all tests of terminals and pipes."""

import shlex
from pathlib import Path

MANUSCRIPT = Path(__file__).parent.parent.parent / "docs" / "examples" / "manuscript.md"

READING = [
    "show adsc",
    "show finasteride --section trials",
    "show male-pattern",
    "list",
    "list --condition female-pattern",
    "search propecia side effects",
    "study kuka2020",
    "studies --treatment prp",
    "condition",
    "condition female-pattern",
    "define",
    "define vehicle",
    "evidence",
    "evidence prp",
    "evidence --condition male-pattern",
    "compare finasteride dutasteride",
    "forest finasteride",
    "timeline finasteride",
    "guidelines",
    "cite adsc",
    "styles dermatology",
    "check",
    "data path",
    f"audit '{MANUSCRIPT}'",
]

# these write files, or ask a service on the network, and have tests of their own
ELSEWHERE = {"export", "verify", "watch", "draft"}


def words(typed: str) -> list[str]:
    """A command as a list of arguments."""
    return shlex.split(typed)
