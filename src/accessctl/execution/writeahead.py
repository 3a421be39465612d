"""A local file of outcomes as they happen: it narrows what a dead run leaves unknown, and no more.

A disk that takes nothing more stops no run: what is not noted here is told by the journal, the live
system and the outbox.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from accessctl.model.outcome import Outcome, Status


class Notes(Protocol):
    """What one run notes of its outcomes before the journal has them."""

    def begin(self) -> None:
        """Make a place for them, before the first effect."""
        ...

    def note(self, outcome: Outcome) -> None:
        """Write one outcome down."""
        ...

    def read(self) -> Mapping[str, Mapping[str, str | None]] | None:
        """Return the noted outcomes by change id, or None where nothing is known of the run."""
        ...

    def here(self) -> bool:
        """Say whether this is the disk of the run: its outbox shows which letters never went out."""
        ...

    def forget(self) -> None:
        """Let go of them: the journal has it all."""
        ...


TOGETHER = 16
"""Outcomes that are put on disk together: to wait for it at each one is half of what a run of many takes."""


class WriteAhead:
    """One run's file: a line an outcome, written before the next effect.

    A process that dies loses none; a machine that loses power may lose the last few, of which the live system
    and the outbox tell, as of the one that was under way.
    """

    def __init__(self, directory: Path, nonce: str) -> None:
        self.path = directory / "runs" / f"{nonce}.jsonl"
        self._waiting = 0

    def begin(self) -> None:
        """Make the file before the first effect: that it is there shows that this is the run's disk."""
        self._try_to_append("")

    def note(self, outcome: Outcome) -> None:
        """Write one outcome down."""
        said = {"change": outcome.change.id, "status": outcome.status, "reference": outcome.reference}
        self._try_to_append(json.dumps(said) + "\n")

    def _try_to_append(self, text: str) -> None:
        with contextlib.suppress(OSError):
            self.append(text)

    def append(self, text: str) -> None:
        """Write text to the end of the file; it is on disk when this was called a few times, or with none."""
        for folder in (self.path.parent.parent, self.path.parent):  # the mode is not the parents'
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with os.fdopen(os.open(self.path, flags, 0o600), "a", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            self._waiting = (self._waiting + 1) % TOGETHER if text else 0
            if self._waiting == 0:
                os.fsync(file.fileno())

    def read(self) -> Mapping[str, Mapping[str, str | None]] | None:
        """Return the noted outcomes by change id, or None on another disk.

        A line that is torn is left out; one whose end is not among those that are noted has none.
        """
        if not self.path.is_file():
            return None
        noted: dict[str, Mapping[str, str | None]] = {}
        for line in self.path.read_bytes().splitlines():
            with contextlib.suppress(ValueError, AttributeError, RecursionError):
                said = json.loads(line)
                change, status, reference = (said.get(key) for key in ("change", "status", "reference"))
                if isinstance(change, str):
                    noted[change] = {
                        "status": status if status in [*Status] else None,
                        "reference": reference if isinstance(reference, str) else None,
                    }
        return noted

    def here(self) -> bool:
        """Say whether the file is there: on another disk nothing is known of the run's letters."""
        return self.path.is_file()

    def forget(self) -> None:
        """Remove the file: the journal has it all."""
        with contextlib.suppress(OSError):
            self.remove()

    def remove(self) -> None:
        """Take the file off the disk."""
        self.path.unlink(missing_ok=True)
