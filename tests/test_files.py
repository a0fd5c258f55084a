"""Files that are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from hairtx.files import written


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_is_there_when_all_is_written_and_nothing_else_is(tmp_path: Path) -> None:
    with written(tmp_path / "a.csv") as place:
        place.write_text("x")
        assert not (tmp_path / "a.csv").exists()
    assert (tmp_path / "a.csv").read_text() == "x"
    assert names(tmp_path) == ["a.csv"]


def test_what_goes_wrong_leaves_the_old_file_and_no_trace(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")

    def stopped() -> None:
        with written(tmp_path / "a.csv", force=True) as place:
            place.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert (tmp_path / "a.csv").read_text() == "old"
    assert names(tmp_path) == ["a.csv"]


def test_a_file_is_replaced_only_by_force_even_one_that_came_meanwhile(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"

    def overtaken() -> None:
        with written(target) as place:
            place.write_text("new")
            target.write_text("somebody else's")

    with pytest.raises(FileExistsError):
        overtaken()
    assert target.read_text() == "somebody else's"
    with written(target, force=True) as place:
        place.write_text("new")
    assert target.read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="links and modes of POSIX")
def test_a_link_stays_a_link_and_a_file_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "real.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    with written(tmp_path / "link.csv", force=True) as place:
        place.write_text("new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "real.csv").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_pipe_or_a_folder_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for target in (tmp_path / "pipe", tmp_path):
        with pytest.raises(OSError, match="it is"), written(target, force=True):
            pass
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
