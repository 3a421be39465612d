"""One round over what was applied last: what came due, what expired, what changed by hand.

Newer commits are `apply`'s. The guards, the lock and the journal are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from accessctl.declarations.discovery import discover
from accessctl.declarations.source_files import SETTINGS
from accessctl.errors import AccessctlError
from accessctl.execution.applied_files import open_at, parts_of
from accessctl.execution.apply import Applied, Orders
from accessctl.execution.effects import Hands
from accessctl.execution.reading import Reading
from accessctl.execution.repository import RULES, fetch_tip
from accessctl.execution.workflow import GuardsError, Scope, apply_plan, journal_view
from accessctl.execution.workplace import Surroundings, Workplace, open_workplace
from accessctl.model.finding import Stops
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
    fetch_tip(place.gateway, place.rules.settings)  # what was applied elsewhere may be newer than this clone
    before = journal_view(place)
    done: list[PartDone] = []
    for part in parts_of(place.gateway, before):
        done.append(_part(watch, part))
        if done[-1].interrupted:
            break
    wrote = any(item.run is not None for item in done)
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


def _part(watch: Watch, part: Part) -> PartDone:
    try:
        with _opened(open_at(watch.around, part)) as place:
            orders = replace(watch.orders(), command="watch")
            applied = apply_plan(Hands(place), Scope(within=part.practices), orders, lambda _: True)
            return _done(place, part, applied)
    except GuardsError as error:
        return PartDone(part, violations=error.violations, trouble=_trouble(error))
    except AccessctlError as error:
        return PartDone(part, trouble=_trouble(error))


@contextmanager
def _opened(place: Workplace) -> Iterator[Workplace]:
    try:
        yield place
    finally:
        place.close()


def _done(place: Workplace, part: Part, applied: Applied) -> PartDone:
    plan, holds, lost = applied.planned.plan, place.holds, applied.lost_credentials
    return PartDone(
        part,
        run=applied.run,
        outcomes=applied.outcomes,
        waiting=len(plan.waiting),
        blocked=len(plan.blocked),
        frozen=len(plan.frozen),
        held=any((holds.frozen, holds.grants, holds.removals, holds.entries, holds.apply)),
        valid_until=plan.valid_until,
        due_in=None if plan.valid_until is None else plan.valid_until - plan.made_at,
        trouble=None if lost is None else _trouble(lost),
        interrupted=applied.interrupted,
    )


def _trouble(error: AccessctlError) -> Trouble:
    return Trouble(error.code, error.params, error.exit_code)
