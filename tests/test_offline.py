"""hairtx is offline: a socket is opened by the commands that say so in their help, and by no other."""

import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import hairtx
from builders import dataset_folder, study
from hairtx.cli import app

# the only commands that ask the network, and what makes one of them do so
NETWORK = {"verify": (), "watch": (), "draft": (), "audit": ("--online",)}

# one call of every other command; a command that is added must be added here
OFFLINE = {
    "show": ["adsc"], "list": [], "search": ["minoxidil"], "study": ["tak2020"], "studies": ["--treatment", "adsc"],
    "condition": ["traction"], "define": ["vehicle"], "cite": ["tak2020"], "styles": ["dermatology"], "check": [],
    "evidence": [], "compare": ["adsc", "prp"], "forest": ["prp"], "timeline": ["adsc"], "guidelines": [],
    "export": ["--table", "terms"], "data": ["path"],
}  # fmt: skip

PACKAGE = Path(hairtx.__file__).parent


def refuse(*args, **kwargs):
    raise AssertionError("a socket was opened")


def test_every_command_is_on_one_side_or_the_other():
    named = {command.name for command in app.registered_commands} | {
        group.name for group in app.registered_groups
    }
    assert named <= OFFLINE.keys() | NETWORK.keys(), "say whether the new command asks the network"


@pytest.mark.parametrize("command", OFFLINE)
def test_no_other_command_opens_a_socket(monkeypatch, command):
    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    result = CliRunner().invoke(app, [command, *OFFLINE[command]])
    assert result.exit_code == 0, result.output
    assert result.stdout


def watched(tmp_path: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """A process of its own in which anything done with sockets is an error."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "def refuse(event, args):\n"
        "    if event.startswith('socket.'):\n"
        "        raise RuntimeError('opened: ' + event)\n"
        "sys.addaudithook(refuse)\n"
    )
    places = os.pathsep.join([str(tmp_path), str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", "hairtx", *arguments],
        capture_output=True, env={**os.environ, "PYTHONPATH": places}, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("command", OFFLINE)
def test_not_even_a_whole_process_does(tmp_path, command):
    done = watched(tmp_path, command, *OFFLINE[command])
    assert (done.returncode, b"opened: " in done.stderr) == (0, False)


def test_the_guard_itself_sees_the_socket_of_a_command_that_asks(tmp_path):
    folder = dataset_folder(tmp_path / "data", studies=[study(doi="10.1000/x")])
    done = watched(tmp_path, "verify", "--all", "--folder", str(folder))
    assert b"opened: socket." in done.stderr


def test_the_network_is_imported_in_one_room_only():
    modules = {
        "httpx",
        "socket",
        "ssl",
        "urllib.request",
        "http.client",
        "http",
        "ftplib",
        "asyncio",
        "requests",
    }
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
        imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not imported & modules or path.parent.name == "remote", path
