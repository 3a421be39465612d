"""How a repository works: the values of `access/settings.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta

from accessctl.model.identity import Address


@dataclass(frozen=True, slots=True)
class LiveSettings:
    """Which live system, and how it is reached."""

    provider: str = "sandbox"
    account: Address | None = None
    concurrency: int = 4
    max_observation_age: timedelta = timedelta(days=7)
    path: str | None = None
    directory: str | None = None
    own_user: str | None = None
    users: tuple[tuple[str, Address], ...] = ()


@dataclass(frozen=True, slots=True)
class SendWindow:
    """When invitations may go out, in the practice's time zone; Monday is 0."""

    days: frozenset[int]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class HandoffSettings:
    """Who writes to people, where the mails go, and when they are repeated."""

    sender: Address | None = None
    remind_after: timedelta = timedelta(days=3)
    escalate_after: timedelta = timedelta(days=7)
    templates: str | None = None
    outbox: str | None = None


@dataclass(frozen=True, slots=True)
class JournalSettings:
    """Where the journal lives; `root` is the branch's first commit."""

    branch: str = "access-journal"
    remote: str = "origin"
    root: str | None = None


@dataclass(frozen=True, slots=True)
class GuardSettings:
    """The limits of one run and of the last `removals_window`."""

    removals_percent: int = 25
    removals_at_least: int = 10
    removals_window: timedelta = timedelta(hours=24)
    invitations: int = 50
    record_grants: int = 10


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of `access/settings.yaml`, defaults filled in."""

    branch: str = "main"
    language: str = "es"
    time_zone: str = "America/Costa_Rica"
    live: LiveSettings = field(default_factory=LiveSettings)
    max_attempts: int = 3
    back_off: timedelta | None = None
    """How long an invitation that ran out rests before it is sent again; twice as long each time."""
    send_window: SendWindow | None = None
    handoffs: HandoffSettings = field(default_factory=HandoffSettings)
    journal: JournalSettings = field(default_factory=JournalSettings)
    lock_time_to_live: timedelta = timedelta(minutes=15)
    drift: str = "revoke"
    guards: GuardSettings = field(default_factory=GuardSettings)
