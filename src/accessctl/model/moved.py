"""What moved between a saved plan and the plan of now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from accessctl.model.change import Change

MovedKind = Literal["new", "gone", "altered"]
Cause = Literal["file", "live", "clock"]


@dataclass(frozen=True, slots=True)
class Moved:
    """One change that is newly needed, no longer needed or altered, and why.

    `change` stands as it is now (as it was, where it is gone); `was` is the saved one, where altered.
    """

    kind: MovedKind
    cause: Cause
    change: Change
    was: Change | None = None
