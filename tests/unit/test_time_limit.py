"""A limit on how long something may take."""

from __future__ import annotations

import gc
import time
import weakref

import pytest

from accessctl.time_limit import OutOfTimeError, time_limit

LIMIT = 0.05


def spin(seconds: float) -> None:
    """Use so many seconds of the processor."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_what_takes_too_long_is_stopped() -> None:
    """And soon, not at its own end."""
    before = time.process_time()
    with pytest.raises(OutOfTimeError), time_limit(LIMIT):
        spin(60)
    assert time.process_time() - before < 10


def test_what_is_quick_is_left_alone_and_no_alarm_rings_afterwards() -> None:
    """The limit ends with the body."""
    with time_limit(LIMIT):
        pass
    spin(3 * LIMIT)


def test_a_limit_that_ends_in_a_finalizer_is_heard_nevertheless() -> None:
    """Python drops what a finalizer raises; a letter that never ends would go on for ever."""

    class Held:
        """Something that takes its time to be let go."""

    held = [Held()]
    weakref.finalize(held[0], spin, 4 * LIMIT)

    def let_go_and_spin() -> None:
        held.clear()
        spin(60)

    with pytest.raises(OutOfTimeError), time_limit(LIMIT):
        let_go_and_spin()


def test_the_garbage_of_others_is_not_counted() -> None:
    """With the records of many practices in memory, looking through them takes as long as a letter may."""
    seen: list[str] = []

    def watch(phase: str, details: dict[str, int]) -> None:
        del details
        seen.append(phase)

    gc.callbacks.append(watch)
    try:
        with time_limit(60):
            kept = [[number] for number in range(100_000)]
            assert seen == []
    finally:
        gc.callbacks.remove(watch)
    assert kept
    assert gc.isenabled()
