"""Pure: who had access by the journal's clocks: what was asked for, and what is known to have come of it.

A fact holds from its time on. What was only seen afterwards began somewhere between the last look that did
not show it and the first that did: in between the answer is unknown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accessctl.history.journal_events import SENDINGS
from accessctl.model.change import REMOVALS, Access, ChangeKind
from accessctl.model.event import Certainty, Clock, Holding
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.live import Presence
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind

_LOOKS = frozenset({RecordKind.ADOPTED, RecordKind.UNMANAGED, RecordKind.DRIFT, RecordKind.SEEN})
_RECORD = {ChangeKind.REQUEST_RECORD_ACCESS: True, ChangeKind.REQUEST_RECORD_REMOVAL: False}
_BILLING = {ChangeKind.REQUEST_BILLING: True, ChangeKind.REQUEST_BILLING_REMOVAL: False}


@dataclass(frozen=True, slots=True)
class Known:
    """A value from a time on (`None`: unknown); `after` is the last time at which it was not so yet."""

    at: datetime
    value: bool | None
    certainty: Certainty
    after: datetime | None
    earlier: bool | None = None
    practice: str = ""
    run: str = ""


@dataclass(slots=True)
class _Person:
    """One person's facts, in the order of the journal."""

    presence: list[Known] = field(default_factory=list)
    record_access: list[Known] = field(default_factory=list)
    billing: list[Known] = field(default_factory=list)
    clinics: list[tuple[datetime, tuple[str, ...]]] = field(default_factory=list)


People = Mapping[tuple[str, Address], _Person]


@dataclass(slots=True)
class _Telling:
    """The records as they are gone through, for one clock."""

    clock: Clock
    people: dict[tuple[str, Address], _Person] = field(default_factory=dict)
    asked: dict[str, Record] = field(default_factory=dict)


def holdings(records: Iterable[Record], clock: Clock, moment: datetime) -> tuple[Holding, ...]:
    """Return who had access at the moment by the clock, and of whom it is not known."""
    telling = _Telling(clock)
    for record in records:
        _take(telling, record)
    found = [
        holding
        for (practice, email), person in telling.people.items()
        if (holding := _holding(practice, email, person, moment)) is not None
    ]
    return tuple(sorted(found, key=lambda item: (item.practice, item.email)))


def value_at(facts: Iterable[Known], moment: datetime) -> tuple[bool | None, Certainty]:
    """Return the value at a moment and how it is known."""
    ordered = sorted(facts, key=lambda fact: fact.at)
    count = bisect_right(ordered, moment, key=lambda fact: fact.at)
    before = ordered[count - 1] if count else None
    coming = ordered[count] if count < len(ordered) else None
    if before is None:
        return (None, Certainty.UNKNOWN) if coming is None else _before_all(coming, moment)
    now = before.value
    if coming is not None and coming.value is not None and coming.value is not now:
        begins = coming.after or before.at
        if moment > begins or (now is None and before.at >= begins):
            return None, Certainty.UNKNOWN
        if now is None and coming.value:  # the last look did not show it yet
            return False, coming.certainty
    return now, before.certainty if now is not None else Certainty.UNKNOWN


def _before_all(first: Known, moment: datetime) -> tuple[bool | None, Certainty]:
    """Return what the first fact of all says of the time before it."""
    changed = first.value is not None and first.value is not first.earlier
    if changed and (first.after is None or moment > first.after):
        return None, Certainty.UNKNOWN
    return first.earlier, first.certainty


def _holding(practice: str, email: Address, person: _Person, moment: datetime) -> Holding | None:
    present, certainty = value_at(person.presence, moment)
    if present is False or not person.presence:
        return None
    if present is None and not any(fact.at <= moment for fact in person.presence):
        first = min(person.presence, key=lambda fact: fact.at)
        if first.after is None or moment <= first.after:
            return None  # nobody had looked yet: of whom nothing is known nothing is said
    clinics = [value for at, value in sorted(person.clinics, key=lambda pair: pair[0]) if at <= moment]
    record_access, _ = value_at(person.record_access, moment)
    billing, _ = value_at(person.billing, moment)
    opened = _opened(person.presence, moment)
    return Holding(
        practice=(None if opened is None else opened.practice) or practice,
        email=email,
        access=Access(clinics[-1] if clinics else None, record_access, billing),
        certainty=certainty,
        since=None if opened is None else opened.at,
        run=None if opened is None else opened.run or None,
    )


def _opened(facts: Iterable[Known], moment: datetime) -> Known | None:
    """Return the fact that opened what holds at the moment."""
    opened: Known | None = None
    for fact in sorted(facts, key=lambda fact: fact.at):
        if fact.at > moment:
            break
        if fact.value is False:
            opened = None
        elif opened is None or (opened.value is None and fact.value):
            opened = fact
    return opened


def _take(telling: _Telling, record: Record) -> None:
    if record.kind is RecordKind.OBSERVATION:
        _rename(telling, record)
        return
    if record.practice is None or record.email is None:
        return
    person = telling.people.setdefault((record.practice, record.email), _Person())
    if record.kind in _LOOKS:
        _look(telling, person, record)
    elif record.kind is RecordKind.GONE:
        person.presence.append(_fact(record, Certainty.OBSERVED, value=False, after=_last_look(record)))
    elif record.kind is RecordKind.OUTCOME and record.change is not None:
        if record.outcome is Status.HANDED_OFF:
            telling.asked[record.handoff or record.change_id or ""] = record
            _asked(telling, person, record, record.change)
        elif record.outcome is Status.DONE:
            _done(telling, person, record, record.change)
    elif record.kind is RecordKind.HANDOFF:
        _answered(telling, person, record)


def _rename(telling: _Telling, record: Record) -> None:
    """Let people follow a practice to its new slug."""
    earlier, slug = record.reference, record.practice
    if earlier is None or slug is None or earlier == slug:
        return
    for practice, email in list(telling.people):
        if practice == earlier and (slug, email) not in telling.people:
            telling.people[slug, email] = telling.people.pop((practice, email))


def _last_look(record: Record) -> datetime | None:
    return None if record.observed_between is None else record.observed_between[0]


def _look(telling: _Telling, person: _Person, record: Record) -> None:
    after = _last_look(record)
    if record.presence is not None:
        there = record.presence is Presence.ACTIVE or telling.clock is Clock.APPLIED
        present = there and record.presence is not Presence.ABSENT
        # who is seen not to be there, and was not known before, was not there at the look before
        earlier = False if after is not None and not present else None
        person.presence.append(_fact(record, Certainty.OBSERVED, value=present, after=after, earlier=earlier))
    access = record.after
    if access is None:
        return
    if access.record_access is not None:
        person.record_access.append(
            _fact(record, Certainty.OBSERVED, value=access.record_access, after=after)
        )
    if access.billing is not None:
        person.billing.append(_fact(record, Certainty.OBSERVED, value=access.billing, after=after))
    if access.clinics is not None:
        person.clinics.append((record.at, access.clinics))


def _done(telling: _Telling, person: _Person, record: Record, change: ChangeKind) -> None:
    """Take what we did ourselves."""
    if change in SENDINGS:
        value = True if telling.clock is Clock.APPLIED else None
        person.presence.append(_fact(record, Certainty.APPLIED, value=value, after=record.at, earlier=False))
    elif change in REMOVALS:
        person.presence.append(_fact(record, Certainty.APPLIED, value=False, after=record.at))
    _clinics(person, record)


def _asked(telling: _Telling, person: _Person, record: Record, change: ChangeKind) -> None:
    """Take what somebody was asked to do: applied now, effective nobody knows when."""
    applied = telling.clock is Clock.APPLIED
    for kinds, facts in ((_RECORD, person.record_access), (_BILLING, person.billing)):
        if change in kinds:
            value = kinds[change] if applied else None
            facts.append(
                _fact(record, Certainty.APPLIED, value=value, after=record.at, earlier=not kinds[change])
            )
    if change in SENDINGS or change in REMOVALS:
        value = change in SENDINGS if applied else None
        earlier = change in REMOVALS
        person.presence.append(
            _fact(record, Certainty.APPLIED, value=value, after=record.at, earlier=earlier)
        )
    if applied:
        _clinics(person, record)


def _answered(telling: _Telling, person: _Person, record: Record) -> None:
    """Take somebody's word; what was observed has a record of its own."""
    asked = telling.asked.get(record.handoff or "")
    if record.state is not HandoffState.DONE_ATTESTED or asked is None or asked.change is None:
        return
    change, certainty = asked.change, Certainty.ATTESTED
    for kinds, facts in ((_RECORD, person.record_access), (_BILLING, person.billing)):
        if change in kinds:
            facts.append(_fact(record, certainty, value=kinds[change], after=asked.at))
    if change is ChangeKind.CONFIRM_ACCEPTANCE or change in REMOVALS:
        there = change not in REMOVALS
        # who is asked whether somebody accepted does not say when: at any time since the invitation
        person.presence.append(_fact(record, certainty, value=there, after=None if there else asked.at))
    _clinics(person, asked)


def _clinics(person: _Person, record: Record) -> None:
    told = record.change not in REMOVALS and record.change not in _RECORD and record.change not in _BILLING
    if told and record.after is not None and record.after.clinics:  # a flag's answer says nothing of clinics
        person.clinics.append((record.at, record.after.clinics))


def _fact(
    record: Record,
    certainty: Certainty,
    *,
    value: bool | None,
    after: datetime | None,
    earlier: bool | None = None,
) -> Known:
    was = False if value and earlier is None else earlier
    return Known(record.at, value, certainty, after, was, record.practice or "", record.run)
