"""Where the dataset lies and which files it has."""

from pathlib import Path

from hairtx.model import Kind

FILES: dict[Kind, str] = {
    "treatment": "treatments.toml",
    "condition": "conditions.toml",
    "study": "studies.toml",
    "term": "glossary.toml",
}
EDITION_FILE = "dataset.toml"

# names overlays, the user's own records on top of the dataset, apart by the system's separator of paths
OVERLAYS_VARIABLE = "HAIRTX_DATA"


def user_folder() -> Path:
    """The folder whose records are always read as an overlay, where it exists."""
    from platformdirs import user_data_path

    return user_data_path("hairtx", appauthor=False) / "overlay"


def bundled() -> Path:
    """The folder of the dataset that came with this installation.

    A wheel holds it inside the package. An editable install does not: there the checkout's own ``data/`` is
    used, and only where a ``pyproject.toml`` stands beside it.
    """
    package = Path(__file__).parent
    inside = package / "data"
    if (inside / EDITION_FILE).is_file():
        return inside
    checkout = package.parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "data" / EDITION_FILE).is_file():
        return checkout / "data"
    raise FileNotFoundError("the bundled dataset is missing: install hairtx again")
