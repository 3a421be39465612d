"""Which process holds a lock, and whether it is still there: exact on Linux, careful elsewhere."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True)
class Holder:
    """One process on one machine.

    `machine` tells apart two machines (or containers) of one name, and one machine before and after it was
    started anew; `started` tells apart two processes that were given one number.
    """

    host: str
    machine: str
    pid: int
    started: str

    def value(self) -> dict[str, object]:
        """Return the holder as the journal has it."""
        return {"host": self.host, "machine": self.machine, "pid": self.pid, "started": self.started}

    def sees_gone(self, holder: Mapping[str, object]) -> bool:
        """Say whether another holder certainly no longer runs, as far as can be told from here."""
        return is_gone(holder, self)


def this_process() -> Holder:
    """Return the process that asks."""
    pid = os.getpid()
    return Holder(platform.node(), _machine(), pid, _started(pid) or "")


def is_gone(holder: Mapping[str, object], here: Holder) -> bool:
    """Say whether a holder certainly no longer runs; one on another machine may well."""
    if (holder.get("host"), holder.get("machine")) != (here.host, here.machine):
        return False
    pid = holder.get("pid")
    if type(pid) is not int or not 0 < pid < 2**31 or sys.platform == "win32":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass  # somebody else's process: it is there
    started, before = _started(pid), holder.get("started")
    return bool(started and before and started != before)


def _machine() -> str:
    """Return a mark of this machine since its start, and of this container."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        space = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 - the link's text is no path
        said = f"{boot} {space}"
    except OSError:
        said = f"{uuid.getnode():x}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _started(pid: int) -> str | None:
    """Return when a process was started, `dead` for one that only waits to be buried, None if unknown."""
    try:
        stat = (_PROCESSES / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return "dead" if fields[0] in {"Z", "X"} else fields[19]
