"""A limit on how long something may take, where the platform and the thread allow one."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from accessctl.collector import without_collector

_AGAIN = 0.01
"""Seconds of the processor until a limit that nobody heard is raised once more."""


class OutOfTimeError(Exception):
    """It took too long."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `OutOfTimeError` in the body after so many seconds; without signals there is no limit.

    They are seconds of the processor: that a machine is busy says nothing of what it is busy with. The
    garbage of whoever calls is not collected meanwhile: with many practices that alone takes as long.
    """
    if not hasattr(signal, "SIGVTALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        del number, frame
        raise OutOfTimeError

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        with _heard_in_finalizers(), without_collector():
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
            try:
                yield
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def _heard_in_finalizers() -> Iterator[None]:
    """Raise again what was raised while an object was being finalized.

    Python drops every error of a finalizer, so without this the body would run on without a limit.
    """
    before = sys.unraisablehook

    def again(unraisable: sys.UnraisableHookArgs) -> None:
        if unraisable.exc_type is OutOfTimeError:
            signal.setitimer(signal.ITIMER_VIRTUAL, _AGAIN)
        else:
            before(unraisable)

    sys.unraisablehook = again
    try:
        yield
    finally:
        sys.unraisablehook = before
