"""Times a round of 1,000 practices at 50 ms a call with 1, 2 and 4 workers; then one is killed every 5 s.

Each practice is read once and has one person to invite: 2,000 calls. Workers are processes that take one
practice at a time; a call of the sandbox is made to sleep as long as one over a network takes. What is timed
is the round alone: the workers are there before it is asked for.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import psycopg
from history_bench import say

from fleet_server import FleetServer, started
from fleet_world import Fleet
from world import World, make_world, person

PRACTICES = 1000
SECONDS_A_CALL = "0.05"
KILLED_EVERY = 5.0
LONGEST = 1200.0
SETTINGS = """\
version: 1
language: en
live: {provider: sandbox}
guards: {invitations: 100000}
"""


def base(folder: Path) -> World:
    """Make the repository that every round begins with."""
    world = make_world(folder / "base", SETTINGS)
    for number in range(PRACTICES):
        world.practice(f"p{number:04}", person(f"ana.{number}"))
    world.commit()
    return world


def fleet_of(server: FleetServer, folder: Path, name: str, patience: str) -> Fleet:
    """Return a copy of the repository with a database of its own."""
    root = folder / name
    shutil.copytree(folder / "base", root, symlinks=True)
    fleet = Fleet(World(root), server.database())
    os.environ["ACCESSCTL_FLEET_URL"] = fleet.url
    fleet.world.ok("fleet", "init", "--patience", patience)
    return fleet


def round_of(fleet: Fleet) -> dict[str, Any]:
    """Return the newest round, as it stands."""
    with psycopg.connect(fleet.url, autocommit=True) as connection:
        row = connection.execute(
            "SELECT code, extract(epoch FROM ended_at - begun_at)::float FROM accessctl_rounds"
        ).fetchone()
    assert row is not None
    return {"code": row[0], "seconds": row[1]}


def workers(fleet: Fleet, count: int, stack: ExitStack) -> list[subprocess.Popen[str]]:
    """Start so many workers, and wait until all are there."""
    at_work = [worker(fleet, stack) for _ in range(count)]
    while len(fleet.status()["workers"]) < count:
        time.sleep(0.1)
    return at_work


def worker(fleet: Fleet, stack: ExitStack, **more: str) -> subprocess.Popen[str]:
    """Start a worker."""
    line = ("fleet", "worker", "--concurrency", "1")
    return stack.enter_context(fleet.process(*line, FLEET_SECONDS=SECONDS_A_CALL, **more))


def measure(fleet: Fleet, count: int) -> float:
    """Return how long the round takes with so many workers."""
    with ExitStack() as stack:
        workers(fleet, count, stack)
        fleet.world.ok("fleet", "enqueue")
        while round_of(fleet)["code"] is None:
            time.sleep(0.2)
    check(fleet)
    return float(round_of(fleet)["seconds"])


def killing(fleet: Fleet, count: int) -> tuple[float, int]:
    """Return how long it takes while a worker is killed every few seconds, and how many were.

    The one that makes the round is spared: a round that began anew that often would only ever read.
    """
    chance, killed = random.Random(1), 0  # noqa: S311 - a seed: every bench kills the same ones
    with ExitStack() as stack:
        worker(fleet, stack)
        doomed = [worker(fleet, stack, FLEET_NO_ROUNDS="1") for _ in range(count - 1)]
        while len(fleet.status()["workers"]) < count:
            time.sleep(0.1)
        fleet.world.ok("fleet", "enqueue")
        begun = due = time.monotonic()
        while round_of(fleet)["code"] is None:
            assert time.monotonic() - begun < LONGEST, "it never ended"
            if time.monotonic() - due >= KILLED_EVERY:
                due, place = time.monotonic(), chance.randrange(len(doomed))
                doomed[place].kill()
                doomed[place] = worker(fleet, stack, FLEET_NO_ROUNDS="1")
                killed += 1
            time.sleep(0.2)
    check(fleet)
    return float(round_of(fleet)["seconds"]), killed


def check(fleet: Fleet) -> None:
    """See to it that everybody was invited, nobody twice, and that the journal says so of everybody."""
    assert round_of(fleet)["code"] == 0, round_of(fleet)
    mails = Counter(fleet.mails)
    assert len(mails) == PRACTICES, f"{PRACTICES - len(mails)} were lost"
    assert set(mails.values()) == {1}, f"{sum(mails.values()) - PRACTICES} were doubled"
    done = Counter(
        record["email"]
        for record in fleet.world.journal()
        if record["kind"] == "outcome" and record["outcome"] == "done"
    )
    assert done == mails, "the journal says something else"
    plan = json.loads(fleet.world.run("plan", "--format", "json").out)
    assert plan["changes"] == []


def main() -> None:
    """Time the rounds."""
    with tempfile.TemporaryDirectory() as name, started() as server:
        folder = Path(name)
        base(folder)
        say(
            f"{PRACTICES} practices, {2 * PRACTICES} calls of 50 ms; workers that take one practice at a time"
        )
        alone = 0.0
        for count in (1, 2, 4):
            took = measure(fleet_of(server, folder, f"of-{count}", "30s"), count)
            alone = alone or took
            say(f"  {count} workers: {took:.1f} s, {alone / took:.2f} x")
        took, killed = killing(fleet_of(server, folder, "killed", "3s"), 4)
        say(
            f"  4 workers, one of them killed every 5 s, {killed} in all: {took:.1f} s; "
            "nothing lost, nothing doubled"
        )


if __name__ == "__main__":
    main()
