"""Lines for a terminal: people by name and address, columns that stand under each other."""

from __future__ import annotations

from collections.abc import Sequence

from accessctl.rendering.safe import clean

INDENT = "  "


def person(name: str, email: str | None) -> str:
    """Return a person by name and address, or by the address alone."""
    address = clean(email or "")
    shown = clean(name)
    if not shown:
        return address
    return f"{shown} <{address}>" if address else shown


def aligned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the rows' cells padded, all but the last, so that columns stand under each other."""
    widths: dict[int, int] = {}
    for row in rows:
        for index, cell in enumerate(row[:-1]):
            widths[index] = max(widths.get(index, 0), len(cell))
    return [[cell.ljust(widths.get(index, 0)) for index, cell in enumerate(row)] for row in rows]


def table(rows: Sequence[Sequence[str]], indent: str = INDENT) -> list[str]:
    """Return the rows as aligned lines."""
    return [f"{indent}{'  '.join(row)}".rstrip() for row in aligned(rows)]
