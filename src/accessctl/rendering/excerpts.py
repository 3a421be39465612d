"""One line of a source file with the place of a caret under it, whatever the line holds."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_TAB = 4
_FAR = 200
"""Characters on one side of a caret beyond which nothing of a line is shown."""
_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML counts as the end of a line."""


class Excerpt(NamedTuple):
    """A line made harmless and short enough, and how many columns stand before the caret."""

    line: str
    caret: int


class _Cell(NamedTuple):
    shown: str
    width: int


def lines_of(text: str) -> list[str]:
    """Return the lines of a file as a YAML parser counts them."""
    return _BREAKS.split(text)


def excerpt(line: str, column: int, width: int = 96) -> Excerpt:
    """Return the line, cut around the column (which counts characters from 1) where it is too long."""
    line, column, cut = _around(line.rstrip(), column)
    cells: list[_Cell] = []
    at = 0
    for char in line:
        cell = _cell(char, at)
        cells.append(cell)
        at += cell.width
    place = min(max(column - 1, 0), len(cells))
    before, after = cells[:place], cells[place:]
    head, caret = _last(before, width * 2 // 3 if _width(cells) > width else _width(before))
    tail, _ = _first(after, width - caret)
    left = "…" if cut or len(head) < len(before) else ""
    right = "…" if len(tail) < len(after) else ""
    shown = "".join(cell.shown for cell in (*head, *tail))
    return Excerpt(f"{left}{shown}{right}", caret + len(left))


def _around(line: str, column: int) -> tuple[str, int, bool]:
    """Return what of a very long line can be shown, its column there, and whether something is left out."""
    column = min(column, len(line) + 1)
    start = max(0, column - 1 - _FAR)
    return line[start : start + 2 * _FAR], column - start, start > 0


def _cell(char: str, at: int) -> _Cell:
    """Return how a character is shown; what cannot be seen, or would move the cursor, becomes a mark."""
    if char == "\t":
        wide = _TAB - at % _TAB
        return _Cell(" " * wide, wide)
    category = unicodedata.category(char)
    if category in {"Mn", "Me"}:
        return _Cell(char, 0)
    if category in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return _Cell("\N{REPLACEMENT CHARACTER}", 1)
    return _Cell(char, 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1)


def _width(cells: list[_Cell]) -> int:
    return sum(cell.width for cell in cells)


def _first(cells: list[_Cell], width: int) -> tuple[list[_Cell], int]:
    """Return as many of the first cells as fit, and their width."""
    taken: list[_Cell] = []
    used = 0
    for cell in cells:
        if used + cell.width > width:
            break
        taken.append(cell)
        used += cell.width
    return taken, used


def _last(cells: list[_Cell], width: int) -> tuple[list[_Cell], int]:
    """Return as many of the last cells as fit, and their width."""
    taken, used = _first(cells[::-1], width)
    return taken[::-1], used
