"""Who is in the owner's practice, as the pages show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accessctl.model.live import INVITATION_LIFE, LiveClinic, Presence
from accessctl.providers.sandbox.rows import assistants_among
from accessctl.providers.sandbox.rules import clinics_of as clinics_in
from accessctl.providers.sandbox.rules import presence
from accessctl.providers.sandbox.server.asking import Asked
from accessctl.providers.sandbox.server.showing import spoken
from accessctl.providers.sandbox.server.site import Account, Site
from accessctl.providers.sandbox.state import Assistant
from accessctl.providers.sandbox.store import clock

ORDER = (Presence.EXPIRED, Presence.INVITED, Presence.ACTIVE)


@dataclass(frozen=True, slots=True)
class Shown:
    """One assistant as a row."""

    person: Assistant
    name: str
    presence: Presence
    clinics: tuple[str, ...]
    """Their names."""
    until: datetime | None = None
    """Until when the invitation is, or was, valid."""
    until_said: str = ""


def people_of(asked: Asked) -> list[Shown]:
    """Return the owner's assistants, those who wait for something first."""
    return people_in(asked.site, asked.own)


def people_in(site: Site, account: Account, language: str = "es") -> list[Shown]:
    """Return a practice's assistants, those who wait for something first."""
    people, now = _people(site, account)
    names = {clinic.id: clinic.name for clinic in _clinics(account, people)}

    def said(until: datetime) -> str:
        return spoken(until, site.zone_of(account), language)

    shown = [_row(person, names, now, said) for person in people]
    return sorted(shown, key=lambda row: (ORDER.index(row.presence), row.name.casefold()))


def clinics_of(asked: Asked) -> tuple[LiveClinic, ...]:
    """Return the clinics of the owner's practice."""
    return clinics_at(asked.site, asked.own)


def clinics_at(site: Site, account: Account) -> tuple[LiveClinic, ...]:
    """Return a practice's clinics, by name."""
    people, _ = _people(site, account)
    return tuple(sorted(_clinics(account, people), key=lambda clinic: clinic.name.casefold()))


def _people(site: Site, account: Account) -> tuple[list[Assistant], datetime]:
    slug = account.stored.slug if account.stored else account.slug
    with site.store.reading() as state:
        return list(assistants_among(state, [slug]).get(slug, {}).values()), clock(state)


def _clinics(account: Account, people: Sequence[Assistant]) -> tuple[LiveClinic, ...]:
    return clinics_in(account.stored, people, account.declared)


def _row(
    person: Assistant, names: Mapping[str, str], now: datetime, said: Callable[[datetime], str]
) -> Shown:
    until = None if person.accepted or person.sent_at is None else person.sent_at + INVITATION_LIFE
    return Shown(
        person=person,
        name=" ".join(filter(None, (person.name, *person.surnames))) or person.email,
        presence=presence(person, now),
        clinics=tuple(sorted(names.get(clinic, clinic) for clinic in person.clinics or ())),
        until=until,
        until_said="" if until is None else said(until),
    )
