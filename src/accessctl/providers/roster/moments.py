"""Dates and times as people and spreadsheets write them → instants in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from accessctl.model.days import has_room

_DAY = r"(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>\d{4}))"
_TIME = r"(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?(?:\s*(?P<half>[ap])\.?\s*m\.?)?"
_ZONE = r"\s*(?P<zone>Z|[+-]\d{2}:\d{2})?"
_MOMENT = re.compile(rf"{_DAY}(?:(?:[T,]\s*|\s+){_TIME}{_ZONE})?", re.ASCII | re.IGNORECASE)


def read_moment(text: str, zone: str) -> datetime:
    """Return the instant; raises ValueError.

    A date alone is the start of that local day: of two readings the older one, so that whatever was done
    or confirmed during that day is newer than the list and stands.
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    part = found.groupdict()
    year, month, day = (int(part[key] or part[f"{key}2"]) for key in ("y", "m", "d"))
    hour, minute, second = (int(part[key] or 0) for key in ("h", "min", "s"))
    if part["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if part["half"].lower() == "p" else 0)
    local = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone comes next
    if part["zone"]:
        offset = part["zone"].upper().replace("Z", "+00:00")
        aware = datetime.fromisoformat(f"{local.isoformat()}{offset}")
    else:
        aware = local.replace(tzinfo=_zone(zone))
    try:
        instant = aware.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error
    if not has_room(instant):
        raise ValueError(text)
    return instant


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # an unknown zone is a finding of the declaration
        return ZoneInfo("UTC")
