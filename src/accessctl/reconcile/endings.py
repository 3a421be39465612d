"""Which open hand-offs an observation shows to be done. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from accessctl.model.change import ChangeKind
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.live import LiveAssistant, Observation, Presence
from accessctl.model.record import Record, RecordKind
from accessctl.reconcile.diff import Difference


def seen_done(difference: Difference, observation: Observation) -> Iterable[Record]:
    """Return the records that close the hand-offs whose effect was observed after they were asked."""
    for handoff in difference.situation.view.handoffs:
        if not handoff.pending or observation.at < handoff.opened_at:
            continue
        row = observation.assistants.get(handoff.email)
        absent = observation.complete and row is None
        if is_done(handoff, row, absent=absent):
            yield Record(
                kind=RecordKind.HANDOFF,
                at=observation.at,
                practice=difference.situation.slug,
                email=handoff.email,
                change=handoff.kind,
                change_id=handoff.change_id,
                handoff=handoff.id,
                state=HandoffState.DONE_OBSERVED,
            )


def is_done(  # noqa: C901  (one arm a kind)
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
        case ChangeKind.INVITE | ChangeKind.RESEND:
            return row is not None and row.presence in (Presence.INVITED, Presence.ACTIVE)
        case ChangeKind.CANCEL_INVITATION | ChangeKind.REVOKE:
            return absent
        case ChangeKind.CONFIRM_ACCEPTANCE:
            return absent or row is not None
        case _:
            assert_never(handoff.kind)
