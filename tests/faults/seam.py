"""Where the simulator reaches into a run: every touch of the world goes through one of these."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from accessctl.errors import AccessctlError
from accessctl.journal.gateway import Answer

if TYPE_CHECKING:
    from simulation import Simulation

T = TypeVar("T")
CRASHES = ("crash-before", "crash-after")
FULL, READ_ONLY = "no-space", "read-only"
ERRNO = {FULL: errno.ENOSPC, READ_ONLY: errno.EROFS}
OFFERED = {
    "git": (FULL, READ_ONLY),
    "disk": (FULL, READ_ONLY),
    "network": ("lost-before", "lost-after", "broken-before", "broken-after"),
    "push": ("lost-before", "lost-after", "broken-before", "broken-after", "declined", "late"),
    "tip": ("lost-before", "broken-before", "stale"),
    "write": ("lost-before", "lost-after", "lost-after", "twice", "credentials"),
    "read": ("lost-before", "stale", "credentials"),
    "mail": ("broken-before", "busy", "no"),
    "dot": ("broken-before", "lost-after", "busy", "no", "gibberish"),
}
"""What can go wrong with each kind of effect, beside a crash before or after it."""
AROUND = ("jump-forward", "jump-back", "another-runner", "overtaken", "people")
"""What can happen just before an effect, whatever its kind."""


class Crash(BaseException):
    """The process is gone: nothing of it reaches the world any more."""


class Chooser(Protocol):
    """Says what goes wrong at an effect."""

    def choose(self, kind: str, name: str, index: int) -> str | None:
        """Return a fault's name, or None."""
        ...


class NoFault:
    """Lets all go well."""

    def choose(self, kind: str, name: str, index: int) -> str | None:
        """Return None."""
        del kind, name, index
        return None


@dataclass
class At:
    """One fault at one effect, counted from one."""

    index: int
    fault: str

    def choose(self, kind: str, name: str, index: int) -> str | None:
        """Return the fault when its time has come."""
        del kind, name
        return self.fault if index == self.index else None


@dataclass
class Seam:
    """One process of the program, as the world sees it."""

    simulation: Simulation
    name: str
    chooser: Chooser = field(default_factory=NoFault)
    dead: bool = False
    count: int = 0
    met: list[str] = field(default_factory=list)
    """The faults that it met."""

    def effect(self, kind: str, name: str, do: Callable[[], T], spoilt: Callable[[str], T]) -> T:
        """Bring an effect about, unless something goes wrong: then as `spoilt` has that fault."""
        if self.dead:
            raise Crash
        self.count += 1
        world = self.simulation
        fault = self.chooser.choose(kind, name, self.count)
        world.tell(f"{self.name} {self.count} {kind} {name}" + (f" !{fault}" if fault else ""))
        world.tick()
        if fault is None:
            return do()
        self.met.append(fault)
        if fault == "crash-before":
            raise self.die()
        if fault in AROUND:
            world.disturb(fault, self)
            return do()
        if fault == "crash-after":
            do()
            raise self.die()
        return spoilt(fault)

    def die(self) -> Crash:
        """Be gone."""
        self.dead = True
        return Crash()

    # What several adapters share

    def git(self, name: str, do: Callable[[], Answer]) -> Answer:
        """Write an object or a ref of the clone."""
        texts = {FULL: "No space left on device", READ_ONLY: "Read-only file system"}
        return self.effect("git", name, do, lambda fault: Answer(128, b"", f"fatal: {texts[fault]}"))

    def network(self, name: str, do: Callable[[], Answer]) -> Answer:
        """Go over the network with git."""
        kind = "push" if name == "push" else "tip" if name == "ls-remote access-journal" else "network"

        def spoilt(fault: str) -> Answer:
            if fault == "stale":
                return self.simulation.stale_tip() or do()
            if fault == "declined":
                return Answer(1, b"!\tx:y\t[remote rejected] (pre-receive hook declined)\nDone\n", "")
            if fault == "late":
                self.simulation.later(do)
            if fault.endswith("after"):
                do()
            if fault.startswith("lost"):
                raise AccessctlError("git-timeout", command=name.split(maxsplit=1)[0], seconds=90)
            return Answer(128, b"", "fatal: the remote end hung up unexpectedly")

        return self.effect(kind, name, do, spoilt)

    def disk(self, name: str, do: Callable[[], T]) -> T:
        """Write to the run's own disk."""

        def spoilt(fault: str) -> T:
            raise OSError(ERRNO[fault], fault)

        return self.effect("disk", name, do, spoilt)
