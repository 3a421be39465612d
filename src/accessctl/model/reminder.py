"""A reminder: hand-offs of one practice that one recipient is asked for once more, in one mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.identity import Address
from accessctl.model.outcome import Status


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is to be said: `state` is `reminded`, or `escalated` with a copy to owner and requesters."""

    practice: str
    recipient: Address
    state: HandoffState
    handoffs: tuple[Handoff, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of a reminder."""

    reminder: Reminder
    status: Status
    reference: str
    """Its own Message-ID."""
    code: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Noticed:
    """What became of a notice: that invitations of some people went unanswered."""

    practice: str
    recipient: Address
    people: tuple[Address, ...]
    status: Status
    reference: str = ""
    code: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)
