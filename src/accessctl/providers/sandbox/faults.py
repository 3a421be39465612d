"""Faults on demand, so that a test can see what the program does when the live system fails it.

They stand in the state with a countdown, and are no part of what `load` and `dump` carry.
"""

# ruff: noqa: S608 - what is put into the SQL is a constant; values are parameters

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from enum import StrEnum
from typing import TypeVar

from accessctl.errors import CredentialsError, TransientError
from accessctl.providers.sandbox.rows import AMONG, as_list
from accessctl.providers.sandbox.store import Store

T = TypeVar("T")


class FaultKind(StrEnum):
    """What can go wrong."""

    TIMEOUT_BEFORE = "timeout-before"  # a change times out and took no effect
    TIMEOUT_AFTER = "timeout-after"  # a change times out after it took effect
    EMPTY_ANSWER = "empty-answer"  # a practice is read as having no assistants
    LOST_CREDENTIALS = "lost-credentials"  # we are no longer accepted


BEFORE_EFFECT = frozenset({FaultKind.TIMEOUT_BEFORE, FaultKind.LOST_CREDENTIALS})
WHILE_WRITING = BEFORE_EFFECT | {FaultKind.TIMEOUT_AFTER}


def plant(state: sqlite3.Connection, kind: FaultKind, practice: str | None, times: int) -> None:
    """Let the fault happen the next so many times, in one practice or in any."""
    state.execute("INSERT INTO faults (kind, practice, remaining) VALUES (?, ?, ?)", (kind, practice, times))


def planted(state: sqlite3.Connection) -> bool:
    """Say whether any fault still waits."""
    return state.execute("SELECT 1 FROM faults LIMIT 1").fetchone() is not None


def waiting(state: sqlite3.Connection) -> list[tuple[FaultKind, str | None, int]]:
    """Return the faults that still wait, oldest first: which, in which practice, how many times."""
    rows = state.execute("SELECT kind, practice, remaining FROM faults ORDER BY id")
    return [(FaultKind(kind), practice, remaining) for kind, practice, remaining in rows]


def lift(state: sqlite3.Connection) -> None:
    """Let no fault happen any more."""
    state.execute("DELETE FROM faults")


def strike(
    state: sqlite3.Connection, kinds: Collection[FaultKind], slugs: Collection[str] = ()
) -> FaultKind | None:
    """Count down the oldest of those faults that is meant for any practice or for one of these."""
    row = state.execute(
        f"SELECT id, kind FROM faults WHERE kind {AMONG}"  # nosec B608 # our own column names
        f" AND (practice IS NULL OR practice {AMONG}) ORDER BY id LIMIT 1",
        (as_list(kinds), as_list(slugs)),
    ).fetchone()
    if row is None:
        return None
    state.execute("UPDATE faults SET remaining = remaining - 1 WHERE id = ?", (row[0],))
    state.execute("DELETE FROM faults WHERE remaining <= 0")
    return FaultKind(row[1])


def under(store: Store, slugs: Collection[str], effect: Callable[[sqlite3.Connection], T]) -> T:
    """Bring an effect about in one transaction, unless a fault is due: then as the fault has it."""
    done: list[T] = []
    with store.changing() as state:
        struck = strike(state, WHILE_WRITING, slugs)
        if struck not in BEFORE_EFFECT:
            done.append(effect(state))
    if struck is not None:
        raise error_of(struck)
    return done[0]


def error_of(kind: FaultKind) -> TransientError | CredentialsError:
    """Return the error that a caller of the live system would meet."""
    if kind is FaultKind.LOST_CREDENTIALS:
        return CredentialsError("sandbox-lost-credentials")
    return TransientError("sandbox-timeout")
