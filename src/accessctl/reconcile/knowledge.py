"""What is known of one person: the observation and the journal, the newest fact winning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accessctl.model.change import Access
from accessctl.model.fact import Fact, Source, T, newest
from accessctl.model.identity import Address
from accessctl.model.journal_view import Person
from accessctl.model.live import INVITATION_LIFE, LiveAssistant, Observation, Presence


@dataclass(frozen=True, slots=True)
class Known:
    """One person as known now; a facet that is `None` is unknown."""

    presence: Presence | None
    presence_at: datetime | None = None
    sent_at: datetime | None = None
    attempts: int | None = None
    name: str | None = None
    surnames: tuple[str, ...] = ()
    clinics: frozenset[str] | None = None
    record_access: bool | None = None
    billing: bool | None = None

    @property
    def live(self) -> bool:
        """Whether the person is known to be there, invited or active."""
        return self.presence not in (None, Presence.ABSENT)

    @property
    def access(self) -> Access:
        """Return what the person has, as one value."""
        clinics = None if self.clinics is None else tuple(sorted(self.clinics))
        return Access(clinics, self.record_access, self.billing)


def know(email: Address, person: Person, observed: Observation | None, now: datetime) -> Known:
    """Merge the journal's facts with what was observed (`None`: the practice could not be read)."""
    row = None if observed is None else observed.assistants.get(email)
    at = now if observed is None else observed.at
    presence = newest(_observed_presence(email, person, observed), person.presence)
    if presence is None:
        return _facets(person, None, at, Known(presence=None))
    seen_now = presence.source is Source.OBSERVED and row is not None
    sent_at = (row.sent_at if row is not None and seen_now else None) or person.sent_at
    if presence.value is Presence.ABSENT:
        left = Known(Presence.ABSENT, presence.at, sent_at, clinics=frozenset())
        return _facets(person, None, at, left)
    ran_out = presence.value is Presence.INVITED and now >= (sent_at or presence.at) + INVITATION_LIFE
    known = Known(
        presence=None if ran_out else presence.value,  # accepted or expired: nobody has looked since
        presence_at=presence.at,
        sent_at=sent_at,
        attempts=None if row is None else row.attempts,
        name=None if row is None else row.name,
        surnames=() if row is None else row.surnames,
    )
    return _facets(person, row, at, known)


def _observed_presence(email: Address, person: Person, observed: Observation | None) -> Fact[Presence] | None:
    if observed is None:
        return None
    row = observed.assistants.get(email)
    if row is not None:
        return Fact(row.presence, observed.at, Source.OBSERVED)
    absent = observed.shows_absent(email, person.invited_at)
    return Fact(Presence.ABSENT, observed.at, Source.OBSERVED) if absent else None


def _facets(person: Person, row: LiveAssistant | None, at: datetime, known: Known) -> Known:
    absent = known.presence is Presence.ABSENT
    clinics = newest(_fact(None if row is None else row.clinics, at), person.clinics)
    record = newest(_fact(None if row is None else row.record_access, at), person.record_access)
    billing = newest(_fact(None if row is None else row.billing, at), person.billing)
    return Known(
        known.presence,
        known.presence_at,
        known.sent_at,
        known.attempts,
        known.name,
        known.surnames,
        clinics=known.clinics if absent else (None if clinics is None else clinics.value),
        record_access=None if record is None else record.value,
        billing=None if billing is None else billing.value,
    )


def _fact(value: T | None, at: datetime) -> Fact[T] | None:
    return None if value is None else Fact(value, at, Source.OBSERVED)
