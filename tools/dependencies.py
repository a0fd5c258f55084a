"""What hairtx stands on: the oldest releases that it allows, their licences, and what is known against them.

    python tools/dependencies.py            # a fresh environment of the oldest releases allowed, and the tests in it
    python tools/dependencies.py licences   # of what is installed beside hairtx in this environment

Which releases those are is asked of the metadata that hairtx itself is built with, so that this reads no TOML
and runs on every Python that hairtx runs on. Exits 1 where the tests fail; that pip-audit could not ask its
service is said, and is no failure.
"""

import importlib.metadata
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# what the tests need; plots are drawn only where they can be
EXTRAS = ("documents", "test")


def lowest() -> list[str]:
    """The requirements of hairtx and of its tests as pins on the oldest release that each allows."""
    pins = []
    for requirement in importlib.metadata.requires("hairtx") or ():
        text, _, marker = requirement.partition(";")
        extra = re.search(r"extra == ['\"]([\w-]+)['\"]", marker)
        if (extra and extra[1] not in EXTRAS) or text.startswith("hairtx["):
            continue
        name, bound = re.match(r"[\w.-]+", text), re.search(r"[>=]=\s*([\w.]+)", text)
        if name is None or bound is None:
            raise SystemExit(f"{text.strip()} has no lowest release: give it one in pyproject.toml")
        pins.append(f"{name[0]}=={bound[1]}")
    return pins


def licences() -> list[str]:
    """Name, version and licence of every distribution in this environment, a line each."""
    out = []
    for found in importlib.metadata.distributions():
        said = found.metadata

        def first(name: str, said: importlib.metadata.PackageMetadata = said) -> str:
            return next(iter(said.get_all(name) or ()), "")

        classed = [
            line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if "License ::" in line
        ]
        # the field "License" may hold the whole text of one
        written = first("License").strip().partition("\n")[0][:60]
        licence = first("License-Expression") or ", ".join(classed) or written or "not said"
        out.append(f"{said['Name']} {found.version}: {licence}")
    return sorted(set(out), key=str.casefold)


def _fresh(folder: Path) -> Path:
    """The Python of a new environment in ``folder``."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _try_lowest() -> int:
    with tempfile.TemporaryDirectory() as temporary:
        python = str(_fresh(Path(temporary) / "lowest"))
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*pip, "--no-deps", str(ROOT)], check=True)
        asked = subprocess.run([python, __file__, "lowest"], check=True, capture_output=True, text=True)
        pins = asked.stdout.split()
        print("the oldest releases:", *pins, flush=True)
        subprocess.run([*pip, *pins], check=True)
        tests = subprocess.run([python, "-m", "pytest", "-p", "no:cacheprovider"], cwd=ROOT).returncode
        subprocess.run([python, __file__, "licences"], check=True)
        _audited(Path(temporary))
    return 1 if tests else 0


def _audited(folder: Path) -> None:
    """Say what pip-audit knows of the newest releases that a person who installs hairtx today gets."""
    listed = folder / "installed.txt"
    tool = str(_fresh(folder / "audit"))
    pip = [tool, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if subprocess.run([*pip, "pip-audit"]).returncode:
        print("pip-audit could not be installed: nothing was looked up", file=sys.stderr)
        return
    newest = str(_fresh(folder / "newest"))
    subprocess.run([newest, *pip[1:], f"{ROOT}[documents]"], check=True)
    frozen = subprocess.run(
        [newest, "-m", "pip", "freeze"], check=True, capture_output=True, text=True
    ).stdout
    listed.write_text("".join(line + "\n" for line in frozen.splitlines() if "==" in line), encoding="utf-8")
    found = subprocess.run(
        [tool, "-m", "pip_audit", "--strict", "--no-deps", "--disable-pip", "-r", str(listed)]
    ).returncode
    if found:
        print("pip-audit found something above, or could not ask its service", file=sys.stderr)


def main(words: list[str]) -> int:
    """Run one of the lists, or all of it."""
    if words == ["lowest"]:
        print(*lowest(), sep="\n")
    elif words == ["licences"]:
        print(*licences(), sep="\n")
    elif not words:
        return _try_lowest()
    else:
        print("usage: python tools/dependencies.py [licences | lowest]", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
