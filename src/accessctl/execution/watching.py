"""One round over what was applied last: what came due, what expired, what changed by hand.

Newer commits are `apply`'s. The guards, the lock and the journal are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from accessctl.declarations.discovery import discover
from accessctl.declarations.source_files import SETTINGS
from accessctl.errors import AccessctlError
from accessctl.execution.applied_files import check_pinned_here, open_at, parts_of
from accessctl.execution.apply import Applied, Orders
from accessctl.execution.digesting import digest
from accessctl.execution.effects import Hands
from accessctl.execution.reading import Reading
from accessctl.execution.reminding import remind
from accessctl.execution.repository import RULES, fetch_tip
from accessctl.execution.scope import Scope
from accessctl.execution.workflow import GuardsError, apply_plan, journal_view
from accessctl.execution.workplace import Surroundings, Workplace, open_workplace
from accessctl.model.finding import Stops
from accessctl.model.journal_view import OpenRun
from accessctl.model.watching import Part, PartDone, Round, Trouble

MakeOrders = Callable[[], Orders]
"""Gives each run of a round its own orders: no two share what is random."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What rounds are made with."""

    around: Surroundings
    orders: MakeOrders


def look(watch: Watch) -> Round:
    """Make one round. Errors that a later round may not meet are part of the answer, never raised."""
    at = watch.around.clock()
    try:
        with _opened(open_rules(watch.around)) as place:
            found = _round(watch, place, at)
    except AccessctlError as error:
        found = Round(at, trouble=_trouble(error))
    return replace(found, seconds=max(0.0, (watch.around.clock() - at).total_seconds()))


def open_rules(around: Surroundings) -> Workplace:
    """Open the repository as far as its settings go, which say where the journal is."""
    reading = Reading(around.root, discover(around.root, RULES[:1]), remembering=False)
    place = open_workplace(replace(around, reading=reading), reading.declaration, reading.found.files)
    if any(finding.where.file == SETTINGS and finding.stops is Stops.APPLY for finding in place.findings):
        place.close()
        raise AccessctlError("settings-unreadable", file=SETTINGS)
    return place


def _round(watch: Watch, place: Workplace, at: datetime) -> Round:
    tip = fetch_tip(place.gateway, place.rules.settings)  # what was applied may be newer than this clone
    check_pinned_here(place, tip)
    before = journal_view(place)
    done: list[PartDone] = []
    # the first part that does anything finds out what became of a dead run: its files must have the practices
    for part in sorted(parts_of(place.gateway, before), key=lambda part: not _knows(part, before.open_runs)):
        done.append(_part(watch, part, first=not done))
        if done[-1].interrupted:
            break
    wrote = any(item.run is not None or item.reminders for item in done)
    view = journal_view(place) if wrote else before
    pending = [
        item
        for practice in view.practices.values()
        if not practice.released
        for item in practice.handoffs
        if item.pending
    ]
    return Round(
        at,
        tuple(done),
        pending=len(pending),
        unknown_fates=len(view.unknown_fates),
        managed=view.managed,
    )


def _knows(part: Part, running: Iterable[OpenRun]) -> bool:
    """Say whether a part is about practices for which a run without an end meant to do something."""
    meant = {intent.practice for run in running for intent in run.intents}
    return bool(meant) and (part.practices is None or not meant.isdisjoint(part.practices))


def _part(watch: Watch, part: Part, *, first: bool) -> PartDone:
    try:
        with _opened(open_at(watch.around, part)) as place:
            orders = replace(watch.orders(), command="watch")
            hands = Hands(place)
            applied = apply_plan(hands, Scope(within=part.practices), orders, lambda _: True)
            done = _done(place, part, applied)
            if done.interrupted:
                return done
            return _reminded(hands, done, replace(watch.orders(), command="watch"), first=first)
    except GuardsError as error:
        return PartDone(part, violations=error.violations, trouble=_trouble(error))
    except AccessctlError as error:
        return PartDone(part, trouble=_trouble(error))


def _reminded(hands: Hands, done: PartDone, orders: Orders, *, first: bool) -> PartDone:
    """Remind those who did not answer; what goes wrong with it leaves what was done as it is.

    The digest is about the whole repository, so it goes with the first part.
    """
    try:
        done = replace(done, reminders=remind(hands, orders, done.part.practices))
        return replace(done, digested=first and digest(hands, orders))
    except AccessctlError as error:
        return replace(done, trouble=done.trouble or _trouble(error))


@contextmanager
def _opened(place: Workplace) -> Iterator[Workplace]:
    try:
        yield place
    finally:
        place.close()


def _done(place: Workplace, part: Part, applied: Applied) -> PartDone:
    plan, lost = applied.planned.plan, applied.lost_credentials
    return PartDone(
        part,
        run=applied.run,
        outcomes=applied.outcomes,
        notices=applied.notices,
        waiting=len(plan.waiting),
        blocked=len(plan.blocked),
        frozen=len(plan.frozen),
        held=place.holds.anything,
        valid_until=plan.valid_until,
        due_in=None if plan.valid_until is None else plan.valid_until - plan.made_at,
        trouble=None if lost is None else _trouble(lost),
        interrupted=applied.interrupted,
    )


def _trouble(error: AccessctlError) -> Trouble:
    return Trouble(error.code, error.params, error.exit_code)
