"""Hostile input in small doses; ``python tools/fuzz.py`` throws a hundred thousand texts at the same targets."""

import contextlib
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from fuzz_mutations import mutated
from fuzz_targets import EXITS, Target, clean, targets
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from builders import dataset_folder, write
from hairtx.citation.readers import MOST_ITEMS, MOST_LETTERS, MOST_NAMES, read
from hairtx.cli import app
from hairtx.library import Library
from hairtx.names import AmbiguousNameError, UnknownNameError
from hairtx.render import plain
from hairtx.views.search import page

ANY = st.text(st.characters(), max_size=60)
NAMES = ("find", "search", "readers", "cite", "dataset", "overlay", "render", "command line")


@pytest.fixture(scope="module")
def aimed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Target]]:
    """The targets, working in a folder of their own."""
    folder = tmp_path_factory.mktemp("fuzz")
    with _in(folder):
        yield targets(folder)


@contextlib.contextmanager
def _in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def test_every_target_of_the_tool_is_tried_here(aimed: dict[str, Target]) -> None:
    assert set(NAMES) == set(aimed)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60)
@given(seed=st.integers(0, 10**9))
def test_a_mutated_text_breaks_nothing(aimed: dict[str, Target], name: str, seed: int) -> None:
    aimed[name].run(mutated(Random(seed), aimed[name].seeds))


@given(text=ANY)
@example("\x00")
@example("\udcff\ud800")
@example("(" * 2000)
def test_any_text_can_be_looked_up_and_searched_for(bundled_library: Library, text: str) -> None:
    with contextlib.suppress(UnknownNameError, AmbiguousNameError):
        bundled_library.find(text)
    hits = bundled_library.search(text, limit=2)
    clean(plain.render(page(hits, bundled_library.edition)), "the page of a search")


WORDS = st.sampled_from(
    ["show", "list", "search", "study", "studies", "condition", "define", "evidence", "compare", "forest", "timeline",
     "guidelines", "styles", "adsc", "female-pattern", "--json", "--plain", "--markdown", "--condition", "--level", "2",
     "--limit", "-n", "--since", "--section", "--", "-", "--help", "--data", "--bogus", ""]
)  # fmt: skip


@settings(max_examples=120)
@given(
    arguments=st.lists(WORDS | ANY.filter(lambda text: "\0" not in text), max_size=6), colour=st.booleans()
)
@example(arguments=["show", "\x1b[31m\u202e\udcff"], colour=True)
@example(arguments=["search", "\x9b31m", "--json"], colour=False)
def test_any_command_line_is_answered_in_its_own_exit_code_and_clean(
    arguments: list[str], colour: bool
) -> None:
    result = CliRunner().invoke(app, arguments, env={"FORCE_COLOR": "1"} if colour else {})
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code in EXITS
    clean(result.stdout, "standard output")
    clean(result.stderr, "standard error")


@pytest.mark.skipif(os.name != "posix", reason="bytes as arguments")
@pytest.mark.parametrize("argument", [b"\xff\xfe", b"\xed\xa0\x80", b"\x1b[2J\xe2\x80\xae", b"\xc2\x9b31m"])
@pytest.mark.parametrize("command", ["show", "search", "cite", "study", "check"])
def test_arguments_that_are_no_text_are_one_clean_line(command: str, argument: bytes) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "hairtx", command, argument], capture_output=True, check=False, timeout=60
    )
    assert result.returncode in EXITS
    assert result.stderr.count(b"\n") <= 1
    clean((result.stdout + result.stderr).decode(), "what is said")


# what is too large for any reference


def test_a_field_a_list_or_a_number_that_no_reference_has_leaves_that_reference_out() -> None:
    for value in ('"title": "' + "a" * (MOST_LETTERS + 1) + '"', '"volume": "' + "9" * 5000 + '"'):
        found = read('[{"id": "a", "type": "book", ' + value + '}, {"id": "b", "type": "book"}]', "x.json")
        assert [item["id"] for item in found.items] == ["b"]
        assert "reference 1 is left out" in found.troubles[0].message
    crowd = " and ".join(["Kim, J"] * (MOST_NAMES + 1))
    found = read("@book{a, title={A}, author={" + crowd + "}}\n@book{b, title={B}}", "x.bib")
    assert [item["id"] for item in found.items] == ["b"]


def test_of_too_many_references_the_first_are_read_and_the_rest_is_told() -> None:
    found = read("TY  - BOOK\nTI  - A\nER  - \n" * (MOST_ITEMS + 1), "x.ris")
    assert len(found.items) == MOST_ITEMS
    assert len({item["id"] for item in found.items}) == MOST_ITEMS
    assert "only the first" in found.troubles[-1].message


def test_references_hold_nothing_that_steers_or_hides() -> None:
    found = read(
        '[{"id": "a\\u202e", "type": "book", "author": [{"family": "K\\ud800im\\u001b[31m"}]}]', "x.json"
    )
    assert found.items == [{"id": "a", "type": "book", "author": [{"family": "Kim[31m"}]}]


@pytest.mark.parametrize("digit", ["²", "٣", "9" * 5000])
def test_digits_of_every_kind_are_read_as_far_as_they_are_numbers(digit: str) -> None:
    for text, name in (
        (f"TY  - JOUR\nTI  - A\nPY  - {digit}\nER  - \n", "x.ris"),
        (f"@article{{a, title={{A}}, year=2020, month={{{digit}}}}}", "x.bib"),
        (f"PMID- 1\nTI  - A\nDP  - {digit}\n", "x.nbib"),
    ):
        assert [item["title"] for item in read(text, name).items] == ["A"]


# bounded time and memory

BOMBS = {
    "deep.json": b"[" * 3_000_000,
    "braces.json": b"{" * 3_000_000,
    "broken.json": b"[" + b'{"id": no},\n' * 100_000 + b"]",
    "same.json": b"[" + b'{"id":"a","type":"book","title":"T"},\n' * 9_000 + b"]",
    "deep.bib": b"@book{a, title={" + b"{" * 20_000 + b"}" * 20_000 + b"}}",
    "latex.bib": b"@book{a, title={" + b"\\textit{" * 5_000 + b"}" * 5_000 + b"}}",
    "crowd.bib": b"@book{a, title={A}, author={" + b"Kim, J and " * 100_000 + b"Kim, J}}",
    "long.ris": b"TY  - BOOK\nTI  - " + b"a" * 10_000_000,
    "large.ris": b"TY  - BOOK\nTI  - A\nER  - \n" * 1_000_000,
}


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_among_references_is_told_in_bounded_time_and_memory(name: str, tmp_path: Path) -> None:
    write(tmp_path / name, BOMBS[name])
    result = _limited("cite", "--from", str(tmp_path / name), "-f", "ris")
    assert result.returncode in (0, 1, 2)
    assert b"Traceback" not in result.stderr
    assert result.stderr.count(b"\n") <= 22


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_long_title_in_wide_letters_is_set_on_a_terminal_in_bounded_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    title = "脱毛" * (MOST_LETTERS // 2)
    write(tmp_path / "x.json", f'[{{"id": "a", "type": "book", "title": "{title}"}}]')
    result = _limited("cite", "--from", str(tmp_path / "x.json"))
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode().count("脱") == MOST_LETTERS // 2


TOML = {
    "brackets": b"x = " + b"[" * 500_000,
    "tables": b"x = " + b"{a = " * 100_000,
    "dots": b"a." * 100_000 + b"a = 1",
    "heads": b"".join(b"[study.a%d]\n" % number for number in range(5_000)),
    "digits": b"[study.x]\nn = " + b"9" * 1_000_000,
    "nul": bytes(2_000_000),
    "strings": b'[study.x]\ntitle = """' + b"a" * 8_000_000,
}


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize("name", TOML)
def test_a_bomb_in_a_dataset_or_an_overlay_is_told_in_bounded_time_and_memory(
    name: str, tmp_path: Path
) -> None:
    folder = dataset_folder(tmp_path / "data")
    write(folder / "studies.toml", TOML[name])
    result = _limited("check", str(folder))
    assert result.returncode in (1, 3)
    assert b"Traceback" not in result.stderr
    result = _limited("--data", str(folder / "studies.toml"), "define", "vehicle")
    assert result.returncode == 0
    assert b"left out" in result.stderr
    assert b"Traceback" not in result.stderr


def _limited(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """A process that may keep the processor busy for 20 seconds and have 600 MB."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
        resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))

    return subprocess.run(
        [sys.executable, "-m", "hairtx", *arguments],
        capture_output=True, check=False, timeout=120, stdin=subprocess.DEVNULL, preexec_fn=limit,
    )  # fmt: skip
