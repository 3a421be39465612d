"""What the script in a page sends: a list of mappings, whatever is in them."""

from __future__ import annotations

import json
from typing import Any

from accessctl.errors import AccessctlError


def rows_sent(data: bytes) -> list[dict[str, Any]]:
    """Return the rows; the script is ours, so a list of mappings it is, of JSON that a browser can send."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise AccessctlError("web-unreachable") from None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
