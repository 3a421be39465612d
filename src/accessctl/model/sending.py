"""A mail of the outbox that somebody asked to be sent, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from accessctl.model.identity import Address
from accessctl.model.outcome import Status


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail; `handoffs` are the ids of what it asks, none for a notice."""

    message_id: str
    recipient: Address
    handoffs: tuple[str, ...]
    status: Status
    again: bool = False
    """Whether it may have arrived before."""
    code: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)
