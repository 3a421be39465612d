"""Times many reads of HuliPractice's API, of a server that takes its time and counts what is under way.

`script/bench api` reads 10,000 practices, each answer 50 ms late, 16 at a time. The server is the sandbox's,
in a process of its own on the same machine.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from history_bench import say

from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.live import Observation
from accessctl.model.practice import Practice
from accessctl.providers.huli.reader import HuliReader, Reach
from accessctl.providers.huli.seeing import People
from accessctl.providers.sandbox import livefile
from accessctl.providers.sandbox.server.api_numbers import organization_number, user_number
from accessctl.providers.sandbox.store import Store
from sandbox_api import KEY, serving_api

PRACTICES = int(os.environ.get("BENCH_PRACTICES", "10000"))
CONCURRENCY = 16
LATENCY = 0.05
TO_BE_REACHED = 45.0


def machine_now() -> datetime:
    """Return the machine's clock."""
    return datetime.now(UTC)


def email(number: int) -> Address:
    """Return the assistant of a practice."""
    return Address(f"persona-{number}@org.example")


def practice(number: int) -> Practice:
    """Return one practice."""
    slug = f"consultorio-{number}"
    owner = Address(f"titular-{number}@org.example")
    where = Location(f"practices/{slug}.yaml")
    organization = organization_number(slug)
    return Practice(slug, slug, owner, "Elena", where, provider="huli", organization=organization)


def fill(path: Path) -> None:
    """Load the sandbox: one assistant a practice."""
    practices = [
        {
            "practice": f"consultorio-{number}",
            "owner": f"titular-{number}@org.example",
            "assistants": [{"email": email(number), "accepted": True}],
        }
        for number in range(PRACTICES)
    ]
    store = Store(path, machine_now())
    livefile.load(store, json.dumps({"format": "accessctl.live/1", "practices": practices}).encode())
    store.close()


def serve(path: Path) -> None:
    """Serve the sandbox until the input ends; say where, and at last what was counted."""
    with serving_api(Store(path, machine_now()), latency=LATENCY) as api:
        say(api.url)
        sys.stdin.read()
        say(json.dumps({"asked": len(api.asked), "most": api.most}))


def measure(path: Path) -> None:
    """Read everything once and say what it took."""
    command = [sys.executable, __file__, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        url = server.stdout.readline().strip()
        environment = {"ACCESSCTL_HULI_URL": url, "ACCESSCTL_HULI_KEY": KEY}
        people = People({user_number(email(number)): email(number) for number in range(PRACTICES)})
        reader = HuliReader(environment, machine_now, Reach(people, CONCURRENCY))
        practices = [practice(number) for number in range(PRACTICES)]
        begun, before = time.perf_counter(), time.process_time()
        found = reader.observe(practices, {})
        wall, processor = time.perf_counter() - begun, time.process_time() - before
        server.stdin.close()
        counted = json.loads(server.stdout.read())
    seen = [item for item in found.values() if isinstance(item, Observation)]
    assert all(len(item.assistants) == 1 and item.complete for item in seen)
    assert len(seen) == PRACTICES
    assert counted["most"] <= CONCURRENCY
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"{PRACTICES} practices, answers {LATENCY * 1000:.0f} ms late, {CONCURRENCY} at a time")
    say(f"  read in            {wall:6.1f} s  (at best {PRACTICES * LATENCY / CONCURRENCY:.1f} s)")
    say(f"  processor          {processor:6.1f} s, {memory:.0f} MiB at the most")
    say(f"  the server counted {counted['asked']} questions, {counted['most']} at once at the most")
    say(f"  {'reached' if wall < TO_BE_REACHED else 'NOT REACHED'}: under {TO_BE_REACHED:.0f} s")


def main() -> None:
    """Serve where a state is named, else measure."""
    if len(sys.argv) > 1:
        serve(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sandbox.sqlite"
        fill(path)
        measure(path)


if __name__ == "__main__":
    main()
