"""Which providers there are: an explicit table, nothing is discovered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from accessctl.errors import AccessctlError
from accessctl.providers.interface import Reader, Writer
from accessctl.providers.sandbox.reader import SandboxReader
from accessctl.providers.sandbox.store import Store
from accessctl.providers.sandbox.writer import SandboxWriter

Factory = Callable[[Path, datetime], tuple[Reader, Writer]]


def open_sandbox(path: Path, machine_now: datetime) -> tuple[Reader, Writer]:
    """Return the sandbox whose state is, or will be, in that file."""
    store = Store(path, machine_now)
    return SandboxReader(store), SandboxWriter(store)


PROVIDERS: Mapping[str, Factory] = {"sandbox": open_sandbox}


def open_provider(name: str, path: Path, machine_now: datetime) -> tuple[Reader, Writer]:
    """Return the reader and the writer of a provider.

    `path` is where it keeps its state; a clock of its own starts at `machine_now`.
    """
    if name not in PROVIDERS:
        raise AccessctlError("provider-not-supported", provider=name, known=", ".join(sorted(PROVIDERS)))
    return PROVIDERS[name](path, machine_now)
