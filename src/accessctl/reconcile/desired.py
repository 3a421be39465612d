"""What the files ask for today: `from` and `until` decided, ordinary and single-record clinics apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from accessctl.model.change import Access
from accessctl.model.finding import Holds
from accessctl.model.identity import Address
from accessctl.model.practice import Entry, Practice


@dataclass(frozen=True, slots=True)
class Desired:
    """One declared person, as asked for today.

    `held` is the rule whose error holds the entry still. An entry too wrong to be read has no `entry`.
    """

    email: Address
    entry: Entry | None
    wanted: bool
    clinics: frozenset[str] = frozenset()
    centres: frozenset[str] = frozenset()
    record_access: bool = False
    billing: bool = False
    held: str | None = None
    reason: str = "declared"
    unconfirmed: bool = False
    """Whether record access is declared and withheld, because no review confirmed it."""

    @property
    def access(self) -> Access:
        """Return all that is asked for, as one value."""
        return Access(tuple(sorted(self.clinics | self.centres)), self.record_access, self.billing)


@cache
def zone(name: str) -> ZoneInfo:
    """Return the time zone of that name; UTC for one that there is not, whose practice is frozen anyway."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def local_day(now: datetime, time_zone: str) -> date:
    """Return the local date at an instant."""
    return now.astimezone(zone(time_zone)).date()


def resolve(practice: Practice, holds: Holds, now: datetime) -> Mapping[Address, Desired]:
    """Return the declared people of a practice by address, each as asked for today."""
    today = local_day(now, practice.time_zone)
    centres = frozenset(clinic.id for clinic in practice.clinics if clinic.single_record)
    people: dict[Address, Desired] = {}
    for entry in practice.assistants:
        held = holds.entries.get((practice.slug, entry.email))
        if entry.email in people:  # declared twice: the error holds both, and neither is believed
            held = held or "duplicate-assistant"
        people[entry.email] = _person(entry, today, centres, held)
    for broken in practice.held:
        if broken.email is not None:
            rule = holds.entries.get((practice.slug, broken.email), "wrong-value")
            people[broken.email] = Desired(broken.email, None, wanted=False, held=rule)
    return people


def _person(entry: Entry, today: date, centres: frozenset[str], held: str | None) -> Desired:
    chosen = frozenset(entry.clinics)
    begun = entry.starts is None or entry.starts <= today
    ended = entry.ends is not None and entry.ends < today
    record = entry.record_access
    return Desired(
        email=entry.email,
        entry=entry,
        wanted=begun and not ended,
        clinics=chosen - centres,
        centres=chosen & centres,
        record_access=record is not None and (record.until is None or today <= record.until),
        billing=entry.billing,
        held=held,
        reason=_reason(entry, begun=begun, ended=ended),
    )


def _reason(entry: Entry, *, begun: bool, ended: bool) -> str:
    if ended:
        return "until-passed"
    if not begun:
        return "not-begun"
    return "declared" if entry.starts is None else "declared-from"


def replaced_addresses(practice: Practice) -> Mapping[Address, Address]:
    """Return old address → the new one that is declared instead."""
    return {old: entry.email for entry in practice.assistants for old in entry.previously}
