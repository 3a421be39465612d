"""The chart's geometry: two lines over time, as points of an SVG drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accessctl.rendering.report_cells import Curve

WIDTH, HEIGHT = 720, 220
LEFT, RIGHT, TOP, BOTTOM = 36, 12, 12, 28


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis, and where its words stand."""

    at: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws."""

    width: int
    height: int
    left: int
    right: int
    base: float
    people: str
    people_area: str
    record: str
    levels: tuple[Tick, ...]
    days: tuple[Tick, ...]


def chart_of(curve: Curve) -> Chart:
    """Return the drawing of a curve."""
    top = _round_up(max((*curve.people, *curve.record, 1)))
    base = HEIGHT - BOTTOM
    across = [_x(number, len(curve.days)) for number in range(len(curve.days))]
    people = _line(across, curve.people, top)
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        base=base,
        people=people,
        people_area=f"{across[0]},{base} {people} {across[-1]},{base}",
        record=_line(across, curve.record, top),
        levels=tuple(Tick(_y(level, top), str(level)) for level in _levels(top)),
        days=_days(curve.days, across),
    )


def _x(number: int, count: int) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * number / max(count - 1, 1), 1)


def _y(value: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top, 1)


def _line(across: Sequence[float], values: Sequence[int], top: int) -> str:
    return " ".join(f"{x},{_y(value, top)}" for x, value in zip(across, values, strict=True))


def _round_up(most: int) -> int:
    """Return a height of the scale that four even steps divide."""
    step = 1
    while step * 4 < most:
        step = step * 2 if str(step)[0] != "2" else step // 2 * 5
    return step * 4


def _levels(top: int) -> range:
    return range(0, top + 1, top // 4)


def _days(days: Sequence[str], across: Sequence[float]) -> tuple[Tick, ...]:
    """Return the first, the middle and the last day."""
    last = len(days) - 1
    chosen = {0: "start", last: "end"} | ({last // 2: "middle"} if last >= 4 else {})
    return tuple(Tick(across[number], days[number], anchor) for number, anchor in sorted(chosen.items()))
