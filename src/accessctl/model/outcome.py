"""An outcome: what became of one change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from accessctl.model.change import Change


class Status(StrEnum):
    """What became of a change."""

    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    HANDED_OFF = "handed-off"
    FATE_UNKNOWN = "fate-unknown"


CARRIED_OUT = frozenset({Status.DONE, Status.HANDED_OFF})
TAKES_PLACE = CARRIED_OUT | {Status.FATE_UNKNOWN}
"""As a change ends that supersedes earlier requests: one that may have gone out is not made a second time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one change, with the live system's reference or the reason it failed."""

    change: Change
    status: Status
    at: datetime
    reference: str | None = None
    code: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)
