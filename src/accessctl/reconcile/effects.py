"""What a row of the table gives: changes, and what waits or is blocked instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from accessctl.model.change import Access, Change, ChangeKind, Origin, Reason, Route
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.plan import Notice
from accessctl.reconcile.case import Case

RECORD_KINDS = (ChangeKind.REQUEST_RECORD_ACCESS, ChangeKind.REQUEST_RECORD_REMOVAL)
BILLING_KINDS = (ChangeKind.REQUEST_BILLING, ChangeKind.REQUEST_BILLING_REMOVAL)
SENSITIVE = frozenset({ChangeKind.REQUEST_RECORD_ACCESS, ChangeKind.REQUEST_BILLING})


@dataclass(frozen=True, slots=True)
class Effects:
    """The sum of what rows give for one person, or for a whole practice."""

    changes: tuple[Change, ...] = ()
    waiting: tuple[Notice, ...] = ()
    blocked: tuple[Notice, ...] = ()
    unmanaged: tuple[Notice, ...] = ()
    unverified: tuple[Notice, ...] = ()

    def __add__(self, other: Effects) -> Effects:
        return total((self, other))


NOTHING = Effects()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: when it applies, and what it gives."""

    name: str
    applies: Callable[[Case], bool]
    gives: Callable[[Case], Effects] = field(default=lambda _: NOTHING)


def total(parts: Iterable[Effects]) -> Effects:
    """Add effects up."""
    some = [part for part in parts if part is not NOTHING]
    if len(some) < 2:
        return some[0] if some else NOTHING
    return Effects(
        tuple(chain.from_iterable(part.changes for part in some)),
        tuple(chain.from_iterable(part.waiting for part in some)),
        tuple(chain.from_iterable(part.blocked for part in some)),
        tuple(chain.from_iterable(part.unmanaged for part in some)),
        tuple(chain.from_iterable(part.unverified for part in some)),
    )


def step(case: Case, kind: ChangeKind, after: Access, reason: str, /, **params: object) -> Change:
    """Return the change of that kind for the case, sent the way that the provider allows."""
    practice, entry, declaring = case.situation.practice, case.entry, case.declaring
    direct = kind in case.situation.capabilities.does
    known_name = (case.known.name, case.known.surnames)
    name, surnames = known_name if entry is None or not entry.name else (entry.name, entry.surnames)
    where = practice.assistants_where or practice.where
    return Change(
        kind=kind,
        practice=practice.slug,
        email=case.email,
        name=name,
        surnames=surnames,
        route=Route.DIRECT if direct else Route.HANDOFF,
        recipient=None if direct else recipient(case, kind),
        before=held_access(case),
        after=after,
        reason=Reason(reason, params),
        entry=case.meaning,
        origin=Origin(where=where if declaring is None else declaring.where, drift_since=_drift_since(case)),
        sensitive=kind in SENSITIVE,
    )


def as_handoff(change: Change, owner: Address) -> Change:
    """Return the change as one for the practice's owner: the provider cannot be sure of its effect."""
    return replace(change, route=Route.HANDOFF, recipient=owner)


def only(*changes: Change) -> Effects:
    """Return effects of changes alone."""
    return Effects(changes=changes)


def waits(
    case: Case, code: str, kind: ChangeKind | None, until: datetime | None = None, **params: object
) -> Effects:
    """Return that something waits until time passes or somebody known acts."""
    notice = Notice(case.situation.slug, code, case.email, kind, params, until)
    return Effects(waiting=(notice,))


def blocks(case: Case, code: str, kind: ChangeKind | None, **params: object) -> Effects:
    """Return that something is blocked until a person decides; the code names the remedy too."""
    notice = Notice(case.situation.slug, code, case.email, kind, params, remedy=code)
    block = case.person.blocks.get(notice.key)
    if block is not None:
        params["first_seen"] = block.at
    return Effects(blocked=(notice,))


def shown(case: Case, code: str, **params: object) -> Effects:
    """Return that somebody is shown and not touched."""
    return Effects(unmanaged=(Notice(case.situation.slug, code, case.email, params=params),))


def unverified(case: Case, code: str) -> Effects:
    """Return that something is not known and nothing is done about it."""
    return Effects(unverified=(Notice(case.situation.slug, code, case.email),))


def was_done(case: Case, kind: ChangeKind, centre: str | None = None) -> bool:
    """Say whether the last request of a kind was done, by observation or somebody's word."""
    asked = [
        item.state
        for item in case.situation.view.handoffs
        if (item.email, item.kind, item.centre) == (case.email, kind, centre)
    ]
    return bool(asked) and asked[-1] in (HandoffState.DONE_OBSERVED, HandoffState.DONE_ATTESTED)


def recipient(case: Case, kind: ChangeKind) -> Address:
    """Return who has to act when a change of that kind is a person's."""
    practice = case.situation.practice
    if kind in RECORD_KINDS:
        return case.situation.capabilities.support
    if kind in BILLING_KINDS:
        return practice.billing_issuer or practice.owner
    return practice.owner


def held_access(case: Case) -> Access:
    """Return what the person has now; somebody absent has nothing, unless a flag is known to be left."""
    access = case.known.access
    if case.known.live or case.known.presence is None:
        return access
    return Access((), access.record_access or False, access.billing or False)


def _drift_since(case: Case) -> datetime | None:
    if case.desired is not None or not case.drift:
        return None
    return case.person.drift_since or case.situation.now
