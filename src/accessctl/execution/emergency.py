"""`revoke` at once, outside a pull request: journalled, and blocked until a later commit settles it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from accessctl.errors import AccessctlError
from accessctl.execution.apply import Applied, Orders, apply
from accessctl.execution.effects import Hands
from accessctl.execution.observe import Planned, plan_with
from accessctl.execution.recovery import dead_runs, recover
from accessctl.execution.repository import standing
from accessctl.execution.workplace import Workplace
from accessctl.journal.folding import fold
from accessctl.journal.reading import read_journal
from accessctl.model.identity import Address
from accessctl.model.record import Record, RecordKind


@dataclass(frozen=True, slots=True)
class Emergency:
    """Who is to be out at once, and why."""

    practice: str
    email: Address
    reason: str


def revoke_at_once(hands: Hands, emergency: Emergency, orders: Orders) -> Applied:
    """Take one person out of one practice now. The guards on numbers do not hold up an emergency."""
    place = hands.place
    practice = place.declaration.practices.get(emergency.practice)
    if practice is None:
        raise AccessctlError("unknown-practice", practice=emergency.practice)
    never = {practice.owner, place.rules.settings.live.account, *place.rules.policy.protected}
    if emergency.email in never:
        raise AccessctlError("revoke-protected", email=emergency.email, practice=practice.slug)
    return apply(hands, _planned(place, emergency, orders), orders)


def _planned(place: Workplace, emergency: Emergency, orders: Orders) -> Planned:
    """Plan for this one person as if the emergency were in the journal, where the run then writes it."""
    journal = read_journal(place.branch)
    dead = dead_runs(place, journal, orders.take_over)
    recovered = recover(place, dead)
    practice = place.declaration.practices[emergency.practice]
    entry = next((entry for entry in practice.assistants if entry.email == emergency.email), None)
    record = Record(
        kind=RecordKind.EMERGENCY,
        at=place.now,
        practice=practice.slug,
        email=emergency.email,
        entry=None if entry is None else entry.meaning,
        actor=orders.actor,
        params={"reason": emergency.reason},
    )
    view = fold((*journal.records, *recovered, replace(record, run="000000-00000000")))
    planned = plan_with(place, standing(place.gateway), journal, view, [practice.slug])
    changes = tuple(change for change in planned.plan.changes if change.email == emergency.email)
    plan = replace(planned.plan, changes=changes, violations=(), plan_only=frozenset(), commit=None)
    return replace(
        planned,
        plan=plan,
        differences=(),  # an emergency adopts nobody: the files at hand may be anybody's
        recovered=(*recovered, record),
        dead=frozenset(run.run for run in dead),
    )
