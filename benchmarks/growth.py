"""How hairtx grows with its dataset: `python benchmarks/growth.py` (12,000 and 100,000 studies).

Each size is a copy of the package with a dataset of `field.py` in it, so that whole commands are timed as
anyone would run them. Every command runs on the large and on the bundled dataset in turn; what is printed is
the median of the ratios, pair by pair, and for the index the time to build it beside the bundled one's, and
peak memory.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from field import write
from startup import ratio

import hairtx

COMMANDS = [
    ["show", "adsc"],
    ["list"],
    ["study", "tak2020"],
    ["search", "propecia", "side", "effects"],
    ["search", "finastride"],
    ["search", "hair"],
    ["search", "randomised split-scalp trial of platelet rich plasma in women"],
    ["cite", "tak2020", "--format", "apa"],
]


def copied(folder: Path, studies: int | None) -> dict[str, str]:
    """An environment with a copy of the package in ``folder`` and so many studies (None: the bundled)."""
    package = folder / "hairtx"
    shutil.copytree(
        Path(hairtx.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__", "data")
    )
    if studies is None:
        from hairtx.folder import bundled

        shutil.copytree(bundled(), package / "data")
    else:
        write(package / "data", studies)
    environment = {**os.environ, "PYTHONPATH": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    return {**environment, "COLUMNS": "80"}


def built(environment: dict[str, str]) -> tuple[float, float]:
    """Seconds and megabytes of a first run, which builds the index."""
    script = (
        "import resource, subprocess, sys; subprocess.run([sys.executable, '-m', 'hairtx', 'show', 'adsc'], "
    )
    script += "stdout=subprocess.DEVNULL, check=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    start = time.perf_counter()
    peak = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)
    return time.perf_counter() - start, int(peak.stdout) / 1024


def peak(command: list[str], environment: dict[str, str]) -> float:
    """Megabytes of one run of a command, the index there."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run(
        [sys.executable, "-c", script, *command], env=environment, capture_output=True, check=True
    )
    return int(done.stdout) / 1024


def main(sizes: list[int], pairs: int = 9) -> None:
    """Print a table a size."""
    start = [sys.executable, "-m", "hairtx"]
    with tempfile.TemporaryDirectory() as name:
        small = copied(Path(name) / "bundled", None)
        seconds, memory = built(small)
        print(f"bundled: the index is built in {memory:.0f} MB")
        for size in sizes:
            large = copied(Path(name) / str(size), size)
            taken, most = built(large)
            print(
                f"\n{size:,} studies: the index is built in {taken / seconds:.1f} x the time, {most:.0f} MB"
            )
            print("| command | × bundled | MB |\n|---|---|---|")
            for arguments in COMMANDS:
                command = start + arguments
                value = ratio(command, command, large, False, pairs, small)
                print(f"| `{' '.join(arguments)}` | {value:.2f} | {peak(command, large):.0f} |", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [12_000, 100_000])
