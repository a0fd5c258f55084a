"""Break things around hairtx while it runs, in real processes, and see that it answers as if nothing had happened.

    python tools/faults.py [--quick] [--only FAULT]

Every answer is compared byte for byte with an undisturbed run's, and standard error may hold one line more at most. A
process that is killed or stopped must leave nothing that stands in the way of the next one, nor pile up leavings.
Mounts need root on Linux; what cannot be had here is said, and counts as not tried.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

ANSWER = ("show", "adsc")
# a cold start compiles the index: the longest that a process may be at work
_PATIENCE = 120


class Result(NamedTuple):
    """How often a fault was tried, and what went wrong."""

    tried: int
    wrong: list[str]


class Run(NamedTuple):
    """What a process came to."""

    code: int
    out: bytes
    err: bytes


def started(cache: Path, *arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
    """A process of hairtx with a cache folder of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "hairtx", *(arguments or ANSWER)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), **environment},
    )  # fmt: skip


def ended(process: "subprocess.Popen[bytes]") -> Run:
    """Wait for a process."""
    out, err = process.communicate(timeout=_PATIENCE)
    return Run(process.returncode, out, err)


def run(cache: Path, *arguments: str, **environment: str) -> Run:
    """Start a process and wait for it."""
    return ended(started(cache, *arguments, **environment))


def fault(found: Run, expected: Run) -> str:
    """What is wrong with an answer, or nothing."""
    if found.code != expected.code:
        return f"exit {found.code} for {expected.code}: {found.err[-300:]!r}"
    if found.out != expected.out:
        return f"another answer: {len(found.out)} bytes for {len(expected.out)}"
    more = found.err.count(b"\n") - expected.err.count(b"\n")
    return f"standard error: {found.err[:300]!r}" if more > 1 else ""


def leavings(cache: Path) -> list[str]:
    """What lies in a cache and is no index and no reference."""
    files = [path for path in cache.rglob("*") if path.is_file()]
    return [path.name for path in files if path.suffix not in (".sqlite", ".json")]


def _timed(cache: Path) -> float:
    start = time.monotonic()
    run(cache)
    return time.monotonic() - start


# faults


def killed(place: Path, moments: int, how: int = signal.SIGKILL) -> Result:
    """Kill (or stop) a process that builds the index at moments spread over its whole run, then ask again."""
    cache = place / "cache"
    longest = _timed(cache)
    expected = run(cache)
    wrong = []
    for number in range(moments):
        for index in cache.rglob("*.sqlite"):
            index.unlink()
        process = started(cache)
        time.sleep(longest * number / moments)
        process.send_signal(how)
        stopped = ended(process)
        # before hairtx's first line it is Python that tells of a Ctrl-C, in its own way
        if how == signal.SIGINT and (stopped.code not in (0, 130, -how) or b"in main" in stopped.err):
            wrong.append(f"moment {number}: exit {stopped.code}, {stopped.err[-300:]!r}")
        if how == signal.SIGINT and leavings(cache):
            wrong.append(f"moment {number} left {leavings(cache)}")
        if len(leavings(cache)) > 1:
            wrong.append(f"moment {number}: {len(leavings(cache))} files left behind")
        if trouble := fault(run(cache), expected):
            wrong.append(f"moment {number}: {trouble}")
    for index in cache.rglob("*.sqlite"):
        index.unlink()
    run(cache)
    if leavings(cache):
        wrong.append(f"left behind for good: {leavings(cache)}")
    return Result(moments, wrong)


def interrupted(place: Path, moments: int) -> Result:
    """As ``killed``, by Ctrl-C: no traceback, and nothing is left even for a moment."""
    return killed(place, moments, signal.SIGINT)


def at_once(place: Path, processes: int) -> Result:
    """Many processes on a cold cache."""
    expected = run(place / "other")
    cache = place / "cache"
    found = [ended(process) for process in [started(cache) for _ in range(processes)]]
    wrong = [trouble for each in found if (trouble := fault(each, expected))]
    files = list(cache.rglob("*.sqlite"))
    if len(files) != 1 or leavings(cache):
        wrong.append(f"in the cache: {[path.name for path in files]}, {leavings(cache)}")
    return Result(processes, wrong)


@contextmanager
def mounted(place: Path, options: str) -> Iterator[bool]:
    """A small file system in memory at ``place``; False where it cannot be had."""
    place.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    done = bool(shutil.which("mount")) and not subprocess.run(command, capture_output=True).returncode
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", str(place)], check=True)


def full(place: Path, sizes: Sequence[int]) -> Result:
    """A disk with room for some of the index (in KB), or for some of a reference that was rendered."""
    answers = {arguments: run(place / "other", *arguments) for arguments in (ANSWER, ("cite", "adsc"))}
    tried, wrong = 0, list[str]()
    for size in sizes:
        with mounted(place / "disk", f"size={size}k") as had:
            if not had:
                return Result(tried, wrong)
            for arguments, expected in answers.items():
                for _ in range(2):
                    tried += 1
                    if trouble := fault(run(place / "disk", *arguments), expected):
                        wrong.append(f"{size} KB, {arguments[0]}: {trouble}")
            if leavings(place / "disk"):
                wrong.append(f"{size} KB: left {leavings(place / 'disk')}")
    return Result(tried, wrong)


def read_only(place: Path, _: int) -> Result:
    """A home that nothing can be written to, with an index in it and without."""
    expected = run(place / "other")
    tried, wrong = 0, list[str]()
    for full_cache in (False, True):
        with mounted(place / "home", "size=64m") as had:
            if not had:
                return Result(tried, wrong)
            if full_cache:
                run(place / "home" / ".cache", HOME=str(place / "home"))
            subprocess.run(["mount", "-o", "remount,ro", str(place / "home")], check=True)
            tried += 1
            found = run(place / "home" / ".cache", HOME=str(place / "home"))
            if trouble := fault(found, expected):
                wrong.append(trouble)
    return Result(tried, wrong)


def damaged(place: Path, times: int) -> Result:
    """The index cut at ``times`` lengths, and as often with flipped bits, zeroed pages and another file's content."""
    cache = place / "cache"
    expected = run(cache)
    (index,) = cache.rglob("*.sqlite")
    whole = index.read_bytes()
    random = Random(1)
    wrong = []

    def contents() -> Iterator[tuple[str, bytes]]:
        for number in range(times):
            yield f"cut at {number}/{times}", whole[: len(whole) * number // times]
        for number in range(times):
            content = bytearray(whole)
            at = random.randrange(len(content))
            if number % 3 == 0:
                content[at : at + 4096] = bytes(len(content[at : at + 4096]))
            elif number % 3 == 1:
                content[at] ^= 1 << random.randrange(8)
            else:
                content[at : at + 64] = random.randbytes(len(content[at : at + 64]))
            yield f"damaged at {at}", bytes(content)
        yield "foreign", b"SQLite format 3\0" + whole[50_000:]

    for what, content in contents():
        index.write_bytes(content)
        if trouble := fault(run(cache), expected):
            wrong.append(f"{what}: {trouble}")
    return Result(2 * times + 1, wrong)


def foreign(place: Path, times: int) -> Result:
    """A cache that is another user's, one that is a link, and links that lead nowhere or in a circle."""
    expected = run(place / "other")
    tried, wrong = 0, list[str]()
    caches = []
    (place / "far").mkdir()
    for name, target in (("link", "far"), ("nowhere", "gone/gone"), ("circle", "circle")):
        (place / name).symlink_to(place / target)
        caches.append(place / name)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        theirs = place / "theirs"
        run(theirs)
        for path in (theirs, *theirs.rglob("*")):
            os.chown(path, 65534, 65534)
        (index,) = theirs.rglob("*.sqlite")
        # what its owner would have us believe
        index.write_bytes(index.read_bytes().replace(b"Adipose", b"Amazing"))
        caches.append(theirs)
    for cache in caches:
        for _ in range(times):
            tried += 1
            if trouble := fault(run(cache), expected):
                wrong.append(f"{cache.name}: {trouble}")
    return Result(tried, wrong)


def clock(place: Path, _: int) -> Result:
    """An index that seems to come from the future, or from long ago."""
    cache = place / "cache"
    expected = run(cache)
    tried, wrong = 0, list[str]()
    for then in (0, 86400, 4_000_000_000):
        for path in (cache, *cache.rglob("*")):
            os.utime(path, (then, then))
        tried += 1
        if trouble := fault(run(cache), expected):
            wrong.append(f"{then}: {trouble}")
    return Result(tried, wrong)


def replaced(place: Path, times: int) -> Result:
    """The dataset is replaced again and again while processes read it: each answers from one edition, whole."""
    source = Path(__file__).parent.parent
    shutil.copytree(source / "src" / "hairtx", place / "lib" / "hairtx")
    data = place / "lib" / "hairtx" / "data"
    shutil.copytree(source / "data", data, ignore=shutil.ignore_patterns("schema"))
    names = ("treatments.toml", "dataset.toml")
    old = {name: (data / name).read_text(encoding="utf-8") for name in names}
    new = {
        "treatments.toml": old["treatments.toml"].replace("Adipose-derived", "Fat-derived"),
        "dataset.toml": old["dataset.toml"].replace('version = "', 'version = "9'),
    }

    def put(texts: dict[str, str]) -> None:
        for name, text in texts.items():
            (place / name).write_text(text, encoding="utf-8", newline="\n")
        for name in texts:
            (place / name).replace(data / name)

    library = str(place / "lib")
    cache = place / "cache"
    editions = []
    for texts in (new, old):
        put(texts)
        editions.append(run(cache, PYTHONPATH=library))
    wrong = ["the editions do not differ"] if editions[0].out == editions[1].out else []
    random = Random(1)
    for number in range(times):
        process = started(cache, PYTHONPATH=library)
        for _ in range(random.randint(1, 4)):
            time.sleep(random.random() * 0.3)
            put(random.choice([old, new]))
        found = ended(process)
        if all(fault(found, edition) for edition in editions):
            wrong.append(f"run {number}: {fault(found, editions[0])}")
    put(new)
    if trouble := fault(run(cache, PYTHONPATH=library), editions[0]):
        wrong.append(f"at last: {trouble}")
    return Result(times, wrong)


# each fault, how often the whole run tries it, and how often the quick one does, if it does
FAULTS: dict[str, tuple[Callable[..., Result], Any, Any]] = {
    "kill -9 while the index is built": (killed, 200, 2),
    "Ctrl-C while the index is built": (interrupted, 200, None),
    "processes at once on a cold cache": (at_once, 50, 4),
    "full disk": (full, (0, 4, 64, 256, 1024, 3000, 4096, 5000, 6000), (3000,)),
    "read-only home": (read_only, 1, 1),
    "damaged, cut or foreign index": (damaged, 100, None),
    "somebody else's cache, links": (foreign, 3, 1),
    "clock set back or forward": (clock, 1, None),
    "dataset replaced while it is read": (replaced, 40, 1),
}


def main() -> int:
    """Run; the exit code is 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a few times each")
    parser.add_argument("--only", default="", help="faults whose name has this")
    args = parser.parse_args()
    failed = False
    for name, (fault_, often, seldom) in FAULTS.items():
        if args.only not in name or (args.quick and seldom is None):
            continue
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="hairtx-faults-") as place:
            tried, wrong = fault_(Path(place), seldom if args.quick else often)
        result = f"{len(wrong)} wrong" if tried else "not to be had here"
        print(f"{name:<34} {tried:>4} tried  {result:<18} {time.monotonic() - start:>6.1f} s", flush=True)
        for trouble in wrong[:5]:
            print(f"    {trouble}")
        failed = failed or bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
