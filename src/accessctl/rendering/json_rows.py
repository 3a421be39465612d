"""Long answers as JSON: one row a line, so that thousands are written quickly and compared line by line."""

from __future__ import annotations

import json
from collections.abc import Mapping


def json_rows(value: Mapping[str, object]) -> str:
    """Return the object; each item of its lists stands on a line of its own."""
    return "{\n" + ",\n".join(f"  {_text(key)}: {_side(item)}" for key, item in value.items()) + "\n}"


def _side(item: object) -> str:
    if not isinstance(item, list) or not item:
        return _text(item)
    return "[\n" + ",\n".join(f"    {_text(row)}" for row in item) + "\n  ]"


_text = json.JSONEncoder(ensure_ascii=False).encode
