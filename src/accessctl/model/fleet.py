"""How a fleet stands: rounds that were asked for, what waits, who works, how often systems are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FleetRound:
    """A round that somebody asked for; `code` is the exit code that an apply would have ended with."""

    id: int
    asked_at: datetime
    actor: str | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    code: int | None = None
    run: str | None = None


@dataclass(frozen=True, slots=True)
class FleetWorker:
    """A process that works, and when it was heard of last."""

    name: str
    concurrency: int
    since: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class FleetStanding:
    """All of it; jobs are counted by queue and state, limits are calls a second by live system."""

    rounds: tuple[FleetRound, ...] = ()
    jobs: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    workers: tuple[FleetWorker, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)
    patience: float = 0.0
    """After so many seconds of silence a worker counts as gone."""
