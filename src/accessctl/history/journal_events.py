"""Pure: what the journal's records say happened, as events of the clocks *applied* and *effective*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from accessctl.model.change import Access, ChangeKind
from accessctl.model.event import AccessEvent, Clock, EventKind, Step
from accessctl.model.handoff import HandoffState
from accessctl.model.live import Presence
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind
from accessctl.model.review import ReviewEvent

KINDS: Mapping[ChangeKind, EventKind] = {
    ChangeKind.INVITE: EventKind.GRANTED,
    ChangeKind.RESEND: EventKind.GRANTED,
    ChangeKind.CONFIRM_ACCEPTANCE: EventKind.GRANTED,
    ChangeKind.CANCEL_INVITATION: EventKind.REVOKED,
    ChangeKind.REVOKE: EventKind.REVOKED,
    ChangeKind.CHANGE_CLINICS: EventKind.CLINICS,
    ChangeKind.REQUEST_USER_AT_CENTRE: EventKind.CLINICS,
    ChangeKind.REQUEST_REMOVAL_AT_CENTRE: EventKind.CLINICS,
    ChangeKind.REQUEST_RECORD_ACCESS: EventKind.RECORD_GRANTED,
    ChangeKind.REQUEST_RECORD_REMOVAL: EventKind.RECORD_WITHDRAWN,
    ChangeKind.REQUEST_BILLING: EventKind.BILLING_GRANTED,
    ChangeKind.REQUEST_BILLING_REMOVAL: EventKind.BILLING_WITHDRAWN,
}
"""What each step of a plan changes."""

_DONE = {
    ChangeKind.INVITE: Step.INVITED,
    ChangeKind.RESEND: Step.RESENT,
    ChangeKind.CANCEL_INVITATION: Step.REMOVED,
    ChangeKind.REVOKE: Step.REMOVED,
}
SENDINGS = frozenset({ChangeKind.INVITE, ChangeKind.RESEND})
"""What is applied by being done: whether it was accepted is another matter."""

_FOUND = {
    RecordKind.ADOPTED: Step.ADOPTED,
    RecordKind.UNMANAGED: Step.FOUND,
    RecordKind.DRIFT: Step.DRIFT,
}
_ANSWERS = {
    HandoffState.DONE_OBSERVED: Step.CONFIRMED,
    HandoffState.DONE_ATTESTED: Step.ATTESTED,
    HandoffState.REFUSED: Step.REFUSED,
    HandoffState.CANCELLED: Step.TAKEN_BACK,
    HandoffState.SUPERSEDED: Step.TAKEN_BACK,
}


@dataclass(slots=True)
class _Known:
    """What was last seen of one person."""

    presence: Presence | None = None
    access: Access = field(default_factory=lambda: Access(None, None, None))


@dataclass(slots=True)
class _Telling:
    """The records as they are gone through."""

    people: dict[tuple[str, str], _Known] = field(default_factory=dict)
    asked: dict[str, Record] = field(default_factory=dict)
    """The outcome that opened each hand-off."""


def journal_events(records: Iterable[Record]) -> tuple[AccessEvent, ...]:
    """Return what happened, in the order of the journal; one confirmation is told once."""
    telling = _Telling()
    events = [event for record in records for event in _events(telling, record)]
    best: dict[tuple[object, ...], AccessEvent] = {}
    for event in events:
        key = _key(event)
        known = best.get(key)
        if known is None:
            best[key] = event
        elif event.step in (Step.CONFIRMED, Step.ACCEPTED):
            best[key] = replace(
                event, between=event.between or known.between, after=event.after or known.after
            )
    return tuple(best.values())


def review_events(records: Iterable[Record]) -> Iterator[ReviewEvent]:
    """Yield when reviews were begun and signed off, in the order of the journal."""
    for record in records:
        if record.kind in (RecordKind.REVIEW, RecordKind.REVIEWED):
            yield ReviewEvent(
                at=record.at,
                practice=record.practice or "",
                signed=record.kind is RecordKind.REVIEWED,
                people=record.count or 0,
                by=record.by or record.actor,
                digest=record.digest,
                run=record.run or None,
            )


def _key(event: AccessEvent) -> tuple[object, ...]:
    """Return what two tellings of one thing share: an observation, and the hand-off that it closes."""
    told = event.step if event.clock is not Clock.EFFECTIVE else ""
    return (event.run, event.practice, event.email, event.kind, event.clock, told, event.at)


def _events(telling: _Telling, record: Record) -> Iterator[AccessEvent]:
    match record.kind:
        case RecordKind.OUTCOME:
            yield from _outcome(telling, record)
        case RecordKind.HANDOFF:
            yield from _answer(telling, record)
        case RecordKind.ADOPTED | RecordKind.UNMANAGED | RecordKind.DRIFT | RecordKind.SEEN:
            yield from _seen(telling, record)
        case RecordKind.GONE:
            known = _known(telling, record)
            known.presence = Presence.ABSENT
            yield _event(record, EventKind.REVOKED, Clock.EFFECTIVE, Step.LEFT)
        case RecordKind.EMERGENCY:
            yield _event(record, EventKind.REVOKED, Clock.APPLIED, Step.EMERGENCY)
        case _:  # about runs and practices, not about what somebody has
            pass


def _outcome(telling: _Telling, record: Record) -> Iterator[AccessEvent]:
    if record.change is None or record.email is None:
        return
    kind = KINDS[record.change]
    match record.outcome:
        case Status.DONE:
            known = _known(telling, record)
            if record.change in SENDINGS:
                known.presence = Presence.INVITED
            yield _event(record, kind, Clock.APPLIED, _DONE.get(record.change, Step.CHANGED))
        case Status.HANDED_OFF:
            telling.asked[record.handoff or record.change_id or ""] = record
            yield _event(record, kind, Clock.APPLIED, Step.ASKED)
        case Status.FATE_UNKNOWN:
            yield _event(record, kind, Clock.APPLIED, Step.FATE_UNKNOWN)
        case _:  # nothing happened
            pass


def _answer(telling: _Telling, record: Record) -> Iterator[AccessEvent]:
    asked = telling.asked.get(record.handoff or "")
    change = record.change or (asked.change if asked is not None else None)
    if record.state not in _ANSWERS or change is None or record.email is None:
        return
    step = _ANSWERS[record.state]
    done = step in (Step.CONFIRMED, Step.ATTESTED) and change not in SENDINGS
    clock = Clock.EFFECTIVE if done else Clock.APPLIED
    event = _event(record, KINDS[change], clock, step)
    yield event if asked is None else replace(event, before=asked.before, after=asked.after)


def _seen(telling: _Telling, record: Record) -> Iterator[AccessEvent]:
    """Yield what a look at a person shows to be new."""
    known = _known(telling, record)
    before, known.presence = known.presence, record.presence or known.presence
    active = record.presence is Presence.ACTIVE
    access, after = known.access, record.after
    if after is not None:
        known.access = _merged(access, after)
    if record.kind is not RecordKind.SEEN:
        clock = Clock.EFFECTIVE if active else Clock.APPLIED
        yield _event(record, EventKind.GRANTED, clock, _FOUND[record.kind])
        return
    if active and before is not Presence.ACTIVE:
        yield _event(record, EventKind.GRANTED, Clock.EFFECTIVE, Step.ACCEPTED)
    if after is not None:
        for kind in _facets(access, after):
            yield replace(_event(record, kind, Clock.EFFECTIVE, Step.SEEN), before=access)


def _facets(before: Access, after: Access) -> Iterator[EventKind]:
    if None not in (before.clinics, after.clinics) and set(before.clinics or ()) != set(after.clinics or ()):
        yield EventKind.CLINICS
    if after.record_access is not None and after.record_access != bool(before.record_access):
        yield EventKind.RECORD_GRANTED if after.record_access else EventKind.RECORD_WITHDRAWN
    if after.billing is not None and after.billing != bool(before.billing):
        yield EventKind.BILLING_GRANTED if after.billing else EventKind.BILLING_WITHDRAWN


def _merged(before: Access, after: Access) -> Access:
    """Return what is known after a look that may not have shown everything."""
    return Access(
        before.clinics if after.clinics is None else after.clinics,
        before.record_access if after.record_access is None else after.record_access,
        before.billing if after.billing is None else after.billing,
    )


def _known(telling: _Telling, record: Record) -> _Known:
    return telling.people.setdefault((record.practice or "", record.email or ""), _Known())


def _event(record: Record, kind: EventKind, clock: Clock, step: Step) -> AccessEvent:
    assert record.email is not None  # noqa: S101 - a record about a person
    said = (record.params or {}).get("reason")
    return AccessEvent(
        at=record.at,
        practice=record.practice or "",
        email=record.email,
        kind=kind,
        clock=clock,
        step=step,
        before=record.before,
        after=record.after,
        run=record.run or None,
        between=record.observed_between,
        by=record.by or record.actor,
        recipient=record.recipient,
        reason=None if said is None else str(said),
    )
