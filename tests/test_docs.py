"""README and docs are true: console blocks run, print what they show and exit as they say; links lead somewhere."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hairtx.cli import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _steps(page: Path) -> list[tuple[str, str]]:
    """The commands of a page's console blocks, each with the output that the page shows for it."""
    steps = []
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = step.partition("\n")
            steps.append((command, shown))
    return steps


def _fits(shown: str, printed: str) -> bool:
    """Whether output is what a page shows; ``...`` stands for anything, and nothing shown for anything too."""
    pattern = ".*".join(re.escape(part) for part in re.split(r"\.\.\.", shown.strip()))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_console_block_runs_and_prints_what_it_shows(page, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "docs" / "examples", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for command, shown in _steps(page):
        words = shlex.split(command.partition(" > ")[0], comments=True)
        assert words[0] == "hairtx", command
        code = int(found[1]) if (found := re.search(r"# exit (\d)$", command)) else 0
        result = CliRunner().invoke(app, words[1:])
        assert result.exit_code == code, f"{command}\n{result.stderr}"
        if shown.strip() and " > " not in command:
            assert _fits(shown, result.stdout), f"{command}\n{result.stdout}"


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "data" / "README.md"], ids=lambda page: str(page.relative_to(ROOT))
)
def test_every_link_to_a_file_leads_to_one(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not re.match(r"https?:", target):
            assert (page.parent / target).exists(), target


def test_every_page_of_the_docs_is_listed():
    listed = set(re.findall(r"\]\(([^)]+\.md)\)", (ROOT / "docs" / "README.md").read_text(encoding="utf-8")))
    there = {str(page.relative_to(ROOT / "docs")) for page in PAGES if page.is_relative_to(ROOT / "docs")}
    assert there - {"README.md", "examples/manuscript.md"} <= listed


@pytest.mark.parametrize(
    ("made", "kind"), [("man/hairtx.1", "manual"), ("docs/reference/commands.md", "markdown")]
)
def test_the_manual_page_and_the_page_of_commands_are_those_of_the_commands(made, kind, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import manual

    assert (ROOT / made).read_text(encoding="utf-8") == getattr(manual, kind)(), "run tools/manual.py"


def test_the_page_of_columns_is_that_of_the_export():
    shown = CliRunner().invoke(app, ["export", "--table", "columns", "--format", "markdown"]).stdout
    made = (ROOT / "docs" / "reference" / "columns.md").read_text(encoding="utf-8")
    assert made.split("\n\n")[:-1] == shown.split("\n\n")[:-1]
