"""The order in which changes are carried out: removals before grants, hand-offs last.

A leaver's open access is the greater harm, and the guards have already run. A revocation that would empty
a practice goes after that practice's invitations, so that nobody is locked out in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from accessctl.model.change import REMOVALS, Change, ChangeKind, Route
from accessctl.model.identity import Address

REMOVE, NARROW, GRANT, REMOVE_LAST, ASK = range(5)


def ordered(changes: Iterable[Change], present: Mapping[str, frozenset[Address]]) -> tuple[Change, ...]:
    """Return the changes in the order of an apply; `present` is who is there now, by practice."""
    listed = tuple(changes)
    leaving: dict[str, set[Address]] = {}
    arriving: set[str] = set()
    for change in listed:
        if change.kind in REMOVALS:
            leaving.setdefault(change.practice, set()).add(change.email)
        if change.kind is ChangeKind.INVITE:
            arriving.add(change.practice)
    emptied = {slug for slug in arriving & leaving.keys() if present.get(slug, frozenset()) <= leaving[slug]}
    return tuple(sorted(listed, key=lambda change: (_phase(change, emptied), *_place(change))))


def _phase(change: Change, emptied: set[str]) -> int:
    if change.route is Route.HANDOFF:
        return ASK
    if change.kind in REMOVALS:
        last = change.kind is ChangeKind.REVOKE and change.practice in emptied
        return REMOVE_LAST if last else REMOVE
    return NARROW if change.narrows else GRANT


def _place(change: Change) -> tuple[str, str, str, str]:
    return (change.practice, change.email, change.kind, change.centre or "")
