"""What a run touches the world with: git, the live system, the disk, the mail server, the process table.

The real ones are the defaults. A simulation puts others in their place, all at once and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from accessctl.execution.writeahead import Notes, WriteAhead
from accessctl.handoffs.outbox import Outbox
from accessctl.handoffs.smtp_session import OpenSession, connect
from accessctl.journal.gateway import Gateway
from accessctl.journal.holding import Holder, this_process
from accessctl.providers.catalog import Whereabouts
from accessctl.providers.routing import RoutedWriter, WholeReader, open_providers

OpenProviders = Callable[[Collection[str], Whereabouts], tuple[WholeReader, RoutedWriter]]


@dataclass(frozen=True, slots=True)
class Edges:
    """How each of them is opened."""

    git: Callable[[Path], Gateway] = Gateway
    providers: OpenProviders = open_providers
    outbox: Callable[[Path], Outbox] = Outbox
    write_ahead: Callable[[Path, str], Notes] = WriteAhead
    mail: OpenSession = connect
    process: Callable[[], Holder] = this_process


REAL = Edges()
