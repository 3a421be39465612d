"""The people of a plan who change address: their old and new one are to be read as one person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accessctl.model.change import REMOVALS, Change, ChangeKind
from accessctl.model.identity import Address
from accessctl.model.plan import Plan

Where = tuple[str, Address]
"""A practice and the new address there."""


@dataclass(frozen=True, slots=True)
class Move:
    """From which address, and what becomes of that one meanwhile."""

    old: Address
    stays: bool
    """Whether the old one keeps its access until the new one is active; else it goes in the same run."""


def moves(plan: Plan) -> Mapping[Where, Move]:
    """Return who is invited at a new address for an old one that stays or goes because of it."""
    return dict(_moves(plan))


def _moves(plan: Plan) -> Iterator[tuple[Where, Move]]:
    staying = {
        (item.practice, item.email) for item in plan.waiting if item.code == "revoke-after-replacement"
    }
    going = {(change.practice, change.email) for change in plan.changes if makes_room(change)}
    for change in plan.changes:
        if change.kind is not ChangeKind.INVITE or change.replaces is None:
            continue
        old = (change.practice, change.replaces)
        if old in staying or old in going:
            yield (change.practice, change.email), Move(change.replaces, stays=old in staying)


def makes_room(change: Change) -> bool:
    """Say whether the change takes an address away because the person has another one now."""
    return change.kind in REMOVALS and change.reason.code == "replaced"
