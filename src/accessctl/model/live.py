"""What a provider reads from a live system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from accessctl.model.identity import Address

INVITATION_LIFE = timedelta(hours=48)
"""How long an invitation is good for (HuliPractice's help article on assistants)."""


class Presence(StrEnum):
    """How a person stands in a practice."""

    ABSENT = "absent"
    INVITED = "invited"
    EXPIRED = "expired"
    ACTIVE = "active"


class Facet(StrEnum):
    """What can be known of a person in a practice."""

    PRESENCE = "presence"
    CLINICS = "clinics"
    RECORD_ACCESS = "record_access"
    BILLING = "billing"


@dataclass(frozen=True, slots=True)
class LiveAssistant:
    """One assistant as read; a facet that is `None` is unknown."""

    email: Address
    presence: Presence
    name: str | None = None
    surnames: tuple[str, ...] = ()
    sent_at: datetime | None = None
    attempts: int | None = None
    clinics: frozenset[str] | None = None
    record_access: bool | None = None
    billing: bool | None = None


@dataclass(frozen=True, slots=True)
class LiveClinic:
    """A clinic as the live system shows it."""

    id: str
    name: str
    single_record: bool = False


@dataclass(frozen=True, slots=True)
class Registration:
    """Whether an address belongs to a user, and the name that the live system shows for it."""

    registered: bool
    name: str | None = None
    surnames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """One practice as read at a time.

    `complete`: the reader says that it lists everybody. `clinics` is `None` where the live system does
    not show them; an address that is missing from `registrations` is one nobody could look up.
    """

    practice: str
    at: datetime
    complete: bool
    assistants: Mapping[Address, LiveAssistant] = field(default_factory=dict)
    clinics: tuple[LiveClinic, ...] | None = None
    registrations: Mapping[Address, Registration] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unobserved:
    """A practice that could not be read, and why."""

    practice: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def presence_of_invitation(sent_at: datetime, now: datetime) -> Presence:
    """Say whether an invitation is still good: valid while `now < sent_at + 48 h`."""
    return Presence.INVITED if now < sent_at + INVITATION_LIFE else Presence.EXPIRED
