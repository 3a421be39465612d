from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from roster_builders import ANA, NOW, csv, read, understood, wrong

from accessctl.providers.roster.moments import read_moment

ROW = ("correo", ANA)


@pytest.mark.parametrize(
    "line",
    [
        "# fecha: 2026-11-24 10:00",
        "#FECHA = 2026-11-24 10:00:00",
        "fecha: 2026-11-24 10:00",
        "fecha;2026-11-24 10:00",
        "as_of;2026-11-24T10:00",
        "As of;2026-11-24, 10:00",
        "fecha;24/11/2026 10:00",
        "fecha;24/11/2026 10:00 a. m.",
        "fecha;24/11/2026 10:00 AM",
        "# fecha: 2026-11-24T16:00:00Z",
        "# fecha: 2026-11-24 10:00-06:00",
        "# fecha: 2026-11-24 10:00;;;",
    ],
)
def test_date_of_the_list_is_read_in_the_practices_time_zone(line: str) -> None:
    """However it is written, ten in the morning in Costa Rica is one instant."""
    assert understood(csv(*ROW, as_of=line)).at == datetime(2026, 11, 24, 16, 0, tzinfo=UTC)


def test_date_alone_is_the_start_of_the_day() -> None:
    """Of all readings the oldest one: what was done during the day is newer, and stands."""
    assert understood(csv(*ROW, as_of="# fecha: 2026-11-24")).at == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("# lista de Elena", " roster-as-of-missing"),
        ("# fecha:", ":1:1 roster-as-of-missing"),
        ("# fecha: AAAA-MM-DD HH:MM", ":1:1 roster-as-of-wrong"),
        ("# fecha: ayer", ":1:1 roster-as-of-wrong"),
        ("# fecha: 2026-02-30", ":1:1 roster-as-of-wrong"),
        ("# fecha: 2026-11-24 25:00", ":1:1 roster-as-of-wrong"),
        ("# fecha: 11/24/2026", ":1:1 roster-as-of-wrong"),
        ("fecha;24/11/2026 13:00 p. m.", ":1:1 roster-as-of-wrong"),
        ("# fecha: 2026-11-24 16:06", ":1:1 roster-as-of-ahead"),
    ],
)
def test_list_without_a_usable_date_is_refused(line: str, problem: str) -> None:
    """Without a date nobody can tell what is newer; the file's own time is lost in git."""
    assert wrong(csv(*ROW, as_of=line)) == [problem]


def test_list_a_little_ahead_of_our_clock_is_of_now() -> None:
    """Two clocks are never quite the same; but nothing may be newer than now."""
    assert understood(csv(*ROW, as_of="# fecha: 2026-11-24 16:05")).at == NOW


def test_list_with_two_dates_is_refused() -> None:
    """Which one holds, nobody knows."""
    assert wrong(csv("fecha;2026-11-23", *ROW)) == [":2:1 roster-said-twice"]


@pytest.mark.parametrize(("said", "complete"), [("sí", True), ("no", False), ("No", False), ("", True)])
def test_list_is_the_whole_list_unless_it_says_no(said: str, *, complete: bool) -> None:
    """A list of some people proves nothing about the others."""
    assert understood(csv(f"# completa: {said}", *ROW)).complete is complete


def test_list_that_does_not_say_clearly_whether_it_is_whole_is_refused() -> None:
    """Whether absent means gone is not to be guessed."""
    assert wrong(csv("completa;casi", *ROW)) == [":2:1 roster-complete-unknown"]


def test_repeated_hour_is_read_as_the_first_one() -> None:
    """When clocks are set back, the older of the two instants is meant."""
    first = read_moment("2026-11-01 01:30", "America/New_York")
    assert first == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_unknown_time_zone_is_read_as_utc() -> None:
    """That the zone is unknown is the declaration's finding, not the list's."""
    assert read_moment("2026-11-24 10:00", "America/Atlantida") - NOW == timedelta(hours=-12)


def test_date_at_the_end_of_the_calendar_is_refused() -> None:
    """No date makes the program fall over."""
    problems = read(csv(*ROW, as_of="# fecha: 9999-12-31 23:59")).problems
    assert [problem.code for problem in problems] == ["roster-as-of-wrong"]
