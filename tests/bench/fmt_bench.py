"""Times `fmt` and `fmt --check` on 2,500 generated practices of ten people with comments all over."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
FILES, PEOPLE = 2500, 10
ACCESSCTL = [sys.executable, "-m", "accessctl"]
SETTINGS = "version: 1\nlanguage: en\ntime_zone: America/Costa_Rica\n"


def practice(slug: str, chance: random.Random) -> str:
    """Return a practice as people type it: no order, two styles, comments behind and between the lines."""
    rows = []
    for number in chance.sample(range(PEOPLE), PEOPLE):
        email = f"p{number}@{slug}.example"
        record = "{reason: Prepara los expedientes, until: 2027-01-31}" if number % 3 == 0 else "false"
        if chance.random() < 0.2:
            rows.append(f"  # {number} came from the agency")
        if chance.random() < 0.3:
            rows.append(f"  - {{email: {email}, name: Ana, surnames: [Mora, Jiménez], clinics: [uno]}}")
            continue
        rows += [
            f"  - email: {email}" + ("   # mornings" if chance.random() < 0.3 else ""),
            "    surnames: [Mora, Jiménez]",
            f"    record_access: {record}",
            "    name: Ana",
            "    clinics: [uno, dos]",
        ]
    return "\n".join(
        [
            f"version: 1   # {slug}",
            f"practice: {slug}",
            "assistants:",
            *rows,
            f"name: {slug}",
            f"owner: {{email: owner@{slug}.example, name: Elena}}",
            "clinics:",
            "  - {id: uno, name: Uno}",
            "  - id: dos   # the second",
            "    name: Dos",
            "",
        ]
    )


def make(root: Path) -> dict[Path, str]:
    """Return the files of a repository that nobody laid out, written."""
    chance = random.Random(1)  # noqa: S311 - a seed: every run makes the same
    names = [f"practice-{number:04d}" for number in range(FILES)]
    files = {root / "practices" / f"{name}.yaml": practice(name, chance) for name in names}
    files[root / "access" / "settings.yaml"] = SETTINGS
    for folder in ("practices", "access"):
        (root / folder).mkdir(parents=True)
    write(files)
    return files


def write(files: dict[Path, str]) -> None:
    """Write the files."""
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")


def timed(root: Path, *arguments: str, code: int = 0) -> tuple[float, float]:
    """Run a command that must end with the code; return its wall time and its processor time."""
    names = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*ACCESSCTL, *arguments, "--repo", str(root)],
        env=names | {"PYTHONPYCACHEPREFIX": str(root.parent / "bytecode")},
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == code, arguments
    return took, usage.ru_utime + usage.ru_stime


def say(label: str, times: list[tuple[float, float]]) -> None:
    """Print the medians: a machine that has other work makes the first number larger than the second."""
    wall, processor = (statistics.median(column) for column in zip(*times, strict=True))
    sys.stdout.write(f"  {label}: {wall:.2f} s, {processor:.2f} s of processor time\n")
    sys.stdout.flush()


def main() -> None:
    """Make the repository and time it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "repo"
        files = make(root)
        size = sum(len(text.encode()) for text in files.values()) / 1e6
        sys.stdout.write(f"{FILES} files of {PEOPLE} people, {size:.1f} MB\n")
        say("fmt --check, every file differs", [timed(root, "fmt", "--check", code=1) for _ in range(ROUNDS)])
        whole = []
        for _ in range(ROUNDS):
            write(files)
            whole.append(timed(root, "fmt"))
        say("fmt, every file written", whole)
        say("fmt --check, nothing differs", [timed(root, "fmt", "--check") for _ in range(ROUNDS)])
        say("fmt of one file", [timed(root, "fmt", "practice-0007") for _ in range(ROUNDS)])


if __name__ == "__main__":
    main()
