"""From the differences of all practices to one plan, with its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from accessctl.model.change import Change, ChangeKind, access_value
from accessctl.model.days import days_later
from accessctl.model.journal_view import JournalView
from accessctl.model.live import INVITATION_LIFE, Presence
from accessctl.model.plan import Notice, Plan, Violation
from accessctl.model.practice import Declaration, Practice
from accessctl.model.rules import Rules
from accessctl.reconcile.desired import local_day, zone
from accessctl.reconcile.diff import Difference
from accessctl.reconcile.effects import total
from accessctl.reconcile.guards import guard, ours, people_there
from accessctl.reconcile.ordering import ordered
from accessctl.reconcile.quiet import Quiet
from accessctl.reconcile.reviewing import confirmation_ends, due_at

FORMAT = "accessctl.plan/1"


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of planning starts from, besides the differences; no commit: a dirty tree."""

    declaration: Declaration
    journal: JournalView
    rules: Rules
    now: datetime
    commit: str | None = None
    tree: Mapping[str, str] | None = None
    with_journal: bool = True
    broken: tuple[str, ...] = ()
    """The files of settings and policy that have errors: nothing is applied until they are mended."""


def assemble(looked_at: Sequence[Difference | Quiet], start: Round) -> Plan:
    """Put the differences of the practices together into the plan."""
    sums = total(item.effects for item in looked_at)
    differences = [item for item in looked_at if isinstance(item, Difference)]
    plan_only = frozenset(
        difference.situation.slug
        for difference in differences
        if difference.situation.practice.mode == "plan-only"
    )
    present = {difference.situation.slug: people_there(difference) for difference in differences}
    changes = ordered(sums.changes, present)
    applied = [change for change in changes if change.practice not in plan_only]
    unreadable = start.declaration.unreadable
    frozen = [item.frozen for item in differences if item.frozen is not None]
    frozen += [Notice(slug, "unreadable-file", remedy="unreadable-file") for slug in unreadable]
    frozen += [Notice("", "declaration-errors", params={"file": file}) for file in start.broken]
    return Plan(
        made_at=start.now,
        changes=changes,
        waiting=_sorted(sums.waiting),
        blocked=_sorted(sums.blocked),
        unmanaged=_sorted(sums.unmanaged),
        unverified=_sorted(sums.unverified),
        released=_sorted(released(start.declaration, start.journal)),
        frozen=_sorted(frozen),
        violations=guard(applied, looked_at, start.journal, start.rules, start.now),
        commit=start.commit,
        tree=start.tree,
        valid_until=_earliest(
            [valid_until(differences, sums.waiting, start.now)]
            + [item.until for item in looked_at if isinstance(item, Quiet)]
        ),
        with_journal=start.with_journal,
        plan_only=plan_only,
        practices=len(looked_at) + len(unreadable),
    )


def quiet_of(difference: Difference, now: datetime) -> Quiet | None:
    """Return what the difference comes to where nothing is to be done, and nothing is frozen."""
    effects, situation = difference.effects, difference.situation
    if effects.changes or difference.frozen is not None:
        return None
    return Quiet(
        at=now,
        until=valid_until([difference], effects.waiting, now),
        effects=effects,
        ours=ours((difference,)),
        review_due=due_at(situation.view, situation.rules.policy),
    )


def _earliest(instants: Iterable[datetime | None]) -> datetime | None:
    return min((instant for instant in instants if instant is not None), default=None)


def _sorted(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    return tuple(sorted(notices, key=lambda notice: notice.order))


def released(declaration: Declaration, journal: JournalView) -> Iterable[Notice]:
    """Return the practices that the journal knows and no file declares any more."""
    present = declaration.practices.keys() | declaration.unreadable
    known = {slug: journal.practices[slug] for slug in journal.practices if slug not in present}
    gone = {slug: view for slug, view in known.items() if not view.released and view.people}
    if not gone:  # the usual case, in which no practice has to be looked at for its earlier names
        return
    names = {slug for practice in declaration.practices.values() for slug in practice.previously}
    for slug, view in gone.items():
        if slug not in names:
            yield Notice(slug, "released", params={"people": sum(p.managed for p in view.people.values())})


def digest(plan: Plan) -> str:
    """Return the sha256 of what the plan asks for: times, reasons and what waits are not in it."""
    said = {
        "format": FORMAT,
        "changes": [_change_value(change) for change in plan.changes],
        "violations": [_violation_value(violation) for violation in plan.violations],
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _change_value(change: Change) -> dict[str, object]:
    return {
        "id": change.id,
        "kind": change.kind,
        "practice": change.practice,
        "email": change.email,
        "route": change.route,
        "recipient": change.recipient,
        "before": access_value(change.before),
        "after": access_value(change.after),
    }


def _violation_value(violation: Violation) -> dict[str, object]:
    return {
        "guard": violation.guard,
        "practice": violation.practice,
        "email": violation.email,
        "params": dict(violation.params),
    }


def valid_until(
    differences: Iterable[Difference], waiting: Iterable[Notice], now: datetime
) -> datetime | None:
    """Return the first instant at which the clock alone would change the plan, or None."""
    instants = {notice.until for notice in waiting if notice.until is not None}
    for difference in differences:
        practice = difference.situation.practice
        instants.update(_days(practice, now))
        instants.update(_clock_limits(difference, now))
        for case in difference.cases:
            if case.presence is Presence.INVITED and case.known.sent_at is not None:
                instants.add(case.known.sent_at + INVITATION_LIFE)
    return min((instant for instant in instants if instant > now), default=None)


def _clock_limits(difference: Difference, now: datetime) -> Iterable[datetime]:
    """Return when a window closes on an invitation, a list is too old, or a confirmation has run out."""
    situation = difference.situation
    settings, observed = situation.rules.settings, situation.observation
    declared = [case.desired for case in difference.cases if case.desired is not None]
    confirmed = confirmation_ends(declared, situation.view, situation.rules.policy)
    yield from (ends for _, ends in confirmed)
    if observed is not None and observed.at < now:
        yield observed.at + settings.live.max_observation_age
    sends = any(
        change.kind in (ChangeKind.INVITE, ChangeKind.RESEND) for change in difference.effects.changes
    )
    if settings.send_window is not None and sends:
        local = now.astimezone(zone(situation.practice.time_zone))
        closes = datetime.combine(local.date(), settings.send_window.closes, local.tzinfo)
        yield closes.astimezone(now.tzinfo)


def _days(practice: Practice, now: datetime) -> Iterable[datetime]:
    """Return the beginnings of the local days on which a declared date turns."""
    today = local_day(now, practice.time_zone)
    days: set[date] = set()
    for entry in practice.assistants:
        record = entry.record_access
        lasts = (entry.ends, None if record is None else record.until)
        days.update(days_later(day, 1) for day in lasts if day is not None)
        if entry.starts is not None:
            days.add(entry.starts)
    for day in days:
        if day > today:
            yield datetime.combine(day, time.min, zone(practice.time_zone)).astimezone(now.tzinfo)
