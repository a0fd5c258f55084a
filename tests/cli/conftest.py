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
