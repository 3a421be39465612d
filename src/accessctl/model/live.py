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
class Gap:
    """Something that a reader was told and could not make out; `people` says how many it hides."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    people: int = 0


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
    knowable: frozenset[Address] | None = None
    """Who would be listed under this address; None: everybody, where the list is complete."""
    unclear: frozenset[Address] = frozenset()
    """Of whom something is listed that is neither a yes nor a no."""
    shows_invitations: bool = True
    """Whether somebody who was invited, and did not accept yet, is listed."""
    gaps: tuple[Gap, ...] = ()

    @property
    def count(self) -> int:
        """How many people are there, those included whom nobody can name."""
        return len(self.assistants) + sum(gap.people for gap in self.gaps)

    def lacks(self, email: Address) -> bool:
        """Say whether somebody is known not to be listed."""
        if email in self.assistants or email in self.unclear:
            return False
        return self.complete if self.knowable is None else email in self.knowable

    def shows_absent(self, email: Address, invited_at: datetime | None) -> bool:
        """Say whether somebody is known not to be there.

        `invited_at`: when somebody was invited who is not known to have answered. Where invitations are not
        listed, nothing is said of one that was still good.
        """
        if not self.lacks(email):
            return False
        return self.shows_invitations or invited_at is None or self.at >= invited_at + INVITATION_LIFE


@dataclass(frozen=True, slots=True)
class Unobserved:
    """A practice that could not be read, and why."""

    practice: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def presence_of_invitation(sent_at: datetime, now: datetime) -> Presence:
    """Say whether an invitation is still good: valid while `now < sent_at + 48 h`."""
    return Presence.INVITED if now < sent_at + INVITATION_LIFE else Presence.EXPIRED
