"""What the journal knows of a moment, and what it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accessctl.history.facts import holdings
from accessctl.history.journal_events import journal_events
from accessctl.model.change import Access, ChangeKind
from accessctl.model.event import Certainty, Clock, EventKind, Step
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.live import Presence
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind

T0 = datetime(2026, 11, 24, 12, tzinfo=UTC)
ANA = Address("ana@org.example")


def hour(number: float) -> datetime:
    """Return the time so many hours after noon."""
    return T0 + timedelta(hours=number)


def record(kind: RecordKind, at: float, **more: Any) -> Record:
    """Return a record about Ana."""
    fields: dict[str, Any] = {"practice": "a", "email": ANA, "run": f"{int(at):06d}-00000000", **more}
    return Record(kind=kind, at=hour(at), **fields)


def outcome(change: ChangeKind, at: float, status: Status = Status.DONE, **more: Any) -> Record:
    """Return what became of a change."""
    fields: dict[str, Any] = {"change": change, "outcome": status, "handoff": "h1", **more}
    return record(RecordKind.OUTCOME, at, **fields)


def seen(at: float, since_not: float | None, presence: Presence = Presence.ACTIVE, **access: Any) -> Record:
    """Return a look that shows something new; `since_not` is the look before."""
    between = (None if since_not is None else hour(since_not), hour(at))
    after = Access(**{"clinics": ("escazu",), "record_access": None, "billing": None, **access})
    return record(RecordKind.SEEN, at, presence=presence, after=after, observed_between=between)


INVITED = outcome(ChangeKind.INVITE, 1, after=Access(("escazu",)), handoff=None)
CANCELLED = outcome(ChangeKind.CANCEL_INVITATION, 8, handoff=None)
ASKED_WHETHER = outcome(ChangeKind.CONFIRM_ACCEPTANCE, 60, Status.HANDED_OFF)
SAID_YES = record(RecordKind.HANDOFF, 70, handoff="h1", state=HandoffState.DONE_ATTESTED, by="Elena")
REVOKED = outcome(ChangeKind.REVOKE, 9, handoff=None)
ASKED_TO_REVOKE = outcome(ChangeKind.REVOKE, 9, Status.HANDED_OFF)
ATTESTED = record(RecordKind.HANDOFF, 11, handoff="h1", state=HandoffState.DONE_ATTESTED, by="Elena")
GONE = record(RecordKind.GONE, 12, presence=Presence.ABSENT, observed_between=(hour(10), hour(12)))
ADOPTED = record(
    RecordKind.ADOPTED, 0, presence=Presence.ACTIVE, after=Access(("cima",)), observed_between=(None, hour(0))
)


def answers(records: list[Record], clock: Clock, *hours: float) -> list[str]:
    """Return how Ana's access is known at these times; `-` where she has none."""
    found = [holdings(records, clock, hour(number)) for number in hours]
    return [str(items[0].certainty) if items else "-" for items in found]


@pytest.mark.parametrize(
    ("records", "hours", "expected"),
    [
        ([], (1,), "-"),
        ([INVITED], (0, 1, 100), "- unknown unknown"),
        ([INVITED, seen(5, 1)], (0, 1, 3, 5, 99), "- unknown unknown observed observed"),
        ([INVITED, seen(5, 3)], (2, 3, 4, 5), "- - unknown observed"),
        ([INVITED, seen(5, 1), REVOKED], (8.9, 9, 10), "observed - -"),
        ([ADOPTED, GONE], (-1, 0, 10, 11, 12), "- observed observed unknown -"),
        ([ADOPTED, ASKED_TO_REVOKE, ATTESTED], (8, 9, 10, 11), "observed unknown unknown -"),
        ([ADOPTED, ASKED_TO_REVOKE], (9, 99), "unknown unknown"),
        ([seen(5, 3, Presence.INVITED)], (2, 4, 5, 6), "- - - -"),
        ([INVITED, CANCELLED], (2, 7.9, 8, 9), "unknown unknown - -"),
        ([INVITED, GONE], (2, 9, 11, 12), "unknown unknown unknown -"),
        ([INVITED, ASKED_WHETHER, SAID_YES], (2, 59, 65, 70), "unknown unknown unknown attested"),
    ],
)
def test_access_in_effect_is_unknown_where_nobody_looked(
    records: list[Record], hours: tuple[float, ...], expected: str
) -> None:
    """Before a look that shows something new and after the one that did not, nobody knows."""
    assert " ".join(answers(records, Clock.EFFECTIVE, *hours)) == expected


@pytest.mark.parametrize(
    ("records", "hours", "expected"),
    [
        ([INVITED], (0, 1, 99), "- applied applied"),
        ([INVITED, seen(5, 1), REVOKED], (8, 9), "observed -"),
        ([ADOPTED, ASKED_TO_REVOKE], (8, 9), "observed -"),
    ],
)
def test_applied_access_follows_what_was_sent(
    records: list[Record], hours: tuple[float, ...], expected: str
) -> None:
    """An invitation counts from its sending, a request to revoke from its mail."""
    assert " ".join(answers(records, Clock.APPLIED, *hours)) == expected


def test_record_access_is_unknown_between_asking_and_seeing() -> None:
    """Support may have done it at any time in between."""
    asked = outcome(ChangeKind.REQUEST_RECORD_ACCESS, 3, Status.HANDED_OFF, after=Access(("cima",), True))
    records = [ADOPTED, asked, seen(7, 5, record_access=True)]
    found = [holdings(records, Clock.EFFECTIVE, hour(at))[0].access.record_access for at in (2, 4, 6, 7)]
    assert found == [False, False, None, True]
    (applied,) = holdings(records, Clock.APPLIED, hour(4))
    assert applied.access.record_access is True


def test_record_access_that_is_first_seen_to_be_off_says_nothing_of_before() -> None:
    """Somebody said that the invitation was accepted; the first look comes later."""
    records = [INVITED, ASKED_WHETHER, SAID_YES, seen(90, 80, record_access=False)]
    found = [holdings(records, Clock.EFFECTIVE, hour(at))[0].access.record_access for at in (75, 85, 90)]
    assert found == [None, None, False]


def test_practice_that_is_renamed_takes_its_people_along() -> None:
    """What was known under the earlier slug is known under the new one."""
    renamed = Record(kind=RecordKind.OBSERVATION, at=hour(4), practice="b", reference="a")
    gone = record(RecordKind.GONE, 6, practice="b", observed_between=(hour(5), hour(6)))
    (found,) = holdings([ADOPTED, renamed], Clock.EFFECTIVE, hour(5))
    assert (found.email, found.certainty) == (ANA, Certainty.OBSERVED)
    assert holdings([ADOPTED, renamed, gone], Clock.EFFECTIVE, hour(6)) == ()


def told(*records: Record) -> list[tuple[Step, EventKind, Clock]]:
    """Return the events of records."""
    return [(event.step, event.kind, event.clock) for event in journal_events(records)]


def test_hand_off_that_is_answered_is_told_by_its_answer() -> None:
    """Asked, refused; asked, attested by somebody."""
    asked = outcome(ChangeKind.REQUEST_BILLING, 3, Status.HANDED_OFF)
    refused = record(RecordKind.HANDOFF, 4, handoff="h1", state=HandoffState.REFUSED, by="Elena")
    assert told(asked, refused) == [
        (Step.ASKED, EventKind.BILLING_GRANTED, Clock.APPLIED),
        (Step.REFUSED, EventKind.BILLING_GRANTED, Clock.APPLIED),
    ]
    assert told(ASKED_TO_REVOKE, ATTESTED)[-1] == (Step.ATTESTED, EventKind.REVOKED, Clock.EFFECTIVE)


def test_invitation_that_somebody_says_to_have_sent_is_applied_and_not_effective() -> None:
    """Whether it was accepted is another matter."""
    asked = outcome(ChangeKind.INVITE, 3, Status.HANDED_OFF)
    assert told(asked, ATTESTED)[-1] == (Step.ATTESTED, EventKind.GRANTED, Clock.APPLIED)


def test_what_failed_or_was_skipped_is_no_event() -> None:
    """Nothing happened."""
    assert (
        told(outcome(ChangeKind.INVITE, 1, Status.FAILED), outcome(ChangeKind.INVITE, 2, Status.SKIPPED))
        == []
    )


def test_confirmation_that_is_seen_and_closes_a_hand_off_is_told_once() -> None:
    """One observation writes both records."""
    asked = outcome(ChangeKind.REQUEST_RECORD_ACCESS, 3, Status.HANDED_OFF)
    look = seen(7, 5, record_access=True)
    done = record(
        RecordKind.HANDOFF,
        7,
        handoff="h1",
        state=HandoffState.DONE_OBSERVED,
        change=ChangeKind.REQUEST_RECORD_ACCESS,
    )
    events = journal_events([ADOPTED, asked, look, done])
    (event,) = [
        item for item in events if item.kind is EventKind.RECORD_GRANTED and item.clock is Clock.EFFECTIVE
    ]
    assert (event.step, event.between) == (Step.CONFIRMED, (hour(5), hour(7)))
