"""The JSON Schemas for editors: made from the model, committed, and as strict as reading is."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import tomli

from builders import dataset_folder
from hairtx.folder import EDITION_FILE, FILES, bundled
from hairtx.schema import schemas, text

NAMES = (*FILES.values(), EDITION_FILE)
SCHEMAS = schemas()


def faults(name: str, content: dict[str, Any]) -> list[str]:
    """Where the schema of a file finds fault with what it holds."""
    validator = jsonschema.Draft202012Validator(SCHEMAS[f"{name}.schema.json"])
    return sorted(error.json_path for error in validator.iter_errors(content))


def held(folder: Path, name: str) -> dict[str, Any]:
    return tomli.loads((folder / name).read_text("utf-8"))


def test_every_file_of_a_dataset_has_a_schema() -> None:
    assert set(SCHEMAS) == {f"{name}.schema.json" for name in NAMES}


@pytest.mark.skipif(
    tuple(int(part) for part in msgspec.__version__.split(".")[:2]) < (0, 22),
    reason="earlier releases of msgspec write the same schema in another form",
)
@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_committed_schema_is_current(name: str) -> None:
    committed = (bundled() / "schema" / name).read_text("utf-8")
    assert committed == text(SCHEMAS[name]), "renew with: python -m hairtx.schema data/schema"


def test_no_other_schema_is_committed() -> None:
    assert {path.name for path in (bundled() / "schema").iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_valid_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    assert text(SCHEMAS[name]).endswith("}\n")


@pytest.mark.parametrize("name", NAMES)
def test_the_bundled_dataset_satisfies_its_schemas(name: str) -> None:
    assert faults(name, held(bundled(), name)) == []


def test_an_id_is_the_table_s_name_and_no_field(tmp_path: Path) -> None:
    content = held(dataset_folder(tmp_path), "glossary.toml")
    assert faults("glossary.toml", content) == []
    content["term"]["vehicle"]["id"] = "vehicle"
    assert faults("glossary.toml", content) == ["$.term.vehicle"]


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        ("design", "trial", "$.study.tak2020.design"),
        ("n", "38", "$.study.tak2020.n"),
        ("findings", "x", "$.study.tak2020"),
        ("outcomes", [{"measure": "hair-density"}], "$.study.tak2020.outcomes[0]"),
        ("arms", [{"label": "a", "dose": 1}], "$.study.tak2020.arms[0]"),
    ],
)
def test_what_reading_refuses_the_schema_refuses(
    tmp_path: Path, field: str, value: object, path: str
) -> None:
    content = held(dataset_folder(tmp_path), "studies.toml")
    content["study"]["tak2020"][field] = value
    found = faults("studies.toml", content)
    assert found
    assert all(each.startswith(path) for each in found)


def test_a_missing_field_is_refused(tmp_path: Path) -> None:
    content = held(dataset_folder(tmp_path), "treatments.toml")
    del content["treatment"]["adsc"]["bottom_line"]
    assert faults("treatments.toml", content) == ["$.treatment.adsc"]


def test_a_table_of_another_kind_is_refused() -> None:
    assert faults("glossary.toml", {"terms": {}}) == ["$"]


def test_the_module_run_as_a_program_writes_every_schema(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hairtx.schema", str(tmp_path / "new")], check=True)
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "new").iterdir()}
    assert written == {name: text(schema) for name, schema in SCHEMAS.items()}
