"""What the simulation is made of: lines to stand in, slices of practices, and what is counted."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from assumptions import World
from wishes import Act, Wish


class Witness(Protocol):
    """Sees what the model does with some of the wishes."""

    def watches(self, wish: Wish) -> bool:
        """Say whether this one is looked at."""

    def looked(self, wish: Wish, now: float, act: Act | None) -> None:
        """See what a run is to do for it, before that is done."""

    def did(self, wish: Wish, act: Act, now: float) -> None:
        """See that it was done."""


@dataclass(slots=True)
class Line:
    """Something that serves one after the other."""

    free: float = 0.0
    busy: float = 0.0

    def take(self, now: float, service: float) -> float:
        """Return when it has served who comes now."""
        self.free = max(now, self.free) + service
        self.busy += service
        return self.free


@dataclass(slots=True)
class Slice:
    """Some practices with a journal of their own."""

    api: int
    web: int
    people: int
    ahead: list[Wish] = field(default_factory=list)
    """Not merged yet, the next one last."""
    open: list[tuple[float, int, Wish]] = field(default_factory=list)
    """Under way, by when there may be something to do."""
    watched: list[Wish] = field(default_factory=list)
    records: int = 0
    read: list[float] = field(default_factory=list)
    removals: list[float] = field(default_factory=list)
    refused: int = 0


@dataclass(slots=True)
class Tally:
    """What is counted while the clock goes on."""

    slices: list[Slice]
    wishes: list[Wish]
    letters: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    first_refusal: float = math.inf
    died: int = 0
    acted_on: list[float] = field(default_factory=list)
    """How old what was read was when something was done because of it."""
    api_busy: float = 0.0
    journal_busy: float = 0.0
    browser_busy: float = 0.0


def sliced(world: World) -> list[Slice]:
    """Deal the practices out; a journal begins with everybody in it."""
    web = round(world.practices * world.web)
    found = []
    for number in range(world.slices):
        count = len(range(number, world.practices, world.slices))
        mine = len(range(number, web, world.slices))
        people = count * world.people
        found.append(Slice(count - mine, mine, people, records=people + count))
    return found
