"""The sandbox's writer: what an owner does in *Asistentes*, one short transaction a change."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import datetime

from accessctl.errors import ProviderError
from accessctl.model.change import Change, ChangeKind
from accessctl.model.live import LiveClinic, Presence
from accessctl.model.practice import Practice
from accessctl.providers.interface import Receipt
from accessctl.providers.sandbox import faults, rules
from accessctl.providers.sandbox.contact import meet, settle
from accessctl.providers.sandbox.reach import CAPABILITIES
from accessctl.providers.sandbox.rows import (
    add_mails,
    find_assistant,
    find_receipt,
    put_receipt,
    registrations,
    slugs_of,
)
from accessctl.providers.sandbox.state import INVITATION, NOT_REGISTERED, Assistant, Mail
from accessctl.providers.sandbox.store import Store, clock, next_reference

SENDINGS = frozenset({ChangeKind.INVITE, ChangeKind.RESEND})


class SandboxWriter:
    """Carries changes out in the sandbox."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def carry_out(self, practice: Practice, change: Change) -> Receipt:
        """Carry out one change; the same one again, while it still stands, does nothing more."""
        if change.kind not in CAPABILITIES.does:
            raise ProviderError("sandbox-cannot", kind=str(change.kind))
        slugs = slugs_of(practice.slug, practice)
        return Receipt(faults.under(self._store, slugs, lambda state: _effect(state, practice, change)))


def _effect(state: sqlite3.Connection, practice: Practice, change: Change) -> str:
    stored = meet(state, practice.slug, practice)
    now = clock(state)
    current = find_assistant(state, stored.slug, change.email)
    earlier = find_receipt(state, stored.slug, change.email, change.id)
    if earlier and _stands(change, current, now):
        return earlier
    after = _next(state, change, current, stored.clinics or ())
    settle(state, stored.slug, current, after)
    if change.kind in SENDINGS:
        add_mails(state, [Mail(now, change.email, stored.slug, INVITATION)])
    reference = next_reference(state)
    put_receipt(state, stored.slug, change.email, change.id, reference)
    return reference


def _stands(change: Change, current: Assistant | None, now: datetime) -> bool:
    """Say whether the last change still has its effect: an invitation's is gone when it expires."""
    return change.kind not in SENDINGS or rules.presence(current, now) is Presence.INVITED


def _next(
    state: sqlite3.Connection,
    change: Change,
    current: Assistant | None,
    clinics: Collection[LiveClinic],
) -> Assistant | None:
    now = clock(state)
    wanted = frozenset(change.after.clinics or ())
    match change.kind:
        case ChangeKind.INVITE:
            registration = registrations(state, [change.email]).get(change.email, NOT_REGISTERED)
            guest = Assistant(
                change.email, accepted=False, name=change.name, surnames=change.surnames, clinics=wanted
            )
            return rules.invited(current, guest, registration, clinics, now)
        case ChangeKind.RESEND:
            return rules.resent(current, change.email, now)
        case ChangeKind.CHANGE_CLINICS:
            return rules.rescoped(rules.active(current, change.email, now), wanted, clinics)
        case ChangeKind.REVOKE:
            return rules.revoked(rules.active(current, change.email, now), clinics)
        case ChangeKind.CANCEL_INVITATION:
            rules.pending(current, change.email, now)
            return None
        case _:
            raise ProviderError("sandbox-cannot", kind=str(change.kind))
