"""A run's life on the branch: opened (which is the lock), renewed, taken over, closed; and single notes.

Locks live by the machine's clock (`now`), records by the journal's (`at`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from accessctl.errors import AccessctlError, JournalError, LockedError
from accessctl.journal.codec_fields import moment
from accessctl.journal.folding_runs import open_runs
from accessctl.journal.holding import Holder
from accessctl.journal.paths import CLOSE, NOTE, OPEN, renewal, run_id
from accessctl.journal.reading import EMPTY, Branch, Journal
from accessctl.journal.writing import REFUSALS, REFUSED, Appended, Draft, append
from accessctl.model.journal_view import OpenRun
from accessctl.model.record import Record, RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a run says of itself; `nonce` is eight random hexadecimal digits, `actor` is who claims it."""

    command: str
    actor: str
    at: datetime
    nonce: str
    summary: str
    commit: str | None = None
    digest: str | None = None
    flags: tuple[str, ...] = ()
    practices: tuple[str, ...] | None = None
    """Where the run is about some practices only: their slugs. The rest of its commit is not applied."""

    @property
    def trailers(self) -> Mapping[str, str | None]:
        """The trailers of the run's commits."""
        narrow = None if self.practices is None else " ".join(self.practices) or "-"
        return {
            "Declared-Commit": self.commit,
            "Practices": narrow,
            "Plan-Digest": self.digest,
            "Actor": self.actor,
        }

    def record(self) -> Record:
        """Return the record that a file of this run begins with."""
        return Record(
            kind=RecordKind.RUN,
            at=self.at,
            command=self.command,
            actor=self.actor,
            commit=self.commit,
            digest=self.digest,
            flags=self.flags or None,
            params=None if self.practices is None else {"practices": list(self.practices)},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The terms of the lock: held by whom, at which machine time, for how long, taken over from whom."""

    holder: Holder
    now: datetime
    life: timedelta
    take_over: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """An open run, held by us."""

    id: str
    head: Head
    life: timedelta
    expires_at: datetime
    journal: Journal
    taken_over: tuple[OpenRun, ...] = ()
    renewals: int = 0

    def due(self, now: datetime) -> bool:
        """Say whether half of the lock's life is over."""
        return now >= self.expires_at - self.life / 2

    def holds(self, now: datetime) -> bool:
        """Say whether the lock still holds; without it nothing more may be done."""
        return now < self.expires_at


Tell = Callable[[Journal, tuple[OpenRun, ...]], Sequence[Record]]
"""Given the journal and the dead runs that are taken over, says what the open file holds after its head."""


def open_run(branch: Branch, head: Head, lock: Lock, tell: Tell, known: Journal = EMPTY) -> Run:
    """Take the lock and write down what the run is about to do, before it does anything.

    After a lost race everything is looked at again: the lock, and what `tell` says of the journal as it is
    then (it may raise, where the plan no longer holds). Raises `LockedError` while another run holds it.
    """
    dead: tuple[OpenRun, ...] = ()
    expires_at = lock.now + lock.life

    def build(journal: Journal) -> Draft:
        nonlocal dead
        dead = _dead_runs(journal, lock)
        holder = {**lock.holder.value(), "since": moment(lock.now)}
        first = replace(head.record(), holder=holder, expires_at=expires_at)
        takeovers = (_takeover(head, item, lock) for item in dead)
        records = (first, *takeovers, *tell(journal, dead))
        return _draft(run_id(journal.next_number, head.nonce), OPEN, head, records)

    try:
        done = append(branch, build, known)
    except JournalError as error:
        if error.code not in REFUSALS:
            raise
        raise JournalError("run-not-opened", reason=error) from error
    return Run(
        id=done.records[0].run,
        head=head,
        life=lock.life,
        expires_at=expires_at,
        journal=done.journal,
        taken_over=dead,
    )


def may_be_open(error: AccessctlError) -> bool:
    """Say whether a run that failed to open may be open: a remote may have taken what it never answered."""
    reason = error.params.get("reason", error)
    return isinstance(reason, JournalError) and reason.code not in REFUSED


def _dead_runs(journal: Journal, lock: Lock) -> tuple[OpenRun, ...]:
    """Return the open runs, all of them dead; a live one is an error."""
    running = open_runs(journal.records)
    if lock.take_over is not None and lock.take_over not in {item.run for item in running}:
        raise AccessctlError("no-such-open-run", run=lock.take_over)
    for item in running:
        if why_dead(item, lock.now, lock.holder, lock.take_over) is None:
            raise LockedError(
                "locked",
                run=item.run,
                holder=f"{item.actor} ({item.holder.get('host')}, {item.holder.get('pid')})",
                since=moment(item.since),
                expires_at=moment(item.expires_at),
            )
    return running


def why_dead(run: OpenRun, now: datetime, here: Holder, take_over: str | None) -> str | None:
    """Say why an open run's lock no longer counts: asked, expired or gone; None while it does."""
    if run.run == take_over:
        return "asked"
    if now >= run.expires_at:
        return "expired"
    return "gone" if here.sees_gone(run.holder) else None


def _takeover(head: Head, dead: OpenRun, lock: Lock) -> Record:
    return Record(
        kind=RecordKind.TAKEOVER,
        at=head.at,
        reference=dead.run,
        code=why_dead(dead, lock.now, lock.holder, lock.take_over),
    )


def renew_run(branch: Branch, run: Run, now: datetime, at: datetime, summary: str) -> Run:
    """Keep the lock for another life; raises where that cannot be, and then nothing more may be done."""
    expires_at = now + run.life
    count = run.renewals + 1

    def build(journal: Journal) -> Draft:
        if all(item.run != run.id for item in open_runs(journal.records)):
            raise JournalError("run-taken-over", run=run.id)
        record = Record(kind=RecordKind.RENEWAL, at=at, expires_at=expires_at)
        head = replace(run.head, at=at, summary=summary)
        return _draft(run.id, renewal(count), head, (record,))

    done = append(branch, build, run.journal)
    return replace(run, expires_at=expires_at, journal=done.journal, renewals=count)


def close_run(branch: Branch, run: Run, at: datetime, summary: str, records: Iterable[Record]) -> Appended:
    """Write down what became of the run, even where another one has taken over meanwhile."""
    closed = Record(kind=RecordKind.CLOSED, at=at, command=run.head.command)
    head = replace(run.head, at=at, summary=summary)
    draft = _draft(run.id, CLOSE, head, (closed, *records))

    def build(journal: Journal) -> Draft:
        for file in journal.files:
            place = file.place
            if (place.run, place.part) == (run.id, CLOSE) and place.path != draft.path:
                raise JournalError("journal-path-exists", file=place.path)
        return draft

    try:
        return append(branch, build, run.journal)
    except JournalError as error:
        if error.code == "journal-path-exists":  # the end is told, and otherwise
            raise
        raise JournalError("run-not-closed", run=run.id, reason=error) from error


def write_note(
    branch: Branch, head: Head, tell: Callable[[Journal], Sequence[Record]], known: Journal = EMPTY
) -> Appended:
    """Write one file that needs no lock, such as a hand-off that a person has done."""

    def build(journal: Journal) -> Draft:
        return _draft(run_id(journal.next_number, head.nonce), NOTE, head, (head.record(), *tell(journal)))

    return append(branch, build, known)


def _draft(run: str, part: str, head: Head, records: Iterable[Record]) -> Draft:
    return Draft(
        run=run,
        part=part,
        at=head.at,
        command=head.command,
        summary=head.summary,
        records=tuple(records),
        trailers=head.trailers,
    )
