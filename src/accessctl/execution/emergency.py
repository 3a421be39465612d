"""`revoke` at once, outside a pull request: journalled, and blocked until a later commit settles it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from accessctl.declarations.loading import load_files
from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.apply import Applied, Orders, apply
from accessctl.execution.effects import Hands
from accessctl.execution.observe import Planned, plan_with
from accessctl.execution.recovery import dead_runs, recover
from accessctl.execution.repository import earlier_files, standing
from accessctl.execution.workplace import Workplace
from accessctl.journal.folding import fold
from accessctl.journal.reading import Journal, read_journal
from accessctl.journal.recalling import Told
from accessctl.model.finding import Holds
from accessctl.model.identity import Address
from accessctl.model.practice import Practice
from accessctl.model.record import Record, RecordKind


@dataclass(frozen=True, slots=True)
class Emergency:
    """Who is to be out at once, and why."""

    practice: str
    email: Address
    reason: str


def revoke_at_once(hands: Hands, emergency: Emergency, orders: Orders) -> Applied:
    """Take one person out of one practice now. No error in the files and no guard on numbers holds it up."""
    if not emergency.reason.strip():
        raise UsageError("revoke-reason")
    journal = read_journal(hands.place.branch)
    place = _with_practice(hands.place, emergency.practice, fold(journal.records).last_commit)
    practice = place.declaration.practices[emergency.practice]
    if emergency.email in place.rules.never_touched(practice.owner):
        raise AccessctlError("revoke-protected", email=emergency.email, practice=practice.slug)
    return apply(replace(hands, place=place), _planned(place, journal, emergency, orders), orders)


def _addresses(practice: Practice, email: Address) -> dict[Address, str | None]:
    """Return the addresses to take out, each with its entry's meaning: the one named, and its successor.

    A person moving to a new address would otherwise be let in there a moment later.
    """
    entries = (entry for entry in practice.assistants if email == entry.email or email in entry.previously)
    return {email: None} | {entry.email: entry.meaning for entry in entries}


def _with_practice(place: Workplace, slug: str, last_commit: str | None) -> Workplace:
    """Return the place without what errors hold; an unreadable practice is taken as it was last applied."""
    free = replace(place, holds=Holds())
    if slug in place.declaration.practices:
        return free
    earlier = {} if last_commit is None else earlier_files(place.gateway, last_commit)
    found = load_files(earlier).practices.get(slug)
    if found is None and slug in place.declaration.unreadable:
        raise AccessctlError("revoke-unreadable", practice=slug)
    if found is None:
        raise AccessctlError("unknown-practice", practice=slug)
    practices = {**place.declaration.practices, slug: found}
    return replace(free, declaration=replace(place.declaration, practices=practices))


def _planned(place: Workplace, journal: Journal, emergency: Emergency, orders: Orders) -> Planned:
    """Plan for this one person as if the emergency were in the journal, where the run then writes it."""
    known = fold(journal.records)
    dead = dead_runs(place, known.open_runs, orders.take_over)
    recovered = recover(place, dead, known)
    practice = place.declaration.practices[emergency.practice]
    addresses = _addresses(practice, emergency.email)
    records = tuple(
        Record(
            kind=RecordKind.EMERGENCY,
            at=place.now,
            practice=practice.slug,
            email=email,
            entry=meaning,
            actor=orders.actor,
            params={"reason": emergency.reason},
        )
        for email, meaning in addresses.items()
    )
    of_this_run = (replace(record, run="000000-00000000") for record in records)
    view = fold((*journal.records, *recovered, *of_this_run))
    planned = plan_with(place, standing(place.gateway, place.files), Told(journal, view), [practice.slug])
    remembered = emergency.email in known.of(practice).people
    _check_known(emergency, planned, declared=any(addresses.values()) or remembered)
    plan = replace(
        planned.plan,
        changes=tuple(change for change in planned.plan.changes if change.email in addresses),
        blocked=tuple(notice for notice in planned.plan.blocked if notice.email in addresses),
        frozen=tuple(item.frozen for item in planned.differences if item.frozen is not None),
        violations=(),
        plan_only=frozenset(),
        commit=None,
    )
    return replace(
        planned,
        plan=plan,
        differences=(),  # an emergency adopts nobody: the files at hand may be anybody's
        recovered=(*recovered, *records),
        dead=frozenset(run.run for run in dead),
    )


def _check_known(emergency: Emergency, planned: Planned, *, declared: bool) -> None:
    """Raise for somebody who is neither declared nor there nor remembered: an address mistyped in a hurry."""
    there = any(
        case.email == emergency.email and case.known.live
        for difference in planned.differences
        for case in difference.cases
    )
    if not (there or declared):
        raise AccessctlError("revoke-unknown", email=emergency.email, practice=emergency.practice)
