"""The repository at the commits that runs work from: read once a process, each thread with its own calls."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from accessctl.declarations.discovery import discover
from accessctl.declarations.loading import declaration_of
from accessctl.errors import AccessctlError
from accessctl.execution.applied_files import open_at
from accessctl.execution.repository import fetch_tip
from accessctl.execution.workplace import Surroundings, Workplace, open_practices
from accessctl.journal.gateway import Gateway
from accessctl.journal.recalling import recall
from accessctl.model.settings import Settings
from accessctl.model.watching import Part
from accessctl.providers.routing import WholeReader

KEPT = 2
"""So many commits are kept: that of the run at work, and of the one before."""


@dataclass
class Places:
    """What this process has open. A commit's declarations are shared, the ways to live systems are not."""

    around: Surroundings
    _shared: dict[str, Workplace] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _own: threading.local = field(default_factory=threading.local)
    _intended: tuple[str, frozenset[str]] | None = None
    _readers: list[WholeReader] = field(default_factory=list)

    def at(self, commit: str) -> Workplace:
        """Return the repository at a commit, with a reader and a writer of this thread's own."""
        own: tuple[str, Workplace] | None = getattr(self._own, "place", None)
        if own is not None and own[0] == commit:
            return own[1]
        if own is not None:
            own[1].reader.close()
        place = self._opened(commit)
        around = replace(self.around, reading=None, commit=commit)
        reader, writer = open_practices(around, place.gateway, place.declaration)
        with self._lock:
            mine = None if own is None else own[1].reader
            self._readers = [*(item for item in self._readers if item is not mine), reader]
        place = replace(place, reader=reader, writer=writer)
        self._own.place = (commit, place)
        return place

    def close(self) -> None:
        """Let go of everything; nobody works any more."""
        for reader in self._readers:
            reader.close()
        for place in self._shared.values():
            place.gateway.close()

    def intended(self, place: Workplace, nonce: str) -> frozenset[str]:
        """Return the changes that the run means to make, as the journal has it while the run is open."""
        with self._lock:
            if self._intended is None or self._intended[0] != nonce:
                running = recall(place.branch).view.open_runs
                meant = (run.intents for run in running if run.run.endswith(f"-{nonce}"))
                ids = frozenset(str(item.change_id) for intents in meant for item in intents)
                if not ids:  # nobody's, or not to be seen yet: to be asked again
                    return ids
                self._intended = (nonce, ids)
            return self._intended[1]

    def _opened(self, commit: str) -> Workplace:
        with self._lock:
            place = self._shared.get(commit)
            if place is None:
                with self.around.edges.git(self.around.root) as gateway:
                    check_reviewed(gateway, commit)
                place = open_at(self.around, Part(commit))
                place.reader.close()
                self._shared[commit] = place
                for old in list(self._shared)[:-KEPT]:
                    self._shared.pop(old).gateway.close()
            return place


def check_reviewed(gateway: Gateway, commit: str) -> None:
    """Raise unless a commit is on the reviewed branch: whoever writes to the database has merged nothing."""
    tip = bring(gateway, commit)
    if tip is None or not gateway.is_ancestor(commit, tip):
        raise AccessctlError("fleet-commit-unreviewed", commit=commit[:12])


def bring(gateway: Gateway, commit: str) -> str | None:
    """Fetch the reviewed branch and return where it stands; raise where the commit is still lacking."""
    tip = fetch_tip(gateway, settings_here(gateway.root))
    if gateway.resolve(commit) != commit:
        raise AccessctlError("fleet-commit-missing", commit=commit[:12])
    return tip


def settings_here(root: Path) -> Settings:
    """Return the settings of the work tree: which branch is fetched, and from where."""
    return declaration_of(discover(root, ("access",))).settings


def move_to(gateway: Gateway, commit: str) -> None:
    """Check a commit out, where the clone is at another one; what somebody changed in it is left alone."""
    if gateway.resolve("HEAD") == commit:
        return
    if gateway.run("status", "--porcelain=v1", "--untracked-files=no").text:
        raise AccessctlError("fleet-clone-changed", path=str(gateway.root), commit=commit[:12])
    gateway.run("checkout", "--quiet", "--detach", commit)
