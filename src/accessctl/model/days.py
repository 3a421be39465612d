"""Days as people write them by hand, which days they may mean, and days to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

_NUMBERS = re.compile(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})", re.ASCII)
_IN_A_ROW = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})(?:\s+de)?[\s/.-]+([a-z]{3,10})\.?(?:\s+del?|,)?[\s/.-]+(\d{4})", re.ASCII)
_WORDS_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})", re.ASCII)
_MONTHS = (
    ("ene", "jan"), ("feb",), ("mar",), ("abr", "apr"), ("may",), ("jun",), ("jul",), ("ago", "aug"),
    ("set", "sep"), ("oct",), ("nov",), ("dic", "dec"),
)  # fmt: skip
_YEARS = range(1900, 9999)
_FIRST, _LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9998, 12, 31, tzinfo=UTC)


def has_room(at: datetime) -> bool:
    """Say whether the calendar goes on around an instant: for time zones, and for how long things last."""
    return _FIRST <= at <= _LAST


def days_later(day: date, days: int) -> date:
    """Return the day so many days later; beyond the calendar there is only its last day."""
    return date.max if days > (date.max - day).days else day + timedelta(days=days)


def readings(text: str) -> tuple[str, ...]:
    """Return the days that a text may mean, as `2026-12-31`; the first one puts the day before the month.

    Two, where both numbers could be a month, as in 03/04/2026; none, where it is no day at all.
    """
    found: list[str] = []
    for year, month, day in _triples(text.strip().lower()):
        with suppress(ValueError):
            if year in _YEARS:
                found.append(date(year, month, day).isoformat())
    return tuple(dict.fromkeys(found))


def _triples(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield year, month and day in each order that people have."""
    if match := _IN_A_ROW.fullmatch(text):
        yield int(match[1]), int(match[2]), int(match[3])
    elif match := _NUMBERS.fullmatch(text):
        one, middle, last = (int(part) for part in match.groups())
        if len(match[1]) == 4:
            yield one, middle, last
            if middle > 12:
                yield one, last, middle
        elif len(match[1]) < 3 and len(match[3]) in (2, 4):
            year = last if len(match[3]) == 4 else 2000 + last
            yield year, middle, one
            yield year, one, middle
    elif match := _WORDS.fullmatch(text):
        yield int(match[3]), _month(match[2]), int(match[1])
    elif match := _WORDS_MONTH_FIRST.fullmatch(text):
        yield int(match[3]), _month(match[1]), int(match[2])


def _month(word: str) -> int:
    """Return the month's number; none such is no month of any year."""
    return next((number for number, begins in enumerate(_MONTHS, 1) if word.startswith(begins)), 0)
