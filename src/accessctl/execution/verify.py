"""Proving the journal against the repository: its branch, the commits it names, and what it leaves undone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.approvals import approvals_of, noted_by
from accessctl.execution.differences import difference
from accessctl.execution.plain_file import read_plain
from accessctl.execution.repository import DECLARED, fetch_tip
from accessctl.execution.verifying_approvals import unapproved
from accessctl.history.declaring import applied_in_order
from accessctl.history.walking import chain
from accessctl.journal.gateway import Gateway
from accessctl.journal.reading import Branch
from accessctl.journal.verifying import Proved
from accessctl.journal.verifying import verify as verify_branch
from accessctl.journal.verifying_effects import Whereabouts
from accessctl.model.event import AccessEvent, EventKind, Grant
from accessctl.model.settings import Settings
from accessctl.model.verification import Checkpoint, Discrepancy, Verification

LONG_AGO = timedelta(days=7)
"""After that, what was declared and asks for something must have been applied."""

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_ASKS_NOTHING = frozenset({EventKind.DATES, EventKind.NAME})


@dataclass(frozen=True, slots=True)
class Kept:
    """The file in which an auditor keeps earlier tips, as it was read; None: there is none yet."""

    path: Path
    text: str | None

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The tips: the first word of each line that is neither empty nor a comment."""
        found = []
        for number, line in enumerate((self.text or "").splitlines(), 1):
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            if not _ID.fullmatch(words[0]):
                raise UsageError("checkpoint-malformed", file=str(self.path), line=number)
            found.append(Checkpoint(commit=words[0], line=number))
        return tuple(found)


def read_kept(path: Path, *, must_exist: bool) -> Kept:
    """Read a checkpoint file; only one that is to be written may be missing."""
    if not path.exists() and not must_exist:
        return Kept(path, None)
    try:
        return Kept(path, read_plain(path).decode("ascii"))
    except (OSError, UnicodeDecodeError):
        raise AccessctlError("checkpoint-unreadable", file=str(path)) from None


def append_tip(kept: Kept, found: Verification) -> bool:
    """Append the present tip, unless it is the file's last already; say whether it was appended."""
    if found.tip is None or [item.commit for item in kept.checkpoints][-1:] == [found.tip]:
        return False
    text = kept.text or ""
    line = f"{found.tip} {found.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n"
    try:
        with kept.path.open("a", encoding="ascii") as file:
            file.write(line if not text or text.endswith("\n") else f"\n{line}")
    except OSError:
        raise AccessctlError("checkpoint-unwritable", file=str(kept.path)) from None
    return True


@dataclass(frozen=True, slots=True)
class Auditor:
    """By which clock and with what at hand the journal is proved."""

    now: datetime
    environment: Mapping[str, str] = field(default_factory=dict)


def verify(
    root: Path, settings: Settings, checkpoints: Sequence[Checkpoint], auditor: Auditor
) -> Verification:
    """Prove the journal of the repository; nothing is written, and no live system is asked."""
    now = auditor.now
    with Gateway(root) as gateway:
        if gateway.is_shallow():
            raise AccessctlError("history-shallow")
        tip = fetch_tip(gateway, settings)
        branch = Branch(gateway, settings.journal, "")
        proved = verify_branch(branch, checkpoints, _judge(gateway, tip), now)
        late = tuple(_never_applied(gateway, proved, tip, now))
        line = () if tip is None else chain(gateway, tip)
        noted = noted_by(gateway, line, applied_in_order(proved.records))
        with approvals_of(gateway, settings.branch, auditor.environment, noted) as approvals:
            held = unapproved(approvals, proved.records, line)
    found = proved.verification
    wrong = (*found.discrepancies, *late, *held.discrepancies)
    return replace(found, approvals=held.count, discrepancies=wrong)


def _judge(gateway: Gateway, tip: str | None) -> Whereabouts:
    """Return what says of a commit that the journal calls declared whether it is on the applied branch."""
    line = frozenset(_listed(gateway, "--first-parent", tip))
    contained = frozenset(_listed(gateway, "--topo-order", tip))

    def judge(commit: str) -> str | None:
        if commit in line:
            return None
        if commit in contained:
            return "declared-beside-branch"
        known = _ID.fullmatch(commit) and gateway.resolve(commit) == commit
        return "declared-not-on-branch" if known else "declared-missing"

    return judge


def _listed(gateway: Gateway, option: str, tip: str | None) -> list[str]:
    return [] if tip is None else gateway.run("rev-list", option, tip).text.split()


def _never_applied(gateway: Gateway, proved: Proved, tip: str | None, now: datetime) -> Iterator[Discrepancy]:
    """Yield what was declared long ago, after the last applied commit, and asks for something."""
    last = proved.last_applied
    if tip is None or last is None or gateway.resolve(last) is None or not gateway.is_ancestor(last, tip):
        return
    waiting = _later(gateway, last, tip)
    old = [commit for commit, at in waiting if now - at >= LONG_AGO]
    if not old:
        return
    newest = old[0]
    asked = [event for event in difference(gateway, f"{last}..{newest}").events if _asks(event, now)]
    if asked:
        params = {
            "declared": newest,
            "applied": last,
            "since": dict(waiting)[old[-1]],
            "count": len(asked),
            "people": tuple(sorted({f"{event.practice} {event.email}" for event in asked})[:5]),
        }
        yield Discrepancy(code="declared-never-applied", commit=proved.verification.tip, params=params)


def _later(gateway: Gateway, last: str, tip: str) -> Sequence[tuple[str, datetime]]:
    """Return the branch's own commits after the last applied one that touch declarations, newest first."""
    text = gateway.run("log", "--first-parent", "--format=%H %ct", f"{last}..{tip}", "--", *DECLARED[:2]).text
    pairs: Iterable[list[str]] = (line.split() for line in text.splitlines())
    return [(commit, datetime.fromtimestamp(int(seconds), UTC)) for commit, seconds in pairs]


def _asks(event: AccessEvent, now: datetime) -> bool:
    """Say whether an apply would have had to write something: not for dates, names, and days to come."""
    after = event.after
    starts = after.starts if isinstance(after, Grant) else None
    return event.kind not in _ASKS_NOTHING and (starts is None or starts <= (now - LONG_AGO).date())
