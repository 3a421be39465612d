"""Pure: what people type for a time, understood in the repository's time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accessctl.errors import UsageError
from accessctl.history.answers import When, zone_of
from accessctl.model.days import readings

_FIRST, _LAST = date(1900, 1, 1), date(9998, 12, 31)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"\d{1,2}:\d{2}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)


def when(text: str, zone: str) -> When:
    """Return the moment: a day means all of it, so its end; a time without an offset is local."""
    if _DAY.fullmatch(text):
        day = _day(text)
        return When(_midnight(day + timedelta(days=1), zone_of(zone)) - timedelta(microseconds=1), day)
    return When(_moment(text, zone))


def beginning(text: str, zone: str) -> datetime:
    """Return the moment from which on a period counts: a day's first, or the time itself."""
    if _DAY.fullmatch(text):
        return _midnight(_day(text), zone_of(zone))
    return _moment(text, zone)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError("history-bad-moment", value=text) from None
    if not _FIRST <= day <= _LAST:
        raise UsageError("history-bad-moment", value=text)
    return day


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _moment(text: str, zone: str) -> datetime:
    if not _TIME.fullmatch(text):
        raise _otherwise(text)
    try:
        read = datetime.fromisoformat(text)
        local = read if read.tzinfo is not None else read.replace(tzinfo=zone_of(zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError("history-bad-moment", value=text) from None


def _otherwise(text: str) -> UsageError:
    """Return the error of a text in another form, with the days that it may mean."""
    day, _, time_of_day = text.strip().partition("T" if "T" in text else " ")
    meant = readings(text)
    if not meant and _CLOCK.fullmatch(time_of_day):
        meant = tuple(f"{one}T{time_of_day:0>5}" for one in readings(day))
    if not meant:
        return UsageError("history-bad-moment", value=text)
    if len(meant) == 1:
        return UsageError("history-bad-moment.near", value=text, near=meant[0])
    return UsageError("history-bad-moment.either", value=text, near=meant[0], other=meant[1])
