"""The real guards, asked with as many changes as a simulated run has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from accessctl.model.change import Access, Change, ChangeKind, Reason, Route
from accessctl.model.identity import Address
from accessctl.model.journal_view import JournalView, Removal
from accessctl.model.rules import Rules
from accessctl.model.settings import GuardSettings, Settings
from accessctl.reconcile.guards import guard

NOW = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
LIFTED = 10**9
"""So many invitations that no guard refuses them: somebody raised each limit to what was reviewed."""

_MADE: dict[ChangeKind, list[Change]] = {}
"""The changes that were asked about before: the next question is about most of them again."""


@lru_cache(maxsize=100_000)
def refused(
    invitations: int, removals: int, records: int, before: tuple[int, int], limit: int
) -> tuple[str, ...]:
    """Return the guards that refuse a run; `before`: removals of the last day, and how many are managed.

    What the per-practice guards say depends on who is where and is left out: no practice is given.
    """
    if not (invitations or removals or records):
        return ()
    recent, managed = before
    grants = LIFTED if limit == LIFTED else GuardSettings().record_grants
    rules = Rules(Settings(guards=GuardSettings(invitations=limit, record_grants=grants)))
    changes = (
        *_changes(ChangeKind.INVITE, invitations),
        *_changes(ChangeKind.REVOKE, removals),
        *_changes(ChangeKind.REQUEST_RECORD_ACCESS, records),
    )
    hour = NOW - timedelta(hours=1)
    gone = tuple(Removal(hour, "earlier", Address(f"g{number}@org.example")) for number in range(recent))
    view = JournalView(removals=gone, counted=managed)
    return tuple(sorted({item.guard for item in guard(changes, (), view, rules, NOW)}))


def _changes(kind: ChangeKind, count: int) -> tuple[Change, ...]:
    made = _MADE.setdefault(kind, [])
    made += (_change(kind, number) for number in range(len(made), count))
    return tuple(made[:count])


def _change(kind: ChangeKind, number: int) -> Change:
    return Change(
        kind=kind,
        practice="some",
        email=Address(f"p{number}@org.example"),
        route=Route.HANDOFF,
        before=Access(),
        after=Access(("centro",)),
        reason=Reason("declared"),
    )
