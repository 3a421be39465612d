"""Pure: the runs in the order in which their files came: numbers, locks, ends, and what commits claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from accessctl.journal.gateway import Identity
from accessctl.journal.paths import CLOSE, NOTE, OPEN
from accessctl.journal.verifying_files import ReadFile
from accessctl.journal.writing import Draft
from accessctl.model.finding import Severity
from accessctl.model.identity import normalise_address
from accessctl.model.record import Record, RecordKind
from accessctl.model.verification import Discrepancy

_ADDRESS = re.compile(r"<([^<>\s]+@[^<>\s]+)>\s*$")
_CLAIMED = ("Run", "Declared-Commit", "Plan-Digest", "Actor")


@dataclass(slots=True)
class _RunState:
    """One run as its files come."""

    file: ReadFile
    head: Record | None
    expires_at: datetime | None
    by: Identity
    closed: bool = False
    taken_over: bool = False
    renewals: int = 0

    @property
    def running(self) -> bool:
        return self.file.part == OPEN and not (self.closed or self.taken_over)


@dataclass(slots=True)
class _Runs:
    runs: dict[str, _RunState] = field(default_factory=dict)
    numbers: set[int] = field(default_factory=set)


def check_runs(files: Iterable[ReadFile], now: datetime) -> Iterator[Discrepancy]:
    """Yield what is wrong with the runs' lives and with what their commits claim."""
    state = _Runs()
    for file in files:
        known = state.runs.get(file.run)
        if file.part in (OPEN, NOTE):
            yield from _begun(state, file, known)
        elif known is None or known.file.part != OPEN:
            yield file.wrong("close-without-open" if file.part == CLOSE else "renewal-without-open")
        elif file.part == CLOSE:
            yield from _closed(file, known)
        else:
            yield from _renewed(file, known)
        owner = state.runs.get(file.run)
        if owner is not None:
            yield from _claims(file, owner)
    for run in state.runs.values():
        if run.running:
            at_work = run.expires_at is not None and run.expires_at > now
            found = run.file.wrong("run-at-work" if at_work else "open-without-close", run=run.file.run)
            yield replace(found, severity=Severity.WARNING) if at_work else found


def _begun(state: _Runs, file: ReadFile, known: _RunState | None) -> Iterator[Discrepancy]:
    number, highest = file.added.place.number, max(state.numbers, default=0)
    if number in state.numbers:
        yield file.wrong("run-number-twice", number=number)
    elif number < highest:
        yield file.wrong("run-number-backwards", number=number, highest=highest)
    elif number > highest + 1:
        yield file.wrong("run-number-gap", number=number, expected=highest + 1)
    state.numbers.add(number)
    if file.part == OPEN:
        yield from _taken_over(state, file)
    if known is not None:
        return  # its number is named already
    first = file.first
    head = first if first is not None and first.kind is RecordKind.RUN else None
    expires_at = head.expires_at if head is not None else None
    state.runs[file.run] = _RunState(file, head, expires_at, file.added.commit.author)


def _taken_over(state: _Runs, file: ReadFile) -> Iterator[Discrepancy]:
    """Take the dead runs over; a run that still held the lock then must be among them."""
    for line, record in file.records:
        if record.kind is not RecordKind.TAKEOVER:
            continue
        dead = state.runs.get(record.reference or "")
        if dead is None or not dead.running:
            yield file.wrong("takeover-of-nothing", line, run=record.reference)
        else:
            dead.taken_over = True
    if file.whole:
        for name, other in state.runs.items():
            if other.running:
                yield file.wrong("lock-overridden", run=name)
                other.taken_over = True  # named once; the same run is not also without an end


def _closed(file: ReadFile, run: _RunState) -> Iterator[Discrepancy]:
    if run.closed:
        yield file.wrong("close-twice")
    run.closed = True
    first = file.first
    if first is not None and run.head is not None and first.command != run.head.command:
        yield file.wrong("command-differs", 2, found=first.command, expected=run.head.command)


def _renewed(file: ReadFile, run: _RunState) -> Iterator[Discrepancy]:
    count = file.added.place.renewal
    if not run.running:
        yield file.wrong("renewal-after-end")
    if count != run.renewals + 1:
        yield file.wrong("renewal-order", found=count, expected=run.renewals + 1)
    run.renewals = max(run.renewals, count)
    first = file.first
    if first is not None and first.expires_at is not None and run.expires_at is not None:
        run.expires_at = max(run.expires_at, first.expires_at)


def _claims(file: ReadFile, run: _RunState) -> Iterator[Discrepancy]:
    """Yield where the commit says otherwise than the file, and whom it and the run name."""
    commit, first = file.added.commit, file.first
    if commit.author != commit.committer:
        yield file.wrong("author-not-committer", author=str(commit.author), committer=str(commit.committer))
    if first is not None and {commit.authored, commit.committed} != {int(first.at.timestamp())}:
        yield file.wrong("commit-time", 2, found=commit.committed, expected=int(first.at.timestamp()))
    if commit.author != run.by:
        yield file.wrong("author-changed", found=str(commit.author), expected=str(run.by))
    head = run.head
    if head is None:
        return
    yield from _trailers(file, head)
    for line, record in file.records:
        if record.kind is RecordKind.EMERGENCY and record.actor != head.actor:
            yield file.wrong("actor-differs", line, found=record.actor, expected=head.actor)
    address = _ADDRESS.search(head.actor or "")
    if (
        file.part in (OPEN, NOTE)
        and address is not None
        and normalise_address(address[1]) != normalise_address(commit.author.email)
    ):
        found = file.wrong("author-not-actor", 2, author=str(commit.author), actor=head.actor)
        yield replace(found, severity=Severity.WARNING)


def _trailers(file: ReadFile, head: Record) -> Iterator[Discrepancy]:
    """Compare the message with the one that the program writes for such a run."""
    draft = Draft(
        run=file.run,
        part=file.added.place.part,
        at=head.at,
        command=head.command or "",
        summary="",
        records=(),
        trailers={"Declared-Commit": head.commit, "Plan-Digest": head.digest, "Actor": head.actor},
    )
    expected, found = _read_message(draft.message), _read_message(file.added.commit.message)
    for name in _CLAIMED:
        if found[1].get(name) != expected[1].get(name):
            yield file.wrong(
                "trailer-differs", trailer=name, found=found[1].get(name), expected=expected[1].get(name)
            )
    if found[0] != expected[0] and not found[0].startswith(expected[0]):
        yield file.wrong("subject-differs", found=found[0], expected=expected[0])


def _read_message(message: str) -> tuple[str, dict[str, str]]:
    """Return a message's subject and the lines of its last paragraph by name."""
    subject, _, rest = message.partition("\n")
    lines = (line.partition(": ") for line in rest.rstrip("\n").rpartition("\n\n")[2].split("\n"))
    return subject, {name: value for name, colon, value in lines if colon}
