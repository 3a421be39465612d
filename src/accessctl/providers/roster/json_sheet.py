"""The text of a JSON file → cells, by the same words as the headings of a CSV file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from accessctl.providers.roster.csv_sheet import note_unknown
from accessctl.providers.roster.headings import AS_OF, COLUMNS, COMPLETE, PEOPLE, fold
from accessctl.providers.roster.sheet import Cell, Column, Row, Sheet, Trouble


class _Object(dict[str, Any]):
    """An object, with the keys that stood in it twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        keys = [key for key, _ in pairs]
        self.repeated = [key for key in self if keys.count(key) > 1] if len(self) < len(keys) else []


def read_json(text: str, trouble: Trouble) -> Sheet:
    """Return the cells of a JSON file."""
    try:
        document = json.loads(text, object_pairs_hook=_Object)
        json.dumps(document, ensure_ascii=False).encode()  # half a character is in nobody's address
    except json.JSONDecodeError as error:
        trouble.give_up("roster-not-json", f":{error.lineno}:{error.colno}")
    except (RecursionError, ValueError):
        trouble.give_up("roster-not-json")
    if not isinstance(document, _Object):
        trouble.give_up("roster-not-a-list")
    said = _top(document, trouble)
    people = said.get("people")
    if not isinstance(people, list):
        trouble.give_up("roster-not-a-list")
    rows = [_row(person, f" asistentes[{index}]", trouble) for index, person in enumerate(people)]
    return Sheet(
        _said(said, "as_of", " fecha", trouble),
        _said(said, "complete", " completa", trouble),
        tuple(row for row in rows if row is not None),
    )


def _top(document: _Object, trouble: Trouble) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for key, value in document.items():
        known = {"as_of": AS_OF, "complete": COMPLETE, "people": PEOPLE}
        name = next((name for name, words in known.items() if fold(key) in words), None)
        if name is None:
            trouble.note(
                "roster-column-unknown", f" {key}", column=key, known=("as_of", "complete", "assistants")
            )
        elif name in found or key in document.repeated:
            trouble.note("roster-said-twice", f" {key}", key=key)
            found.setdefault(name, value)
        else:
            found[name] = value
    return found


def _said(said: Mapping[str, Any], name: str, place: str, trouble: Trouble) -> Cell | None:
    if name not in said or said[name] is None:
        return None
    return Cell(_text(said[name], place, trouble), place)


def _row(person: object, place: str, trouble: Trouble) -> Row | None:
    if not isinstance(person, _Object):
        trouble.note("roster-not-a-person", place)
        return None
    cells: dict[Column, Cell] = {}
    for key, value in person.items():
        column, where = COLUMNS.get(fold(key)), f"{place}.{key}"
        if column is None:
            note_unknown(key, where, trouble)
        elif column in cells or key in person.repeated:
            trouble.note("roster-column-twice", where, column=str(column))
        else:
            cells[column] = Cell(_text(value, where, trouble), where)
    return Row(place, cells)


def _text(value: object, place: str, trouble: Trouble) -> str:
    """Return the value as a cell would hold it; null is an empty cell, a list has a line for each item."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(item.strip() for item in value)
    trouble.note("roster-not-text", place)
    return ""
