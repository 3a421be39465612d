"""What the rules are given beside the declaration: the day in each practice, and its people laid out once.

Everything here is derived from the declaration and an instant, so that a hundred thousand entries are
walked as one flat list and not gathered anew by each rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from accessctl.model.finding import Location, Stops
from accessctl.model.identity import Address
from accessctl.model.practice import Declaration, Entry, Practice
from accessctl.validation.places import policy_place, practice_place, settings_place
from accessctl.validation.slips import slips_among

Declared = tuple[Practice, Entry]
"""One assistant with the practice that declares it."""


class Mailbox(NamedTuple):
    """An address that is nobody's entry: an owner's, a centre administrator's, one of settings or policy."""

    address: Address
    where: Location
    stops: Stops
    practices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """The declaration laid out for the rules.

    days: the local date of each time zone named. entries: all of them, by practice in order of slug.
    people: the same by address. mailboxes: every other address. slips: domains that are probably misspelt,
    with the ones that are meant.
    """

    days: Mapping[str, date]
    entries: Sequence[Declared]
    people: Mapping[Address, Sequence[Declared]]
    mailboxes: Sequence[Mailbox]
    slips: Mapping[str, str]

    def today(self, practice: Practice) -> date:
        """Return the date in the practice."""
        return self.days[practice.time_zone]


@dataclass(frozen=True, slots=True)
class Whole:
    """What the rules need of a whole repository where they are given a part of it."""

    zones: frozenset[str]
    slips: Mapping[str, str]


def context_of(declaration: Declaration, now: datetime, whole: Whole | None = None) -> Context:
    """Lay the declaration out; `now` is an instant with its time zone."""
    practices = [declaration.practices[key] for key in sorted(declaration.practices)]
    entries = [(practice, entry) for practice in practices for entry in practice.assistants]
    people: defaultdict[Address, list[Declared]] = defaultdict(list)
    for declared in entries:
        people[declared[1].email].append(declared)
    zones = whole.zones if whole is not None else {practice.time_zone for practice in practices}
    return Context(
        days={zone: local_date(now, zone) for zone in {*zones, declaration.settings.time_zone}},
        entries=entries,
        people=dict(people),
        mailboxes=tuple(_mailboxes(declaration, practices)),
        slips=whole.slips if whole is not None else slips_among(people, declaration.policy),
    )


def time_zone(name: str) -> ZoneInfo | None:
    """Return the time zone of that name, or None where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, not a name at all, a folder of the database
        return None


def local_date(now: datetime, zone: str) -> date:
    """Return the date in the time zone; in UTC where the zone is unknown, which is a finding of its own."""
    return now.astimezone(time_zone(zone) or UTC).date()


def _mailboxes(declaration: Declaration, practices: Sequence[Practice]) -> Iterator[Mailbox]:
    yield from mailboxes_of_access(declaration)
    for practice in practices:
        named = (practice.slug,)
        yield Mailbox(practice.owner, practice_place(practice, "owner.email"), Stops.GRANTS, named)
        if practice.billing_issuer is not None:
            where = practice_place(practice, "billing_issuer.owner")
            yield Mailbox(practice.billing_issuer, where, Stops.GRANTS, named)
        for clinic in practice.clinics:
            if clinic.administrator is not None:
                yield Mailbox(clinic.administrator, clinic.where, Stops.GRANTS, named)


def mailboxes_of_access(declaration: Declaration) -> Iterator[Mailbox]:
    """Yield the addresses that settings and policy name."""
    settings = declaration.settings
    for key, address in (
        ("live.account", settings.live.account),
        ("handoffs.from", settings.handoffs.sender),
    ):
        if address is not None:
            yield Mailbox(address, settings_place(declaration, key), Stops.APPLY)
    for user, address in settings.live.users:
        yield Mailbox(address, settings_place(declaration, f"live.users.{user}"), Stops.APPLY)
    for address in sorted(declaration.policy.protected):
        yield Mailbox(address, policy_place(declaration, "protected"), Stops.APPLY)
