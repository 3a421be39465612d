"""Durations and days as the files write them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DIGITS_AT_MOST = 9
_LONGEST = timedelta(days=36_525)


def duration_of(text: str) -> timedelta:
    """Return the duration, as `36h`; ValueError beyond a hundred years."""
    if len(text) > _DIGITS_AT_MOST + 1:
        raise ValueError(text)
    duration = timedelta(**{_UNITS[text[-1]]: int(text[:-1])})
    if duration > _LONGEST:
        raise ValueError(text)
    return duration


@lru_cache(maxsize=4096)
def day_of(text: str) -> date:
    """Return the day; ValueError where the calendar has none such, as 2027-02-30."""
    return date.fromisoformat(text)
