"""One reader and one writer for all practices, each asked of the provider that it names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from accessctl.errors import ProviderError
from accessctl.model.capabilities import Capabilities
from accessctl.model.change import Change
from accessctl.model.identity import Address
from accessctl.model.live import Observation, Unobserved
from accessctl.model.practice import Practice
from accessctl.providers.catalog import Whereabouts, is_known, known, open_provider
from accessctl.providers.interface import (
    VENDOR_SUPPORT,
    Closing,
    KnownPractice,
    Lister,
    PerPractice,
    Reader,
    Receipt,
    Rehearsing,
    Writer,
)

NOTHING = Capabilities(does=frozenset(), sees=frozenset(), support=VENDOR_SUPPORT)
"""The reach of a provider that this version does not know: its practices are frozen by a finding."""


class WholeReader(Protocol):
    """Reads every practice, whatever its provider."""

    @property
    def readers(self) -> Mapping[str, Reader]:
        """The readers of the providers, by name."""
        ...

    def capabilities_of(self, practice: Practice) -> Capabilities:
        """Return what the practice's provider can see and do."""
        ...

    def close(self) -> None:
        """Let go of what the readers hold."""
        ...

    def now(self) -> datetime | None:
        """Return the live system's clock, where there is one that counts."""
        ...

    def known_practices(self) -> Mapping[str, KnownPractice]:
        """Return every practice that the settings' provider knows of, where it can list them."""
        ...

    def observe(
        self, practices: Sequence[Practice], lookups: Mapping[str, frozenset[Address]]
    ) -> Mapping[str, Observation | Unobserved]:
        """Read the practices."""
        ...


@dataclass(frozen=True, slots=True)
class RoutedReader:
    """Reads every practice through its own provider; `usual` is the settings' one, whose clock counts."""

    readers: Mapping[str, Reader]
    usual: str

    def capabilities_of(self, practice: Practice) -> Capabilities:
        """Return what the practice's provider can see and do."""
        reader = self.readers.get(practice.provider)
        if reader is None:
            return NOTHING
        return reader.capabilities_of(practice) if isinstance(reader, PerPractice) else reader.capabilities

    def close(self) -> None:
        """Let go of what the readers hold."""
        for reader in self.readers.values():
            if isinstance(reader, Closing):
                reader.close()

    def now(self) -> datetime | None:
        """Return the clock of the settings' provider where it has one and a practice is read through it."""
        reader = self.readers.get(self.usual)
        return None if reader is None else reader.now()

    def known_practices(self) -> Mapping[str, KnownPractice]:
        """Return every practice that the settings' provider knows of, where it can list them."""
        reader = self.readers.get(self.usual)
        return reader.known_practices() if isinstance(reader, Lister) else {}

    def observe(
        self, practices: Sequence[Practice], lookups: Mapping[str, frozenset[Address]]
    ) -> Mapping[str, Observation | Unobserved]:
        """Read the practices, those of one provider in one go."""
        groups: dict[str, list[Practice]] = {}
        for practice in practices:
            groups.setdefault(practice.provider, []).append(practice)
        found: dict[str, Observation | Unobserved] = {}
        for provider, group in groups.items():
            reader = self.readers.get(provider)
            if reader is None:
                params = {"provider": provider, "known": ", ".join(known())}
                found |= {
                    practice.slug: Unobserved(practice.slug, "provider-not-supported", params)
                    for practice in group
                }
            else:
                asked = {
                    practice.slug: lookups[practice.slug] for practice in group if practice.slug in lookups
                }
                found |= reader.observe(group, asked)
        return {practice.slug: found[practice.slug] for practice in practices}


@dataclass(frozen=True, slots=True)
class RoutedWriter:
    """Carries each change out through the practice's own provider."""

    writers: Mapping[str, Writer]

    def carry_out(self, practice: Practice, change: Change) -> Receipt:
        """Carry out one change, as `Writer` says."""
        writer = self.writers.get(practice.provider)
        if writer is None:
            raise ProviderError(
                "provider-not-supported", provider=practice.provider, known=", ".join(known())
            )
        return writer.carry_out(practice, change)

    def rehearse(self, practice: Practice, change: Change) -> tuple[tuple[str, str], ...] | None:
        """Go the way of a change without its last step, as `Rehearsing` says."""
        writer = self.writers.get(practice.provider)
        return writer.rehearse(practice, change) if isinstance(writer, Rehearsing) else None


def open_providers(named: Collection[str], around: Whereabouts) -> tuple[RoutedReader, RoutedWriter]:
    """Open the settings' provider and the ones named, which are those of all practices.

    The settings' one must be known. It is left closed where every practice names another: then its clock
    and its state are nobody's.
    """
    usual = around.settings.provider
    wanted = named or {usual}
    if not is_known(usual):
        open_provider(usual, around)
    opened = {name: open_provider(name, around) for name in sorted(wanted) if is_known(name)}
    readers = {name: reader for name, (reader, _) in opened.items()}
    return RoutedReader(readers, usual), RoutedWriter({name: writer for name, (_, writer) in opened.items()})
