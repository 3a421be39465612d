"""A plan that holds each kind of change, so that a crash can be tried at every one of its effects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import people
import runs
from books import Declared, Edition, entry_of, make_book, practice_of
from judging import Judge
from play import rest
from seam import CRASHES, At, NoFault
from simulation import Ended, Simulation

ACTIVE = (
    ("rita", {"escazu"}),
    ("wanda", {"escazu"}),
    ("nora", {"escazu", "heredia"}),
    ("rocio", {"escazu"}),
    ("reme", {"escazu"}),
    ("bea", {"escazu"}),
    ("bruno", {"escazu"}),
    ("cira", {"escazu"}),
    ("celia", {"cima", "escazu"}),
    ("ada", {"escazu"}),
)
"""Who is there from the beginning."""


@dataclass(frozen=True)
class Point:
    """Where the run dies, and whether its disk dies with it."""

    index: int
    fault: str
    lost: bool
    mailing: bool


def points(count: int, *, mailing: bool) -> list[Point]:
    """Return every point of a run with so many effects."""
    return [
        Point(index, fault, lost, mailing)
        for index in range(1, count + 1)
        for fault in CRASHES
        for lost in (False, True)
    ]


@cache
def book(where: Path) -> Declared:
    """Return the three commits: before, one invitation more, and the one that changes everything."""
    before = [
        entry_of("rosa"),
        entry_of("rita"),
        entry_of("wanda"),
        entry_of("nora", "escazu", "heredia"),
        entry_of("rocio"),
        entry_of("reme", record_access=True),
        entry_of("bea"),
        entry_of("bruno", billing=True),
        entry_of("cira"),
        entry_of("celia", "cima", "escazu"),
    ]
    after = [
        entry_of("rosa"),
        entry_of("wanda", "escazu", "heredia"),
        entry_of("nora"),
        entry_of("rocio", record_access=True),
        entry_of("reme"),
        entry_of("bea", billing=True),
        entry_of("bruno"),
        entry_of("cira", "cima", "escazu"),
        entry_of("celia"),
        entry_of("ines"),
        entry_of("ada"),
    ]
    otra = practice_of("otra", [entry_of("conchi"), entry_of("olga")])
    editions = (
        Edition({"lucia": practice_of("lucia", before), "otra": otra}),
        Edition({"lucia": practice_of("lucia", [*before, entry_of("carla")]), "otra": otra}),
        Edition({"lucia": practice_of("lucia", after), "otra": otra}),
    )
    return make_book(where / "every-kind", editions, at_least=10)


def prepared(directory: Path, declared: Declared, *, mailing: bool) -> Simulation:
    """Return the world just before the run that changes everything."""
    world = Simulation(directory, declared, 0)
    world.mailing = mailing
    world.blind = {"otra"}
    people.open_practices(world)
    for name, clinics in ACTIVE:
        for clinic in sorted(clinics):
            people.add(world, "lucia", f"{name}@org.example", clinic)
    people.add(world, "otra", "olga@org.example", "escazu")
    people.do(world, "record", "lucia", "reme@org.example")
    people.do(world, "billing", "lucia", "bruno@org.example")
    host = world.add_host("pipeline")
    for at, hours in ((0, 24), (1, 30)):
        world.main[0] = host.clone.at = at
        world.run(host, runs.apply_now)
        world.pass_time(timedelta(hours=hours))
    world.main[0] = host.clone.at = 2
    return world


def undisturbed(directory: Path, declared: Declared, *, mailing: bool) -> Ended:
    """Run it once with nothing in the way; its `count` is how many effects there are."""
    world = prepared(directory, declared, mailing=mailing)
    return world.run(world.hosts[0], runs.apply_now, NoFault())


def die(directory: Path, declared: Declared, point: Point) -> tuple[list[str], list[str]]:
    """Die there, recover, and let the judge look; return what nothing explains, and the trace."""
    world = prepared(directory, declared, mailing=point.mailing)
    judge = Judge(world)
    judge.look()
    host = world.hosts[0]
    ended = world.run(host, runs.apply_now, At(point.index, point.fault))
    judge.ended(ended)
    if ended.how != "crashed":
        judge.found.append(f"no crash at {point}: {ended.how}")
    judge.look()
    if point.lost:
        host.lose_disk()
        world.pass_time(timedelta(minutes=20))
    again = world.run(host, runs.apply_now)
    judge.ended(again)
    judge.look()
    if again.how != "done":
        judge.found.append(f"the next run ends with {again.how}")
    rest(world, judge)
    return judge.found, world.trace


def overtaken(
    directory: Path, declared: Declared, index: int, *, mailing: bool
) -> tuple[list[str], list[str]]:
    """Sleep before that effect until the lock ran out and another runner did everything; then go on."""
    world = prepared(directory, declared, mailing=mailing)
    judge = Judge(world)
    judge.look()
    other = world.add_host("laptop")
    other.clone.at = 2

    def meanwhile(*_: object) -> None:
        world.machine_now += timedelta(minutes=20)
        judge.ended(world.run(other, runs.apply_now))

    world.on_disturbance = meanwhile
    judge.ended(world.run(world.hosts[0], runs.apply_now, At(index, "overtaken")))
    judge.look()
    rest(world, judge)
    return judge.found, world.trace


def kinds(ended: Ended) -> set[str]:
    """Return the kinds of change that a run carried out or asked for."""
    applied: Any = ended.value
    return {str(outcome.change.kind) for outcome in applied.outcomes}
