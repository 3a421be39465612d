"""A day in words, as a letter says it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}


def day(moment: datetime, language: str, zone: str) -> str:
    """Return the local day of a moment: `24 November 2026`, `24 de noviembre de 2026`."""
    return date_in_words(moment.astimezone(ZoneInfo(zone)), language)


def date_in_words(when: date, language: str) -> str:
    """Return a day of the files: `30 June 2027`, `30 de junio de 2027`."""
    month = _MONTHS["en" if language == "en" else "es"].split()[when.month - 1]
    return f"{when.day} {month} {when.year}" if language == "en" else f"{when.day} de {month} de {when.year}"
