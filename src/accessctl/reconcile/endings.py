"""Which open hand-offs an observation shows to be done. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from accessctl.model.change import ChangeKind
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.journal_view import Person
from accessctl.model.live import LiveAssistant, Observation, Presence
from accessctl.model.record import Record
from accessctl.reconcile.case import Situation


def seen_done(situation: Situation) -> Iterable[Record]:
    """Return the records that close the hand-offs whose effect was observed after they were asked."""
    observation = situation.observation
    if observation is None:
        return
    for handoff in situation.view.handoffs:
        if handoff.pending and shows_done(handoff, observation, situation.view.person(handoff.email)):
            done = Record.of_handoff(handoff, observation.at, HandoffState.DONE_OBSERVED)
            yield replace(done, practice=situation.slug)


def shows_done(handoff: Handoff, observation: Observation, person: Person) -> bool:
    """Say whether an observation made after a hand-off was asked shows its effect."""
    if observation.at < handoff.opened_at:
        return False
    row = observation.assistants.get(handoff.email)
    return is_done(handoff, row, absent=observation.shows_absent(handoff.email, person.invited_at))


def is_done(  # noqa: C901, PLR0912  (one arm a kind)
    handoff: Handoff, row: LiveAssistant | None, *, absent: bool
) -> bool:
    """Say whether a person's row (None: not in the list) shows what the hand-off asked for."""
    clinics = None if row is None else row.clinics
    match handoff.kind:
        case ChangeKind.REQUEST_RECORD_ACCESS:
            return row is not None and row.record_access is True
        case ChangeKind.REQUEST_RECORD_REMOVAL:  # that somebody is gone proves nothing about the record
            return row is not None and row.record_access is False
        case ChangeKind.REQUEST_BILLING:
            return row is not None and row.billing is True
        case ChangeKind.REQUEST_BILLING_REMOVAL:
            return row is not None and row.billing is False
        case ChangeKind.REQUEST_USER_AT_CENTRE:
            return clinics is not None and handoff.centre in clinics
        case ChangeKind.REQUEST_REMOVAL_AT_CENTRE:
            return absent or (clinics is not None and handoff.centre not in clinics)
        case ChangeKind.CHANGE_CLINICS:
            return clinics is not None and clinics == frozenset(handoff.after.clinics or ())
        case ChangeKind.INVITE:
            return row is not None and (row.presence is Presence.ACTIVE or _is_asked_invitation(handoff, row))
        case ChangeKind.RESEND:
            return row is not None and row.presence in (Presence.INVITED, Presence.ACTIVE)
        case ChangeKind.CANCEL_INVITATION:
            return absent or (row is not None and _is_another_invitation(handoff, row))
        case ChangeKind.REVOKE:
            return absent
        case ChangeKind.CONFIRM_ACCEPTANCE:
            return absent or row is not None
        case _:
            assert_never(handoff.kind)


def _is_asked_invitation(handoff: Handoff, row: LiveAssistant) -> bool:
    """Say whether a pending invitation is the one that was asked for, and not an earlier one."""
    asked = frozenset(handoff.after.clinics or ())
    return row.presence is Presence.INVITED and row.clinics in (None, asked)


def _is_another_invitation(handoff: Handoff, row: LiveAssistant) -> bool:
    """Say whether the invitation that was to be cancelled is gone, and a later one stands in its place."""
    later = row.sent_at is not None and row.sent_at > handoff.opened_at
    before = handoff.before.clinics
    other = row.clinics is not None and before is not None and row.clinics != frozenset(before)
    return later or other
