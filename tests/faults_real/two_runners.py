"""Two machines that apply and watch at once on one remote, while people push; locks are lost and run out."""

from __future__ import annotations

import random
import shutil
import signal
import threading
import time
from dataclasses import dataclass, field

from machines import Job
from real_judge import still_open, told
from real_rounds import CALM, LOCKED, STALE, Pace, Played, Round
from town import MACHINES, Town

REFUSED = 6
BEHIND = ("the branch has newer commits", "this commit is older than the one applied last")
"""What a guard says of a clone that was not brought up to date before it applied."""


@dataclass
class Runner(threading.Thread):
    """One machine's loop: what it does next never depends on the other."""

    town: Town
    name_: str
    rng: random.Random
    played: Played
    standing_still: float
    """How likely a run is to stand still for longer than its lock lives."""
    over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        """Work until it is over."""
        try:
            while not self.over.is_set():
                self.once()
        except Exception as error:  # noqa: BLE001 - whatever it is, the round has failed
            self.played.found.append(f"{self.name_}: {error!r}")

    def once(self) -> None:
        """Make one run, which now and then stands still beyond its lock's life, or dies."""
        rng, town = self.rng, self.town
        if rng.random() < 0.85:
            town.pull(self.name_)
        words = ("watch", "--once") if rng.random() < 0.4 else ("apply", "--yes")
        job = town.run(self.name_, *words)
        drawn = rng.random()
        if drawn < self.standing_still:
            self.wait_for_work(job)
            job.send(signal.SIGSTOP)
            job.wait(town.lock_life + rng.uniform(-1, 2))
            job.send(signal.SIGCONT)
            self.played.note("stood still", self.name_)
        elif drawn < self.standing_still + 0.2:
            self.wait_for_work(job)
            job.kill(whole=rng.random() < 0.5)
        self.tell(job, words[0])

    def wait_for_work(self, job: Job) -> None:
        """Wait until somebody's journal moves, as it does when a run begins its work; or not so long."""
        rest = Round(self.town, Pace(), self.rng, self.played)
        before, until = rest.tip(), time.monotonic() + self.rng.uniform(0, 4)
        while rest.tip() == before and not job.ended and time.monotonic() < until:
            time.sleep(0.002)
        job.wait(self.rng.uniform(0, 0.5))

    def tell(self, job: Job, word: str) -> None:
        """Note how a run ended, and find an end that nobody can explain."""
        rng, town = self.rng, self.town
        code = job.end()
        if code < 0 and rng.random() < 0.4:
            shutil.rmtree(town.clone(self.name_).root / ".git/accessctl", ignore_errors=True)
            self.played.note("disk lost", self.name_)
        self.played.note("killed" if code < 0 else f"ended {code}", f"{self.name_} {word}")
        refused = code == REFUSED and any(said in job.err + job.out for said in BEHIND)
        if code >= 0 and code not in CALM | {LOCKED, STALE} and not refused:
            self.played.found.append(f"{word} on {self.name_} ended with {code}: {job.err}{job.out}")


def work_together(town: Town, seed: str, pace: Pace, standing_still: float = 0.35) -> Played:
    """Let both work while four things are pushed; then let all come to rest, and judge."""
    played = Played(seed)
    rng = random.Random(seed)  # noqa: S311 - made to be drawn again
    rest = Round(town, pace, rng, played)
    town.restore()
    runners = []
    for name in MACHINES:
        own = random.Random(f"{seed}-{name}")  # noqa: S311 - as above
        runners.append(Runner(town, name, own, played, standing_still))
    for runner in runners:
        runner.start()
    for _ in range(4):
        town.push(rng, rng.randint(2, 5))
        played.note("push")
        time.sleep(rng.uniform(0.5, 3))
        if rng.random() < 0.5:
            rest.accept()
    for runner in runners:
        runner.over.set()
    for runner in runners:
        runner.join()
    played.counts["runs opened"] += sum(1 for record in told(town.remote).of("run") if record.get("holder"))
    played.counts["locks renewed"] += sum(1 for _ in told(town.remote).of("renewal"))
    for record in told(town.remote).of("takeover"):
        played.counts[f"taken over: {record['code']}"] += 1
    played.counts["left open"] += len(still_open(told(town.remote)))
    return rest.finish()
