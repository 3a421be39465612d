"""The API for everybody, and the browser for the practices whose owners agreed to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accessctl.model.capabilities import Capabilities
from accessctl.model.change import Change
from accessctl.model.identity import Address
from accessctl.model.live import Observation, Unobserved
from accessctl.model.practice import Practice
from accessctl.providers.huli.web.desk import Desk
from accessctl.providers.huli.web.provider import WebReader, WebWriter
from accessctl.providers.interface import Reader, Receipt, Writer


@dataclass(frozen=True, slots=True)
class JoinedReader:
    """Reads each practice the way that its file says."""

    api: Reader
    web: WebReader
    desk: Desk

    @property
    def capabilities(self) -> Capabilities:
        """What holds of every practice: the API's reach."""
        return self.api.capabilities

    def capabilities_of(self, practice: Practice) -> Capabilities:
        """Return what can be seen and done in a practice."""
        return self.web.capabilities if practice.web else self.api.capabilities

    def now(self) -> datetime | None:
        """Return None: neither tells the time."""
        return None

    def observe(
        self, practices: Sequence[Practice], lookups: Mapping[str, frozenset[Address]]
    ) -> Mapping[str, Observation | Unobserved]:
        """Read the practices, the browser's after the API's."""
        asked = [practice for practice in practices if not practice.web]
        opened = [practice for practice in practices if practice.web]
        return {
            **(self.api.observe(asked, lookups) if asked else {}),
            **(self.web.observe(opened, lookups) if opened else {}),
        }

    def close(self) -> None:
        """End the browser, if there is one."""
        self.desk.close()


@dataclass(frozen=True, slots=True)
class JoinedWriter:
    """Carries out in the browser what may be done there; for all else there are people."""

    api: Writer
    web: WebWriter

    def carry_out(self, practice: Practice, change: Change) -> Receipt:
        """Carry out one change, as `Writer` says."""
        return (self.web if practice.web else self.api).carry_out(practice, change)

    def rehearse(self, practice: Practice, change: Change) -> tuple[tuple[str, str], ...] | None:
        """Go the way of a change up to its last click; None where no browser would go it."""
        return self.web.rehearse(practice, change) if practice.web else None
