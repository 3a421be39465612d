"""What is read off a scenario: spans, ages, waits; and how they are written."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assumptions import World
from parts import Tally
from wishes import DAY, HOUR, Kind, Stage

WARM_UP = 2 * DAY
"""The first two days are left out of spans and ages: everything begins at once."""
STEPS = 20
"""So many evenly spaced moments stand for the time between two looks."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, 95th percentile and worst, in seconds."""

    median: float
    most: float
    worst: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """Return that of some values; without any, nothing is known."""
        ordered = sorted(values)
        if not ordered:
            return cls(math.inf, math.inf, math.inf)
        last = len(ordered) - 1
        return cls(ordered[last // 2], ordered[math.ceil(last * 0.95)], ordered[last])

    def __str__(self) -> str:
        """Return it as a cell."""
        return f"{span(self.median)} / {span(self.most)} / {span(self.worst)}"


def rounds(world: World, tally: Tally) -> Spread:
    """Return the time from one look at a slice to the next."""
    return Spread.of(_gaps(world, tally))


def ages(world: World, tally: Tally) -> Spread:
    """Return how old what is known of a practice is, over all moments."""
    gaps = _gaps(world, tally)
    if not gaps:
        return Spread.of(())
    weighted = [(gap * (step + 0.5) / STEPS, gap) for gap in gaps for step in range(STEPS)]
    return Spread(_weighted(weighted, 0.5), _weighted(weighted, 0.95), max(gaps))


def _gaps(world: World, tally: Tally) -> Sequence[float]:
    """Return the times between two looks; a last one that was not over at the end counts as it stood."""
    end = world.days * DAY
    found = []
    for part in tally.slices:
        looks = [*part.read, end] if len(part.read) < 2 else part.read
        found += [later - at for at, later in pairwise(looks) if later > WARM_UP]
    return found


def _weighted(values: list[tuple[float, float]], share: float) -> float:
    values.sort()
    goal = share * sum(weight for _, weight in values)
    for value, weight in values:
        goal -= weight
        if goal <= 0:
            return value
    return values[-1][0]


def until_acted(tally: Tally, kind: Kind) -> Spread:
    """Return how long a merged change waited until a run did something for it, where one did."""
    return Spread.of(
        wish.first_act - wish.merged
        for wish in tally.wishes
        if wish.kind is kind and math.isfinite(wish.first_act)
    )


def until_effective(tally: Tally, kind: Kind) -> Spread:
    """Return how long until somebody was really in, or gone, where that came to pass."""
    return Spread.of(
        wish.effective - wish.merged
        for wish in tally.wishes
        if wish.kind is kind and wish.stage is Stage.DONE
    )


def never_acted(world: World, tally: Tally) -> float:
    """Return the share of the changes, merged a week and more before the end, for which nothing was done."""
    old = [wish for wish in tally.wishes if wish.merged < (world.days - 7) * DAY]
    return sum(math.isinf(wish.first_act) for wish in old) / max(len(old), 1)


def given_up(tally: Tally) -> int:
    """Return how many invitations nobody answered so often that a person has to speak with the invitee."""
    return sum(wish.stage is Stage.BLOCKED for wish in tally.wishes)


def sent(tally: Tally) -> int:
    """Return how many invitations went out, by anybody's hand."""
    return sum(wish.attempts for wish in tally.wishes)


def span(seconds: float) -> str:
    """Return a time in the unit that it is read in."""
    if math.isinf(seconds):
        return "–"
    for unit, size in (("d", DAY), ("h", HOUR), ("min", 60.0)):
        if seconds >= (2 * size if unit == "d" else size):
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s"


def share(part: float) -> str:
    """Return a share in percent."""
    return f"{100 * part:.0f} %"
