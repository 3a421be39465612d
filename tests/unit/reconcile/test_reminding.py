"""Who is reminded of what, and when: once after some days, and once more after some others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from accessctl.model.change import Access, ChangeKind
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.identity import Address
from accessctl.model.settings import HandoffSettings
from accessctl.reconcile.reminding import RETRY_AFTER, due_reminders, overdue

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SUPPORT, CENTRE = Address("soporte@huli.example"), Address("accesos@cima.example")
SETTINGS = HandoffSettings()


def handoff(age: timedelta, name: str = "1", **more: object) -> Handoff:
    """Build a hand-off that was sent some time ago."""
    at = NOW - age
    unsaid = Access(None, None, None)
    values: dict[str, object] = {
        "id": name,
        "change_id": name,
        "kind": ChangeKind.REQUEST_RECORD_ACCESS,
        "practice": "lucia",
        "email": Address("ana@lucia.example"),
        "recipient": SUPPORT,
        "before": unsaid,
        "after": unsaid,
        "state": HandoffState.SENT,
        "opened_at": at,
        "changed_at": at,
        "sent_at": at,
    }
    return Handoff(**{**values, **more})  # type: ignore[arg-type]


def due(*handoffs: Handoff, settings: HandoffSettings = SETTINGS) -> list[tuple[str, list[str]]]:
    """Return the states that are due, with the hand-offs of each reminder."""
    found = due_reminders(handoffs, settings, NOW)
    return [(str(item.state), [one.id for one in item.handoffs]) for item in found]


@pytest.mark.parametrize(
    ("age", "state", "expected"),
    [
        (3 * DAY - timedelta(seconds=1), HandoffState.SENT, None),
        (3 * DAY, HandoffState.SENT, "reminded"),
        (6 * DAY, HandoffState.REMINDED, None),
        (7 * DAY, HandoffState.REMINDED, "escalated"),
        (30 * DAY, HandoffState.SENT, "escalated"),
        (30 * DAY, HandoffState.ESCALATED, None),
        (30 * DAY, HandoffState.OPEN, None),
        (30 * DAY, HandoffState.DONE_ATTESTED, None),
        (30 * DAY, HandoffState.CANCELLED, None),
    ],
)
def test_a_reminder_is_due_once_and_a_louder_one_once(
    age: timedelta, state: HandoffState, expected: str | None
) -> None:
    """By the days since the mail, to the second."""
    assert due(handoff(age, state=state)) == ([] if expected is None else [(expected, ["1"])])


def test_one_mail_holds_what_one_recipient_is_reminded_of_in_one_practice() -> None:
    """The oldest first; other recipients, practices and louder ones get their own."""
    found = due(
        handoff(4 * DAY, "young"),
        handoff(5 * DAY, "old"),
        handoff(8 * DAY, "loud"),
        handoff(4 * DAY, "centre", recipient=CENTRE),
        handoff(4 * DAY, "elsewhere", practice="cima"),
    )
    assert sorted(found) == [
        ("escalated", ["loud"]),
        ("reminded", ["centre"]),
        ("reminded", ["elsewhere"]),
        ("reminded", ["old", "young"]),
    ]


def test_nobody_is_reminded_of_a_mail_that_may_not_have_arrived() -> None:
    """A person decides about it."""
    assert due(handoff(30 * DAY, uncertain=True)) == []


def test_a_reminder_that_was_not_delivered_rests_a_while() -> None:
    """It is not tried round after round."""
    tried = handoff(4 * DAY, tried_at=NOW - RETRY_AFTER + timedelta(seconds=1))
    assert due(tried) == []
    assert due(replace(tried, tried_at=NOW - RETRY_AFTER)) == [("reminded", ["1"])]


def test_a_mail_that_was_sent_once_more_counts_from_then() -> None:
    """Who has had it for a day is not late."""
    assert due(handoff(30 * DAY, sent_at=NOW - DAY)) == []


def test_overdue_is_what_should_have_been_answered() -> None:
    """Reminded or not."""
    assert not overdue(handoff(2 * DAY), SETTINGS, NOW)
    assert overdue(handoff(3 * DAY, state=HandoffState.ESCALATED), SETTINGS, NOW)
    assert not overdue(handoff(9 * DAY, state=HandoffState.REFUSED), SETTINGS, NOW)
