"""One round: people push, runs are killed at random, disks and machines are lost; then all comes to rest."""

from __future__ import annotations

import json
import random
import re
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field

from machines import Job, can_be_apart
from real_judge import judge, still_open, told
from town import MACHINES, Town

CALM = frozenset({0, 5})
"""How a run may end that nothing disturbed: done, or done but for what a person has to decide."""
LOCKED, STALE = 8, 7


@dataclass
class Pace:
    """How long an undisturbed run takes here and now: until its journal is open, and from then on."""

    before: float = 1.0
    after: float = 1.0

    def learn(self, before: float, after: float) -> None:
        """Note one that was not disturbed."""
        self.before += (before - self.before) * 0.2
        self.after += (after - self.after) * 0.2


@dataclass
class Played:
    """What happened in a round, and what nothing explains."""

    seed: str
    found: list[str] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, what: str, said: str = "") -> None:
        """Note one event."""
        self.counts[what] += 1
        self.trace.append(f"{what} {said}".rstrip())


@dataclass
class Round:
    """One round at play."""

    town: Town
    pace: Pace
    rng: random.Random
    played: Played

    def play(self) -> Played:
        """Play it all, and judge."""
        self.town.restore()
        for phase in range(self.rng.choice((1, 1, 2))):
            if phase and self.rng.random() < 0.4:
                self.town.advance(49)
                self.played.note("time passes")
            self.town.push(self.rng, self.rng.randint(3, 7))
            self.played.note("push", str(self.town.reasons))
            for _ in range(self.rng.choice((1, 1, 2, 3))):
                self.disturb()
            if self.rng.random() < 0.5:
                self.accept()
        return self.finish()

    def finish(self) -> Played:
        """Let all come to rest, and judge."""
        plans = self.settle()
        if plans is not None:
            self.played.found += judge(self.town, plans)
            self.verify()
        return self.played

    # Disturbed runs

    def disturb(self) -> None:
        """Start one run or two, kill them, and lose what a machine may lose."""
        rng, town = self.rng, self.town
        names = rng.sample(MACHINES, 2 if rng.random() < 0.3 else 1)
        for name in names:
            town.pull(name)
        before = self.tip()
        began = time.monotonic()
        jobs = [town.run(name, *self.command()) for name in names]
        if rng.random() < 0.15:
            self.accept()
        self.wait_for_the_time(jobs[0], before, began)
        for name, job in zip(names, jobs, strict=True):
            self.strike(name, job)
        for name, job in zip(names, jobs, strict=True):
            code = job.end()
            opened = "opened" if self.tip() != before else "not opened"
            self.played.note("killed" if code < 0 else f"ended {code}", f"{name} {job.arguments[0]} {opened}")
            self.complain(job, code)
            if rng.random() < 0.25:
                shutil.rmtree(town.clone(name).root / ".git/accessctl", ignore_errors=True)
                self.played.note("disk lost", name)

    def command(self) -> tuple[str, ...]:
        """Return what a machine is to do."""
        return ("watch", "--once") if self.rng.random() < 0.25 else ("apply", "--yes")

    def wait_for_the_time(self, job: Job, before: str, began: float) -> None:
        """Wait for a moment of the run: mostly one after the journal was opened, else any."""
        if self.rng.random() < 0.2:
            job.wait(self.rng.uniform(0, self.pace.before + self.pace.after))
            return
        while self.tip() == before and not job.ended:
            if time.monotonic() > began + 60:
                return
            time.sleep(0.002)
        job.wait(self.rng.uniform(0, self.pace.after))

    def strike(self, name: str, job: Job) -> None:
        """Kill the process, it with all it started, or the whole machine."""
        how = self.rng.choice(("process", "process", "all of it", "machine"))
        if how == "machine":
            self.town.machines[name].destroy()
        else:
            job.kill(whole=how == "all of it")
        self.played.note(f"strike at {how}", name)

    def complain(self, job: Job, code: int) -> None:
        """Find an end that nobody can explain: a bug, a broken file, a lost journal."""
        if code >= 0 and code not in CALM | {LOCKED, STALE}:
            said = f"{job.arguments} on {job.machine.name} ended with {code}: {job.err}{job.out}"
            self.played.found.append(said)

    def accept(self) -> None:
        """Let everybody accept who was invited by now."""
        rows = self.town.rows("SELECT practice, email FROM assistants WHERE NOT accepted")
        for slug, who in rows:
            if self.rng.random() < 0.7 and self.town.accept(slug, who):
                self.played.note("accepted", f"{slug} {who}")

    def tip(self) -> str:
        """Return where the journal stands at the remote."""
        try:
            return (self.town.remote / "refs/heads/access-journal").read_text(encoding="ascii")
        except FileNotFoundError:  # packed, and not written since
            return ""

    # Rest

    def settle(self) -> dict[str, dict[str, object]] | None:
        """Run undisturbed, as a pipeline would, until nothing is left to do; return both clones' plans."""
        names = self.rng.sample(MACHINES, 2)
        for attempt in range(8):
            name = names[attempt % 2]
            self.town.pull(name)
            code = self.undisturbed(name)
            if code not in CALM:
                continue
            plans = {machine: self.plan(machine) for machine in MACHINES}
            if still_open(told(self.town.remote)):  # its lock may still hold, and nothing was to be done
                self.town.ahead += self.town.lock_life + 1
                self.played.note("the lock of a dead run expires")
            elif not any(plan["changes"] for plan in plans.values()):
                return plans
        self.played.found.append("it does not come to rest")
        return None

    def undisturbed(self, name: str) -> int:
        """Make a run, and where the lock of a dead one is in its way, do what a person would."""
        began, before = time.monotonic(), self.tip()
        job = self.town.run(name, "apply", "--yes")
        opened = self.opened(job, before)
        code = job.end()
        if code in CALM and opened is not None:
            self.pace.learn(opened - began, time.monotonic() - opened)
        self.complain(job, code)
        self.played.note(f"plain run {code}", name)
        if code != LOCKED:
            return code
        found = re.search(r"\d{6}-[0-9a-f]{8}", job.err)
        if found and self.rng.random() < 0.5:
            job = self.town.run(name, "apply", "--yes", "--take-over", found[0])
            self.played.note("taken over", found[0])
            code = job.end()
            self.complain(job, code)
            return code
        self.town.ahead += self.town.lock_life + 1
        self.played.note("the lock expires")
        return code

    def opened(self, job: Job, before: str) -> float | None:
        """Wait for the moment at which a run opens its journal; None where it does not."""
        while not job.ended:
            if self.tip() != before:
                return time.monotonic()
            time.sleep(0.005)
        return None

    def plan(self, name: str) -> dict[str, object]:
        """Return what a clone would still do."""
        self.town.pull(name)
        job = self.town.run(name, "plan", "--format", "json")
        code = job.end()
        self.complain(job, code)
        return dict(json.loads(job.out)) if code in CALM else {"changes": ["unknown"]}

    def verify(self) -> None:
        """Let the program look over its own journal, and see that the sandbox's server still works."""
        job = self.town.run(self.rng.choice(MACHINES), "verify")
        if job.end():
            self.played.found.append(f"verify ended with {job.end()}: {job.out}{job.err}")
        if self.town.site is not None and not self.town.site.answers():
            self.played.found.append("the sandbox's server no longer answers")


def play(town: Town, seed: str, pace: Pace) -> Played:
    """Play the round of a seed."""
    played = Played(seed)
    played.counts["machines apart" if can_be_apart() else "machines together"] += 1
    return Round(town, pace, random.Random(seed), played).play()  # noqa: S311 - made to be drawn again
