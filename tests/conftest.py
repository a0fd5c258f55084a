"""What all tests share: a cache of their own, and the bundled dataset read once."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from hairtx import dataset, folder, index
from hairtx.dataset import Dataset
from hairtx.folder import bundled
from hairtx.library import Library

# a shell that runs the tests in the background lets them, and the processes that they start, ignore Ctrl-C
signal.signal(signal.SIGINT, signal.default_int_handler)

# no deadline: the machines that run this are shared; no database: a test run writes nothing into the checkout
settings.register_profile("house", max_examples=80, deadline=None, database=None)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The user's cache is never touched, neither here nor by the processes that a test starts."""
    home = tmp_path_factory.mktemp("cache-home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(home))
        # nor are the overlays of whoever runs the tests in any answer
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        patch.delenv("HAIRTX_DATA", raising=False)
        if home not in folder.user_folder().parents:
            patch.setattr(folder, "user_folder", lambda: home / "data" / "hairtx" / "overlay")
        if home not in index.cache_folder().parents:  # Windows and macOS may look elsewhere
            patch.setattr(index, "cache_folder", lambda: home / "hairtx")
        yield home


@pytest.fixture(scope="session")
def bundled_data() -> Dataset:
    """The dataset that ships with hairtx, parsed."""
    return dataset.read(bundled())


@pytest.fixture(scope="session")
def bundled_library() -> Library:
    """The library of the dataset that ships with hairtx."""
    return Library()
