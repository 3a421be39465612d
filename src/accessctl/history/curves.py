"""Pure: how many people were declared over time, and how many of them with record access."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from accessctl.history.answers import local_day, zone_of
from accessctl.history.chronicle import History, Life, turn_at
from accessctl.model.report import Period, Point

DAILY = 45
"""Up to this many days a point stands for a day; beyond, for a week or more."""
MOST = 60


def points(history: History, lives: Iterable[Life], period: Period, zone: str) -> tuple[Point, ...]:
    """Return the counts at the ends of days, or of weeks, of the period; the last is the period's end.

    A person counts once for each practice.
    """
    days = tuple(_days(local_day(period.since, zone), local_day(period.until, zone)))
    moments = [min(_end(day, zone), period.until) for day in days]
    places = [history.place_at(moment) for moment in moments]
    people, record = [0] * len(days), [0] * len(days)
    for life in lives:
        for number, (day, place) in enumerate(zip(days, places, strict=True)):
            span = life.span(place) if place >= 0 else None
            if span is None or span.slug is None:
                continue
            for turns in life.people.values():
                index = turn_at(turns, place)
                grant = turns[index].grant if index >= 0 else None
                if grant is not None and grant.covers(day):
                    people[number] += 1
                    record[number] += grant.opens_record(day)
    return tuple(Point(*said) for said in zip(days, people, record, strict=True))


def _days(first: date, last: date) -> Iterator[date]:
    """Yield the days that are counted: evenly apart, counted back from the last one."""
    length = (last - first).days
    step = 1 if length <= DAILY else 7 * (length // (7 * MOST) + 1)
    yield from (last - timedelta(days=back) for back in range(length - length % step, -1, -step))


def _end(day: date, zone: str) -> datetime:
    midnight = datetime.combine(day + timedelta(days=1), time(), zone_of(zone))
    return midnight.astimezone(UTC) - timedelta(microseconds=1)
