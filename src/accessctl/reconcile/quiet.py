"""A practice in which nothing is to be done: what its difference came to, and how long that holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accessctl.reconcile.effects import Effects


@dataclass(frozen=True, slots=True)
class Quiet:
    """What stands in a difference's place where everything that it was taken from is the same again.

    The clock is no part of that: from `at` until `until` (None: for ever) it changes nothing.
    """

    at: datetime
    until: datetime | None
    effects: Effects
    """What waits, is blocked, unmanaged or unverified; no change."""
    ours: int
    """How many people are managed, or adopted by this declaration."""
    review_due: datetime | None = None
    """When the practice's access has to be looked at again."""

    def holds(self, now: datetime) -> bool:
        """Say whether it is still so."""
        return self.at <= now and (self.until is None or now < self.until)
