"""The owner's side, by hand: what is clicked in *Asistentes*, with the same rules as the writer's."""

from __future__ import annotations

import sqlite3

from accessctl.model.identity import Address
from accessctl.providers.sandbox import faults, rules
from accessctl.providers.sandbox.contact import meet, settle
from accessctl.providers.sandbox.people import Place
from accessctl.providers.sandbox.rows import (
    add_mails,
    find_assistant,
    forget_receipt,
    registrations,
    slugs_of,
)
from accessctl.providers.sandbox.state import INVITATION, Assistant, Mail
from accessctl.providers.sandbox.store import Store, clock


def invite(store: Store, place: Place, guest: Assistant) -> None:
    """Invite somebody to the clinics of `guest`; a mail goes out."""
    faults.under(store, slugs_of(place.slug, place.declared), lambda state: _invite(state, place, guest))


def resend(store: Store, place: Place, email: Address) -> None:
    """Send an invitation again; its 48 hours begin anew, and the earlier mail's link is dead."""
    faults.under(store, slugs_of(place.slug, place.declared), lambda state: _resend(state, place, email))


def _invite(state: sqlite3.Connection, place: Place, guest: Assistant) -> None:
    practice = meet(state, place.slug, place.declared)
    current = find_assistant(state, practice.slug, guest.email)
    registration = registrations(state, [guest.email])[guest.email]
    after = rules.invited(current, guest, registration, practice.clinics or (), clock(state))
    _send(state, practice.slug, current, after)


def _resend(state: sqlite3.Connection, place: Place, email: Address) -> None:
    practice = meet(state, place.slug, place.declared)
    current = find_assistant(state, practice.slug, email)
    _send(state, practice.slug, current, rules.sent_again(current, email, clock(state)))


def _send(state: sqlite3.Connection, slug: str, before: Assistant | None, after: Assistant) -> None:
    forget_receipt(state, slug, after.email)
    settle(state, slug, before, after)
    add_mails(state, [Mail(clock(state), after.email, slug, INVITATION)])
