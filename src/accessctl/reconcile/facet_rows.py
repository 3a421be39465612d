"""The table's rows for record access and billing: always asked of a person, never done by us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from accessctl.model.change import Access, Change, ChangeKind, Reason
from accessctl.model.fact import Fact
from accessctl.model.journal_view import FACET_BLOCKS
from accessctl.model.live import Presence
from accessctl.reconcile.case import Case
from accessctl.reconcile.clinic_rows import clinic_row
from accessctl.reconcile.desired import Desired
from accessctl.reconcile.effects import (
    NOTHING,
    Effects,
    Row,
    blocks,
    only,
    shown,
    step,
    unverified,
    waits,
    was_done,
)


@dataclass(frozen=True, slots=True)
class Flag:
    """One of the two flags, and where its parts are found."""

    name: str
    grant: ChangeKind
    withdraw: ChangeKind
    desired: Callable[[Desired], bool]
    known: Callable[[Case], bool | None]
    settled: Callable[[Case], bool | None]
    since: Callable[[Case], datetime | None]
    put: Callable[[Access, bool], Access]

    def wanted(self, case: Case) -> bool:
        """Whether the file asks for it today."""
        return _counts(case) and case.desired is not None and self.desired(case.desired)

    def unwanted(self, case: Case) -> bool:
        """Whether the file declares the person without it."""
        return _counts(case) and not self.wanted(case)

    def taken(self, case: Case) -> bool:
        """Whether it was there once and somebody took it away by hand."""
        return self.settled(case) is True and case.holds_still(FACET_BLOCKS[self.grant])


def _counts(case: Case) -> bool:
    return case.wanted and not case.in_emergency


def _active(case: Case) -> bool:
    return case.presence is Presence.ACTIVE


def _yes_since(fact: Fact[bool] | None) -> datetime | None:
    return fact.at if fact is not None and fact.value else None


RECORD = Flag(
    "record",
    ChangeKind.REQUEST_RECORD_ACCESS,
    ChangeKind.REQUEST_RECORD_REMOVAL,
    lambda desired: desired.record_access,
    lambda case: case.known.record_access,
    lambda case: case.person.settled.record_access,
    lambda case: _yes_since(case.person.record_access),
    lambda access, value: replace(access, record_access=value),
)
BILLING = Flag(
    "billing",
    ChangeKind.REQUEST_BILLING,
    ChangeKind.REQUEST_BILLING_REMOVAL,
    lambda desired: desired.billing,
    lambda case: case.known.billing,
    lambda case: case.person.settled.billing,
    lambda case: _yes_since(case.person.billing),
    lambda access, value: replace(access, billing=value),
)


def flag_rows(flag: Flag) -> tuple[Row, ...]:
    """Return the rows of one flag; exactly one of them applies to a declared person."""
    return (
        Row(
            f"{flag.name} wanted, not yet active",
            lambda case: flag.wanted(case) and not _active(case),
            lambda case: waits(case, f"{flag.name}-after-acceptance", flag.grant),
        ),
        *_rows_of_active(flag),
        *_rows_of_unwanted(flag),
        Row(f"{flag.name}: not wanted at all", lambda case: not _counts(case)),
    )


def _rows_of_active(flag: Flag) -> tuple[Row, ...]:
    def stands(case: Case, *, known: bool | None) -> bool:
        return flag.wanted(case) and _active(case) and flag.known(case) is known

    return (
        Row(f"{flag.name} wanted, known yes", lambda case: stands(case, known=True)),
        Row(
            f"{flag.name} wanted, known no",
            lambda case: stands(case, known=False) and not flag.taken(case),
            lambda case: _ask(case, flag),
        ),
        Row(
            f"{flag.name} wanted, taken away by hand",
            lambda case: stands(case, known=False) and flag.taken(case),
            lambda case: blocks(case, "removed-by-hand", flag.grant, flag=flag.name),
        ),
        Row(
            f"{flag.name} wanted, unknown, never asked",
            lambda case: stands(case, known=None) and not was_done(case, flag.grant),
            lambda case: _ask(case, flag),
        ),
        Row(
            f"{flag.name} wanted, unknown, asked before",
            lambda case: stands(case, known=None) and was_done(case, flag.grant),
            lambda case: unverified(case, f"{flag.name}-unknown"),
        ),
    )


def _rows_of_unwanted(flag: Flag) -> tuple[Row, ...]:
    return (
        Row(
            f"{flag.name} not wanted, known yes",
            lambda case: flag.unwanted(case) and flag.known(case) is True,
            lambda case: _withdraw(case, flag),
        ),
        Row(
            f"{flag.name} not wanted, known no",
            lambda case: (
                flag.unwanted(case)
                and (flag.known(case) is False or not case.known.live)
                and flag.known(case) is not True
            ),
            lambda case: _withheld(case, flag),
        ),
        Row(
            f"{flag.name} not wanted, unknown",
            lambda case: flag.unwanted(case) and flag.known(case) is None and case.known.live,
            lambda case: unverified(case, f"{flag.name}-unknown"),
        ),
    )


def _ask(case: Case, flag: Flag) -> Effects:
    held = case.situation.holds.grants.get(case.situation.slug)
    if held is not None:
        return blocks(case, "practice-has-errors", flag.grant, rule=held)
    change = _change(case, flag, flag.grant, value=True)
    if flag is RECORD and not (change.name and change.surnames):
        return blocks(case, "name-missing", flag.grant)
    return only(change)


def _withdraw(case: Case, flag: Flag) -> Effects:
    by_hand = flag.settled(case) is False
    if by_hand and case.situation.rules.report_drift:
        return shown(case, f"{flag.name}-drift-reported")
    change = _change(case, flag, flag.withdraw, value=False)
    if by_hand:
        since = flag.since(case) or case.situation.now
        change = replace(
            change,
            reason=Reason(f"{flag.name}-given-by-hand"),
            origin=replace(change.origin, drift_since=since),
        )
    return only(change)


def _withheld(case: Case, flag: Flag) -> Effects:
    """Return what a declared flag waits for, where it is gone because no review confirmed it."""
    if flag is RECORD and case.desired is not None and case.desired.unconfirmed:
        return blocks(case, "record-unconfirmed", flag.grant)
    return NOTHING


def _change(case: Case, flag: Flag, kind: ChangeKind, *, value: bool) -> Change:
    reason = f"{flag.name}-declared" if value else f"{flag.name}-not-declared"
    record = None if case.entry is None else case.entry.record_access
    if flag is RECORD and not value and record is not None:
        withheld = case.desired is not None and case.desired.unconfirmed
        reason = "record-unconfirmed" if withheld else "record-until-passed"
    params: dict[str, object] = {}
    if flag is RECORD and value and record is not None:
        given = {"reason": record.reason, "until": record.until}
        params = {key: said for key, said in given.items() if said is not None}
    after = flag.put(case.known.access, value)
    if kind is ChangeKind.REQUEST_RECORD_ACCESS:
        after = replace(after, clinics=_to_be_reached(case))
    return step(case, kind, after, reason, **params)


def _to_be_reached(case: Case) -> tuple[str, ...]:
    """Return where the record is to be open: where the same plan leaves the person.

    Where nobody can see the clinics, they are the declared ones: support is told to open it nowhere else.
    """
    moved = [
        step.after.clinics
        for step in clinic_row(case).gives(case).changes
        if step.kind is ChangeKind.CHANGE_CLINICS and step.after.clinics is not None
    ]
    known = case.known.clinics
    reached = frozenset(moved[0]) if moved else case.wanted_clinics if known is None else known
    left = case.live_centres - case.wanted_centres  # asked back by the same plan
    return tuple(sorted(reached - left))


RECORD_ROWS = flag_rows(RECORD)
BILLING_ROWS = flag_rows(BILLING)


def flag_row(rows: tuple[Row, ...], case: Case) -> Row:
    """Return the one row that applies."""
    return next(row for row in rows if row.applies(case))


def flags(case: Case) -> Effects:
    """Return what the rows of record access and billing give."""
    if case.desired is None:
        return NOTHING
    return flag_row(RECORD_ROWS, case).gives(case) + flag_row(BILLING_ROWS, case).gives(case)
