"""What an observation tells of a step whose answer was lost, or whose run died."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from accessctl.execution.effects import shows
from accessctl.execution.writeahead import TOGETHER, WriteAhead
from accessctl.model.change import Access, Change, ChangeKind, Reason, Route
from accessctl.model.live import LiveAssistant, Presence
from accessctl.model.outcome import Outcome, Status
from builders import DAY, HOUR, NOW, live, mail, observation

CENTRE_TOO = ("cima", "escazu")


def _change(
    kind: ChangeKind, before: tuple[str, ...] = ("escazu",), after: tuple[str, ...] = ("escazu",)
) -> Change:
    return Change(
        kind=kind,
        practice="santa-lucia",
        email=mail("ana"),
        route=Route.DIRECT,
        before=Access(before),
        after=Access(after),
        reason=Reason("declared"),
    )


@pytest.mark.parametrize(
    ("sent_at", "since", "told"),
    [
        (NOW - 3 * DAY, NOW - 3 * DAY, True),
        (NOW - 5 * DAY, NOW - 3 * DAY, False),
        (None, NOW - 3 * DAY, None),
        (None, NOW - HOUR, False),
    ],
)
def test_an_expired_invitation_was_sent_when_it_is_of_that_run(
    sent_at: datetime | None, since: datetime, *, told: bool | None
) -> None:
    """A run that is taken over days later sent it all the same: it counts as an attempt."""
    seen = observation(live("ana", Presence.EXPIRED, sent_at=sent_at))
    assert shows(_change(ChangeKind.RESEND), seen, since) is told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (live("ana", Presence.ACTIVE, "cima"), True),
        (live("ana", Presence.ACTIVE, *CENTRE_TOO), False),
        (live("ana", Presence.ACTIVE, clinics=None), None),
    ],
)
def test_a_revocation_is_seen_where_only_a_centre_still_has_the_person(
    row: LiveAssistant, *, told: bool | None
) -> None:
    """The owner cannot take what a centre gave: what is left is no sign of nothing done."""
    assert shows(_change(ChangeKind.REVOKE, CENTRE_TOO, ("cima",)), observation(row), NOW - HOUR) is told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (live("ana", Presence.INVITED, "heredia"), True),
        (live("ana", Presence.INVITED, sent_at=NOW), True),
        (live("ana", Presence.INVITED, sent_at=NOW - DAY), False),
        (live("ana", Presence.ACTIVE), False),
    ],
)
def test_a_cancelled_invitation_is_not_taken_for_the_one_that_came_after_it(
    row: LiveAssistant, *, told: bool
) -> None:
    """For other clinics it is cancelled and sent anew by one run."""
    assert shows(_change(ChangeKind.CANCEL_INVITATION), observation(row), NOW - HOUR) is told


def test_a_write_ahead_file_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    """A full disk in the middle of a run must not lose the outcomes that the journal is still to get."""
    (tmp_path / "runs").write_text("a file where the directory should be", encoding="utf-8")
    ahead = WriteAhead(tmp_path, "00000001")
    ahead.begin()
    ahead.note(Outcome(_change(ChangeKind.INVITE), Status.DONE, NOW + timedelta(seconds=1)))
    ahead.forget()
    assert ahead.read() is None


def test_outcomes_are_written_one_by_one_and_put_on_disk_a_few_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To wait for the disk at each one is half of what a run of many takes."""
    waited: list[int] = []
    monkeypatch.setattr("os.fsync", waited.append)
    ahead = WriteAhead(tmp_path, "00000001")
    ahead.begin()
    assert len(waited) == 1
    change = _change(ChangeKind.INVITE)
    for number in range(1, 2 * TOGETHER + 1):
        ahead.note(Outcome(replace(change, practice=f"practice-{number}"), Status.DONE, NOW))
        assert len(WriteAhead(tmp_path, "00000001").read() or ()) == number
    assert len(waited) == 3
