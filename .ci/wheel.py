"""Checkout -> sdist -> wheel -> clean environment -> `cd /` -> `hairtx show adsc --json`, and the wheel's data."""

import json
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Build both archives (the wheel from the sdist), install the wheel alone, and ask it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "build", "--outdir", folder, str(ROOT)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (wheel,) = Path(folder).glob("*.whl")
        same_data(wheel)
        environment = Path(folder) / "environment"
        venv.create(environment, with_pip=True)
        scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([scripts / "python", "-m", "pip", "install", "-q", wheel], check=True)
        shown = subprocess.run(
            [scripts / "hairtx", "show", "adsc", "--json"],
            cwd=Path(folder).anchor,
            check=True,
            stdout=subprocess.PIPE,
        )
        assert json.loads(shown.stdout)["data"]["id"] == "adsc"
        print("the wheel, installed alone and asked from the root folder, shows adsc")


def same_data(wheel: Path) -> None:
    """The wheel's data folder holds what the repository's holds, byte for byte, and the type marker is there."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.startswith("hairtx/data/")}
        expected = {
            f"hairtx/data/{path.relative_to(ROOT / 'data').as_posix()}"
            for path in (ROOT / "data").rglob("*")
            if path.is_file()
        }
        assert names == expected, names ^ expected
        for name in names:
            assert archive.read(name) == (ROOT / name.removeprefix("hairtx/")).read_bytes(), name
        assert "hairtx/py.typed" in archive.namelist()
    print(f"the wheel's {len(names)} data files equal the repository's")


main()
