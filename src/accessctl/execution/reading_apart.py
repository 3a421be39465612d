"""Many files that were never read before, read by several processes: each returns what it would remember.

A part is read and judged as if it were the repository, by the rules of the same `access/`; what the parts
have in common is then judged as after any edit (`validation/judging.py`). So nothing is decided here, and a
part that comes to grief is read once more by whoever asked.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from accessctl.declarations.discovery import Found
from accessctl.declarations.source_files import PRACTICES

LEAST = 256 * 1024
"""Bytes for which another process is worth starting."""
_PROCESSES_AT_MOST = 8

Reader = Callable[[Found], bytes]


def processes_at_hand() -> int:
    """Return how many processes may work at once here: one where forking is not to be had, or not safe."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return min(len(allowed), _PROCESSES_AT_MOST)


def parts_of(found: Found, paths: Sequence[str], processes: int) -> tuple[Found, ...]:
    """Part the files among so many processes, about as many bytes for each; one part is not worth it."""
    sizes = [len(found.files[path]) for path in paths]
    count = min(processes, sum(sizes) // max(LEAST, 1))
    if count < 2:
        return ()
    shared = {path: data for path, data in found.files.items() if not path.startswith(f"{PRACTICES}/")}
    share = sum(sizes) / count
    parts: list[dict[str, bytes]] = [{} for _ in range(count)]
    for path, size, end in zip(paths, sizes, accumulate(sizes), strict=True):
        parts[min(int((end - size / 2) / share), count - 1)][path] = found.files[path]
    return tuple(Found({**shared, **part}) for part in parts if part)


def read_apart(parts: Sequence[Found], read: Reader) -> Iterator[bytes]:
    """Yield what `read` makes of each part, the first in this process and each other in one of its own."""
    helpers: list[_Helper] = []
    try:
        helpers += (_start(part, read) for part in parts[1:])
        if parts:
            yield read(parts[0])
        for helper in helpers:
            said = helper.listen()
            if said is not None:
                yield said
    finally:
        for helper in helpers:
            helper.end()


@dataclass
class _Helper:
    """A process that reads one part; its answer comes through a pipe."""

    process: int
    pipe: int | None

    def listen(self) -> bytes | None:
        """Return the answer; None where the process failed."""
        assert self.pipe is not None  # noqa: S101 - each is listened to once
        pipe, self.pipe = self.pipe, None
        with os.fdopen(pipe, "rb") as stream:
            said = stream.read()
        process, self.process = self.process, 0
        return said if os.waitpid(process, 0)[1] == 0 else None

    def end(self) -> None:
        """Let the process go, whatever it is at: nobody listens any more."""
        if self.pipe is not None:
            os.close(self.pipe)
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def _start(part: Found, read: Reader) -> _Helper:
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return _Helper(process, reading)
    status = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as stream:
            stream.write(read(part))
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is flushed, closed or told twice
