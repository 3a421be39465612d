"""The sandbox's reader: many practices in a few queries."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accessctl.model.capabilities import Capabilities
from accessctl.model.identity import Address
from accessctl.model.live import LiveAssistant, Observation, Registration, Unobserved
from accessctl.model.practice import Practice
from accessctl.providers.interface import KnownPractice
from accessctl.providers.sandbox import faults
from accessctl.providers.sandbox.faults import FaultKind
from accessctl.providers.sandbox.fingerprints import fingerprints
from accessctl.providers.sandbox.reach import CAPABILITIES
from accessctl.providers.sandbox.rows import (
    all_practices,
    assistants_among,
    practices_among,
    registrations,
    slugs_of,
)
from accessctl.providers.sandbox.rules import clinics_of, presence
from accessctl.providers.sandbox.state import Assistant, StoredPractice
from accessctl.providers.sandbox.store import Store, clock


@dataclass(frozen=True, slots=True)
class _Moment:
    """What one look at the state gave."""

    now: datetime
    practices: Mapping[str, StoredPractice]
    assistants: Mapping[str, Mapping[Address, Assistant]]
    registrations: Mapping[Address, Registration]


class SandboxReader:
    """Reads the sandbox; of its state it changes nothing but the countdown of a fault."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def capabilities(self) -> Capabilities:
        """What the sandbox can see and do."""
        return CAPABILITIES

    def now(self) -> datetime | None:
        """Return what the sandbox's clock shows."""
        with self._store.reading() as state:
            return clock(state)

    def known_practices(self) -> Mapping[str, KnownPractice]:
        """Return every practice that was loaded, or came into being since."""
        with self._store.reading() as state:
            stored = list(all_practices(state))
            people = assistants_among(state, [practice.slug for practice in stored])
        return {
            item.slug: KnownPractice(
                slug=item.slug,
                owner=item.owner,
                clinics=clinics_of(item, people.get(item.slug, {}).values(), None) or None,
                billing_issuer=item.billing_issuer,
            )
            for item in stored
        }

    def fingerprints(self) -> Mapping[str, str] | None:
        """Return a digest of each practice's state, and of who is registered; None where a fault waits."""
        with self._store.reading() as state:
            return None if faults.planted(state) else fingerprints(state)

    def observe(
        self, practices: Sequence[Practice], lookups: Mapping[str, frozenset[Address]]
    ) -> Mapping[str, Observation | Unobserved]:
        """Read the practices at one moment; the sandbox always lists everybody."""
        with self._store.reading() as state:
            faulty = faults.planted(state)
            moment = _look(state, practices, lookups)
        emptied = self._emptied(practices) if faulty else frozenset()
        return {
            practice.slug: _observation(
                moment, practice, lookups.get(practice.slug, ()), empty=practice.slug in emptied
            )
            for practice in practices
        }

    def _emptied(self, practices: Sequence[Practice]) -> frozenset[str]:
        """Count the faults down; return the slugs of the practices that shall look empty."""
        with self._store.changing() as state:
            # Reading is one call for all practices, so a fault of one practice is not its to meet.
            lost = faults.strike(state, {FaultKind.LOST_CREDENTIALS})
            emptied: frozenset[str] = frozenset()
            if lost is None:
                emptied = _struck_empty(state, practices)
        if lost is not None:
            raise faults.error_of(lost)
        return emptied


def _struck_empty(state: sqlite3.Connection, practices: Sequence[Practice]) -> frozenset[str]:
    kinds = {FaultKind.EMPTY_ANSWER}
    if faults.strike(state, kinds):
        return frozenset(practice.slug for practice in practices)
    return frozenset(
        practice.slug
        for practice in practices
        if faults.strike(state, kinds, slugs_of(practice.slug, practice))
    )


def _look(
    state: sqlite3.Connection,
    practices: Sequence[Practice],
    lookups: Mapping[str, frozenset[Address]],
) -> _Moment:
    slugs = [slug for practice in practices for slug in slugs_of(practice.slug, practice)]
    return _Moment(
        now=clock(state),
        practices=practices_among(state, slugs),
        assistants=assistants_among(state, slugs),
        registrations=registrations(state, frozenset().union(*lookups.values())),
    )


def _observation(
    moment: _Moment, practice: Practice, lookups: Collection[Address], *, empty: bool
) -> Observation:
    slugs = slugs_of(practice.slug, practice)
    stored = next((moment.practices[slug] for slug in slugs if slug in moment.practices), None)
    people = moment.assistants.get(stored.slug, {}) if stored else {}
    return Observation(
        practice=practice.slug,
        at=moment.now,
        complete=True,
        assistants={} if empty else {email: _seen(item, moment.now) for email, item in people.items()},
        clinics=clinics_of(stored, people.values(), practice),
        registrations={email: moment.registrations[email] for email in lookups},
    )


def _seen(assistant: Assistant, now: datetime) -> LiveAssistant:
    return LiveAssistant(
        email=assistant.email,
        presence=presence(assistant, now),
        name=assistant.name,
        surnames=assistant.surnames,
        sent_at=assistant.sent_at,
        attempts=assistant.attempts,
        clinics=assistant.clinics,
        record_access=assistant.record_access,
        billing=assistant.billing,
    )
