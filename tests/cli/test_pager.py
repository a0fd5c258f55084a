"""The pager: used where there is one, left alone while it runs, and never the reason that a page is lost."""

import os
import re
import sys
from pathlib import Path

import pytest
from terminals import HAIRTX, bare, posix, terminal

pytestmark = posix

FIRST, LAST = "Adipose-derived stem cell therapy", "not medical advice"


@pytest.mark.parametrize(
    "pager",
    [
        "false",
        "no-such-pager-anywhere",
        "/dev/null",
        "cat /no/such/file",
        "sh -c 'cat >/dev/null; exit 1'",
        " ",
    ],
)
def test_a_pager_that_fails_does_not_lose_the_page(pager):
    shown, code = terminal("show", "adsc", PAGER=pager)
    assert code == 0
    assert FIRST in bare(shown)
    assert LAST in bare(shown)
    assert "Traceback" not in shown


@pytest.mark.parametrize("pager", ["head -3", "true", "sh -c 'read line; echo \"$line\"'"])
def test_a_pager_that_is_left_early_ends_it_quietly(pager):
    shown, code = terminal("show", "adsc", PAGER=pager)
    assert code == 0
    assert LAST not in bare(shown)
    assert "rror" not in shown


def test_without_the_variable_it_is_less_or_nothing_at_all(tmp_path: Path):
    # a less of one's own that tells that it was called, and how
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\necho "LESS=$LESS"\n/bin/cat\n')
    less.chmod(0o755)
    environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "LESS": "FRX"}
    code = "import os, sys; os.environ.pop('PAGER'); from hairtx.__main__ import main; main()"
    shown, _ = terminal("show", "adsc", command=[sys.executable, "-c", code], **environment)
    assert shown.startswith("LESS=FRX\n")
    assert LAST in bare(shown)
    shown, status = terminal(
        "show", "adsc", command=[sys.executable, "-c", code], PATH=str(tmp_path / "nowhere")
    )
    assert status == 0
    assert LAST in bare(shown)


def test_a_closed_standard_input_means_no_pager():
    closed = ["sh", "-c", 'exec "$@" <&-', "sh", *HAIRTX]
    shown, code = terminal("show", "adsc", command=closed, PAGER="sed 's/^/PAGED /'")
    assert code == 0
    assert "PAGED" not in shown
    assert LAST in bare(shown)


def test_ctrl_c_is_the_pager_s_as_long_as_it_runs():
    # it presses Ctrl-C for the whole terminal, lives on as less does, and then ends
    pager = "trap : INT; cat >/dev/null; kill -INT 0; echo PAGER DONE"
    shown, code = terminal("show", "adsc", PAGER=pager, session=True)
    assert code == 0
    assert re.search("PAGER DONE\n$", shown)
    assert "Traceback" not in shown
