"""Pure: which runs are open, which took over which, and what the last applied commit is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from accessctl.journal.paths import run_number
from accessctl.model.journal_view import DIGEST, OpenRun
from accessctl.model.record import Record, RecordKind


@dataclass(slots=True)
class _Open:
    """A run that has not ended, as it is gathered."""

    head: Record
    expires_at: datetime
    intents: list[Record] = field(default_factory=list)

    def frozen(self) -> OpenRun:
        holder = dict(self.head.holder or {})
        since = holder.get("since")
        return OpenRun(
            run=self.head.run,
            holder=holder,
            actor=self.head.actor or "",
            since=_instant(since) or self.head.at,
            expires_at=self.expires_at,
            intents=tuple(self.intents),
            command=self.head.command or "",
        )


@dataclass(slots=True)
class RunsDraft:
    """What the records say about the runs themselves."""

    open: dict[str, _Open] = field(default_factory=dict)
    last_commit: str | None = None
    whole_commit: str | None = None
    narrow_commits: dict[str, str] = field(default_factory=dict)
    applied: dict[str, None] = field(default_factory=dict)
    """The commits that were applied, in the order in which they were first."""
    runs: int = 0
    digest_at: datetime | None = None

    def take(self, record: Record) -> None:
        """Take one record of a kind in `RUN_KINDS`."""
        match record.kind:
            case RecordKind.RUN:
                self._begin(record)
            case RecordKind.INTENT:
                if record.run in self.open:
                    self.open[record.run].intents.append(record)
            case RecordKind.RENEWAL:
                found = self.open.get(record.run)
                if found is not None and record.expires_at is not None:
                    found.expires_at = max(found.expires_at, record.expires_at)
            case RecordKind.CLOSED:
                self.open.pop(record.run, None)
            case _:  # a take-over
                self.open.pop(record.reference or "", None)

    def _begin(self, record: Record) -> None:
        self.runs = max(self.runs, run_number(record.run))
        if record.command == DIGEST:
            self.digest_at = record.at
        if record.command == "apply" and record.commit is not None:
            self.last_commit = record.commit
            self.applied.setdefault(record.commit)
            self._declare(record.commit, practices_of(record))
        if record.expires_at is not None:  # a note holds no lock
            self.open[record.run] = _Open(record, record.expires_at)

    def _declare(self, commit: str, practices: tuple[str, ...] | None) -> None:
        """Take note of the commit from which practices are applied from now on; None: all."""
        if practices is None:
            self.whole_commit = commit
            self.narrow_commits.clear()
        else:
            for slug in practices:
                self.narrow_commits.pop(
                    slug, None
                )  # the order in which they were applied tells who was renamed
                self.narrow_commits[slug] = commit

    def all(self) -> tuple[OpenRun, ...]:
        """Return every run without an end, oldest first; a whole journal has one at most."""
        return tuple(item.frozen() for item in self.open.values())


RUN_KINDS = frozenset(
    {RecordKind.RUN, RecordKind.INTENT, RecordKind.RENEWAL, RecordKind.CLOSED, RecordKind.TAKEOVER}
)


def practices_of(record: Record) -> tuple[str, ...] | None:
    """Return the practices that a run is about only, or None where it is about all."""
    named = (record.params or {}).get("practices")
    return tuple(map(str, named)) if isinstance(named, list | tuple) else None


def open_runs(records: Iterable[Record]) -> tuple[OpenRun, ...]:
    """Return every run that has an open file and neither a close file nor a take-over, oldest first."""
    draft = RunsDraft()
    for record in records:
        if record.kind in RUN_KINDS:
            draft.take(record)
    return draft.all()


def _instant(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo is not None else None
