"""How long hairtx takes beside a hello-world of the same Typer: `python benchmarks/startup.py`, or all of `benchmarks`.

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
    ("search propecia side effects, piped", ["search", "propecia", "side", "effects"], False, 1.3),
    ("evidence, piped", ["evidence"], False, 1.3),
    ("compare finasteride dutasteride, piped", ["compare", "finasteride", "dutasteride"], False, 1.3),
]

# what a shell asks for at a TAB
TAB = {"_HAIRTX_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "hairtx show ad"}


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
        print("| command | × hello-world | bar |\n|---|---|---|")
        for name, arguments, terminal, bar in CASES:
            value = ratio(hairtx + arguments, hello, environment, terminal, pairs)
            print(f"| `{name}` | {value:.2f} | {bar} |", flush=True)
        value = ratio(hairtx, hello, {**environment, **TAB}, False, pairs, environment)
        print(f"| a TAB after `hairtx show ad` | {value:.2f} | 1.1 |", flush=True)
        first = []
        for _ in range(7):
            for index in cache.rglob("index-*"):
                index.unlink()
            cold = run([*hairtx, "show", "adsc"], environment, False)
            first.append(cold / run(hello, environment, False))
        print(f"| first run (the index is built) | {statistics.median(first):.2f} | 8.0 |")
    # kilobytes on Linux: the largest of all the children, which is the one that built the index
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nThe largest of all these processes took {peak:.0f} MB (bar 60).")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
