"""The text of a practice's file that comes into being, with nobody in it yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from accessctl.declarations.list_edits import Item
from accessctl.declarations.practice_document import ClinicDocument
from accessctl.declarations.yaml_writing import Comments, Value, comment, written

HEADING = "# yaml-language-server: $schema=../schemas/practice.schema.json"

_TOGETHER = ("version", "practice", "previously", "name", "owner")
_CLINIC_KEYS = tuple(ClinicDocument.model_fields)

Clinic = tuple[Mapping[str, Value], Comments]
"""A clinic's values, and the comments at its keys."""


def new_practice(values: Mapping[str, Value], comments: Comments, clinics: Sequence[Clinic]) -> str:
    """Return the file; a comment may stand at a key that is missing, for a person to add it."""
    lines = [HEADING, *_lines("version", {"version": 1}, comments)]
    for key in ("practice", "name", "owner"):
        lines += _lines(key, values, comments)
    lines += ["", *[comment(text) for text in comments.get("clinics", ())]]
    lines.append("clinics:" if clinics else "clinics: []")
    for clinic, at_keys in clinics:
        item = Item(clinic, _CLINIC_KEYS, at_keys)
        said = item.lines if at_keys else [f"- {item.in_braces}"]
        lines += [f"  {line}" for line in said]
    for key in values:
        if key not in _TOGETHER:
            lines += ["", *_lines(key, values, comments)]
    return "\n".join([*lines, "", "assistants: []", ""])


def _lines(key: str, values: Mapping[str, Value], comments: Comments) -> list[str]:
    said = [comment(text) for text in comments.get(key, ())]
    return [*said, f"{key}: {written(values[key])}"] if key in values else said
