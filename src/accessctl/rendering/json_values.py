"""How values become JSON and come back: instants in RFC 3339 UTC, days, durations, access."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from accessctl.model.change import Access, access_value
from accessctl.model.days import has_room

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DURATION = re.compile(r"PT(\d{1,10})S")


def instant(at: datetime) -> str:
    """Return the instant in RFC 3339, UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def instant_or_none(at: datetime | None) -> str | None:
    """Return the instant in RFC 3339, UTC, where there is one."""
    return None if at is None else instant(at)


def parse_instant(text: str) -> datetime:
    """Return the instant; a text in another form is a ValueError."""
    if not _INSTANT.fullmatch(text):
        raise ValueError(text)
    found = datetime.fromisoformat(text)
    if not has_room(found):
        raise ValueError(text)
    return found


def access_json(access: Access) -> dict[str, object]:
    """Return the access with its three facets; null is unknown."""
    return access_value(access)


def plain(value: object) -> Any:
    """Return a parameter's value as JSON; sets are sorted, durations are seconds (`PT3600S`)."""
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"PT{int(value.total_seconds())}S"
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(map(plain, value), key=str)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def lively(value: object) -> object:
    """Return a JSON value as the richest value it stands for: the way back from `plain`."""
    if isinstance(value, str):
        return _lively_text(value)
    if isinstance(value, Mapping):
        return {key: lively(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(map(lively, value))
    return value


def _lively_text(text: str) -> object:
    seconds = _DURATION.fullmatch(text)
    if seconds:
        return timedelta(seconds=int(seconds[1]))
    try:
        if _INSTANT.fullmatch(text):
            return parse_instant(text)
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:  # looks like a date and is none
        return text
    return text
