"""The reference of the files (`docs/declaration-reference.md`), made from their shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from accessctl.declarations.page_map_document import PageMapDocument
from accessctl.declarations.policy_document import PolicyDocument
from accessctl.declarations.practice_document import PracticeDocument
from accessctl.declarations.settings_document import SettingsDocument
from accessctl.declarations.shapes import PATTERNS, Document

_HEAD = """\
# The files

<!-- Made by script/reference from the shapes in src/accessctl/declarations/; do not edit. -->

An access repository declares everything in four kinds of YAML file. What they may say is below; the
[rules](rules.md) say what must hold across entries and files besides. The same as JSON Schema, for editors
and other tools, is in `schemas/`; an organisation's own, tighter schemas in `schemas/local/` are enforced
too.

- YAML is read as version 1.2 means it: `no`, `yes`, `on` and `off` are texts, and so is `2027-01-31`.
- A key that is written twice, a key that is not listed here, and a key without a value are errors.
- Leaving a key out and writing an empty list are two things: `assistants: []` empties a practice, and a
  practice without `assistants` is an error.
- Anchors, aliases, merge keys, tags and second documents are errors, and so is a file larger than 1 MiB.
- Dates are days in the practice's time zone; the first and the last day count.
"""

_FILES = (
    ("practices/‹slug›.yaml", PracticeDocument),
    ("access/settings.yaml", SettingsDocument),
    ("access/policy.yaml", PolicyDocument),
    ("access/page-map.yaml", PageMapDocument),
)

_KINDS = {
    "slug": "short name",
    "rule": "name of a rule",
    "line": "text of one line",
    "text": "text",
    "address": "e-mail address",
    "domain": "domain",
    "mailbox": "mailbox name",
    "date": "date",
    "duration": "duration (`s`, `m`, `h`, `d`)",
    "hours": "hours",
    "time-zone": "IANA time zone",
    "branch": "branch",
    "remote": "remote",
    "commit": "commit id",
    "user-id": "user's number",
    "path": "path on the pages' host",
    "provider": "`sandbox`, `roster`, `huli`, or the dotted name of a package's provider",
}
_BY_PATTERN = {pattern: _KINDS[kind] for kind, pattern in PATTERNS.items()}
_PLAIN = {bool: "true or false", int: "whole number", str: "text"}


def reference_markdown() -> str:
    """Return the whole page."""
    return "\n".join([_HEAD, *(_file(name, shape) for name, shape in _FILES)])


def _file(name: str, shape: type[Document]) -> str:
    lines = [
        f"## {name}",
        "",
        (shape.__doc__ or "").strip(),
        "",
        "| key | value | default | meaning | example |",
        "|---|---|---|---|---|",
        *(_row(path, field) for path, field in _fields(shape)),
    ]
    return "\n".join(lines) + "\n"


def _fields(shape: type[Document], before: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Yield every key with its dotted path; a list's items have `[]`."""
    for name, field in shape.model_fields.items():
        path = f"{before}{field.alias or name}"
        yield path, field
        inner, in_list = _inner(field.annotation)
        if inner is not None:
            yield from _fields(inner, f"{path}{'[]' if in_list else ''}.")


def _inner(kind: Any) -> tuple[type[Document] | None, bool]:
    """Return the shape inside the type, and whether it is a list's."""
    if isinstance(kind, type) and issubclass(kind, Document):
        return kind, False
    for part in get_args(kind):
        inner, in_list = _inner(part)
        if inner is not None:
            return inner, in_list or get_origin(kind) is tuple
    return None, False


def _row(path: str, field: FieldInfo) -> str:
    default = _default(field)
    cells = [
        f"`{path}`",
        _type(field.annotation, field.metadata),
        default,
        field.description or "",
        f"`{_written(field.examples[0])}`" if field.examples else default if "`" in default else "",
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "*required*"
    default = field.get_default(call_default_factory=True, validated_data={})
    return "–" if default in (None, (), {}) else f"`{_written(default)}`"


def _written(value: Any) -> str:
    """Return the value as YAML in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_written(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_written(part) for part in value) + "]"
    return value if isinstance(value, str) else json.dumps(value)


def _key(key: str) -> str:
    return f'"{key}"' if key.isdigit() else key


def _type(kind: Any, metadata: list[Any]) -> str:
    """Return the type in words."""
    pattern = next((found for part in metadata if (found := getattr(part, "pattern", None))), None)
    if pattern is not None:
        return _BY_PATTERN[pattern]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _type(arguments[0], [*_flat(arguments[1:]), *metadata])
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        return f"list: {_type(arguments[0], [])}{_limits(metadata)}"
    if origin is dict:
        return f"keys: {_type(arguments[0], [])}; values: {_type(arguments[1], [])}"
    if origin in (Union, UnionType):
        parts = [part for part in arguments if part is not type(None)]
        return " or ".join(_type(part, metadata) for part in parts)
    if isinstance(kind, type) and issubclass(kind, Document):
        return "keys"
    return f"{_PLAIN[kind]}{_limits(metadata)}"


def _flat(metadata: tuple[Any, ...]) -> Iterator[Any]:
    for part in metadata:
        yield from part.metadata if isinstance(part, FieldInfo) else (part,)


def _limits(metadata: list[Any]) -> str:
    """Return the limits in words, in brackets."""
    names = (("ge", "from"), ("le", "to"), ("min_length", "at least"), ("max_length", "at most"))
    said = [
        f"{word} {limit}"
        for name, word in names
        for part in metadata
        if (limit := getattr(part, name, None)) is not None
    ]
    return f" ({', '.join(said)})" if said else ""
