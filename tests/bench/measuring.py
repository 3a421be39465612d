"""What one run of a command took, and the middle of several."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds by the clock and of the processors, and MiB at the most."""

    wall: float
    processors: float
    memory: float

    def __str__(self) -> str:
        """Return it in the columns of the tables."""
        return f"{self.wall:8.2f} s {self.processors:8.2f} s {self.memory:6.0f} MiB"


def spent(
    command: Sequence[str],
    where: Path,
    surroundings: Mapping[str, str],
    *,
    said: Path,
    codes: Sequence[int] = (0,),
) -> Run:
    """Run a command, which must end with one of the codes; what it printed is in `said`."""
    with said.open("wb") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=where, stdout=out, stderr=out, env=surroundings)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in codes, (command, said.read_text(encoding="utf-8")[-2000:])
    return Run(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def middle(runs: Sequence[Run]) -> Run:
    """Return the medians of the columns."""
    columns = zip(*((one.wall, one.processors, one.memory) for one in runs), strict=True)
    return Run(*(statistics.median(column) for column in columns))
