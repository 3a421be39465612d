"""A run's lease, renewed while its process lives: by it the others know that somebody sees to the run."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from accessctl.errors import AccessctlError
from accessctl.fleet.ledger import Ledger

BEATS = 4
"""So many renewals in a row may fail before the lease has run out by itself."""


@dataclass
class Lease:
    """Whether the run is still ours."""

    lost: bool = False
    ended: threading.Event = field(default_factory=threading.Event)

    def keep(self, ledger: Ledger) -> None:
        """Renew the lease until told to end; once it is lost it stays so."""
        missed = 0
        while not self.ended.wait(ledger.database.terms.pulse):
            try:
                self.lost = not ledger.renew()
                missed = 0
            except AccessctlError:  # a database that cannot be reached now may be so again
                missed += 1
                self.lost = missed >= BEATS
            if self.lost:
                return


@contextmanager
def lease(ledger: Ledger) -> Iterator[Lease]:
    """Keep the lease of a run that was just opened."""
    kept = Lease()
    thread = threading.Thread(target=kept.keep, args=(ledger,), daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        kept.ended.set()
        thread.join()
