"""Throw mutated inputs at hairtx, in process, and count what breaks.

    python tools/fuzz.py [--count 100000] [--seed 1] [--only TARGET] [--keep FOLDER]

Each input depends on the seed, the target and its number alone, so a failure is found again by ``--at NUMBER``.
No input may take more than --seconds; that, a traceback, an exit code that is not documented and a raw control
or direction character in what is printed are failures. They are printed, once a kind, and kept.
"""

import argparse
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from fuzz_mutations import mutated
from fuzz_targets import Target, shut_off, targets


class TooSlowError(Exception):
    """An input took longer than it may."""


def main() -> int:
    """Run; the exit code is 1 if anything broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000, help="inputs in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one target alone")
    parser.add_argument("--at", type=int, help="one input alone, by its number")
    parser.add_argument(
        "--seconds", type=float, default=5.0, help="the longest that an input may keep the processor busy"
    )
    parser.add_argument("--keep", type=Path, help="where failing inputs are kept")
    args = parser.parse_args()
    keep = (args.keep or Path(tempfile.mkdtemp(prefix="hairtx-fuzz-"))).absolute()
    keep.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGPROF, _stop)
    failures: Counter[str] = Counter()
    done = 0
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        shut_off(Path(folder))
        found = targets(Path(folder))
        chosen = {name: target for name, target in found.items() if args.only in (None, name)}
        shares = sum(target.share for target in chosen.values())
        for name, target in chosen.items():
            count = -(-args.count * target.share // shares)
            numbers = range(count) if args.at is None else [args.at]
            slowest, begun = 0.0, time.monotonic()
            for number in numbers:
                text = mutated(Random(f"{args.seed} {name} {number}"), target.seeds)
                took, trouble = _tried(target, text, args.seconds)
                slowest = max(slowest, took)
                if trouble:
                    kind, told = trouble
                    failures[f"{name}: {kind}"] += 1
                    if failures[f"{name}: {kind}"] == 1:
                        place = keep / f"{name.replace(' ', '-')}-{number}.txt"
                        place.write_bytes(text.encode("utf-8", "surrogatepass"))
                        print(f"\n{name}, input {number}, kept in {place}\n{told}", file=sys.stderr)
            done += len(numbers)
            spent = time.monotonic() - begun
            print(
                f"{name:<14} {len(numbers):>7,} inputs {spent:>7.1f} s, slowest {slowest:.2f} s", flush=True
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{done:,} inputs, seed {args.seed}, {time.monotonic() - start:.0f} s, {peak:.0f} MB at most")
    for kind, times in failures.most_common():
        print(f"FAILED {times:>6,} × {kind}")
    print(f"{sum(failures.values()):,} failures of {len(failures)} kinds")
    return 1 if failures else 0


def _stop(*_: object) -> None:
    raise TooSlowError


def _tried(target: Target, text: str, seconds: float) -> tuple[float, tuple[str, str] | None]:
    """How long an input took, and what broke: its kind, and the whole of it."""
    start = time.process_time()
    trouble = None
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        target.run(text)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        message = str(error).partition(":")[0][:60] if isinstance(error, AssertionError) else ""
        kind = f"{type(error).__name__} {message} at {Path(last.filename).name}:{last.lineno}"
        trouble = kind, "".join(traceback.format_exception(error)[-6:])[:3000]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - start, trouble


if __name__ == "__main__":
    sys.exit(main())
