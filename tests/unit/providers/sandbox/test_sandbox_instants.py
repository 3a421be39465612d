from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accessctl.errors import AccessctlError
from accessctl.providers.sandbox.instants import (
    from_number,
    read_duration,
    read_instant,
    show_instant,
    to_number,
)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("30s", timedelta(seconds=30)),
        ("5m", timedelta(minutes=5)),
        ("49h", timedelta(hours=49)),
        ("3d", timedelta(days=3)),
        ("1d12h", timedelta(hours=36)),
        ("0s", timedelta()),
    ],
)
def test_read_duration_adds_its_parts(text: str, duration: timedelta) -> None:
    """Days, hours, minutes and seconds, alone or together."""
    assert read_duration(text) == duration


@pytest.mark.parametrize("text", ["", "5", "h", "-1h", "1.5h", "1w", "1h ", "1 h", "٣h", "999999999999d"])
def test_read_duration_when_it_is_none_is_one_clear_error(text: str) -> None:
    """What is not plainly a duration is not guessed at."""
    with pytest.raises(AccessctlError) as caught:
        read_duration(text)
    assert caught.value.code == "sandbox-duration"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-11-24T10:00:00Z", "2026-11-24T10:00:00Z"),
        ("2026-11-24t10:00:00z", "2026-11-24T10:00:00Z"),
        ("2026-11-24T04:00:00-06:00", "2026-11-24T10:00:00Z"),
        ("2026-11-24T10:00:00.250Z", "2026-11-24T10:00:00.250000Z"),
    ],
)
def test_read_instant_is_shown_in_utc(text: str, shown: str) -> None:
    """RFC 3339 in, RFC 3339 UTC out."""
    assert show_instant(read_instant(text)) == shown


def test_instant_is_stored_to_the_microsecond() -> None:
    """Nothing is rounded on the way."""
    instant = datetime(2026, 11, 24, 10, 0, 0, 999_999, tzinfo=UTC)
    assert from_number(to_number(instant)) == instant
