"""What a file asks for on a day, read by the judge's own eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

COSTA_RICA = timedelta(hours=-6)


@dataclass(frozen=True)
class Wanted:
    """Somebody's access as a file asks for it."""

    clinics: frozenset[str]
    record_access: bool
    billing: bool


def wanted_of(entry: dict[str, Any] | None, at: datetime) -> Wanted | None:
    """Return what an entry asks for at a moment, or None for nothing."""
    if entry is None:
        return None
    today = (at + COSTA_RICA).date().isoformat()
    if not entry.get("from", today) <= today <= entry.get("until", today):
        return None
    return Wanted(frozenset(entry["clinics"]), bool(entry.get("record_access")), bool(entry.get("billing")))
