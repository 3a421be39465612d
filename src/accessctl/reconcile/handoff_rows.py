"""The table's last row: what a person carries out is asked for once, and taken back when it must be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from accessctl.model.change import OPPOSITE, Access, Change, ChangeKind, Reason, Route
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.journal_view import UnknownFate
from accessctl.model.live import INVITATION_LIFE
from accessctl.reconcile.case import Case
from accessctl.reconcile.effects import (
    NOTHING,
    Effects,
    as_handoff,
    blocks,
    only,
    recipient,
    step,
    total,
    waits,
)
from accessctl.reconcile.endings import shows_done

GRANTING = frozenset(
    {
        ChangeKind.INVITE,
        ChangeKind.RESEND,
        ChangeKind.CONFIRM_ACCEPTANCE,
        ChangeKind.REQUEST_USER_AT_CENTRE,
        ChangeKind.REQUEST_RECORD_ACCESS,
        ChangeKind.REQUEST_BILLING,
    }
)
"""Hand-offs that a removal of the person supersedes."""
_SENDINGS = frozenset({ChangeKind.INVITE, ChangeKind.RESEND})


def settle(case: Case, effects: Effects, fates: tuple[UnknownFate, ...]) -> Effects:
    """Let each hand-off wait for its own open request, or be blocked by a refusal or an unknown fate.

    An invitation that may have been sent is not sent again before somebody knows.
    """
    history = [_as_seen(case, item) for item in case.situation.view.handoffs if item.email == case.email]
    if not effects.changes and not history:
        return effects
    settled = total(
        _direct(case, change, history, fates)
        if change.route is Route.DIRECT
        else _one(case, change, history, fates)
        for change in effects.changes
    )
    rest = replace(effects, changes=())
    whole = rest + settled + _taken_back(case, effects.changes, history)
    return whole + _still_open(case, whole, history, fates)


def _still_open(
    case: Case, whole: Effects, history: list[Handoff], fates: tuple[UnknownFate, ...]
) -> Effects:
    """Show the open requests that no row speaks of any more: somebody still has to act on them."""
    shown = {notice.params.get("handoff") for notice in (*whole.waiting, *whole.blocked)}
    shown |= {fate.handoff for fate in fates}
    shown |= {item.id for change in whole.changes for item in superseded(change, history)}
    return total(_waits_for(case, item) for item in history if item.pending and item.id not in shown)


def _waits_for(case: Case, item: Handoff) -> Effects:
    return waits(
        case,
        "open-handoff",
        item.kind,
        handoff=item.id,
        since=item.opened_at,
        recipient=item.recipient,
    )


def _as_seen(case: Case, item: Handoff) -> Handoff:
    """Return a hand-off as this observation leaves it: one that is seen done waits for nobody."""
    observation = case.situation.observation
    if item.pending and observation is not None and shows_done(item, observation, case.person):
        return replace(item, state=HandoffState.DONE_OBSERVED)
    return item


UNDONE_BY = {
    **OPPOSITE,
    ChangeKind.INVITE: ChangeKind.CANCEL_INVITATION,
    ChangeKind.RESEND: ChangeKind.CANCEL_INVITATION,
    ChangeKind.REVOKE: ChangeKind.CHANGE_CLINICS,
    ChangeKind.CANCEL_INVITATION: ChangeKind.CHANGE_CLINICS,
}
"""What asks somebody not to do, after all, what was asked; a removal is undone by naming what stays."""

CLINIC_KINDS = frozenset({ChangeKind.INVITE, ChangeKind.CHANGE_CLINICS})
"""Requests that name clinics: another set of them is another request."""


def same(handoff: Handoff, change: Change) -> bool:
    """Say whether a hand-off asks for this change."""
    alike = (handoff.kind, handoff.email, handoff.centre) == (change.kind, change.email, change.centre)
    return alike and (change.kind not in CLINIC_KINDS or _clinics(handoff.after) == _clinics(change.after))


def _clinics(access: Access) -> frozenset[str]:
    return frozenset(access.clinics or ())


def _direct(case: Case, change: Change, history: list[Handoff], fates: tuple[UnknownFate, ...]) -> Effects:
    """Let a sending wait while an earlier one may be under way; then ask the owner what became of it.

    Any other step may be carried out twice and does no more the second time.
    """
    fate = next((fate for fate in fates if _is_fate_of(fate, change)), None)
    if fate is None or change.kind not in _SENDINGS or _tells(case, fate):
        return only(change)
    until = fate.at + INVITATION_LIFE
    if case.situation.now < until:
        return waits(case, "invitation-unknown", change.kind, until, run=fate.run, since=fate.at)
    asked = step(case, ChangeKind.CONFIRM_ACCEPTANCE, case.known.access, "acceptance-unknown")
    return _one(case, as_handoff(asked, case.situation.practice.owner), history, fates)


def _tells(case: Case, fate: UnknownFate) -> bool:
    """Say whether what is known of the person is newer than the step whose fate is not."""
    at = case.known.presence_at
    return case.presence is not None and at is not None and at >= fate.at


def _one(case: Case, change: Change, history: list[Handoff], fates: tuple[UnknownFate, ...]) -> Effects:
    fate = next((fate for fate in fates if _is_fate_of(fate, change)), None)
    if fate is not None:
        return blocks(case, "fate-unknown", change.kind, run=fate.run, since=fate.at, handoff=fate.handoff)
    asked = [item for item in history if same(item, change)]
    pending = next((item for item in asked if item.pending), None)
    if pending is not None:
        return _waits_for(case, pending)
    if asked and _stands(case, asked[-1], change):
        last = asked[-1]
        return blocks(case, "refused", change.kind, recipient=last.recipient, handoff=last.id)
    return only(_denied(change, history))


def _stands(case: Case, last: Handoff, change: Change) -> bool:
    """Say whether the last answer was a no that still holds: a later emergency asks all the same."""
    if last.state is not HandoffState.REFUSED or case.restored:
        return False
    emergency = case.person.emergency
    asked_before = emergency is not None and case.in_emergency and last.opened_at < emergency.at
    return last.entry == change.entry and not asked_before


def _denied(change: Change, history: list[Handoff]) -> Change:
    """Say of a request that is made again that somebody said it was done, and it was seen not to be."""
    of_both = [item for item in history if same(item, change) or item.kind is OPPOSITE.get(change.kind)]
    last = of_both[-1] if of_both else None
    sent = change.kind in (ChangeKind.INVITE, ChangeKind.RESEND)  # done, and it ran out since
    attested = last is not None and last.state is HandoffState.DONE_ATTESTED
    if last is None or last.kind is not change.kind or not attested or sent:
        return change
    params = {"handoff": last.id, "by": last.by or "?"}
    return replace(change, reason=Reason("attestation-denied", params))


def _is_fate_of(fate: UnknownFate, change: Change) -> bool:
    return (fate.practice, fate.email, fate.kind) == (change.practice, change.email, change.kind)


def superseded(change: Change, pending: Iterable[Handoff]) -> tuple[Handoff, ...]:
    """Return the pending hand-offs that the change takes the place of."""
    # an invitation that is cancelled to be sent anew takes nothing else back
    removal = change.kind.removes and change.reason.code != "clinics-changed"
    return tuple(
        item
        for item in pending
        if item.email == change.email
        and (
            (item.kind is OPPOSITE.get(change.kind) and item.centre == change.centre)
            or (item.kind is change.kind and item.centre == change.centre and not same(item, change))
            or (removal and item.kind in (*GRANTING, ChangeKind.CHANGE_CLINICS))
            or (_keeps(change) and item.kind.removes)
        )
    )


def _keeps(change: Change) -> bool:
    """Say whether the change takes a removal back: the person stays as they are."""
    return change.kind is ChangeKind.CHANGE_CLINICS and change.reason.code == "taken-back"


def _taken_back(case: Case, changes: tuple[Change, ...], history: list[Handoff]) -> Effects:
    """Ask for the opposite where a pending request is no longer what is wanted."""
    taken = {(change.kind, change.centre) for change in changes}
    taken |= {(item.kind, item.centre) for item in history if item.pending}
    effects = [_outdated(case, changes, item) for item in history if item.pending]
    for item in history:
        opposite = UNDONE_BY.get(item.kind)
        if not item.pending or opposite is None or (opposite, item.centre) in taken:
            continue
        if _wanted(case, item) is not (item.kind in GRANTING):
            effects.append(only(_opposite(case, item, opposite)))
            taken.add((opposite, item.centre))
    return total(effects)


def _outdated(case: Case, changes: tuple[Change, ...], item: Handoff) -> Effects:
    """Ask for the clinics as they are wanted now where others were asked for, and nothing else says so."""
    if item.kind is not ChangeKind.CHANGE_CLINICS or not case.wanted or case.in_emergency:
        return NOTHING
    asked = _clinics(item.after) - case.centre_ids
    said = any(change.kind is ChangeKind.CHANGE_CLINICS for change in changes)
    if said or asked == case.wanted_clinics or not case.wanted_clinics:
        return NOTHING
    return only(_opposite(case, item, ChangeKind.CHANGE_CLINICS))


def _wanted(case: Case, item: Handoff) -> bool:
    desired = case.desired
    if desired is None or not case.wanted or case.in_emergency:
        return False
    match item.kind:
        case ChangeKind.INVITE | ChangeKind.RESEND:
            return True
        case ChangeKind.REVOKE | ChangeKind.CANCEL_INVITATION:
            return case.known.live and not case.replaces and _stays(case, item)
        case ChangeKind.REQUEST_RECORD_ACCESS | ChangeKind.REQUEST_RECORD_REMOVAL:
            return desired.record_access
        case ChangeKind.REQUEST_BILLING | ChangeKind.REQUEST_BILLING_REMOVAL:
            return desired.billing
        case _:
            return item.centre in case.wanted_centres


def _stays(case: Case, item: Handoff) -> bool:
    """Say whether somebody whose removal was asked is to stay; to be invited anew is another thing."""
    return item.kind is ChangeKind.REVOKE or case.live_clinics == case.wanted_clinics


def _opposite(case: Case, item: Handoff, kind: ChangeKind) -> Change:
    """Return the change that undoes a pending one: the state it started from is wanted again."""
    after = Access(item.before.clinics, item.before.record_access, item.before.billing)
    if kind is ChangeKind.CHANGE_CLINICS:
        kept = case.wanted_clinics | case.live_centres
        after = Access(tuple(sorted(kept)), case.known.record_access, case.known.billing)
    change = step(case, kind, after, "taken-back", handoff=item.id)
    return replace(
        change, route=Route.HANDOFF, centre=item.centre, recipient=item.recipient or recipient(case, kind)
    )
