"""Where the services are and who asks: from an option, the environment, the config file or the defaults, in that order.

The config file is ``config.toml`` in the platform's config folder for hairtx; its table ``[remote]`` may set
``crossref_url``, ``eutils_url``, ``ctgov_url``, ``email`` and ``ncbi_key``.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec


class SettingsError(ValueError):
    """A setting that cannot be used; the text names it and what it should be."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Addresses without a slash at the end, and the person's address and NCBI key if given."""

    crossref_url: str = "https://api.crossref.org"
    eutils_url: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    ctgov_url: str = "https://clinicaltrials.gov/api/v2"
    email: str | None = None
    ncbi_key: str | None = None


_VARIABLES = {
    "crossref_url": "HAIRTX_CROSSREF_URL",
    "eutils_url": "HAIRTX_EUTILS_URL",
    "ctgov_url": "HAIRTX_CTGOV_URL",
    "email": "HAIRTX_EMAIL",
    "ncbi_key": "HAIRTX_NCBI_KEY",
}


def load(
    email: str | None = None, environment: Mapping[str, str] = os.environ, path: Path | None = None
) -> Settings:
    """The settings; ``email`` is the option's and comes first. An unusable one raises ``SettingsError``."""
    file = path or config_file()
    values = _of_file(file)
    origins = dict.fromkeys(values, str(file))
    for field, variable in _VARIABLES.items():
        # an empty variable counts as unset
        if given := environment.get(variable):
            values[field], origins[field] = given, variable
    if email:
        values["email"], origins["email"] = email, "--email"
    for field, value in values.items():
        values[field] = _checked(field, value, origins[field])
    return Settings(**values)


def config_file() -> Path:
    """Where the config file is looked for."""
    from platformdirs import user_config_path

    return user_config_path("hairtx", appauthor=False) / "config.toml"


def _of_file(path: Path) -> dict[str, str]:
    import tomli

    try:
        table = tomli.loads(path.read_text(encoding="utf-8")).get("remote", {})
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"cannot read {path}: {error.strerror}") from None
    except ValueError as error:
        raise SettingsError(f"{path} is not TOML: {error}") from None
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: [remote] must be a table")
    for name, value in table.items():
        if name not in _VARIABLES:
            raise SettingsError(f"{path}: [remote] knows no '{name}'; it takes {', '.join(_VARIABLES)}")
        if not isinstance(value, str):
            raise SettingsError(f"{path}: {name} in [remote] must be text")
    return dict(table)


def _checked(field: str, value: str, origin: str) -> str:
    value = value.strip()
    if field.endswith("_url"):
        try:
            parts = urlsplit(value)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query
        except ValueError:
            usable = False
        if not usable or not re.fullmatch(r"[!-~]+", value):
            raise SettingsError(f"{origin}: '{value[:80]}' is not an http or https address")
        return value.rstrip("/")
    # both travel in addresses and headers
    form = r"[!-~]+@[!-~]+\.[!-~]+" if field == "email" else r"[!-~]+"
    if not re.fullmatch(form, value) or re.search(r"[<>()\[\],;:\\\"]", value):
        shown = f"'{value[:80]}' is not an e-mail address" if field == "email" else "not a key"
        raise SettingsError(f"{origin}: {shown}")
    return value
