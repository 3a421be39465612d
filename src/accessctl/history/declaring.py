"""Pure: which commit a person's record access comes from."""

from __future__ import annotations

from accessctl.history.chronicle import History, Turn, turn_at
from accessctl.model.identity import Address


def record_declared(history: History, slug: str, email: Address, place: int | None = None) -> str | None:
    """Return the commit that last changed what is declared of the person's record access; None: it is not.

    Whether it is given, its reason and its last day count; `place` is where history is looked at, without it
    its end. The practice is the one that has the slug there.
    """
    at = len(history.commits) - 1 if place is None else place
    for life in history.lives:
        span = life.span(at) if at >= 0 else None
        if span is None or span.slug != slug:
            continue
        turns = life.people.get(email, ())
        index = turn_at(turns, at)
        if index < 0 or not _said(turns[index]):
            return None
        while index > 0 and _said(turns[index - 1]) == _said(turns[index]):
            index -= 1
        return history.commits[turns[index].place].id
    return None


def _said(turn: Turn) -> tuple[object, ...]:
    """Return what is declared of record access, or nothing."""
    grant = turn.grant
    if grant is None or not grant.record_access:
        return ()
    return (grant.record_until, grant.record_reason)
