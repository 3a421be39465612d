"""Times validate, plan and apply in repositories of 100, 1,000 and 10,000 practices, and draws the growth.

`script/bench scale` takes all three; `BENCH_SIZES=100,300 BENCH_ROUNDS=1 script/bench scale` what one likes.
*Cold* is a fresh clone in which nothing was run, *warm* the second run in it. Memory is that of the largest
process. The drawing goes to docs/performance-scale.svg where the sizes are the three, else to build/bench
(`BENCH_PLOT` says otherwise).
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus import make
from history_bench import ACCESSCTL, say, surroundings
from measuring import Run, middle, spent
from scale_plot import plot

ALL = (100, 1_000, 10_000)
SIZES = tuple(int(word) for word in os.environ.get("BENCH_SIZES", "").split(",") if word) or ALL
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
CHANGES, MOST_EACH = 1_000, 20
HERE = Path(__file__).resolve().parents[2]
DRAWN = HERE / "docs" if SIZES == ALL else HERE / "build" / "bench"
PLOT = Path(os.environ.get("BENCH_PLOT", DRAWN / "performance-scale.svg"))
LIMITS = {
    "validate, cold": "at 10,000: 4.0 s, 500 MiB",
    "validate, warm, one file changed": "at 10,000: 0.8 s",
    "plan, cold": "at 10,000: 6.0 s",
    "plan, warm, one file changed": "at 10,000: 1.5 s",
    "apply FILE of 1,000 invitations": "5 s",
}
DRAWN_LINES = tuple(
    f"{command}, {how}"
    for command in ("validate", "plan")
    for how in ("cold", "warm", "warm, one file changed")
)


class Clone:
    """A fresh clone of a generated repository, with the live system that agrees."""

    def __init__(self, base: Path, root: Path) -> None:
        self.root = root
        subprocess.run(["git", "clone", "-q", str(base), str(root)], check=True)
        self._git("remote", "remove", "origin")
        for name, value in (("user.name", "Ana"), ("user.email", "ana@org.example")):
            self._git("config", name, value)
        (root / ".git" / "accessctl").mkdir()
        shutil.copy(base / ".git" / "accessctl" / "sandbox.sqlite", root / ".git" / "accessctl")

    def run(self, *arguments: str) -> Run:
        """Run a command, which must end well."""
        said = self.root / ".git" / "said"
        return spent([*ACCESSCTL, *arguments], self.root, surroundings(self.root), said=said)

    def said(self) -> str:
        """Return what the last command printed."""
        return (self.root / ".git" / "said").read_text(encoding="utf-8")

    def forget(self) -> None:
        """Delete what is remembered of files, journal and history."""
        for path in (self.root / ".git" / "accessctl").iterdir():
            if path.is_file() and not path.name.startswith("sandbox"):
                path.unlink()

    def edit_one(self) -> None:
        """Change somebody's name in the file in the middle, in a commit."""
        paths = sorted((self.root / "practices").iterdir())
        self._write(paths[len(paths) // 2], lambda text: text.replace("name: Ana", "name: Anita", 1))
        self._git("commit", "-qam", "Say the name as it is")

    def invite(self, count: int) -> None:
        """Declare so many more people, spread over the practices."""
        paths = sorted((self.root / "practices").iterdir())
        each = min(MOST_EACH, max(1, count // len(paths)))  # fewer in all, where there are few practices
        for path in paths[: count // each]:
            entries = "".join(
                f"  - {{email: nueva.{number}@{path.stem}.example, name: Nora, surnames: [Mora, Coto], "
                "clinics: [norte]}\n"
                for number in range(each)
            )
            self._write(path, lambda text, entries=entries: text + entries)
        self._git("commit", "-qam", "Let a thousand in")

    def _write(self, path: Path, change) -> None:  # noqa: ANN001 - text to text
        before = path.read_text(encoding="utf-8")
        after = change(before)
        assert after != before
        path.write_text(after, encoding="utf-8")

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.root, check=True)


def one_round(base: Path, folder: Path) -> Mapping[str, Run]:
    """Measure everything once, in clones of its own."""
    taken: dict[str, Run] = {}
    for command in ("validate", "plan"):
        clone = Clone(base, folder / command)
        taken[f"{command}, cold"] = clone.run(command)
        taken[f"{command}, warm"] = clone.run(command)
        clone.edit_one()
        taken[f"{command}, warm, one file changed"] = clone.run(command)
    taken |= _with_journal(clone, folder / "plan.json")
    for command in ("validate", "plan"):
        shutil.rmtree(folder / command)
    return taken


def _with_journal(clone: Clone, file: Path) -> Mapping[str, Run]:
    """Measure what goes on once everybody is adopted in the journal."""
    taken = {"apply, everybody adopted": clone.run("apply", "--yes")}
    clone.forget()
    taken["plan, all in the journal, cold"] = clone.run("plan")
    taken["plan, all in the journal, warm"] = clone.run("plan", "--out", str(file))
    taken["apply FILE, nothing to do"] = clone.run("apply", str(file), "--yes")
    taken["apply, nothing to do"] = clone.run("apply", "--yes")
    clone.invite(CHANGES)
    taken["plan of 1,000 invitations"] = clone.run(
        "plan", "--allow-invitations", str(CHANGES), "--out", str(file)
    )
    applied = clone.run("apply", str(file), "--yes", "--allow-invitations", str(CHANGES))
    taken["apply FILE of 1,000 invitations"] = applied
    return taken


def measure(size: int) -> Mapping[str, Run]:
    """Return the medians at one size."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        base = folder / "base"
        live = make(base, size)
        names = surroundings(base)
        for arguments in (("sandbox", "load", str(live)), ("--version",)):
            spent([*ACCESSCTL, *arguments], base, names, said=base / ".git" / "said")
        rounds = [one_round(base, folder) for _ in range(ROUNDS)]
    return {name: middle([taken[name] for taken in rounds]) for name in rounds[0]}


def report(found: Mapping[int, Mapping[str, Run]]) -> None:
    """Print the table, the growth, and what the check of a saved plan costs."""
    say(f"\nmedians of {ROUNDS}; by the clock (of the processors), memory at the most\n")
    say("| command | " + " | ".join(f"{size:,}" for size in found) + " | to be reached |")
    say("|---" * (len(found) + 2) + "|")
    for name in next(iter(found.values())):
        cells = (_cell(at[name]) for at in found.values())
        say(f"| {name} | " + " | ".join(cells) + f" | {LIMITS.get(name, '')} |")
    say("")
    for size, at in found.items():
        plain, file = at["plan, all in the journal, warm"], at["apply FILE, nothing to do"]
        direct = at["apply, nothing to do"]
        say(
            f"{size:,}: apply FILE / plan: {_ratio(file, plain)}; "
            f"apply FILE / apply: {_ratio(file, direct)} (to be reached 1.1 x)"
        )
    for name in DRAWN_LINES:
        say(f"{name}: {growth(found, name)}")


def growth(found: Mapping[int, Mapping[str, Run]], name: str) -> str:
    """Say what each thousand practices more costs, from one size to the next: linear is the same again."""
    sizes = list(found)
    steps = []
    for small, large in itertools.pairwise(sizes):
        more = found[large][name].processors - found[small][name].processors
        steps.append(f"{small:,} to {large:,} {more / (large - small) * 1000:.3f} s")
    return "a thousand more, of the processors: " + ", ".join(steps)


def _cell(run: Run) -> str:
    return f"{run.wall:.2f} s ({run.processors:.2f} s), {run.memory:.0f} MiB"


def _ratio(one: Run, other: Run) -> str:
    clock, processors = one.wall / other.wall, one.processors / other.processors
    return f"{clock:.2f} x by the clock, {processors:.2f} x of the processors"


def draw(found: Mapping[int, Mapping[str, Run]]) -> None:
    """Write the drawing."""
    lines: Mapping[str, Sequence[float]] = {
        name: [at[name].wall for at in found.values()] for name in DRAWN_LINES
    }
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    PLOT.write_text(plot(f"Seconds by the clock, medians of {ROUNDS}", list(found), lines), encoding="utf-8")
    say(f"drawn: {PLOT}")


def main() -> None:
    """Measure each size, and tell."""
    found = {}
    for size in SIZES:
        found[size] = measure(size)
        say(f"{size:,} practices measured")
    report(found)
    draw(found)


if __name__ == "__main__":
    main()
