"""JSON Schemas (2020-12) of the files, generated from their shapes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from accessctl.declarations.page_map_document import PageMapDocument
from accessctl.declarations.policy_document import PolicyDocument
from accessctl.declarations.practice_document import PracticeDocument
from accessctl.declarations.settings_document import SettingsDocument
from accessctl.declarations.shapes import Document

DIALECT = "https://json-schema.org/draft/2020-12/schema"

SHAPES: dict[str, type[Document]] = {
    "practice.schema.json": PracticeDocument,
    "settings.schema.json": SettingsDocument,
    "policy.schema.json": PolicyDocument,
    "page-map.schema.json": PageMapDocument,
}
"""The schema files, and the shapes they are made from."""

_TITLES = {
    "practice.schema.json": "A practice and its assistants",
    "settings.schema.json": "How the repository works",
    "policy.schema.json": "The organisation's rules",
    "page-map.schema.json": "Where things stand on HuliPractice's pages",
}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas by file name."""
    return {
        name: {"$schema": DIALECT, "title": _TITLES[name], **_trimmed(shape.model_json_schema(by_alias=True))}
        for name, shape in SHAPES.items()
    }


def schema_text(schema: dict[str, Any]) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(directory: Path) -> tuple[Path, ...]:
    """Write the files, and return their paths."""
    directory.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in schemas().items():
        path = directory / name
        path.write_text(schema_text(schema), encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def _trimmed(node: Any) -> Any:
    """Drop what pydantic adds and no reader needs: titles made from names, defaults that are parts."""
    if isinstance(node, list):
        return [_trimmed(item) for item in node]
    if not isinstance(node, dict):
        return node
    trimmed = {
        key: {name: _trimmed(part) for name, part in value.items()}
        if key in {"properties", "$defs"}
        else _trimmed(value)
        for key, value in node.items()
        if key not in {"title", "default"}
    }
    if "patternProperties" in trimmed:
        trimmed.setdefault("additionalProperties", False)
    default = node.get("default")
    if isinstance(default, str | bool | int):
        trimmed["default"] = default
    return trimmed
