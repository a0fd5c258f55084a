"""Count how many references print as the reference processor prints them.

    python tools/citation_equality.py [CORPUS GOLDEN]

CORPUS is a file of CSL-JSON and GOLDEN the folder that tools/make_goldens.mjs wrote from it; left out, they
are those of the tests. For each style: references alone, of those the journal articles and web pages, in
running text, and all in one bibliography. Exit code 1 if one differs.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hairtx.citation.csl import is_partial
from hairtx.citation.engine import render

TESTS = Path(__file__).parent.parent / "tests" / "citation"
COMMON = ("article-journal", "webpage")
Count = tuple[int, int]


def main() -> int:
    """Print the table; the exit code."""
    corpus, golden = (Path(name) for name in (sys.argv[1:] or (TESTS / "corpus.json", TESTS / "golden")))
    items = json.loads(corpus.read_text(encoding="utf-8"))
    rows = [(path.name.partition(".")[0], *_counts(path, items)) for path in sorted(golden.glob("*.json"))]
    _say(f"{'style':32}{'alone':>12}{'articles, web':>16}{'in text':>12}{'bibliography':>15}")
    for style, *counts in [*rows, ("all", *_sums(rows))]:
        alone, common, in_text, together = (f"{equal}/{whole}" for equal, whole in counts)
        _say(f"{style:32}{alone:>12}{common:>16}{in_text:>12}{together:>15}")
    return int(any(equal != whole for equal, whole in _sums(rows)))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _counts(path: Path, items: list[dict[str, Any]]) -> Iterator[Count]:
    style = path.name.partition(".")[0]
    golden = json.loads(path.read_text(encoding="utf-8"))
    # a list of authors that goes on is printed with "et al." here on purpose, which CSL has no way to say
    items = [item for item in items if not is_partial(item.get("author") or [])]
    alone = {
        item["id"]: render([item], style)[0].text == (golden["alone"][item["id"]] or "") for item in items
    }
    yield sum(alone.values()), len(alone)
    common = [alone[item["id"]] for item in items if item["type"] in COMMON]
    yield sum(common), len(common)
    cited = [render([item], style, in_text=True)[0].text == golden["in_text"][item["id"]] for item in items]
    yield sum(cited), len(cited)
    made = [[reference.id, reference.text] for reference in render(items, style)]
    wanted = dict(map(tuple, golden["bibliography"]))
    yield sum(text == wanted.get(id_, "") for id_, text in made), len(made)


def _sums(rows: list[tuple[Any, ...]]) -> list[Count]:
    return [(sum(row[at][0] for row in rows), sum(row[at][1] for row in rows)) for at in range(1, 5)]


if __name__ == "__main__":
    sys.exit(main())
