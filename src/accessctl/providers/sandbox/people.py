"""The humans' side: what invitees, owners, centres, support and issuers do by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from accessctl.errors import ProviderError
from accessctl.model.identity import Address
from accessctl.model.live import LiveClinic
from accessctl.model.practice import Practice
from accessctl.providers.sandbox import rules
from accessctl.providers.sandbox.contact import meet, settle
from accessctl.providers.sandbox.faults import FaultKind, plant
from accessctl.providers.sandbox.instants import later
from accessctl.providers.sandbox.rows import find_assistant, forget_receipt, put_practices, registrations
from accessctl.providers.sandbox.state import Assistant, StoredPractice
from accessctl.providers.sandbox.store import Store, clock, set_clock


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody acts: the practice's slug and, where there is one, its declaration."""

    slug: str
    declared: Practice | None = None


@dataclass(frozen=True, slots=True)
class _Scene:
    state: sqlite3.Connection
    practice: StoredPractice
    now: datetime
    person: Assistant | None

    def leave(self, after: Assistant | None) -> None:
        settle(self.state, self.practice.slug, self.person, after)


@contextmanager
def _scene(store: Store, place: Place, email: Address) -> Iterator[_Scene]:
    with store.changing() as state:
        practice = meet(state, place.slug, place.declared)
        forget_receipt(state, practice.slug, email)
        person = find_assistant(state, practice.slug, email)
        yield _Scene(state, practice, clock(state), person)


def accept(store: Store, place: Place, email: Address) -> None:
    """Accept the invitation, while it is valid; the invitee is a registered user from then on."""
    with _scene(store, place, email) as scene:
        scene.leave(replace(rules.valid(scene.person, email, scene.now), accepted=True))


def decline(store: Store, place: Place, email: Address) -> None:
    """Decline the invitation, while it is valid."""
    with _scene(store, place, email) as scene:
        rules.valid(scene.person, email, scene.now)
        scene.leave(None)


def remove(store: Store, place: Place, email: Address) -> None:
    """Take the person, or the invitation, out of the practice by hand."""
    with _scene(store, place, email) as scene:
        if scene.person is None:
            raise ProviderError("sandbox-not-there", email=email, practice=scene.practice.slug)
        scene.leave(None)


def add(store: Store, place: Place, guest: Assistant) -> None:
    """Give the person access to clinics by hand, beside those there already are."""
    with _scene(store, place, guest.email) as scene:
        shown = registrations(scene.state, [guest.email])[guest.email]
        clinics = scene.practice.clinics or ()
        scene.leave(rules.added(scene.person, guest, shown, clinics, scene.now))


def set_clinics(store: Store, place: Place, email: Address, clinics: frozenset[str]) -> None:
    """Give an active assistant exactly these clinics by hand, as the owner and the centres would together."""
    with _scene(store, place, email) as scene:
        person = rules.active(scene.person, email, scene.now)
        scene.leave(replace(person, clinics=rules.offered(clinics, scene.practice.clinics or ())))


def set_record_access(store: Store, place: Place, email: Address, *, granted: bool) -> None:
    """Turn an active assistant's record access on or off, as support does."""
    with _scene(store, place, email) as scene:
        scene.leave(replace(rules.active(scene.person, email, scene.now), record_access=granted))


def set_billing(store: Store, place: Place, email: Address, *, granted: bool) -> None:
    """Authorise an active assistant for billing or take that back, as the issuer's owner does."""
    with _scene(store, place, email) as scene:
        declared = place.declared.billing_issuer if place.declared else None
        if granted and not (scene.practice.billing_issuer or declared):
            raise ProviderError("sandbox-no-issuer", practice=scene.practice.slug)
        scene.leave(replace(rules.active(scene.person, email, scene.now), billing=granted))


def add_clinic(store: Store, place: Place, clinic: LiveClinic) -> None:
    """Create a clinic in the practice, as its owner or its centre does."""
    with store.changing() as state:
        practice = meet(state, place.slug, place.declared)
        clinics = practice.clinics or ()
        if any(known.id == clinic.id for known in clinics):
            raise ProviderError("sandbox-clinic-exists", clinic=clinic.id, practice=practice.slug)
        put_practices(state, [replace(practice, clinics=(*clinics, clinic))])


def advance(store: Store, duration: timedelta) -> datetime:
    """Let time pass; return what the sandbox's clock shows then."""
    with store.changing() as state:
        now = later(clock(state), duration)
        set_clock(state, now)
    return now


def plant_fault(store: Store, kind: FaultKind, place: Place | None, times: int) -> None:
    """Let something go wrong the next so many times, in one practice or in any."""
    with store.changing() as state:
        practice = meet(state, place.slug, place.declared).slug if place else None
        plant(state, kind, practice, times)
