"""Times the plan of 2,500 practices with the origins of its changes, and without them.

Everybody declared is live and adopted; then commits let somebody leave and somebody else come in one, some
or all practices. The measured process is the same twice; once the function that finds origins is left out.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from history_bench import ACCESSCTL, ROUNDS, make, many_files, say, surroundings, timed

NOW = "2026-11-24T16:00:00Z"
PENDING, REFUSED = 0, 6
PLAN = """
import sys
from accessctl.cli.main import run
from accessctl.execution import observe
if sys.argv[1] == "without":
    observe.with_origins = lambda gateway, asked, changes, ends, committed=False: tuple(changes)
sys.exit(run(sys.argv[2:]))
"""


NAMES = ("Ana", "Luz", "Eva", "Rosa")


def named(commits: Iterator[dict[str, bytes]]) -> Iterator[dict[str, bytes]]:
    """Yield the same commits with other names in one practice, so that nobody looks like somebody else."""
    for written in commits:
        for path, data in written.items():
            names = iter(NAMES)
            written[path] = re.sub(
                rb"name: Ana\n", lambda _, names=names: f"name: {next(names)}\n".encode(), data
            )
        yield written


def settle(root: Path) -> None:
    """Make everybody live who is declared, and let an apply adopt them."""
    practices = [
        {
            "practice": slug,
            "owner": "owner@org.example",
            "clinics": [{"id": "uno", "name": "Uno"}, {"id": "dos", "name": "Dos"}],
            "assistants": [_live(*row) for row in _entries(root / "practices" / f"{slug}.yaml")],
        }
        for slug in sorted(path.stem for path in (root / "practices").iterdir())
    ]
    value = {"format": "accessctl.live/1", "now": NOW, "users": [], "mails": [], "practices": practices}
    state = root / ".git" / "live.json"
    state.write_text(json.dumps(value), encoding="utf-8")
    accessctl(root, "sandbox", "load", str(state))
    accessctl(root, "apply", "--yes")


def _entries(path: Path) -> list[tuple[str, str]]:
    """Return address and clinic of each entry: the generated files are all written alike."""
    lines = path.read_text(encoding="utf-8").splitlines()
    emails = [line.split()[-1] for line in lines if line.startswith("  - email:")]
    clinics = [line.split()[-1].strip("[]") for line in lines if line.startswith("    clinics:")]
    return list(zip(emails, clinics, strict=True))


def _live(email: str, clinic: str) -> dict[str, object]:
    return {
        "email": email,
        "accepted": True,
        "clinics": [clinic],
        "record_access": False,
        "billing": False,
    }


def accessctl(root: Path, *arguments: str) -> None:
    """Run the program; it must end well."""
    line = [*ACCESSCTL, *arguments, "--repo", str(root)]
    subprocess.run(line, cwd=root, check=True, stdout=subprocess.DEVNULL, env=surroundings(root))


def change(root: Path, slugs: Sequence[str], each: int) -> None:
    """Let one person leave and another one come in each practice, so many practices a commit."""
    git = ["git", "-c", "user.name=Rosa", "-c", "user.email=rosa@org.example"]
    for first in range(0, len(slugs), each):
        for slug in slugs[first : first + each]:
            path = root / "practices" / f"{slug}.yaml"
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(f"p0@{slug}", f"new@{slug}"), encoding="utf-8")
        subprocess.run([*git, "commit", "-qam", f"Somebody else (#{first})"], cwd=root, check=True)


def measure(base: Path, count: int, each: int) -> None:
    """Print the medians of a plan in which so many practices change."""
    root = base.parent / f"changed-{count}"
    shutil.copytree(base, root, symlinks=True)
    slugs = sorted(path.stem for path in (root / "practices").iterdir())
    chosen = random.Random(count).sample(slugs, count)  # noqa: S311 - a seed: every run makes the same
    change(root, chosen, each)
    took: dict[str, list[float]] = {"without": [], "with": []}
    for number in range(ROUNDS + 1):
        for way, seconds in took.items():
            line = [sys.executable, "-c", PLAN, way, "plan", "--format", "json", "--repo", str(root)]
            found, _ = timed(line, root, codes=(PENDING, REFUSED))
            if number:  # the first round fills the caches
                seconds.append(found)
        if not number:
            _check(root, count)
    plain, told = (statistics.median(took[way]) for way in ("without", "with"))
    say(
        f"  {count} practices changed: without origins {plain:.2f} s, with {told:.2f} s: {told / plain:.2f} x"
    )
    shutil.rmtree(root)


def _check(root: Path, count: int) -> None:
    """See to it that the plan that was timed is the one meant, each change with its commit."""
    changes = json.loads((root / ".git" / "out").read_text(encoding="utf-8"))["changes"]
    assert len(changes) == 2 * count, len(changes)
    assert all(item["origin"]["author"] == "Rosa" for item in changes)


def main() -> None:
    """Make the repository and time its plans."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        make(base, named(many_files()))
        settle(base)
        say("2,500 practices of four people, 3,000 commits and those of the changes")
        for count, each in ((1, 1), (10, 1), (60, 1), (100, 1), (2500, 50)):
            measure(base, count, each)


if __name__ == "__main__":
    main()
