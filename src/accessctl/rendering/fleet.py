"""How a fleet stands, as text and as `accessctl.fleet-status/1`."""

from __future__ import annotations

from accessctl.model.fleet import FleetRound, FleetStanding
from accessctl.rendering.json_values import instant, instant_or_none
from accessctl.rendering.voice import Voice

FORMAT = "accessctl.fleet-status/1"
QUEUES = ("rounds", "practices")
STATES = ("waiting", "running", "failed")


def fleet_json(found: FleetStanding) -> dict[str, object]:
    """Return how the fleet stands as JSON."""
    return {
        "format": FORMAT,
        "rounds": [
            {
                "id": item.id,
                "actor": item.actor,
                "asked_at": instant(item.asked_at),
                "begun_at": instant_or_none(item.begun_at),
                "ended_at": instant_or_none(item.ended_at),
                "exit_code": item.code,
                "run": item.run,
            }
            for item in found.rounds
        ],
        "jobs": {queue: _counts(found, queue) for queue in QUEUES},
        "workers": [
            {
                "name": item.name,
                "concurrency": item.concurrency,
                "since": instant(item.since),
                "seen_at": instant(item.seen_at),
            }
            for item in found.workers
        ],
        "limits": dict(sorted(found.limits.items())),
        "patience_seconds": found.patience,
    }


def fleet_text(found: FleetStanding, voice: Voice) -> str:
    """Return how the fleet stands for people."""
    lines = [voice.count("commands_fleet", "fleet.workers", len(found.workers))]
    for worker in found.workers:
        about = {"name": worker.name, "concurrency": worker.concurrency, "seen": worker.seen_at}
        lines.append(f"  {voice.say('commands_fleet', 'fleet.worker-line', about)}")
    lines += [voice.say("commands_fleet", f"fleet.jobs.{queue}", _counts(found, queue)) for queue in QUEUES]
    lines += [
        voice.say("commands_fleet", "fleet.limit", {"system": system, "rate": f"{rate:g}"})
        for system, rate in sorted(found.limits.items())
    ]
    return "\n".join([*lines, *(_round(voice, item) for item in found.rounds)])


def _counts(found: FleetStanding, queue: str) -> dict[str, int]:
    counts = found.jobs.get(queue, {})
    return {state: counts.get(state, 0) for state in STATES}


def _round(voice: Voice, item: FleetRound) -> str:
    state = "ended" if item.ended_at is not None else "running" if item.begun_at is not None else "waiting"
    about = {
        "id": item.id,
        "asked": item.asked_at,
        "ended": item.ended_at,
        "code": item.code,
        "run": item.run,
    }
    return voice.say("commands_fleet", f"fleet.round.{state}", about)
