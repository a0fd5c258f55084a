"""How long hairtx takes beside a hello-world of the same Typer: `python benchmarks/startup.py`.

Both run in the environment of this interpreter, in turn (A B A B …), so that a machine whose speed drifts
slows both. What is printed is the median of the ratios pair by pair, and the peak memory of hairtx.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HELLO = """
import typer
from rich.console import Console
app = typer.Typer()
@app.command()
def main(name: str = "world"):
    Console().print(f"[bold]hello[/bold] {name}")
app()
"""

# name, arguments, on a terminal, how many times hello-world it may take
CASES = [
    ("show adsc, piped", ["show", "adsc"], False, 1.0),
    ("show adsc --json", ["show", "adsc", "--json"], False, 1.0),
    ("show adsc, terminal", ["show", "adsc", "--no-pager"], True, 1.3),
    ("list, piped", ["list"], False, 1.1),
    ("list, terminal", ["list", "--no-pager"], True, 1.1),
    ("study tak2020, piped", ["study", "tak2020"], False, 1.0),
]


def run(command: list[str], environment: dict[str, str], terminal: bool) -> float:
    """Seconds from start to end of ``command``, its output read and thrown away."""
    start = time.perf_counter()
    if not terminal:
        subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
        )
        return time.perf_counter() - start
    master, slave = os.openpty()
    process = subprocess.Popen(command, env=environment, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    while True:
        try:
            if not os.read(master, 65536):
                break
        except OSError:  # the other end is closed
            break
    process.wait()
    os.close(master)
    return time.perf_counter() - start


def ratio(
    first: list[str],
    second: list[str],
    environment: dict[str, str],
    terminal: bool,
    pairs: int,
    other: dict[str, str] | None = None,
) -> float:
    """The median of first / second over ``pairs`` pairs, after one pair that is not counted.

    The second runs in the environment ``other`` if one is given.
    """
    ratios = []
    for pair in range(pairs + 1):
        taken = run(first, environment, terminal), run(second, other or environment, terminal)
        if pair:
            ratios.append(taken[0] / taken[1])
    return statistics.median(ratios)


def main(pairs: int = 25) -> None:
    """Print a table of ratios, then first run and memory."""
    hairtx = [str(Path(sys.executable).with_name("hairtx"))]
    with tempfile.TemporaryDirectory() as folder:
        hello = [sys.executable, str(Path(folder) / "hello.py")]
        Path(hello[1]).write_text(HELLO)
        cache = Path(folder) / "cache"
        environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "TERM": "xterm-256color", "COLUMNS": "80"}
        environment.pop("FORCE_COLOR", None)
        print(f"{'command':24}{'x hello-world':>14}{'bar':>6}")
        for name, arguments, terminal, bar in CASES:
            value = ratio(hairtx + arguments, hello, environment, terminal, pairs)
            print(f"{name:24}{value:>14.2f}{bar:>6}")
        first = []
        for _ in range(7):
            for index in cache.rglob("index-*"):
                index.unlink()
            cold = run([*hairtx, "show", "adsc"], environment, False)
            first.append(cold / run(hello, environment, False))
        print(f"{'first run (index built)':24}{statistics.median(first):>14.2f}{8.0:>6}")
    # kilobytes on Linux: the largest of all the children, which is the one that built the index
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory, the largest of all these runs: {peak:.0f} MB (bar 60)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
