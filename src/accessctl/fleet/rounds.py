"""A round: the very apply of one machine, with the reading and the direct changes done by the fleet."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

from pydantic import TypeAdapter

from accessctl.declarations.discovery import discover
from accessctl.errors import AccessctlError
from accessctl.execution.apply import Applied, Orders
from accessctl.execution.effects import Hands
from accessctl.execution.reading import Reading
from accessctl.execution.repository import fetch_tip
from accessctl.execution.scope import Scope
from accessctl.execution.workflow import GuardsError, apply_plan, journal_view
from accessctl.execution.workplace import Surroundings, Workplace, open_workplace
from accessctl.fleet.database import Database
from accessctl.fleet.gathering import Dispatch, Gathering, GatheringReader, InterruptedRoundError, SharedNotes
from accessctl.fleet.leases import BEATS, lease
from accessctl.fleet.ledger import Ledger
from accessctl.fleet.places import bring, move_to, settings_here
from accessctl.fleet.register import Register
from accessctl.fleet.values import Json
from accessctl.journal.holding import Holder
from accessctl.model.plan import Violation
from accessctl.model.rules import Loosened
from accessctl.providers.catalog import Whereabouts
from accessctl.providers.routing import RoutedWriter, WholeReader

BUG = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked a round for; without a commit it is about the reviewed branch as it is then."""

    commit: str | None = None
    practices: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    loosened: Loosened = field(default_factory=Loosened)
    flags: tuple[str, ...] = ()
    actor: str | None = None

    def json(self) -> Json:
        """Return it as it lies in the database."""
        return dict(_asked().dump_python(self, mode="json"))

    @staticmethod
    def of(value: Json) -> Asked:
        """Return what was asked for."""
        found: Asked = _asked().validate_python(value)
        return found


@dataclass(frozen=True, slots=True)
class Concluded:
    """How a round ended: its exit code, and what it says in each language and format."""

    code: int
    said: Json


Conclude = Callable[[Workplace | None, Applied | AccessctlError], Concluded]


@dataclass(frozen=True, slots=True)
class Coordinator:
    """What rounds are made with."""

    around: Surroundings
    database: Database
    dispatch: Dispatch
    orders: Callable[[], Orders]
    conclude: Conclude
    pause: Callable[[float], None]
    tell: Callable[[Concluded], None]
    report: Callable[[Exception], str]
    """Writes a report of a bug, and says where."""


def make_round(coordinator: Coordinator, round_id: int) -> None:
    """Make a round that was asked for and has not ended; an interrupted one is another's to begin anew."""
    register = Register(coordinator.database)
    value = register.begin_round(round_id)
    if value is None:
        return
    run: str | None = None
    try:
        applied, ended = _round(coordinator, round_id, Asked.of(value))
        run = applied.run
    except InterruptedRoundError:
        raise
    except AccessctlError as error:
        ended = coordinator.conclude(None, error)
    except Exception as error:  # noqa: BLE001 - a bug of ours: whoever waits is told, and nothing is tried again
        file = coordinator.report(error)
        ended = replace(coordinator.conclude(None, AccessctlError("fleet-bug", file=file)), code=BUG)
    register.end_round(round_id, ended.code, run, ended.said)
    coordinator.tell(ended)


def _round(coordinator: Coordinator, round_id: int, asked: Asked) -> tuple[Applied, Concluded]:
    orders, around = coordinator.orders(), coordinator.around
    with around.edges.git(around.root) as gateway:
        commit = asked.commit or fetch_tip(gateway, settings_here(around.root))
        if commit is None:
            raise AccessctlError("fleet-commit-missing", commit="HEAD")
        tip = bring(gateway, commit)
        if tip is None or not gateway.is_ancestor(commit, tip):  # workers read no other one
            params = {"commit": commit[:12], "branch": settings_here(around.root).branch}
            raise GuardsError((Violation("commit-not-on-branch", params=params),))
        move_to(gateway, commit)
    ledger = Ledger(coordinator.database, orders.nonce)
    ledger.open(round_id, commit)
    with lease(ledger) as kept:
        try:
            wishes = replace(
                orders,
                actor=asked.actor or orders.actor,
                flags=asked.flags,
                stop=lambda: kept.lost or orders.stop(),
            )
            return _applied(coordinator, ledger, asked, wishes)
        finally:
            ledger.end()


def _applied(
    coordinator: Coordinator, ledger: Ledger, asked: Asked, orders: Orders
) -> tuple[Applied, Concluded]:
    gathering = Gathering(ledger, coordinator.dispatch, coordinator.pause, orders.stop)
    place, here = _opened(coordinator, gathering, asked)
    try:
        take_over = _left_behind(coordinator, place, ledger)
        hands = Hands(place, coordinator.pause, partial(gathering.carry, here))
        scope = Scope(asked.practices, take_over=take_over)
        try:
            applied = apply_plan(hands, scope, replace(orders, take_over=take_over), lambda _: True)
        except AccessctlError as error:
            error.language = place.rules.settings.language
            raise
        ledger.forget()
        if applied.interrupted:
            raise InterruptedRoundError
        return applied, coordinator.conclude(place, applied)
    finally:
        place.close()


def _opened(coordinator: Coordinator, gathering: Gathering, asked: Asked) -> tuple[Workplace, WholeReader]:
    """Open the repository as an apply does, its practices read by the fleet; and what reads them here."""
    around, database = coordinator.around, coordinator.database
    readers: list[WholeReader] = []

    def providers(named: Collection[str], where: Whereabouts) -> tuple[WholeReader, RoutedWriter]:
        reader, writer = around.edges.providers(named, where)
        readers.append(reader)
        return GatheringReader(reader, gathering), writer

    edges = replace(
        around.edges,
        providers=providers,
        write_ahead=lambda directory, nonce: SharedNotes.beside(Ledger(database, nonce), directory),
        process=lambda: _holder(around.edges.process()),
    )
    reading = Reading(around.root, discover(around.root), remembering=False)
    place = open_workplace(
        replace(around, reading=reading, edges=edges),
        reading.declaration,
        reading.found.files,
        frozenset(asked.skip),
        asked.loosened,
    )
    return place, readers[0]


def _holder(process: Holder) -> Holder:
    """Return who holds the lock: the fleet. That this process is gone ends no run, others are still at it.

    An apply on this machine would take the run over at once, while workers elsewhere have the lease's time.
    """
    return replace(process, host=f"fleet@{process.host}")


def _left_behind(coordinator: Coordinator, place: Workplace, ours: Ledger) -> str | None:
    """End the fleet's other runs, and return the one that the journal still has open.

    One whose lease still holds is waited for, as long as a lease lasts: its process may just have died. A run
    that could not end itself, because the database was away, may be closed in the journal and still at work.
    """
    register = Register(coordinator.database)
    ended: set[str] = set()
    for nonce in register.other_runs(ours.nonce):
        ledger = Ledger(coordinator.database, nonce)
        if _ended(coordinator, ledger):
            ended.add(nonce)
            while any(row["alive"] for row in ledger.unsettled()):
                coordinator.pause(coordinator.database.terms.pulse / BEATS)
    running = {run.run.rpartition("-")[2]: run.run for run in journal_view(place).open_runs}
    register.clean(running)
    return next((run for nonce, run in running.items() if nonce in ended), None)


def _ended(coordinator: Coordinator, ledger: Ledger) -> bool:
    for _ in range(2 * BEATS):
        left = ledger.end_if_left()
        if left is not False:
            return bool(left)
        coordinator.pause(coordinator.database.terms.pulse)
    return False


@cache
def _asked() -> TypeAdapter[Any]:
    return TypeAdapter(Asked)
