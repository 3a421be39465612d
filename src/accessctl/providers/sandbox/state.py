"""What the sandbox remembers, as values: users, practices, assistants and mails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accessctl.model.identity import Address
from accessctl.model.live import LiveClinic, Registration
from accessctl.model.practice import Practice


@dataclass(frozen=True, slots=True)
class User:
    """A registered user, with the name that is shown for the address."""

    email: Address
    name: str | None = None
    surnames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assistant:
    """One assistant of one practice; a facet that is `None` is unknown."""

    email: Address
    accepted: bool
    name: str | None = None
    surnames: tuple[str, ...] = ()
    sent_at: datetime | None = None
    attempts: int | None = None
    clinics: frozenset[str] | None = None
    record_access: bool | None = None
    billing: bool | None = None


@dataclass(frozen=True, slots=True)
class StoredPractice:
    """One practice; `clinics` is `None` where nobody said which it has."""

    slug: str
    owner: Address | None = None
    clinics: tuple[LiveClinic, ...] | None = None
    billing_issuer: Address | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail that the sandbox would have sent."""

    at: datetime
    to: Address
    practice: str
    kind: str


INVITATION = "invitation"
"""The kind of mail that an invitation is."""

NOT_REGISTERED = Registration(registered=False)


def declared_clinics(practice: Practice) -> tuple[LiveClinic, ...]:
    """Return the declared clinics as the live system would show them."""
    return tuple(
        LiveClinic(clinic.id, clinic.label or clinic.name, clinic.single_record)
        for clinic in practice.clinics
    )


def practice_from(practice: Practice) -> StoredPractice:
    """Return the practice that comes into being from its declaration, with nobody in it."""
    return StoredPractice(
        slug=practice.slug,
        owner=practice.owner,
        clinics=declared_clinics(practice),
        billing_issuer=practice.billing_issuer,
    )
