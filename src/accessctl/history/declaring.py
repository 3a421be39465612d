"""Pure: which commit a person's record access comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from accessctl.history.chronicle import History, Life, Turn, turn_at
from accessctl.model.identity import Address
from accessctl.model.record import Record, RecordKind


def record_declared(history: History, slug: str, email: Address, place: int | None = None) -> str | None:
    """Return the commit that last changed what is declared of the person's record access; None: it is not.

    Whether it is given, its reason and its days count: the entry's first one, and its last one where that
    comes before record access's. So does the practice's live account: what was approved for one is not
    approved for another. `place` is where history is looked at, without it its end. The practice is the one
    that has the slug there.
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
        return history.commits[max(turns[index].place, _account_since(life, at))].id
    return None


def _account_since(life: Life, at: int) -> int:
    """Return since when the practice is the live account that it is at a place."""
    named = [span for span in life.spans if span.slug is not None and span.place <= at]
    pairs = pairwise(named)
    changed = [later.place for span, later in pairs if span.organization != later.organization]
    return changed[-1] if changed else named[0].place


def _said(turn: Turn) -> tuple[object, ...]:
    """Return what is declared of record access, or nothing."""
    grant = turn.grant
    if grant is None or not grant.record_access:
        return ()
    last = min((day for day in (grant.record_until, grant.ends) if day is not None), default=None)
    return (grant.starts, last, grant.record_reason)


def applied_in_order(records: Iterable[Record]) -> tuple[str, ...]:
    """Return the commits that were applied, each when it was applied first."""
    runs = (item for item in records if item.kind is RecordKind.RUN and item.command == "apply")
    return tuple(dict.fromkeys(item.commit for item in runs if item.commit is not None))


def taken_note(
    line: Sequence[str], applied: Sequence[str], contains: Callable[[str, str], bool | None]
) -> Callable[[str], str | None]:
    """Return what says which commit was applied last before another one was.

    `line` is the branch's own, newest first. `contains` is asked about commits beside it: whether one has the
    other in its history; None where the one is not known any more.
    """
    order = {commit: place for place, commit in enumerate(reversed(line))}

    def before(commit: str) -> str | None:
        last = None
        for one in applied:
            there = order[one] >= order[commit] if one in order else contains(one, commit)
            if there:
                break
            last = last if there is None else one
        return last

    return before
