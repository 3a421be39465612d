"""Rules about days: `from` and `until`, of a person and of record access. Both are inclusive local days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accessctl.model.finding import Finding, Stops
from accessctl.model.practice import Declaration
from accessctl.validation.context import Context, time_zone
from accessctl.validation.places import settings_place
from accessctl.validation.raising import apply_error, entry_error, entry_warning, practice_error

_FAR = 10
"""Years after which a day is more likely a slip than a plan."""


def until_before_from(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find people who end before they begin: they are never let in, which nobody means."""
    del declaration
    for practice, entry in context.entries:
        if entry.starts is not None and entry.ends is not None and entry.ends < entry.starts:
            days = {"starts": entry.starts, "ends": entry.ends}
            yield entry_error("until-before-from", practice, entry, "until", **days)


def date_passed(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find entries whose last day is over: they grant nothing any more and can go."""
    del declaration
    for practice, entry in context.entries:
        if entry.ends is not None and entry.ends < context.days[practice.time_zone]:
            yield entry_warning("date-passed", practice, entry, "until", ends=entry.ends)


def record_access_until_passed(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find record access whose last day is over: the key only looks as if it still gave it."""
    del declaration
    for practice, entry in context.entries:
        access = entry.record_access
        if (
            access is not None
            and access.until is not None
            and access.until < context.days[practice.time_zone]
        ):
            yield entry_warning(
                "record-access-until-passed", practice, entry, "record_access", ends=access.until
            )


def record_until_after_until(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find record access that outlives the person's entry: it ends with the person."""
    del declaration
    for practice, entry in context.entries:
        access = entry.record_access
        if access is None or access.until is None or entry.ends is None:
            continue
        if access.until > entry.ends:
            days = {"record_until": access.until, "ends": entry.ends}
            yield entry_warning("record-until-after-until", practice, entry, "record_access", **days)


def record_until_before_from(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find record access that ends before the person begins: it is never given."""
    del declaration
    for practice, entry in context.entries:
        access = entry.record_access
        if access is None or access.until is None or entry.starts is None:
            continue
        if access.until < entry.starts:
            days = {"record_until": access.until, "starts": entry.starts}
            yield entry_warning("record-until-before-from", practice, entry, "record_access", **days)


def date_far_away(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find days many years away: usually two digits are swapped, and somebody would stay for as long."""
    del declaration
    if not context.days:
        return
    horizon = max(context.days.values()).year + _FAR
    for practice, entry in context.entries:
        access = entry.record_access
        last = None if access is None else access.until
        if entry.starts is None and entry.ends is None and last is None:
            continue
        for key, day in (("from", entry.starts), ("until", entry.ends), ("record_access", last)):
            if day is not None and day.year > horizon:
                yield entry_warning("date-far-away", practice, entry, key, day=day, years=_FAR)


def unknown_time_zone(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Find time zones that do not exist: without one nobody can say which day it is in a practice."""
    usual = declaration.settings.time_zone
    unknown = {zone for zone in context.days if time_zone(zone) is None}
    if not unknown:
        return
    if usual in unknown:
        heirs = sorted(
            practice.slug
            for practice in declaration.practices.values()
            if practice.time_zone == usual and "time_zone" not in practice.keys
        )
        found = apply_error("unknown-time-zone", settings_place(declaration, "time_zone"), zone=usual)
        yield replace(found, practices=tuple(heirs))
    for practice in declaration.practices.values():
        if practice.time_zone in unknown and (practice.time_zone != usual or "time_zone" in practice.keys):
            zone = practice.time_zone
            yield practice_error("unknown-time-zone", practice, "time_zone", Stops.PRACTICE, zone=zone)
