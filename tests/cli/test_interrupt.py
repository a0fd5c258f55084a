"""Ctrl-C and closed streams at any moment: the shell's exit code, no traceback, nothing half-written left."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from terminals import HAIRTX, posix

pytestmark = posix

# from the first import to the last line, in seconds after the start; tools/faults.py tries 200
MOMENTS = [0.03, 0.1, 0.4]
COMPILING = b"hairtx: compiling the dataset, once for this version of it\n"


def stopped(moment: float, cache: Path, *arguments: str) -> "tuple[int, bytes]":
    """Exit code and standard error of a command that gets Ctrl-C at a moment."""
    # told by hairtx's own first import that Python is up: what comes before is not ours to catch
    code = (
        "import sys; from hairtx.__main__ import main; print('up', file=sys.stderr, flush=True); "
        "sys.argv[0] = 'hairtx'; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    )  # fmt: skip
    assert process.stderr is not None
    assert process.stderr.readline() == b"up\n"
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    # told where a machine is slow to compile: nothing has gone wrong
    return process.returncode, said.replace(COMPILING, b"")


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_at_any_moment_is_130_without_a_traceback_and_leaves_nothing(moment, tmp_path):
    code, said = stopped(moment, tmp_path, "studies")
    assert code in (130, 0)
    assert said == b""
    assert not list(tmp_path.rglob("*.tmp"))
    # and the next run finds all as it should be
    code, said = stopped(60, tmp_path, "list")
    assert (code, said) == (0, b"")


def closed(typed: str, streams: str) -> "subprocess.CompletedProcess[bytes]":
    """A command in a shell with streams closed or led elsewhere."""
    command = " ".join(HAIRTX)
    return subprocess.run(
        f"{command} {typed} {streams}", shell=True, capture_output=True, check=False, timeout=120
    )


@pytest.mark.parametrize("typed", ["show adsc", "list", "cite adsc", "search hair", "define --json"])
def test_a_closed_standard_error_changes_no_answer(typed):
    whole = closed(typed, "")
    silent = closed(typed, "2>&-")
    assert (silent.returncode, silent.stdout) == (whole.returncode, whole.stdout)
    assert whole.stdout


@pytest.mark.parametrize("typed", ["show nothing-of-that-name", "list --bogus", "cite --from /no/such/file"])
def test_an_error_with_nobody_to_tell_keeps_its_exit_code(typed):
    silent = closed(typed, "2>&-")
    assert (silent.returncode, silent.stdout) == (2, b"")


@pytest.mark.parametrize(
    "typed", ["--help", "--version", "show --help", "show adsc", "list --json", "export"]
)
def test_no_stream_at_all_is_no_traceback(typed):
    assert closed(typed, "<&- >&- 2>&-").returncode in (0, 1)
    result = closed(typed, ">&-")
    assert b"Traceback" not in result.stderr
    assert result.stderr.count(b"\n") <= 1


@pytest.mark.parametrize("typed", ["--help", "show --help", "studies", "list --json", "export", "styles"])
def test_a_reader_that_leaves_at_once_ends_it_quietly(typed):
    result = closed(typed, "| true")
    assert result.stderr == b""
