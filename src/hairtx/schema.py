"""JSON Schemas of the dataset's files, made from the model, for editors that check TOML as it is typed.

``python -m hairtx.schema FOLDER`` writes them; a test keeps the committed ones current.
"""

import sys
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec

from hairtx.folder import EDITION_FILE, FILES
from hairtx.model import RECORDS, Edition


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each file of a dataset, by the schema's file name."""
    made = {f"{FILES[kind]}.schema.json": _file(kind, record) for kind, record in RECORDS.items()}
    made[f"{EDITION_FILE}.schema.json"] = msgspec.json.schema(Edition)
    return made


def overlay() -> dict[str, Any]:
    """The schema of a person's own file: tables of any kind, whose records may give only what they change."""
    files = {kind: _file(kind, record) for kind, record in RECORDS.items()}
    parts = {name: part for file in files.values() for name, part in file["$defs"].items()}
    for record in RECORDS.values():
        own = parts[record.__name__]
        own["required"] = []
        own["properties"]["extend"] = {
            "type": "boolean",
            "description": "true: lists are added to those of the known record",
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "an overlay of a hairtx dataset",
        "type": "object",
        "properties": {kind: file["properties"][kind] for kind, file in files.items()},
        "additionalProperties": False,
        "$defs": parts,
    }


def text(schema: dict[str, Any]) -> str:
    """A schema as it is kept in its file."""
    return msgspec.json.format(msgspec.json.encode(_dedented(schema)), indent=2).decode() + "\n"


def _dedented(part: Any) -> Any:
    """The same with docstrings as Python 3.13 keeps them: without the indent of the code around them."""
    if isinstance(part, list):
        return [_dedented(each) for each in part]
    if not isinstance(part, dict):
        return part
    clean = {name: _dedented(value) for name, value in part.items()}
    if isinstance(clean.get("description"), str):
        clean["description"] = cleandoc(clean["description"])
    return clean


def _file(kind: str, record: type[msgspec.Struct]) -> dict[str, Any]:
    """A file holds tables ``[kind.ID]``; the id is the table's name and no field of it."""
    (_,), parts = msgspec.json.schema_components([record], ref_template="#/$defs/{name}")
    own = parts[record.__name__]
    own["properties"].pop("id")
    own["required"].remove("id")
    own["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FILES[kind]} of a hairtx dataset",  # type: ignore[index]
        "type": "object",
        "properties": {
            kind: {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{record.__name__}"}}
        },
        "additionalProperties": False,
        "$defs": parts,
    }


def main(folder: Path) -> None:
    """Write every schema into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(text(schema), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
