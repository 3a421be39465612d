"""The table's last row: what a person carries out is asked for once, and taken back when it must be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from accessctl.model.change import OPPOSITE, Access, Change, ChangeKind, Route
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.journal_view import UnknownFate
from accessctl.reconcile.case import Case
from accessctl.reconcile.effects import Effects, blocks, only, recipient, step, total, waits

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


def settle(case: Case, effects: Effects, fates: tuple[UnknownFate, ...]) -> Effects:
    """Let each hand-off wait for its own open request, or be blocked by a refusal or an unknown fate."""
    history = [item for item in case.situation.view.handoffs if item.email == case.email]
    if not effects.changes and not history:
        return effects
    settled = total(
        only(change) if change.route is Route.DIRECT else _one(case, change, history, fates)
        for change in effects.changes
    )
    rest = replace(effects, changes=())
    return rest + settled + _taken_back(case, effects.changes, history)


CLINIC_KINDS = frozenset({ChangeKind.INVITE, ChangeKind.CHANGE_CLINICS})
"""Requests that name clinics: another set of them is another request."""


def same(handoff: Handoff, change: Change) -> bool:
    """Say whether a hand-off asks for this change."""
    alike = (handoff.kind, handoff.email, handoff.centre) == (change.kind, change.email, change.centre)
    return alike and (change.kind not in CLINIC_KINDS or _clinics(handoff.after) == _clinics(change.after))


def _clinics(access: Access) -> frozenset[str]:
    return frozenset(access.clinics or ())


def _one(case: Case, change: Change, history: list[Handoff], fates: tuple[UnknownFate, ...]) -> Effects:
    asked = [item for item in history if same(item, change)]
    pending = next((item for item in asked if item.pending), None)
    if pending is not None:
        return waits(
            case,
            "open-handoff",
            change.kind,
            handoff=pending.id,
            since=pending.opened_at,
            recipient=pending.recipient,
        )
    if (
        asked
        and asked[-1].state is HandoffState.REFUSED
        and asked[-1].entry == change.entry
        and not case.restored
    ):
        last = asked[-1]
        return blocks(case, "refused", change.kind, recipient=last.recipient, handoff=last.id)
    fate = next((fate for fate in fates if _is_fate_of(fate, change)), None)
    if fate is not None:
        return blocks(case, "fate-unknown", change.kind, run=fate.run, since=fate.at)
    return only(change)


def _is_fate_of(fate: UnknownFate, change: Change) -> bool:
    return (fate.practice, fate.email, fate.kind) == (change.practice, change.email, change.kind)


def superseded(change: Change, pending: Iterable[Handoff]) -> tuple[Handoff, ...]:
    """Return the pending hand-offs that the change takes the place of."""
    removal = change.kind in (ChangeKind.REVOKE, ChangeKind.CANCEL_INVITATION)
    return tuple(
        item
        for item in pending
        if item.email == change.email
        and (
            (item.kind is OPPOSITE.get(change.kind) and item.centre == change.centre)
            or (item.kind is change.kind and item.centre == change.centre and not same(item, change))
            or (removal and item.kind in GRANTING)
        )
    )


def _taken_back(case: Case, changes: tuple[Change, ...], history: list[Handoff]) -> Effects:
    """Ask for the opposite where a pending request is no longer what is wanted."""
    planned = {(change.kind, change.centre) for change in changes}
    effects = []
    for item in history:
        opposite = OPPOSITE.get(item.kind)
        if not item.pending or opposite is None or (opposite, item.centre) in planned:
            continue
        if _wanted(case, item) is (item.kind in GRANTING):
            continue
        if any(other.pending and other.kind is opposite and other.centre == item.centre for other in history):
            continue
        effects.append(only(_opposite(case, item, opposite)))
    return total(effects)


def _wanted(case: Case, item: Handoff) -> bool:
    desired = case.desired
    if desired is None or not case.wanted or case.in_emergency:
        return desired is not None and desired.held is not None
    match item.kind:
        case ChangeKind.REQUEST_RECORD_ACCESS | ChangeKind.REQUEST_RECORD_REMOVAL:
            return desired.record_access
        case ChangeKind.REQUEST_BILLING | ChangeKind.REQUEST_BILLING_REMOVAL:
            return desired.billing
        case _:
            return item.centre in case.wanted_centres


def _opposite(case: Case, item: Handoff, kind: ChangeKind) -> Change:
    """Return the change that undoes a pending one: the state it started from is wanted again."""
    after = Access(item.before.clinics, item.before.record_access, item.before.billing)
    change = step(case, kind, after, "taken-back", handoff=item.id)
    to = item.recipient if item.centre is not None else recipient(case, kind)
    return replace(change, centre=item.centre, recipient=to)
