"""What a simulated world remembers of itself: rows, events, and the journal's files as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from memory_objects import Repository

from accessctl.providers.sandbox.state import Assistant

LIFE = timedelta(hours=48)


@dataclass(frozen=True)
class Row:
    """Somebody in a practice."""

    state: str
    clinics: frozenset[str]
    record: bool
    billing: bool
    sent_at: datetime | None


def row_of(item: Assistant, now: datetime) -> Row:
    """Return the row of what the sandbox keeps."""
    valid = item.sent_at is not None and now < item.sent_at + LIFE
    state = "active" if item.accepted else "invited" if valid else "expired"
    clinics = item.clinics or frozenset()
    return Row(state, clinics, bool(item.record_access), bool(item.billing), item.sent_at)


@dataclass
class Event:
    """Something that really happened."""

    number: int
    kind: str
    """begin, end, write (a request reached the live system), letter (a server took it), laid, person, …"""
    who: str
    at: datetime
    practice: str = ""
    email: str = ""
    what: str = ""
    change: str = ""
    before: Row | None = None
    after: Row | None = None
    took: bool = False
    message: str = ""
    tip: str | None = None
    """Where the journal stood, where it lives."""
    at_commit: int = 0
    said: str = ""
    doubled: bool = False
    others: Mapping[str, str] = field(default_factory=dict)
    """How everybody in the practice stood."""
    path: Path | None = None


@dataclass
class Journal:
    """The journal's records by file, in the order of the files' names."""

    files: Mapping[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, repository: Repository, ref: str) -> Journal:
        """Read the branch."""
        tip = repository.refs.get(ref)
        return cls.at(repository, tip) if tip is not None else cls()

    @classmethod
    def at(cls, repository: Repository, tip: str) -> Journal:
        """Read the branch as it was at a commit."""
        found = {}
        for _, name, path in repository.files(repository.tree_of(tip)):
            if path.startswith("runs/"):
                found[path] = _records(name, repository.objects[name][1])
        return cls(found)

    def records(self, kind: str) -> Iterable[dict[str, Any]]:
        """Yield the records of a kind, each with its `file`."""
        for path, records in self.files.items():
            for record in records:
                if record["kind"] == kind:
                    yield {**record, "file": path}


_READ: dict[str, tuple[dict[str, Any], ...]] = {}


def _records(name: str, data: bytes) -> tuple[dict[str, Any], ...]:
    """Return a file's records; a file never changes, so it is read once."""
    if name not in _READ:
        if len(_READ) > 2000:
            _READ.clear()
        _READ[name] = tuple(json.loads(line) for line in data.splitlines()[1:])
    return _READ[name]
