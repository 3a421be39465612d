"""Times `accessctl plan` beside octoDNS's dry run on the same content, with nothing to change.

`script/bench octodns` makes 1,000 practices of ten assistants, and the same as 1,000 zones of ten records;
`BENCH_PRACTICES=10000 script/bench octodns` as many as that. octoDNS comes from PyPI, at fixed versions, into
an environment of its own under build/bench. docs/performance.md says what of this can be compared.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Mapping
from pathlib import Path

import octodns_corpus
from corpus import make
from history_bench import ACCESSCTL, say, surroundings
from measuring import Run, middle, spent

PRACTICES = int(os.environ.get("BENCH_PRACTICES", "1000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
HERE = Path(__file__).resolve().parent
PLACE = HERE.parents[1] / "build" / "bench" / "octodns"
PINNED = (
    "octodns==1.22.0",
    "dnspython==2.9.2",
    "fqdn==1.6.0",
    "idna==3.20",
    "natsort==8.4.0",
    "python-dateutil==4.0.0",
    "PyYAML==6.0.4",
    "tzdata==2026.6",
)
NOTHING_TO_CHANGE = "No changes were planned"
LIMITS = {"cold": (4, 15), "warm": (20, 80)}
"""How many times faster the program has to be, and would like to be."""


def install() -> Path:
    """Return octoDNS's own environment, made where it is not there yet, or is another one."""
    noted = PLACE / "pinned.txt"
    if not noted.exists() or noted.read_text(encoding="utf-8") != "\n".join(PINNED):
        venv.create(PLACE, clear=True, with_pip=True)
        pip = [str(PLACE / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-deps", *PINNED]
        subprocess.run(pip, check=True)
        noted.write_text("\n".join(PINNED), encoding="utf-8")
    return PLACE / "bin" / "octodns-sync"


class Theirs:
    """octoDNS on one content."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.sync = install()
        self.configured = octodns_corpus.write(folder, count)
        self.said = folder / "said"

    def dry_run(self, live: str) -> Run:
        """Let it plan against one of its live systems; it must find nothing to change."""
        run = self._sync(live)
        assert NOTHING_TO_CHANGE in self.said.read_text(encoding="utf-8")
        return run

    def _sync(self, live: str) -> Run:
        command = [str(self.sync), "--quiet", "--config-file", str(self.configured[live])]
        names = surroundings(self.folder) | {"PYTHONPATH": str(HERE)}
        return spent(command, self.folder, names, said=self.said)

    def notices_a_change(self) -> bool:
        """Say whether each live system is really compared: one record in it is made another."""
        found = []
        for name, live in (("memory", self.folder / "live.json"), ("files", self._a_file())):
            before = live.read_text(encoding="utf-8")
            live.write_text(before.replace("name=Ana", "name=Luz", 1), encoding="utf-8")
            self._sync(name)
            found.append("Update" in self.said.read_text(encoding="utf-8"))
            live.write_text(before, encoding="utf-8")
        return all(found)

    def _a_file(self) -> Path:
        return min((self.folder / "live").iterdir())


class Ours:
    """accessctl on one content."""

    def __init__(self, folder: Path, count: int) -> None:
        self.root = folder / "repository"
        self.said = folder / "said"
        live = make(self.root, count)
        self._accessctl("sandbox", "load", str(live))
        self._accessctl("--version")

    def plan(self, *more: str) -> Run:
        """Let it plan."""
        return self._accessctl("plan", *more)

    def cold(self) -> Run:
        """Let it plan with nothing remembered of an earlier command."""
        kept = self.root / ".git" / "accessctl"
        for path in kept.iterdir():
            if not path.name.startswith("sandbox"):
                path.unlink()
        return self.plan()

    def changes(self) -> int:
        """Return how many changes a plan has."""
        self.plan("--format", "json", "--out", str(self.root / ".git" / "plan.json"))
        return len(json.loads((self.root / ".git" / "plan.json").read_text(encoding="utf-8"))["changes"])

    def declare_one_more(self) -> None:
        """Let somebody come who is not there yet."""
        path = min((self.root / "practices").iterdir())
        who = f"email: nueva@{path.stem}.example, name: Nora, surnames: [Mora, Coto]"
        text = path.read_text(encoding="utf-8") + f"  - {{{who}, clinics: [norte]}}\n"
        path.write_text(text, encoding="utf-8")

    def _accessctl(self, *arguments: str) -> Run:
        command = [*ACCESSCTL, *arguments]
        return spent(command, self.root, surroundings(self.root), said=self.said)


def both_compare() -> None:
    """See to it that each program would find a difference: what finds none at once is fast in vain."""
    with tempfile.TemporaryDirectory() as folder:
        assert Theirs(Path(folder) / "dns", 3).notices_a_change()
    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(Path(folder), 3)
        assert ours.changes() == 0
        ours.declare_one_more()
        assert ours.changes() == 1


def main() -> None:
    """Make both, and time them in turn."""
    both_compare()
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = Theirs(Path(folder) / "dns", PRACTICES), Ours(Path(folder) / "ours", PRACTICES)
        assert ours.changes() == 0
        ways: Mapping[str, Callable[[], Run]] = {
            "octodns-sync, live system in memory": lambda: theirs.dry_run("memory"),
            "octodns-sync, live system in YAML files": lambda: theirs.dry_run("files"),
            "accessctl plan, cold": ours.cold,
            "accessctl plan, warm": ours.plan,
        }
        taken: dict[str, list[Run]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                taken[name].append(way())
    report({name: middle(runs) for name, runs in taken.items()})


def report(found: Mapping[str, Run]) -> None:
    """Print the table and the ratios."""
    say(
        f"\n{PRACTICES:,} practices of ten assistants; {PRACTICES:,} zones of ten records: {PRACTICES * 10:,}"
    )
    say(f"medians of {ROUNDS} rounds, all four in turn; {PINNED[0]}, Python {sys.version.split()[0]}")
    say(f"  {'':<42} {'by the clock':>12} {'processors':>12} {'memory':>8}")
    for name, run in found.items():
        say(f"  {name:<42} {run}")
    theirs = {name.rpartition(" ")[2]: run for name, run in found.items() if name.startswith("octodns")}
    for how, (least, aim) in LIMITS.items():
        ours = found[f"accessctl plan, {how}"]
        for live, run in theirs.items():
            say(
                f"  {how}, octoDNS's live system in {live}: {run.wall / ours.wall:.1f} x by the clock, "
                f"{run.processors / ours.processors:.1f} x of the processors "
                f"(to be reached {least} x, aimed at {aim} x)"
            )


if __name__ == "__main__":
    main()
