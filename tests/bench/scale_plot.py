"""Cost against size, as an SVG drawing: both axes logarithmic, so that linear growth is a slope of one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 230, 40, 48
COLOURS = ("#1b4f72", "#2e86c1", "#85c1e9", "#7b241c", "#cb4335", "#f1948a")


def plot(title: str, sizes: Sequence[int], lines: Mapping[str, Sequence[float]]) -> str:
    """Return a drawing of seconds over practices, one line a command."""
    seconds = [value for values in lines.values() for value in values]
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    across = _scale(math.log10(sizes[0]), math.log10(sizes[-1]), LEFT, WIDTH - RIGHT)
    up = _scale(low, high, HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-size="12">',
        f'<title>{escape(title)}</title><g font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="22" font-size="14">{escape(title)}</text>',
    ]
    for power in range(low, high + 1):
        parts.append(_rule(LEFT, up(power), WIDTH - RIGHT, up(power)))
        parts.append(_words(LEFT - 8, up(power) + 4, f"{10.0**power:g} s", "end"))
    for size in sizes:
        at = across(math.log10(size))
        parts.append(_rule(at, TOP, at, HEIGHT - BOTTOM))
        parts.append(_words(at, HEIGHT - BOTTOM + 18, f"{size:,}", "middle"))
    parts.append(_words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "practices of ten assistants", "middle"))
    for number, (name, values) in enumerate(lines.items()):
        points = [
            (across(math.log10(size)), up(math.log10(value)))
            for size, value in zip(sizes, values, strict=True)
        ]
        parts += _line(name, points, COLOURS[number % len(COLOURS)], TOP + 16 + 22 * number)
    return "\n".join((*parts, "</g></svg>\n"))


def _scale(first: float, last: float, begin: float, end: float):  # noqa: ANN202 - a function of one number
    span = (last - first) or 1
    return lambda value: round(begin + (end - begin) * (value - first) / span, 1)


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#ddd"/>'


def _words(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="#333">{escape(text)}</text>'


def _line(name: str, points: Sequence[tuple[float, float]], colour: str, height: float) -> Sequence[str]:
    """Return the line with its dots, and its name in the key."""
    joined = " ".join(f"{x},{y}" for x, y in points)
    key = WIDTH - RIGHT + 16
    return (
        f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"/>',
        *(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points),
        f'<rect x="{key}" y="{height - 5}" width="22" height="2" fill="{colour}"/>',
        _words(key + 28, height, name, "start"),
    )
