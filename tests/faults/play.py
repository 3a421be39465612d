"""One seed: a few rounds of commits, people, runs and faults; then the faults stop, and all comes to rest."""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import people
import runs
from books import Declared
from judging import Judge
from seam import AROUND, CRASHES, OFFERED, Seam
from simulation import Host, Simulation

from accessctl.model.handoff import HandoffState

HOUR = timedelta(hours=1)
SPANS = (HOUR / 6, 3 * HOUR, 3 * HOUR, 26 * HOUR, 50 * HOUR, 80 * HOUR)
WORDS = (HandoffState.DONE_ATTESTED, HandoffState.DONE_ATTESTED, HandoffState.REFUSED, HandoffState.CANCELLED)
REST = 16
"""So many quiet runs bring everything to rest, or never will."""


@dataclass
class RandomFaults:
    """Lets things go wrong now and then; the kinds of effect that there are many of, less often."""

    dice: random.Random
    rate: float
    crashes: float
    around: bool = True

    def choose(self, kind: str, name: str, index: int) -> str | None:
        """Throw the dice."""
        del index
        dice = self.dice
        thrown = dice.random()
        if thrown < self.crashes:
            return dice.choice(CRASHES)
        common = name.startswith(("object", "ref", "ahead"))
        if thrown < self.crashes + (self.rate / 4 if common else self.rate):
            return dice.choice(OFFERED[kind])
        if self.around and thrown > 1 - self.rate / 3:
            return dice.choice(AROUND)
        return None


class Play:
    """One seed at play."""

    def __init__(self, directory: Path, declared: Declared, seed: int) -> None:
        self.seed = seed
        self.world = Simulation(directory, declared, seed)
        self.judge = Judge(self.world)
        self.world.on_disturbance = self.disturb
        self._inside = False

    def play(self) -> list[str]:
        """Play the seed; return what nothing explains."""
        world, dice = self.world, self.world.dice
        world.mailing = dice.random() < 0.6
        self.begin()
        for _ in range(dice.randint(3, 5)):
            self.round()
            if self.judge.found:
                return self.judge.found
        rest(self.world, self.judge)
        return self.judge.found

    def begin(self) -> None:
        """Set up hosts and who is there."""
        world, dice = self.world, self.world.dice
        people.open_practices(world)
        people.settle_before(world)
        if dice.random() < 0.15 and "otra" in world.declared.slugs:
            world.blind = {"otra"}
        world.add_host("office")
        if world.declared.pinned:
            if dice.random() < 0.7:
                world.add_host("pipeline", ephemeral=True)
            if dice.random() < 0.3:
                world.add_host("laptop")

    def round(self) -> None:
        """Let some time pass, people act, a commit be merged, and the program run."""
        world, dice = self.world, self.world.dice
        for _ in range(dice.randint(0, 3)):
            people.act(world)
        if dice.random() < 0.7:
            self.merge()
        self.run(dice.choice(world.hosts), runs.apply_now)
        thrown = dice.random()
        if thrown < 0.15:
            self.run(dice.choice(world.hosts), runs.remind_now)
        elif thrown < 0.22:
            self.emergency()
        elif thrown < 0.45:
            self.word()
        world.pass_time(dice.choice(SPANS))

    def merge(self) -> None:
        """Let the next commit come to the remote's branch."""
        world = self.world
        if world.main[0] < len(world.declared.editions) - 1:
            world.main[0] += 1
            world.tell(f"merged commit {world.main[0]}")
            world.note("merge", "somebody", at_commit=world.main[0])

    def run(self, host: Host, act: Any) -> None:
        """Run the program with what goes wrong, and judge what it did."""
        world, dice = self.world, self.world.dice
        if dice.random() < 0.9:
            host.clone.at = world.main[0]
        crashes = dice.choice([0, 0.002, 0.01, 0.03])
        faults = RandomFaults(dice, dice.choice([0, 0.01, 0.03, 0.1]), crashes)
        self.judge.ended(world.run(host, act, faults))
        if dice.random() < 0.7:
            world.arrive()
        self.judge.look()

    def disturb(self, fault: str, seam: Seam) -> None:
        """Let somebody act, or another runner run, in the middle of a run."""
        world, dice = self.world, self.world.dice
        if fault == "people":
            people.act(world)
        elif not self._inside:
            self._inside = True
            if fault == "overtaken":  # it slept so long that its lock ran out
                world.machine_now += timedelta(minutes=20)
            host = dice.choice(world.hosts)
            if not seam.name.startswith(host.name) or not host.ephemeral:
                crashes = RandomFaults(dice, 0, dice.choice([0, 0.02]), around=False)
                self.judge.ended(world.run(host, runs.apply_now, crashes))
            self._inside = False

    def emergency(self) -> None:
        """Take somebody out at once."""
        rows = [(slug, email) for slug, found in sorted(self.world.rows().items()) for email in sorted(found)]
        if rows:
            slug, email = self.world.dice.choice(rows)
            self.world.note("emergency", "somebody", practice=slug, email=email)
            self.run(self.world.dice.choice(self.world.hosts), runs.revoke_now(slug, email))

    def word(self) -> None:
        """Let somebody say what became of a hand-off."""
        world, dice = self.world, self.world.dice
        ended = world.run(world.hosts[0], runs.pending)
        if ended.how == "done" and ended.value:
            item = dice.choice(ended.value)
            world.note("person", "somebody", practice=item.practice, email=str(item.email), what="word")
            self.run(world.hosts[0], runs.answer(item.id, dice.choice(WORDS)))


def rest(world: Simulation, judge: Judge) -> None:
    """Let no more go wrong, and run until there is nothing to do."""
    world.arrive()
    world.tell("the faults stop")
    world.pass_time(HOUR)  # a dead run's lock is over by then
    host = world.hosts[0]
    host.clone.at = world.main[0]
    for _ in range(REST):
        ended = world.run(host, runs.apply_now)
        judge.ended(ended)
        judge.look()
        if ended.how == "done" and ended.value.run is None:
            break
        if ended.how == "refused-by-guards":
            world.loosened = True  # somebody looked, and lets it be
        world.pass_time(26 * HOUR)
    judge.at_rest(world.run(host, runs.plan_now))


def play_seed(declared: Declared, seed: int) -> tuple[list[str], list[str]]:
    """Play one seed in a place of its own; return what nothing explains, and the trace."""
    with tempfile.TemporaryDirectory(prefix="accessctl-faults-", dir=fast_disk()) as directory:
        game = Play(Path(directory), declared, seed)
        found = game.play()
        return found, game.world.trace


def fast_disk() -> str | None:
    """Return a directory in memory, where there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a directory of its own is made in it
