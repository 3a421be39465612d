"""What moved between a saved plan and the plan of now, and why. Pure."""

from __future__ import annotations

from accessctl.model.change import Change, access_value
from accessctl.model.moved import Cause, Moved
from accessctl.model.plan import Plan

CLOCK_REASONS = frozenset(
    {
        "until-passed",
        "record-until-passed",
        "invitation-expired",
        "declared-from",
        "acceptance-unknown",
    }
)
"""Reasons that come about by time alone."""


def compare(saved: Plan, now: Plan) -> tuple[Moved, ...]:
    """Return what is newly needed, no longer needed or altered, in the order of the plans."""
    before = {_place(change): change for change in saved.changes}
    after = {_place(change): change for change in now.changes}
    moved = [
        Moved("new", _cause(change, saved, now), change)
        for place, change in after.items()
        if place not in before
    ]
    moved += [
        Moved("gone", _cause(change, saved, now), change)
        for place, change in before.items()
        if place not in after
    ]
    moved += [
        Moved("altered", _cause(change, saved, now, before[place]), change, before[place])
        for place, change in after.items()
        if place in before and change.id != before[place].id
    ]
    return tuple(moved)


def _place(change: Change) -> tuple[str, str, str, str]:
    return (change.practice, change.email, change.kind, change.centre or "")


def _cause(change: Change, saved: Plan, now: Plan, was: Change | None = None) -> Cause:
    ran_out = saved.valid_until is not None and now.made_at >= saved.valid_until
    if was is not None and access_value(was.before) != access_value(change.before):
        return "live"
    if ran_out and change.reason.code in CLOCK_REASONS:
        return "clock"
    if saved.tree != now.tree and change.origin.drift_since is None:
        return "file"
    return "clock" if ran_out else "live"
