"""Times the everyday commands in large repositories, with and without what is remembered of the files.

`script/bench validate` makes 2,500 practices; `BENCH_PRACTICES=10000 script/bench validate` as many as that.
Beside the wall time stands the processors' time, which tells what other work on the machine made of it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import make
from history_bench import ACCESSCTL, ROUNDS, say, surroundings

PRACTICES = int(os.environ.get("BENCH_PRACTICES", "2500"))


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took: seconds by the clock and of the processors, and MiB at the most."""

    wall: float
    processors: float
    memory: float


def run(root: Path, *arguments: str) -> Run:
    """Run a command as a user would."""
    with (root / ".git" / "out").open("wb") as out:
        begun = time.perf_counter()
        command = [*ACCESSCTL, *arguments]
        process = subprocess.Popen(command, cwd=root, stdout=out, stderr=out, env=surroundings(root))
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, (root / ".git" / "out").read_text(encoding="utf-8")[-2000:]
    return Run(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(label: str, before: Callable[[int], None], root: Path, *arguments: str) -> None:
    """Print the medians of a command; `before` prepares each round."""
    runs = []
    for number in range(ROUNDS):
        before(number)
        runs.append(run(root, *arguments))
    wall, processors, memory = (
        statistics.median(column)
        for column in zip(*((one.wall, one.processors, one.memory) for one in runs), strict=True)
    )
    say(f"  {label:<48} {wall:5.2f} s  (processors {processors:5.2f} s, {memory:4.0f} MiB)")


def forget(root: Path) -> None:
    """Delete what is remembered of the files."""
    for path in (root / ".git" / "accessctl").glob("declarations-*"):
        path.unlink()


def edit(root: Path, names: Sequence[str], number: int) -> None:
    """Change somebody's name in some files."""
    for name in names:
        path = root / name
        text = path.read_text(encoding="utf-8")
        old = f"name: Ana{number - 1}" if number else "name: Ana"
        assert old in text
        path.write_text(text.replace(old, f"name: Ana{number}", 1), encoding="utf-8")


def commit(root: Path) -> None:
    """Commit what was edited."""
    subprocess.run(["git", "commit", "-qam", "Change three practices"], cwd=root, check=True)


def nothing(number: int) -> None:
    """Prepare nothing."""
    del number


def measure_all(root: Path, live: Path) -> None:
    """Time each command, cold, warm and after an edit."""
    names = [f"practices/consultorio-{number:05d}.yaml" for number in (1, PRACTICES // 2, PRACTICES - 1)]
    scoped = [word for name in names for word in ("--practice", Path(name).stem)]
    run(root, "--version")  # Python keeps its bytecode
    measure("validate, cold", lambda _: forget(root), root, "validate")
    measure("validate, warm", nothing, root, "validate")
    measure("validate FILE FILE FILE, warm", nothing, root, "validate", *names)
    measure(
        "validate FILE FILE FILE, the three edited",
        lambda number: edit(root, names, number),
        root,
        "validate",
        *names,
    )
    commit(root)
    run(root, "sandbox", "load", str(live))
    measure("plan, cold", lambda _: forget(root), root, "plan")
    measure("plan, warm", nothing, root, "plan")
    measure("plan of three practices, cold", lambda _: forget(root), root, "plan", *scoped)
    measure("plan of three practices, warm", nothing, root, "plan", *scoped)


def main() -> None:
    """Make the repositories and time them."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "many"
        live = make(root, PRACTICES)
        say(f"\n{PRACTICES:,} practices of ten assistants, {ROUNDS} rounds each")
        measure_all(root, live)
        few = Path(folder) / "few"
        make(few, 3)
        say("\nthree practices of ten assistants")
        measure("validate", nothing, few, "validate")
        measure("--help", nothing, few, "--help")


if __name__ == "__main__":
    main()
