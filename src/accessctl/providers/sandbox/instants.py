"""Times and durations as the sandbox reads, writes and stores them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from accessctl.errors import AccessctlError

RFC_3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})",
    re.ASCII,
)
DURATION = re.compile(r"(?:\d{1,12}[smhd])+", re.ASCII)
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# An invitation sent at the last instant of the calendar could not expire in it.
LAST = datetime(9998, 12, 31, 23, 59, 59, tzinfo=UTC)


def read_instant(text: str) -> datetime:
    """Return the instant that an RFC 3339 text names, in UTC; raises ValueError."""
    if not RFC_3339.fullmatch(text):
        raise ValueError(text)
    try:
        instant = datetime.fromisoformat(text.upper()).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error
    if not EPOCH <= instant <= LAST:
        raise ValueError(text)
    return instant


def show_instant(instant: datetime) -> str:
    """Return the instant as RFC 3339 text in UTC, with a fraction only where there is one."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def read_duration(text: str) -> timedelta:
    """Return the duration that a text such as `36h` or `1d12h` names."""
    if not DURATION.fullmatch(text):
        raise AccessctlError("sandbox-duration", duration=text)
    parts = re.findall(r"(\d+)([smhd])", text)
    try:
        return sum((timedelta(**{UNITS[unit]: int(number)}) for number, unit in parts), timedelta())
    except OverflowError as error:
        raise AccessctlError("sandbox-duration", duration=text) from error


def later(now: datetime, duration: timedelta) -> datetime:
    """Return the instant a duration later, as long as the calendar has it."""
    if duration > LAST - now:
        raise AccessctlError("sandbox-too-late")
    return now + duration


def to_number(instant: datetime) -> int:
    """Return the instant as whole microseconds, the way it is stored."""
    return (instant - EPOCH) // timedelta(microseconds=1)


def from_number(number: int) -> datetime:
    """Return the instant that was stored as a number."""
    return EPOCH + timedelta(microseconds=number)
