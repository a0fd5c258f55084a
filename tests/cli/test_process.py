"""Real processes: pipes, closed streams, terminals, encodings, and what a start may import."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from terminals import bare, posix, terminal


def test_a_pipe_gets_no_escape_sequence_and_no_box(process):
    out = process("show", "adsc").stdout.decode()
    assert "\x1b" not in out
    assert not re.search("[\u2500-\u257f]", out)


def test_a_piped_paragraph_is_not_wrapped(process):
    out = process("show", "adsc", COLUMNS="40").stdout.decode()
    assert max(map(len, out.splitlines())) > 300


def test_standard_error_is_empty_when_nothing_needs_saying(process):
    assert process("show", "adsc").stderr == b""


def test_a_reader_that_leaves_early_ends_it_quietly():
    command = f"{sys.executable} -m hairtx studies | head -1"
    result = subprocess.run(command, shell=True, capture_output=True, check=False, timeout=60)
    assert result.stdout.count(b"\n") == 1
    assert result.stderr == b""


@posix
@pytest.mark.parametrize("command", ["list", "cite tak2020 -f bibtex", "cite tak2020 --as text"])
def test_a_closed_standard_output_is_one_line_and_exit_1(command):
    result = subprocess.run(
        f"{sys.executable} -m hairtx {command} >&-", shell=True, capture_output=True, check=False, timeout=60
    )
    assert (result.returncode, result.stderr) == (1, b"hairtx: standard output is closed\n")


@posix
@pytest.mark.parametrize("command", ["cite -", "cite --from -"])
def test_a_closed_standard_input_is_one_line_and_exit_2(command):
    result = subprocess.run(
        f"{sys.executable} -m hairtx {command} <&-", shell=True, capture_output=True, check=False, timeout=60
    )
    assert (result.returncode, result.stderr) == (2, b"hairtx: standard input is closed\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line_and_exit_1():
    result = subprocess.run(
        f"{sys.executable} -m hairtx list >/dev/full",
        shell=True,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (result.returncode, result.stderr) == (1, b"hairtx: stopped: No space left on device\n")


@posix
@pytest.mark.parametrize("columns", [20, 40, 80, 160, 300])
@pytest.mark.parametrize("arguments", [["show", "adsc"], ["study", "kuka2020"], ["list"]], ids=" ".join)
def test_no_line_is_wider_than_the_terminal(arguments, columns):
    out, code = terminal(*arguments, columns=columns)
    assert code == 0
    assert max(len(line) for line in bare(out).splitlines()) <= columns


@posix
def test_prose_does_not_sprawl_on_a_wide_terminal():
    out, _ = terminal("show", "adsc", columns=200)
    assert max(len(line) for line in bare(out).splitlines()) <= 104


@posix
def test_wrapping_loses_no_word(process):
    narrow, _ = terminal("show", "adsc", "--section", "caveats", columns=40)
    wide = process("show", "adsc", "--section", "caveats").stdout.decode()
    words = [word for word in wide[wide.index("CAVEATS") : wide.index("REFERENCES")].split() if word != "-"]
    shown = bare(narrow)
    assert [
        word for word in shown[shown.index("CAVEATS") : shown.index("REFERENCES")].split() if word != "•"
    ] == words


@posix
def test_a_terminal_gets_colour_and_no_color_takes_colours_but_not_bold_away():
    coloured, _ = terminal("show", "adsc", "--section", "trials")
    plain, _ = terminal("show", "adsc", "--section", "trials", NO_COLOR="1")
    assert re.search(r"\x1b\[[\d;]*3\d", coloured)
    assert not re.search(r"\x1b\[[\d;]*3\d", plain)
    assert "\x1b[1m" in plain
    empty, _ = terminal("show", "adsc", "--section", "trials", NO_COLOR="")
    assert empty == coloured


@posix
def test_a_dumb_terminal_gets_no_escape_sequence():
    out, _ = terminal("show", "adsc", TERM="dumb")
    assert "\x1b" not in out


def test_force_color_styles_a_pipe(process):
    assert b"\x1b[1m" in process("show", "adsc", FORCE_COLOR="1", TERM="xterm").stdout


@posix
def test_a_long_page_goes_through_the_pager_unless_told_not_to():
    paged, _ = terminal("show", "adsc", PAGER="sed 's/^/PAGED /'")
    assert paged.startswith("PAGED")
    straight, _ = terminal("show", "adsc", "--no-pager", PAGER="sed 's/^/PAGED /'")
    assert "PAGED" not in straight
    short, _ = terminal("define", "vehicle", PAGER="sed 's/^/PAGED /'")
    assert "PAGED" not in short


@posix
def test_a_pager_that_is_not_there_does_not_lose_the_page():
    out, code = terminal("show", "adsc", PAGER="no-such-pager-anywhere")
    assert code == 0
    assert "Bottom line".upper() in bare(out)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
def test_a_stream_of_any_encoding_gets_the_whole_page(process, encoding):
    result = process("show", "adsc", PYTHONIOENCODING=encoding)
    assert (result.returncode, result.stderr) == (0, b"")
    assert "REFERENCES" in result.stdout.decode(encoding)


def test_json_is_utf_8_on_any_stream(process):
    import json

    result = process("study", "krefft-trzciniecka2023a", "--json", PYTHONIOENCODING="ascii")
    assert "Piętowska" in json.loads(result.stdout)["data"]["authors"][1]


ALWAYS_TOO_SLOW = (
    "tomli",
    "rich.console",
    "citeproc",
    "httpx",
    "importlib.metadata",
    "pydantic",
    "hairtx.dataset",
)


@pytest.mark.parametrize(
    "arguments", [["show", "adsc"], ["list"], ["study", "tak2020"], ["define", "vehicle"]], ids=" ".join
)
def test_a_warm_start_imports_nothing_slow(process, arguments):
    process(*arguments)  # compiles the index
    code = (
        "import sys; from hairtx.cli import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=True, timeout=60
    )
    loaded = set(result.stderr.decode().split("\n"))
    assert "hairtx.library" in loaded
    assert not loaded & set(ALWAYS_TOO_SLOW)
    assert not {name for name in loaded if name.startswith("hairtx.citation")}


def test_the_package_itself_imports_nothing_until_asked():
    code = "import sys, hairtx; print([n for n in sys.modules if n.startswith('hairtx.')])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert result.stdout.decode().strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show"], "Missing parameter: name; see hairtx show --help"),
        (["list", "--bogus"], "No such option: --bogus; see hairtx list --help"),
        (["nope"], "No such command 'nope'; see hairtx --help"),
        (["list", "--level", "9"], "9 is not in the range 1<=x<=5"),
    ],
    ids=["argument", "option", "command", "value"],
)
def test_wrong_use_is_one_line_that_says_where_the_help_is_and_exits_2(process, arguments, said):
    result = process(*arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.count(b"\n") == 1
    assert said in result.stderr.decode()


def test_without_a_command_it_shows_the_help(process):
    result = process()
    assert result.returncode == 0
    assert b"Usage: hairtx" in result.stdout


@posix
def test_ctrl_c_ends_it_with_130_and_without_a_traceback():
    import signal

    code = (
        "import os, signal, sys; import hairtx.cli.reading as reading, hairtx.__main__ as entry\n"
        "import hairtx.cli.screens as screens\n"
        "screens.show = lambda *a, **k: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.argv = ['hairtx', 'show', 'adsc']; entry.main()"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert result.returncode == 128 + signal.SIGINT
    assert b"Traceback" not in result.stderr
