"""What a provider offers: a reader and a writer, apart, each saying what it can see or do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from accessctl.model.capabilities import Capabilities
from accessctl.model.change import Change
from accessctl.model.identity import Address
from accessctl.model.live import Observation, Unobserved
from accessctl.model.practice import Practice


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the live system answered to a change that it carried out."""

    reference: str | None = None


class Reader(Protocol):
    """Reads; it can change nothing."""

    @property
    def capabilities(self) -> Capabilities:
        """What reader and writer can see and do."""
        ...

    def now(self) -> datetime | None:
        """Return the live system's own clock (UTC), or None where it has none."""
        ...

    def observe(
        self, practices: Sequence[Practice], lookups: Mapping[str, frozenset[Address]]
    ) -> Mapping[str, Observation | Unobserved]:
        """Read the practices in one go: slug → what was read, or why not.

        `lookups` names, by slug, the addresses whose registration the caller wants to know.
        A practice that cannot be read is an `Unobserved` value; lost credentials raise `CredentialsError`.
        """
        ...


class Writer(Protocol):
    """Carries out the kinds of change that `capabilities.does` names."""

    def carry_out(self, practice: Practice, change: Change) -> Receipt:
        """Carry out one change.

        Raises `TransientError` when nobody can say whether it took effect, `CredentialsError` when the
        live system no longer accepts us, `ProviderError` when it refuses.
        """
        ...
