"""What a provider offers: a reader and a writer, apart, each saying what it can see or do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from accessctl.model.capabilities import Capabilities
from accessctl.model.change import Change
from accessctl.model.identity import Address
from accessctl.model.live import LiveClinic, Observation, Unobserved
from accessctl.model.practice import Practice

VENDOR_SUPPORT = Address("soporte@hulipractice.com")
"""Who turns record access on and off in the real HuliPractice (its help article on assistants)."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the live system answered to a change that it carried out."""

    reference: str | None = None


@dataclass(frozen=True, slots=True)
class KnownPractice:
    """A practice that a live system knows of, declared or not; what is `None` is unknown."""

    slug: str
    owner: Address | None = None
    clinics: tuple[LiveClinic, ...] | None = None
    billing_issuer: Address | None = None


@runtime_checkable
class Lister(Protocol):
    """A reader that can say which practices there are, also those that nobody declared."""

    def known_practices(self) -> Mapping[str, KnownPractice]:
        """Return every practice of the live system, by slug."""
        ...


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


@runtime_checkable
class Fingerprinting(Protocol):
    """A reader that can tell, without reading practices, whether it would answer about one as before."""

    def fingerprints(self) -> Mapping[str, str] | None:
        """Return a digest of all that an answer about a practice could hold, for each that there is, by slug.

        What was looked up counts too, the clock does not. None where nobody can tell just now.
        """
        ...


@runtime_checkable
class PerPractice(Protocol):
    """A reader whose reach is not the same for every practice."""

    def capabilities_of(self, practice: Practice) -> Capabilities:
        """Return what can be seen and done in a practice."""
        ...


@runtime_checkable
class Closing(Protocol):
    """A reader that holds something which has to be let go of."""

    def close(self) -> None:
        """Let go of it."""
        ...


@runtime_checkable
class Rehearsing(Protocol):
    """A writer that can go the way of a change without its last step."""

    def rehearse(self, practice: Practice, change: Change) -> tuple[tuple[str, str], ...] | None:
        """Return the steps, as a code and what it was done to; None where there is no such way.

        Raises `ProviderError` where the way is not as expected. Nothing is changed.
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
