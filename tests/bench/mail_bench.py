"""Times an apply that sends 500 letters to one recipient, one a practice, to an SMTP server on loopback.

The same apply with the letters left in the outbox says what the sending itself takes.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from history_bench import say

from mail_server import Mailbox, serving
from world import CLINICS, GIT_ENV, SETTINGS, START, World, make_world, person, there

PRACTICES = 500
ROUNDS = 3
ACCESSCTL = [sys.executable, "-m", "accessctl"]


def organisation(root: Path) -> World:
    """Make a repository in which support is to be asked once for each practice."""
    made = make_world(root, SETTINGS + f"guards: {{record_grants: {PRACTICES}}}\n")
    slugs = [f"practice-{number:03}" for number in range(PRACTICES)]
    for slug in slugs:
        made.practice(slug, person("ana", record_access={}))
    made.commit()
    live = {
        "format": "accessctl.live/1",
        "now": START,
        "users": [],
        "mails": [],
        "practices": [
            {
                "practice": slug,
                "owner": f"owner@{slug}.example",
                "clinics": CLINICS,
                "assistants": [{**there("ana"), "record_access": None}],
            }
            for slug in slugs
        ],
    }
    path = root / ".git" / "live.json"
    path.write_text(json.dumps(live), encoding="utf-8")
    made.sandbox("load", str(path))
    return made


class Taken(NamedTuple):
    """The seconds that an apply took: by the clock, and of the processors."""

    clock: float
    processors: float


def apply(world: World, url: str | None) -> Taken:
    """Apply in a process of its own and return what it took."""
    surroundings = {**GIT_ENV, **({} if url is None else {"ACCESSCTL_SMTP_URL": url})}
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [*ACCESSCTL, "apply", "--yes"],
        cwd=world.root,
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    )
    clock, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert str(PRACTICES) in done.stdout
    return Taken(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    """Measure and print."""
    os.environ.pop("ACCESSCTL_SMTP_URL", None)
    with_server, without = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder, serving(Mailbox()) as (box, where):
            with_server.append(apply(organisation(Path(folder) / "sent"), f"smtp://{where}"))
            names = Counter(mail["Message-ID"] for mail in box.mails)
            assert len(names) == PRACTICES
            assert set(names.values()) == {1}
            assert box.sessions == 1
            without.append(apply(organisation(Path(folder) / "kept"), None))
    say(f"{PRACTICES} letters, each delivered once, over one connection")
    for name, taken in (("sent", with_server), ("left in the outbox", without)):
        clocks, processors = zip(*taken, strict=True)
        say(
            f"apply, {name}: {statistics.median(clocks):.1f} s by the clock (the fastest {min(clocks):.1f}), "
            f"{statistics.median(processors):.1f} s of the processors"
        )


if __name__ == "__main__":
    main()
