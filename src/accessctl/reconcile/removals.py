"""What the rows give for people who are to leave, and for those revoked in an emergency."""

from __future__ import annotations

from dataclasses import replace

from accessctl.model.change import Access, Change, ChangeKind
from accessctl.model.identity import names_match
from accessctl.model.live import Presence
from accessctl.reconcile.case import Case
from accessctl.reconcile.effects import NOTHING, Effects, as_handoff, blocks, only, step, waits

GONE = Access((), record_access=False, billing=False)


def end_emergency(case: Case) -> Effects:
    """Take out at once who was revoked in an emergency and is there still, or again."""
    if _only_at_centres(case):
        return withdrawals(case, "emergency")
    kind = (
        ChangeKind.CANCEL_INVITATION
        if case.presence in (Presence.INVITED, Presence.EXPIRED)
        else ChangeKind.REVOKE
    )
    change = step(case, kind, GONE, "emergency")
    if case.presence is None:
        change = as_handoff(change, case.situation.practice.owner)
    return only(change) + withdrawals(case, "emergency")


def _only_at_centres(case: Case) -> bool:
    """Say whether somebody reaches single-record clinics only: their rows ask for the removal there."""
    return bool(case.known.clinics) and not case.live_clinics


def cancel(case: Case) -> Effects:
    """Cancel the invitation of somebody who is not wanted."""
    return _removal(case, ChangeKind.CANCEL_INVITATION)


def revoke(case: Case) -> Effects:
    """Revoke somebody who is there and not wanted."""
    if case.in_emergency or not _only_at_centres(case):
        return _removal(case, ChangeKind.REVOKE)
    asked = withdrawals(case, _removal_reason(case))
    if not asked.changes:
        return NOTHING
    held = held_back(case, asked.changes[0].kind)
    return asked if held is NOTHING else held


def revoke_unseen(case: Case) -> Effects:
    """Ask the owner to remove somebody, or to cancel the invitation: nobody can see which it is."""
    if case.in_emergency:
        return end_emergency(case)
    held = _held_removal(case, ChangeKind.REVOKE)
    if held is not NOTHING:
        return held
    reason = _removal_reason(case)
    change = step(case, ChangeKind.REVOKE, GONE, reason)
    return only(as_handoff(change, case.situation.practice.owner)) + withdrawals(case, reason)


def _removal(case: Case, kind: ChangeKind) -> Effects:
    if case.in_emergency:  # waits neither for another address nor for a file to be mended
        return end_emergency(case)
    held = held_back(case, kind)
    if held is not NOTHING:
        return held
    reason = _removal_reason(case)
    return only(step(case, kind, GONE, reason)) + withdrawals(case, reason)


def held_back(case: Case, kind: ChangeKind) -> Effects:
    """Return what holds a removal: a file nobody can read, another's name, or a new address not there yet."""
    held = _held_removal(case, kind)
    if held is not NOTHING or case.replaced_by is None or case.in_emergency:
        return held
    new, known = case.replaced_by
    if _another_name(case):
        declared = "" if case.declaring is None else case.declaring.full_name
        shown = " ".join(filter(None, (case.known.name, *case.known.surnames)))
        return blocks(case, "name-mismatch", kind, declared=declared, registered=shown)
    if kind is not ChangeKind.CANCEL_INVITATION and known.presence is not Presence.ACTIVE:
        return waits(case, "revoke-after-replacement", kind, new=new)
    return NOTHING


def _another_name(case: Case) -> bool:
    """Say whether an earlier address belongs to somebody of another name than the entry that claims it."""
    entry, shown = case.declaring, tuple(filter(None, (case.known.name, *case.known.surnames)))
    declared = () if entry is None else tuple(filter(None, (entry.name, *entry.surnames)))
    return bool(shown) and bool(declared) and not names_match(declared, shown)


def _held_removal(case: Case, kind: ChangeKind) -> Effects:
    held = case.situation.holds.removals.get(case.situation.slug)
    if case.in_emergency:
        return NOTHING
    return NOTHING if held is None else blocks(case, "unreadable-entry", kind, rule=held)


def _removal_reason(case: Case) -> str:
    if case.replaced_by is not None:
        return "replaced"
    if case.desired is not None:
        return case.desired.reason
    if case.unmanaged:
        return "revoke-unmanaged"
    return "not-declared" if case.ours else "drift"


def withdrawals(case: Case, reason: str) -> Effects:
    """Ask for the withdrawal of record access and billing that somebody leaving is known to have."""
    left = replace(case.known.access, clinics=())
    changes: list[Change] = []
    if case.known.record_access:
        after = replace(left, record_access=False)
        changes.append(step(case, ChangeKind.REQUEST_RECORD_REMOVAL, after, reason))
    if case.known.billing:
        after = replace(left, billing=False)
        changes.append(step(case, ChangeKind.REQUEST_BILLING_REMOVAL, after, reason))
    return only(*changes)


def leftovers(case: Case) -> Effects:
    """Ask for the withdrawal of what somebody who left is still known to have."""
    held = _held_removal(case, ChangeKind.REQUEST_RECORD_REMOVAL)
    if held is not NOTHING:
        return held
    return withdrawals(case, "leftover-record" if case.known.record_access else "leftover-billing")
