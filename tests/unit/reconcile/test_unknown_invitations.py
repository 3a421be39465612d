"""An invitation that may have been sent is not sent again before somebody knows."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from accessctl.model.change import ChangeKind
from accessctl.model.fact import Source
from accessctl.model.journal_view import PracticeView, UnknownFate
from accessctl.model.live import LiveAssistant, Presence
from accessctl.reconcile.diff import Difference, diff
from builders import (
    HOUR,
    NOW,
    codes,
    entry,
    fact,
    journal,
    kinds,
    live,
    mail,
    managed,
    observation,
    practice,
    situation,
)


def _taken(
    at: datetime, *rows: LiveAssistant, view: PracticeView | None = None, kind: ChangeKind = ChangeKind.INVITE
) -> Difference:
    """Return the difference where nobody sees who is invited, and a dead run may have invited Ana then."""
    fate = UnknownFate(at, "000001-00000001", "santa-lucia", mail("ana"), kind, "c-1")
    seen = observation(*rows, complete=False, shows_invitations=False)
    return diff(situation(practice(entry("ana")), seen, view), (fate,))


def test_an_invitation_of_unknown_fate_waits_until_it_would_have_run_out() -> None:
    """The person would get a second mail for one attempt."""
    found = _taken(NOW - HOUR)
    assert kinds(found) == []
    (waiting,) = found.effects.waiting
    assert waiting.code == "invitation-unknown"
    assert waiting.until == NOW + timedelta(hours=47)


def test_an_invitation_of_unknown_fate_is_asked_about_once_it_would_have_run_out() -> None:
    """The owner sees whether the person is in; nobody else can tell."""
    assert kinds(_taken(NOW - 49 * HOUR)) == ["confirm-acceptance ana"]


@pytest.mark.parametrize("hours_ago", [1, 49])
def test_an_invitation_is_sent_again_where_it_ran_out_by_a_word_older_than_the_unknown_one(
    hours_ago: int,
) -> None:
    """That the first one ran out says nothing of the second."""
    old = managed(Presence.EXPIRED, presence=fact(Presence.EXPIRED, 72, Source.ATTESTED))
    found = _taken(NOW - hours_ago * HOUR, view=journal({"ana": old}), kind=ChangeKind.RESEND)
    assert "resend ana" not in kinds(found)


def test_a_person_who_is_seen_needs_no_word_of_anybody() -> None:
    """The live system tells."""
    found = _taken(NOW - HOUR, live("ana"))
    assert kinds(found) == []
    assert codes(found.effects.waiting) == []
