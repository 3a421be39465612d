"""Since when somebody has access, by which dates, and which events a change makes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from history_repositories import NOON, Repository, entry, moment, people, practice

from accessctl.errors import UsageError
from accessctl.history.answers import Question, When, who
from accessctl.history.changes import kinds
from accessctl.history.moments import beginning, when
from accessctl.model.event import EventKind, Grant, Holding

DAY = 86_400
"""NOON is on 21 September 2026."""

BASE = Grant(clinics=("escazu",))


def only(repository: Repository, seconds: int, question: Question | None = None) -> Holding:
    """Return the one holding that there is."""
    (found,) = who(repository.history(), question or Question(), moment(seconds), "UTC")
    return found


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (BASE, BASE, ()),
        (None, Grant(record_access=True), (EventKind.GRANTED,)),
        (Grant(record_access=True), None, (EventKind.REVOKED,)),
        (BASE, Grant(clinics=("cima",), billing=True), (EventKind.CLINICS, EventKind.BILLING_GRANTED)),
        (BASE, Grant(clinics=("escazu",), record_access=True), (EventKind.RECORD_GRANTED,)),
        (
            Grant(record_access=True, billing=True),
            Grant(),
            (EventKind.RECORD_WITHDRAWN, EventKind.BILLING_WITHDRAWN),
        ),
        (Grant(), Grant(ends=date(2026, 1, 1), name="Ana"), (EventKind.DATES, EventKind.NAME)),
        (
            Grant(record_access=True),
            Grant(record_access=True, record_until=date(2026, 1, 1)),
            (EventKind.DATES,),
        ),
        (Grant(), Grant(record_access=True, record_until=date(2026, 1, 1)), (EventKind.RECORD_GRANTED,)),
        (Grant(record_access=True), Grant(record_access=True, record_reason="Why"), ()),
    ],
)
def test_change_makes_these_events(
    before: Grant | None, after: Grant | None, expected: tuple[EventKind, ...]
) -> None:
    """What a grant brings along is no event of its own; each facet that changes later is."""
    assert kinds(before, after) == expected


def test_since_is_the_grant_and_changed_the_last_change(repository: Repository) -> None:
    """A change of a flag opens no new interval, and a new reason is no change."""
    granted = repository.commit({"a": practice("a", entry("ana"))})
    repository.commit({"a": practice("a", entry("ana", "record_access: true"))}, at=NOON + 10)
    repository.commit({"a": practice("a", entry("ana", "record_access: {reason: Why}"))}, at=NOON + 20)
    found = only(repository, NOON + 30)
    assert found.commit is not None
    assert (found.commit.id, found.since) == (granted, datetime.fromtimestamp(NOON, UTC))
    assert found.changed == datetime.fromtimestamp(NOON + 10, UTC)
    assert found.record_reason == "Why"


def test_who_comes_back_has_access_since_then(repository: Repository) -> None:
    """The interval that ended is another one."""
    for index, file in enumerate((practice("a", entry("ana")), practice("a"), practice("a", entry("ana")))):
        repository.commit({"a": file}, at=NOON + 10 * index)
    assert only(repository, NOON + 5).since == datetime.fromtimestamp(NOON, UTC)
    assert only(repository, NOON + 25).since == datetime.fromtimestamp(NOON + 20, UTC)


def test_dates_of_an_entry_are_applied_on_the_day(repository: Repository) -> None:
    """Both days are included; with `whole_term` they are not asked about."""
    repository.commit({"a": practice("a", entry("ana", "from: 2026-09-23, until: 2026-09-24"))})
    history = repository.history()
    named = [bool(people(history, NOON + days * DAY)) for days in range(5)]
    assert named == [False, False, True, True, False]
    assert people(history, NOON, Question(whole_term=True)) == ["a ana"]


def test_record_access_ends_with_its_own_date(repository: Repository) -> None:
    """The person stays, and may no longer open the record."""
    repository.commit({"a": practice("a", entry("ana", "record_access: {until: 2026-09-21}"))})
    assert only(repository, NOON).access.record_access is True
    assert only(repository, NOON + DAY).access.record_access is False
    question = Question(record_access=True)
    assert people(repository.history(), NOON, question) == ["a ana"]
    assert people(repository.history(), NOON + DAY, question) == []


def test_term_that_had_ended_before_it_was_given_anew_broke_the_interval(repository: Repository) -> None:
    """In between the person was not to have access, though the entry stood there."""
    repository.commit({"a": practice("a", entry("ana", "until: 2026-09-22"))})
    repository.commit({"a": practice("a", entry("ana", "until: 2026-10-30"))}, at=NOON + 5 * DAY)
    assert only(repository, NOON + 6 * DAY).since == datetime.fromtimestamp(NOON + 5 * DAY, UTC)


def test_term_that_is_made_longer_in_time_goes_on(repository: Repository) -> None:
    """On its last day it had not ended yet."""
    repository.commit({"a": practice("a", entry("ana", "until: 2026-09-22"))})
    repository.commit({"a": practice("a", entry("ana", "until: 2026-10-30"))}, at=NOON + DAY)
    assert only(repository, NOON + 6 * DAY).since == datetime.fromtimestamp(NOON, UTC)


def test_first_day_that_is_moved_ahead_breaks_the_interval(repository: Repository) -> None:
    """Who had access and is to have it again later has none in between."""
    repository.commit({"a": practice("a", entry("ana"))})
    repository.commit({"a": practice("a", entry("ana", "from: 2026-09-25"))}, at=NOON + DAY)
    assert people(repository.history(), NOON + 2 * DAY) == []
    assert only(repository, NOON + 6 * DAY).since == datetime.fromtimestamp(NOON + DAY, UTC)


def test_days_are_the_practices_own(repository: Repository) -> None:
    """A time zone in the file counts before the settings'."""
    more = "time_zone: Asia/Tokyo"
    repository.commit({"a": practice("a", entry("ana", "until: 2026-09-21"), more=more)}, at=NOON - DAY)
    assert people(repository.history(), NOON - 3600 * 3) == ["a ana"]
    assert people(repository.history(), NOON + 3600) == []


def test_person_is_followed_through_earlier_addresses(repository: Repository) -> None:
    """Asked under either address, both are shown."""
    repository.commit({"a": practice("a", entry("old")), "b": practice("b", entry("old"))})
    repository.commit({"a": practice("a", entry("new", "previously: [old@org.example]"))}, at=NOON + 10)
    for email in ("old@org.example", "new@org.example"):
        found = people(repository.history(), NOON + 10, Question(email=email))  # type: ignore[arg-type]
        assert found == ["a new", "b old"]


def test_day_means_all_of_it_and_a_time_is_local() -> None:
    """A day's state is that at its end, in the repository's time zone."""
    zone = "America/Costa_Rica"
    day = when("2026-11-24", zone)
    assert day == When(datetime(2026, 11, 25, 5, 59, 59, 999_999, UTC), date(2026, 11, 24))
    assert beginning("2026-11-24", zone) == datetime(2026, 11, 24, 6, tzinfo=UTC)
    for text in (
        "2026-11-24T10:00",
        "2026-11-24 10:00:00",
        "2026-11-24T16:00:00Z",
        "2026-11-24T17:00:00+01:00",
    ):
        assert when(text, zone).moment == datetime(2026, 11, 24, 16, tzinfo=UTC)


def test_day_on_which_clocks_change_ends_at_its_own_midnight() -> None:
    """It has twenty-five hours."""
    assert when("2026-10-25", "Europe/Madrid").moment == datetime(2026, 10, 25, 22, 59, 59, 999_999, UTC)


@pytest.mark.parametrize(
    ("text", "code", "meant"),
    [
        ("24/11/2026", "history-bad-moment.near", ["2026-11-24"]),
        ("24/11/2026 8:30", "history-bad-moment.near", ["2026-11-24T08:30"]),
        ("03/04/2026", "history-bad-moment.either", ["2026-04-03", "2026-03-04"]),
    ],
)
def test_a_day_written_another_way_is_sent_back_with_what_it_may_mean(
    text: str, code: str, meant: list[str]
) -> None:
    """Whoever writes the day first is not left to find out how it is done here."""
    for read in (when, beginning):
        with pytest.raises(UsageError) as error:
            read(text, "UTC")
        assert error.value.code == code
        assert [error.value.params[key] for key in ("near", "other") if key in error.value.params] == meant


@pytest.mark.parametrize(
    "text", ["", "today", "2026-02-30", "2026-11-24T25:00", "0000-01-01", "9999-12-31", "2026-11-24T10", "١٢"]
)
def test_text_that_is_no_time_is_an_error(text: str) -> None:
    """Nobody is answered about another day than the one they meant."""
    with pytest.raises(UsageError, match="history-bad-moment"):
        when(text, "UTC")
