"""How whole commands are run: in process through Typer's runner, or as a real process with pipes or a terminal."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from hairtx.cli import app
from hairtx.remote import answers
from hairtx.remote.transport import Transport
from servers import Library, article, serving, work


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """``run("show", "adsc")``: the command's result, standard error apart."""
    for name in ("FORCE_COLOR", "NO_COLOR", "PAGER"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    return call


@pytest.fixture
def data(run: Callable[..., Result]) -> Callable[..., Any]:
    """``data("list")``: what the command's JSON holds under ``data``."""

    def call(*arguments: str) -> Any:
        result = run(*arguments, "--json")
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)["data"]

    return call


@pytest.fixture
def process() -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """``process("show", "adsc", NO_COLOR="1")``: a fresh process with pipes."""

    def call(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        clean = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR")}
        command = [sys.executable, "-m", "hairtx", *arguments]
        return subprocess.run(
            command, capture_output=True, env={**clean, **environment}, check=False, timeout=60
        )

    return call


@pytest.fixture
def services(monkeypatch, tmp_path):
    """A server that knows tak2020 as Crossref and PubMed do, and the environment that leads to it."""
    monkeypatch.setattr(answers, "answers_file", lambda: tmp_path / "answers.sqlite")
    monkeypatch.setitem(Transport.__init__.__kwdefaults__, "sleep", lambda seconds: None)
    library = Library()
    library.works["10.1002/sctm.19-0410"] = work()
    library.articles["32420695"] = article()
    library.pmid_of["10.1002/sctm.19-0410"] = "32420695"
    with serving(library) as server:
        library.server = server
        for name in ("CROSSREF", "EUTILS", "CTGOV"):
            monkeypatch.setenv(f"HAIRTX_{name}_URL", server.url)
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HAIRTX_EMAIL", "HAIRTX_NCBI_KEY"):
            monkeypatch.delenv(name, raising=False)
        yield library
