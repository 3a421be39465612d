"""Which providers there are: an explicit table, nothing is discovered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from accessctl.errors import AccessctlError
from accessctl.model.settings import LiveSettings
from accessctl.providers.interface import Reader, Writer


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a provider is opened with.

    root: the repository. state: the file of the sandbox's state. machine_now: the machine's clock, at which
    a clock of the provider's own starts, and by which a list from the future is known.
    """

    root: Path
    state: Path
    machine_now: datetime
    settings: LiveSettings = field(default_factory=LiveSettings)


Factory = Callable[[Whereabouts], tuple[Reader, Writer]]


def open_sandbox(around: Whereabouts) -> tuple[Reader, Writer]:
    """Return the sandbox whose state is, or will be, in the state file."""
    from accessctl.providers.sandbox.reader import SandboxReader  # noqa: PLC0415 - SQLite, when needed
    from accessctl.providers.sandbox.store import Store  # noqa: PLC0415
    from accessctl.providers.sandbox.writer import SandboxWriter  # noqa: PLC0415

    store = Store(around.state, around.machine_now)
    return SandboxReader(store), SandboxWriter(store)


def open_roster(around: Whereabouts) -> tuple[Reader, Writer]:
    """Return the lists in the repository."""
    from accessctl.providers.roster.reader import RosterReader  # noqa: PLC0415 - only where it is used
    from accessctl.providers.roster.writer import RosterWriter  # noqa: PLC0415

    return RosterReader(around.root, around.settings.directory, around.machine_now), RosterWriter()


PROVIDERS: Mapping[str, Factory] = {"roster": open_roster, "sandbox": open_sandbox}


def open_provider(name: str, around: Whereabouts) -> tuple[Reader, Writer]:
    """Return the reader and the writer of a provider."""
    if name not in PROVIDERS:
        raise AccessctlError("provider-not-supported", provider=name, known=", ".join(sorted(PROVIDERS)))
    return PROVIDERS[name](around)
