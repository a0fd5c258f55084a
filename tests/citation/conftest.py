"""What the tests of citations share: the corpus, tiny styles, and one way to print one reference."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hairtx.citation.engine import render_file

Item = dict[str, Any]
HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
Print = Callable[..., str]


def _style(layout: str, options: str, macros: str, bibliography: str) -> str:
    return f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" {options}>
      <info><title>Test</title><id>test</id><updated>2026-01-01T00:00:00+00:00</updated></info>
      {macros}
      <citation><layout>{layout}</layout></citation>
      <bibliography {bibliography}><layout>{layout}</layout></bibliography>
    </style>"""


@pytest.fixture
def printed(tmp_path: Path) -> Print:
    """Print one item by a layout written in CSL: the bare text of the only reference."""

    def run(
        layout: str, item: Item, *, options: str = "", macros: str = "", bibliography: str = "", **more: Any
    ) -> str:
        path = tmp_path / "test.csl"
        path.write_text(_style(layout, options, macros, bibliography), encoding="utf-8")
        whole = {"id": "a", "type": "article-journal", **item}
        return render_file([whole], str(path), **more)[0].text

    return run


@pytest.fixture(scope="session")
def corpus() -> list[Item]:
    """References of every kind, as CSL-JSON."""
    items: list[Item] = json.loads((HERE / "corpus.json").read_text(encoding="utf-8"))
    return items
