"""One case of one part: some bytes, read as the program reads them, within a time and an amount of memory."""

from __future__ import annotations

import resource
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from accessctl.errors import AccessctlError

SECONDS = 2.0
"""What one case may take of the processor."""
STANDSTILL = 20.0
"""What it may take by the clock, on however busy a machine: beyond it, something is waited for."""
MEMORY = 300 * 1024 * 1024
"""What one process may hold, everything in it counted."""
_ROOM = 1024 * 1024 * 1024
"""Address space beyond what is mapped already: enough for what is held, and an end to a bomb."""


class Shape(StrEnum):
    """What the bytes are, by which it is known how to damage them."""

    TEXT = "text"
    JSON = "json"
    LINES = "lines"
    """JSON, a value a line."""


@dataclass(frozen=True, slots=True)
class Part:
    """One reader: `read` takes bytes and returns whether they were taken for what they should be.

    `share` is how many cases of a thousand it gets.
    """

    name: str
    shape: Shape
    seeds: tuple[bytes, ...]
    read: Callable[[bytes], object]
    share: int
    pieces: tuple[bytes, ...] = ()
    """What means something to this reader."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong: `key` is the same for two cases with one cause."""

    key: str
    trace: str


class HungError(BaseException):
    """A case took too long. No reader's `except Exception` may keep it."""


@contextmanager
def _in_time() -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        del number, frame
        raise HungError

    timers = (
        (signal.SIGPROF, signal.ITIMER_PROF, SECONDS),
        (signal.SIGALRM, signal.ITIMER_REAL, STANDSTILL),
    )
    before = [signal.signal(number, stop) for number, _, _ in timers]
    for _, timer, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def try_case(part: Part, data: bytes) -> Fault | None:
    """Return what is wrong with how the bytes were read; an error of the program's own tree is right."""
    try:
        with _in_time():
            part.read(data)
    except AccessctlError:
        return None
    except (Exception, HungError) as error:
        return Fault(f"{type(error).__name__} at {_place(error)}", "".join(traceback.format_exception(error)))
    return None


def _place(error: BaseException) -> str:
    """Return the innermost line of the program that the error passed."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/accessctl/" in frame.filename]
    if not ours or isinstance(error, RecursionError | HungError):
        ours = ours[:1] or frames[-1:]
    frame = ours[-1]
    return f"{frame.filename.rpartition('/accessctl/')[2]}:{frame.lineno}"


def limit_memory() -> None:
    """Let this process have no more address space than what it has and some room."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (mapped + _ROOM, hard))


def peak() -> int:
    """Return the most memory that this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
