"""A report as one CSV: every row of `accessctl.report/1`, its section in the first column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from accessctl.rendering.csv_cells import csv_text

_LEFT_OUT = frozenset({"practices_asked", "every_assistant_sees", "addresses"})
"""Lists of plain words, which are no rows."""


def report_csv(value: Mapping[str, Any]) -> str:
    """Return the report's rows; a nested value has a column of its own, named with a dot."""
    rows = list(_rows(value))
    columns: dict[str, None] = {}
    for row in rows:
        columns.update(dict.fromkeys(row))
    head = ["section", *columns]
    return csv_text(
        head, ([section, *(row.get(name) for name in columns)] for section, row in _sections(value))
    )


def _sections(value: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, object]]]:
    for section, items in value.items():
        if isinstance(items, list) and section not in _LEFT_OUT:
            for item in items:
                yield section, dict(_flat("", item))


def _rows(value: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    yield from (row for _, row in _sections(value))


def _flat(prefix: str, item: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for key, value in item.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _flat(f"{name}.", value)
        elif isinstance(value, list):
            yield name, " ".join(_word(part) for part in value)
        elif isinstance(value, bool):
            yield name, str(value).lower()
        elif value is not None:
            yield name, value


def _word(part: object) -> str:
    """Return a list's item in one word: who approved, or what ended when."""
    if isinstance(part, Mapping):
        return str(part.get("by") or part.get("ended_at") or "")
    return str(part)
