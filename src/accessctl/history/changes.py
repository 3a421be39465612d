"""Pure: what changed between two grants, as events; and the events of a whole history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accessctl.history.chronicle import History, Life
from accessctl.model.event import AccessEvent, Clock, EventKind, Grant


def kinds(before: Grant | None, after: Grant | None) -> tuple[EventKind, ...]:
    """Return what changed; a new reason alone, or a note, changes nobody's access.

    What a grant brings along, or a revocation takes along, stands in its `after` and `before`.
    """
    if before is None or after is None:
        return () if before is after else (EventKind.GRANTED if before is None else EventKind.REVOKED,)
    changed = (
        (before.clinics != after.clinics, EventKind.CLINICS),
        (after.record_access and not before.record_access, EventKind.RECORD_GRANTED),
        (before.record_access and not after.record_access, EventKind.RECORD_WITHDRAWN),
        (after.billing and not before.billing, EventKind.BILLING_GRANTED),
        (before.billing and not after.billing, EventKind.BILLING_WITHDRAWN),
        (_dates_differ(before, after), EventKind.DATES),
        (_named(before) != _named(after), EventKind.NAME),
    )
    return tuple(kind for happened, kind in changed if happened)


def _dates_differ(before: Grant, after: Grant) -> bool:
    if before.record_access and after.record_access and before.record_until != after.record_until:
        return True
    return (before.starts, before.ends) != (after.starts, after.ends)


def _named(grant: Grant) -> tuple[object, ...]:
    return (grant.name, grant.surnames)


def declared_events(history: History, lives: Iterable[Life]) -> Iterator[AccessEvent]:
    """Yield every event of these practices, in the order of history."""
    found = [
        (place, slug, email, kind_number, event)
        for life in lives
        for place, slug, email, kind_number, event in _of_life(history, life)
    ]
    yield from (event for *_, event in sorted(found, key=lambda item: item[:4]))


def _of_life(history: History, life: Life) -> Iterator[tuple[int, str, str, int, AccessEvent]]:
    for email, turns in life.people.items():
        before: Grant | None = None
        for turn in turns:
            slug = _slug(life, turn.place)
            commit = history.commits[turn.place]
            for number, kind in enumerate(kinds(before, turn.grant)):
                event = AccessEvent(
                    at=commit.at,
                    practice=slug,
                    email=email,
                    kind=kind,
                    clock=Clock.DECLARED,
                    before=before,
                    after=turn.grant,
                    commit=commit,
                )
                yield turn.place, slug, email, number, event
            before = turn.grant


def _slug(life: Life, place: int) -> str:
    """Return the slug that a change belongs to; that of the file which went, where it went."""
    for at in (place, place - 1):
        span = life.span(at)
        if span is not None and span.slug is not None:
            return span.slug
    return ""
