"""The table's rows for presence: exactly one of them applies to each case.

The rows read like the design's table; `applies` are disjoint by construction and a test walks all cases.
"""

from __future__ import annotations

from dataclasses import replace

from accessctl.model.change import ChangeKind
from accessctl.model.live import INVITATION_LIFE, Presence
from accessctl.reconcile.case import Case
from accessctl.reconcile.effects import (
    NOTHING,
    Effects,
    Row,
    as_handoff,
    blocks,
    only,
    shown,
    step,
    waits,
)
from accessctl.reconcile.invitations import invite, resend
from accessctl.reconcile.removals import GONE, cancel, end_emergency, leftovers, revoke, revoke_unseen

PENDING = (Presence.INVITED, Presence.EXPIRED)


def _calm(case: Case) -> bool:
    return case.wanted and not case.in_emergency


def _removed_by_hand(case: Case) -> bool:
    return case.presence is Presence.ABSENT and case.taken_away


def _other_clinics(case: Case) -> bool:
    """Whether a pending invitation names other clinics than wanted; more of them can be added later."""
    live = case.live_clinics
    if live is None:
        return False
    if case.presence is Presence.EXPIRED:
        return live != case.wanted_clinics
    return not live <= case.wanted_clinics


def _still_ours(case: Case) -> bool:
    return not case.wanted and not case.protected and case.ours


# What the rows give


def _confirm(case: Case) -> Effects:
    change = step(case, ChangeKind.CONFIRM_ACCEPTANCE, case.known.access, "acceptance-unknown")
    return only(as_handoff(change, case.situation.practice.owner))


def _await_acceptance(case: Case) -> Effects:
    sent_at = case.known.sent_at
    until = None if sent_at is None else sent_at + INVITATION_LIFE
    live = case.live_clinics
    more = live is not None and live != case.wanted_clinics
    if more and case.situation.capabilities.changes_pending_clinics:
        wanted = tuple(sorted(case.wanted_clinics | case.live_centres))
        after = replace(case.known.access, clinics=wanted)
        return only(step(case, ChangeKind.CHANGE_CLINICS, after, "clinics-changed"))
    code = "acceptance-then-clinics" if more else "acceptance"
    return waits(case, code, ChangeKind.INVITE, until)


def _invite_again(case: Case) -> Effects:
    again = invite(case)
    if case.presence is Presence.EXPIRED and not again.changes:
        return again  # nothing can be accepted any more: there is no hurry to cancel it
    return only(step(case, ChangeKind.CANCEL_INVITATION, GONE, "clinics-changed")) + again


def _show_unmanaged(case: Case) -> Effects:
    record = {"record_access": True} if case.known.record_access else {}
    return shown(case, "unmanaged", state=str(case.presence), **record)


def _show_drift(case: Case) -> Effects:
    since = case.person.drift_since or case.situation.now
    return shown(case, "drift-reported", state=str(case.presence), since=since)


def _show_protected(case: Case) -> Effects:
    return shown(case, "protected", state=str(case.presence)) if case.known.live else NOTHING


def _await_start(case: Case) -> Effects:
    entry = case.entry
    if entry is None or entry.starts is None or case.desired is None or case.desired.reason != "not-begun":
        return NOTHING
    return waits(case, "starts-on", ChangeKind.INVITE, date=entry.starts)


PRESENCE_ROWS: tuple[Row, ...] = (
    Row(
        "wanted, active",
        lambda case: _calm(case) and case.presence is Presence.ACTIVE,
    ),
    Row(
        "wanted, absent",
        lambda case: _calm(case) and case.presence is Presence.ABSENT and not _removed_by_hand(case),
        invite,
    ),
    Row(
        "wanted, removed by hand",
        lambda case: _calm(case) and _removed_by_hand(case),
        lambda case: blocks(case, "removed-by-hand", ChangeKind.INVITE),
    ),
    Row(
        "wanted, presence unknown, never invited",
        lambda case: _calm(case) and case.presence is None and not case.invited_before,
        invite,
    ),
    Row(
        "wanted, presence unknown, invited longer ago",
        lambda case: _calm(case) and case.presence is None and case.invited_before,
        _confirm,
    ),
    Row(
        "wanted, invited and valid",
        lambda case: _calm(case) and case.presence is Presence.INVITED and not _other_clinics(case),
        _await_acceptance,
    ),
    Row(
        "wanted, invited for fewer or other clinics, or expired for others",
        lambda case: _calm(case) and case.presence in PENDING and _other_clinics(case),
        _invite_again,
    ),
    Row(
        "wanted, expired",
        lambda case: _calm(case) and case.presence is Presence.EXPIRED and not _other_clinics(case),
        resend,
    ),
    Row(
        "wanted, revoked in an emergency, there still or again",
        lambda case: case.wanted and case.in_emergency and case.presence is not Presence.ABSENT,
        end_emergency,
    ),
    Row(
        "wanted, revoked in an emergency, absent",
        lambda case: case.wanted and case.in_emergency and case.presence is Presence.ABSENT,
        lambda case: blocks(case, "revoked-in-emergency", ChangeKind.INVITE),
    ),
    Row(
        "not wanted, invited or expired",
        lambda case: case.removable and case.presence in PENDING,
        cancel,
    ),
    Row(
        "not wanted, active",
        lambda case: case.removable and case.presence is Presence.ACTIVE,
        revoke,
    ),
    Row(
        "not wanted, managed, presence unknown",
        lambda case: _still_ours(case) and case.presence is None,
        revoke_unseen,
    ),
    Row(
        "not wanted, managed, absent, record access or billing left over",
        lambda case: (
            _still_ours(case)
            and case.presence is Presence.ABSENT
            and bool(case.known.record_access or case.known.billing)
        ),
        leftovers,
    ),
    Row(
        "not wanted, absent",
        lambda case: (
            not case.wanted
            and not case.protected
            and not case.known.live
            and not (_still_ours(case) and case.presence is None)
            and not (_still_ours(case) and bool(case.known.record_access or case.known.billing))
        ),
        _await_start,
    ),
    Row(
        "not wanted, unmanaged",
        lambda case: not case.wanted and not case.protected and case.unmanaged and not case.removable,
        _show_unmanaged,
    ),
    Row(
        "not wanted, drift that is only reported",
        lambda case: not case.wanted and not case.protected and case.drift and not case.removable,
        _show_drift,
    ),
    Row(
        "protected, never revoked",
        lambda case: not case.wanted and case.protected,
        _show_protected,
    ),
)


def presence_row(case: Case) -> Row:
    """Return the one row that applies."""
    return next(row for row in PRESENCE_ROWS if row.applies(case))
