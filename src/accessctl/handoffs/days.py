"""A day in words, as a letter says it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}


def day(moment: datetime, language: str, zone: str) -> str:
    """Return the local day of a moment: `24 November 2026`, `24 de noviembre de 2026`."""
    local = moment.astimezone(ZoneInfo(zone))
    month = _MONTHS["en" if language == "en" else "es"].split()[local.month - 1]
    return (
        f"{local.day} {month} {local.year}" if language == "en" else f"{local.day} de {month} de {local.year}"
    )
