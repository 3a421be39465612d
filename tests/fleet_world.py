"""An access repository whose rounds are made by a fleet: its database, and processes that work."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from world import GIT_ENV, Answer, World

PROCESS = Path(__file__).with_name("fleet_process.py")
PATIENCE = "3s"


@dataclass
class Fleet:
    """One repository and its database."""

    world: World
    url: str

    def set_up(self) -> Fleet:
        """Make the tables."""
        self.world.ok("fleet", "init", "--patience", PATIENCE)
        return self

    def round(self, *options: str) -> Answer:
        """Ask for a round and make it, in this process."""
        self.world.ok("fleet", "enqueue", *options)
        return self.world.run("fleet", "drain", "--lang", "en")

    @contextmanager
    def process(self, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
        """Lend a process of the fleet; it is ended if it has not."""
        process = subprocess.Popen(
            [sys.executable, str(PROCESS), *arguments],
            cwd=self.world.root,
            env={**GIT_ENV, "ACCESSCTL_FLEET_URL": self.url, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def status(self) -> dict[str, Any]:
        """Return how the fleet stands."""
        return dict(self.world.ok("fleet", "status", "--format", "json").json)

    @property
    def mails(self) -> list[str]:
        """Whom the sandbox sent invitations to, each time."""
        return [mail["to"] for mail in self.world.sandbox("dump").json["mails"]]


def until(true: Callable[[], object], seconds: float = 100) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never came to hold"
        time.sleep(0.05)
