"""A local file of outcomes as they happen: it narrows what a dead run leaves unknown, and no more."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from accessctl.model.outcome import Outcome


class WriteAhead:
    """One run's file: a line an outcome, on disk before the next effect."""

    def __init__(self, directory: Path, nonce: str) -> None:
        self.path = directory / "runs" / f"{nonce}.jsonl"

    def begin(self) -> None:
        """Make the file before the first effect: that it is there shows that this is the run's disk."""
        for folder in (self.path.parent.parent, self.path.parent):  # the mode is not the parents'
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._append("")

    def note(self, outcome: Outcome) -> None:
        """Write one outcome down."""
        said = {"change": outcome.change.id, "status": outcome.status, "reference": outcome.reference}
        self._append(json.dumps(said) + "\n")

    def _append(self, text: str) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with os.fdopen(os.open(self.path, flags, 0o600), "a", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> Mapping[str, Mapping[str, str | None]] | None:
        """Return the noted outcomes by change id, or None on another disk; a torn last line is left out."""
        if not self.path.exists():
            return None
        noted: dict[str, Mapping[str, str | None]] = {}
        for line in self.path.read_text(encoding="utf-8").splitlines():
            try:
                value = json.loads(line)
            except ValueError:
                continue
            noted[value["change"]] = value
        return noted

    def forget(self) -> None:
        """Remove the file: the journal has it all."""
        self.path.unlink(missing_ok=True)
