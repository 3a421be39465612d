"""Machines of one's own: their processes, host name and process numbers are theirs; they can be destroyed."""

from __future__ import annotations

import functools
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROCESS = Path(__file__).with_name("machine_process.py")
APART = ("unshare", "--uts", "--pid", "--fork", "--mount-proc")
KILLED = -9
PATIENCE = 240.0


@functools.cache
def can_be_apart() -> bool:
    """Say whether machines can be told apart here: that takes Linux, and the right to it."""
    try:
        return not subprocess.run([*APART, "true"], capture_output=True, check=False).returncode
    except OSError:
        return False


@dataclass
class Job:
    """One command on a machine."""

    machine: Machine
    number: int
    cwd: Path
    out_file: Path
    err_file: Path
    arguments: tuple[str, ...]

    def wait(self, seconds: float = PATIENCE) -> int | None:
        """Wait for the end; None where it has not come."""
        with self.machine.changed:
            self.machine.changed.wait_for(lambda: self.number in self.machine.codes, seconds)
            return self.machine.codes.get(self.number)

    def end(self) -> int:
        """Wait for the end, which has to come."""
        code = self.wait()
        if code is None:
            self.kill(whole=True)
            message = f"{self.arguments} hangs: {self.err}"
            raise TimeoutError(message)
        return code

    @property
    def ended(self) -> bool:
        """Whether it has ended."""
        return self.number in self.machine.codes

    def kill(self, *, whole: bool) -> None:
        """Kill the process, or all that it started as well."""
        self.send(signal.SIGKILL, whole=whole)

    def send(self, number: signal.Signals, *, whole: bool = False) -> None:
        """Send it a signal."""
        self.machine.order(do="signal", number=self.number, signal=int(number), whole=whole)

    @property
    def out(self) -> str:
        """What it printed."""
        return self.out_file.read_text(encoding="utf-8") if self.out_file.exists() else ""

    @property
    def err(self) -> str:
        """What it complained of."""
        return self.err_file.read_text(encoding="utf-8") if self.err_file.exists() else ""


@dataclass
class Machine:
    """One machine; it can be destroyed with all that runs on it, and there is another of its name."""

    name: str
    papers: Path
    codes: dict[int, int] = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)
    count: int = 0
    boots: int = 0
    process: subprocess.Popen[bytes] | None = None
    reader: threading.Thread | None = None

    def boot(self) -> None:
        """Start it."""
        words = [sys.executable, str(PROCESS), *([self.name] if can_be_apart() else [])]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.reader = threading.Thread(target=self._listen, args=(self.process,), daemon=True)
        self.reader.start()
        self._await(1)

    def start(self, cwd: Path, *arguments: str, environment: Mapping[str, str], ahead: float = 0) -> Job:
        """Start a command."""
        if self.process is None:
            self.boot()
        self.count += 1
        place = self.papers / f"{self.name}-{self.count}"
        job = Job(self, self.count, cwd, place.with_suffix(".out"), place.with_suffix(".err"), arguments)
        self.order(
            do="start",
            number=job.number,
            cwd=str(cwd),
            arguments=arguments,
            environment=dict(environment),
            ahead=ahead,
            out=str(job.out_file),
            err=str(job.err_file),
        )
        return job

    def order(self, **what: Any) -> None:
        """Give an order; a machine that is gone hears none."""
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.write((json.dumps(what) + "\n").encode())
            self.process.stdin.flush()

    def destroy(self) -> None:
        """Let everything on it die at once, and start another of its name, with nothing running."""
        if self.process is None:
            return
        if not can_be_apart():
            for number in range(1, self.count + 1):
                self.order(do="signal", number=number, signal=int(signal.SIGKILL), whole=True)
        wanted = self.boots + 1
        self.process.send_signal(signal.SIGUSR1)
        self._await(wanted)
        with self.changed:
            self.codes = {number: self.codes.get(number, KILLED) for number in range(1, self.count + 1)}
            self.changed.notify_all()

    def end(self) -> None:
        """End it for good."""
        if self.process is None:
            return
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(60)
        assert self.reader is not None
        self.reader.join(60)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process = None

    def _await(self, boots: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.boots >= boots, PATIENCE), "the machine does not start"

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            said = json.loads(line)
            with self.changed:
                if "ready" in said:
                    self.boots += 1
                else:
                    self.codes[said["ended"]] = said["code"]
                self.changed.notify_all()


def plain(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment that says nothing of whose it is."""
    names = {"LANG", "LC_ALL", "LC_MESSAGES", "ACCESSCTL_ACTOR"}
    names |= {"GITHUB_ACTOR", "GITHUB_TOKEN", "GITLAB_TOKEN"}
    return {name: value for name, value in {**os.environ, **environment}.items() if name not in names}
