"""HuliPractice's rules, as far as they are known: pure functions from a state to the next.

What the live system would refuse raises `ProviderError`. The source of each rule is the vendor's help
article on assistants; nothing here reads a clock or a database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from accessctl.errors import ProviderError
from accessctl.model.identity import Address
from accessctl.model.live import INVITATION_LIFE, LiveClinic, Presence, Registration, presence_of_invitation
from accessctl.model.practice import Practice
from accessctl.providers.sandbox.instants import show_instant
from accessctl.providers.sandbox.state import Assistant, StoredPractice, declared_clinics

NO_CLINICS: frozenset[str] = frozenset()


def presence(assistant: Assistant | None, now: datetime) -> Presence:
    """Say how a person stands: an invitation is good for 48 hours, to the second."""
    if assistant is None:
        return Presence.ABSENT
    if assistant.accepted:
        return Presence.ACTIVE
    if assistant.sent_at is None:  # no file and no rule makes such an invitation; it could not be answered
        return Presence.EXPIRED
    return presence_of_invitation(assistant.sent_at, now)


def clinics_of(
    stored: StoredPractice | None, assistants: Iterable[Assistant], declared: Practice | None
) -> tuple[LiveClinic, ...]:
    """Return the clinics that a practice has.

    Those it was loaded with; else whichever its assistants mention, none single-record; where they
    mention none, or nobody loaded the practice, the declared ones.
    """
    known = declared_clinics(declared) if declared else ()
    if stored is None:
        return known
    if stored.clinics is not None:
        return stored.clinics
    names = {clinic.id: clinic.name for clinic in known}
    mentioned = sorted(frozenset().union(*(item.clinics or NO_CLINICS for item in assistants)))
    return tuple(LiveClinic(clinic, names.get(clinic, clinic)) for clinic in mentioned) or known


def invited(
    current: Assistant | None,
    guest: Assistant,
    registration: Registration,
    clinics: Collection[LiveClinic],
    now: datetime,
) -> Assistant:
    """Return the assistant that an invitation makes.

    `guest` is what the owner types. A registered address is shown with its user's name instead.
    """
    _refuse_present(current, guest.email, now)
    named = _named(guest, registration)
    if not (registration.registered or (named.name and named.surnames)):
        raise ProviderError("sandbox-name-missing", email=guest.email)
    return replace(
        named,
        accepted=False,
        sent_at=now,
        attempts=1,
        clinics=chosen(guest.clinics or NO_CLINICS, clinics),
        record_access=False,
        billing=False,
    )


def resent(current: Assistant | None, email: Address, now: datetime) -> Assistant:
    """Return the assistant after the invitation was sent again; only an expired one can be."""
    if current is None:
        raise ProviderError("sandbox-not-invited", email=email)
    if presence(current, now) is not Presence.EXPIRED:
        _refuse_present(current, email, now)
    return replace(current, sent_at=now, attempts=(current.attempts or 1) + 1)


def sent_again(current: Assistant | None, email: Address, now: datetime) -> Assistant:
    """Return the assistant after the owner sent the invitation again, expired or not.

    Whether HuliPractice lets its owner do so before the 48 hours are over is unknown; no change of ours
    ever asks for it.
    """
    invitation = pending(current, email, now)
    return replace(invitation, sent_at=now, attempts=(invitation.attempts or 1) + 1)


def pending(current: Assistant | None, email: Address, now: datetime) -> Assistant:
    """Return the assistant as long as an invitation is there, valid or expired."""
    stands = presence(current, now)
    if current is None or stands is Presence.ABSENT:
        raise ProviderError("sandbox-not-invited", email=email)
    if stands is Presence.ACTIVE:
        raise ProviderError("sandbox-already-active", email=email)
    return current


def valid(current: Assistant | None, email: Address, now: datetime) -> Assistant:
    """Return the assistant as long as the invitation can be answered."""
    invitation = pending(current, email, now)
    if invitation.sent_at is not None and presence(invitation, now) is Presence.EXPIRED:
        expired_at = show_instant(invitation.sent_at + INVITATION_LIFE)
        raise ProviderError("sandbox-invitation-expired", email=email, expired_at=expired_at)
    return invitation


def active(current: Assistant | None, email: Address, now: datetime) -> Assistant:
    """Return the assistant as long as the person is active."""
    if current is None or presence(current, now) is not Presence.ACTIVE:
        raise ProviderError("sandbox-not-active", email=email)
    return current


def rescoped(current: Assistant, wanted: frozenset[str], clinics: Collection[LiveClinic]) -> Assistant:
    """Return the assistant with the wanted clinics; the single-record ones are not the owner's to change."""
    has = current.clinics or NO_CLINICS
    kept = has & single_record(clinics)
    _refuse_unoffered(wanted - has, clinics)
    if not wanted:
        raise ProviderError("sandbox-clinic-missing")
    return replace(current, clinics=wanted | kept)


def revoked(current: Assistant, clinics: Collection[LiveClinic]) -> Assistant | None:
    """Return what is left after the owner removed somebody: what a centre gave, only the centre takes."""
    has = current.clinics or NO_CLINICS
    kept = has & single_record(clinics)
    if has and kept == has:
        raise ProviderError("sandbox-single-record", clinic=", ".join(sorted(has)))
    return replace(current, clinics=kept) if kept else None


def added(
    current: Assistant | None,
    guest: Assistant,
    registration: Registration,
    clinics: Collection[LiveClinic],
    now: datetime,
) -> Assistant:
    """Return the assistant after somebody gave access by hand: the owner, or a centre's administrator."""
    wanted = guest.clinics or NO_CLINICS
    if not wanted and len(clinics) == 1:
        wanted = frozenset(clinic.id for clinic in clinics)
    wanted = offered(wanted, clinics)
    if current is None:
        named = _named(guest, registration)
        return replace(named, accepted=True, clinics=wanted, record_access=False, billing=False)
    accepted = presence(current, now) is not Presence.INVITED
    return replace(current, accepted=accepted, clinics=(current.clinics or NO_CLINICS) | wanted)


def offered(wanted: frozenset[str], clinics: Collection[LiveClinic]) -> frozenset[str]:
    """Return the clinics as long as the practice has them, single-record ones too."""
    if not wanted:
        raise ProviderError("sandbox-clinic-missing")
    for clinic in sorted(wanted - {clinic.id for clinic in clinics}):
        raise ProviderError("sandbox-clinic-not-offered", clinic=clinic)
    return wanted


def chosen(wanted: frozenset[str], clinics: Collection[LiveClinic]) -> frozenset[str]:
    """Return the clinics of an invitation; with one clinic there is nothing to choose."""
    ordinary = frozenset(clinic.id for clinic in clinics) - single_record(clinics)
    _refuse_unoffered(wanted, clinics)
    if not wanted and len(ordinary) != 1:
        raise ProviderError("sandbox-clinic-missing")
    return wanted or ordinary


def single_record(clinics: Iterable[LiveClinic]) -> frozenset[str]:
    """Return the clinics whose centre administrator has to ask for users."""
    return frozenset(clinic.id for clinic in clinics if clinic.single_record)


def _named(guest: Assistant, registration: Registration) -> Assistant:
    if not registration.registered or registration.name is None:
        return guest
    return replace(guest, name=registration.name, surnames=registration.surnames)


def _refuse_present(current: Assistant | None, email: Address, now: datetime) -> None:
    match presence(current, now):
        case Presence.ACTIVE:
            raise ProviderError("sandbox-already-active", email=email)
        case Presence.INVITED:
            raise ProviderError("sandbox-already-invited", email=email)
        case _:
            return


def _refuse_unoffered(wanted: frozenset[str], clinics: Collection[LiveClinic]) -> None:
    for clinic in sorted(wanted & single_record(clinics)):
        raise ProviderError("sandbox-single-record", clinic=clinic)
    for clinic in sorted(wanted - {clinic.id for clinic in clinics}):
        raise ProviderError("sandbox-clinic-not-offered", clinic=clinic)
