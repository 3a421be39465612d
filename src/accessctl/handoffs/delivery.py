"""What became of one letter: it waits in the outbox, a server has it, has it not, or nobody can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from accessctl.model.identity import Address


class Fate(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"  # in the outbox, for whoever sends it
    SENT = "sent"  # a server said that it has it
    FAILED = "failed"  # certain: no server has it
    UNKNOWN = "unknown"  # handed over, and the answer was lost


@dataclass(frozen=True, slots=True)
class Delivery:
    """A letter's fate; `code` says why it was not taken, or is not known to have been."""

    fate: Fate
    code: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    passing: bool = False
    """Whether the same may go through a little later."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter as a server is given it."""

    sender: Address
    recipients: tuple[Address, ...]
    content: bytes
    """The message, with line ends as the network has them."""
    spared: frozenset[Address] = frozenset()
    """Those who get a copy where the server takes it, and hold nothing up where it does not."""

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Everybody named on the envelope."""
        return (self.sender, *self.recipients)
