"""What is live at a moment: the value that `status` shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from accessctl.model.handoff import Handoff
from accessctl.model.identity import Address
from accessctl.model.live import Observation, Unobserved
from accessctl.model.practice import Practice


@dataclass(frozen=True, slots=True)
class EndsSoon:
    """Access that ends by its declaration: `on` is the last day."""

    practice: str
    email: Address
    what: Literal["access", "record_access"]
    on: date


@dataclass(frozen=True, slots=True)
class Status:
    """What was read of each practice, with what is still under way."""

    now: datetime
    observations: Mapping[str, Observation | Unobserved] = field(default_factory=dict)
    practices: Mapping[str, Practice] = field(default_factory=dict)
    handoffs: tuple[Handoff, ...] = ()
    ends_soon: tuple[EndsSoon, ...] = ()
    zone: str = "America/Costa_Rica"
    unreadable: tuple[str, ...] = ()
    """Practices whose files cannot be read: they are declared, and nobody looked at them."""
