"""Whether every request for record access in the journal was approved as the policy of its time asked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from accessctl.execution.approvals import Approvals, Verdict, ever_needed
from accessctl.execution.practice_versions import VersionReader
from accessctl.history.declaring import record_declared
from accessctl.history.engine import Asked, load_history
from accessctl.model.change import ChangeKind
from accessctl.model.finding import Severity
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind
from accessctl.model.verification import Discrepancy

_NOTHING_SENT = frozenset({Status.FAILED, Status.SKIPPED})
_UNVERIFIABLE = frozenset({"program", "history", "host"})


@dataclass(frozen=True, slots=True)
class Held:
    """How many requests needed approvals (None: the policy never asked for any), and which lack them."""

    count: int | None = None
    discrepancies: tuple[Discrepancy, ...] = ()


def unapproved(approvals: Approvals, records: Sequence[Record], chained: Sequence[str]) -> Held:
    """Hold each request that was sent against the commit that declared it; each commit is judged once.

    `chained` is the branch's line, newest first.
    """
    commits = {item.run: item.commit for item in records if item.kind is RecordKind.RUN and item.commit}
    asked = [(item, commits[item.run]) for item in _sent(records) if item.run in commits]
    if not asked or not chained or not ever_needed(approvals.gateway, chained[0]):
        return Held()
    policies = {commit: approvals.policy(commit).record_access for _, commit in _known(approvals, asked)}
    line = _Line(approvals, chained)
    found, count = [], 0
    for record, commit in _known(approvals, asked):
        verdict, declared = line.verdict(record, commit, policies[commit])
        count += verdict.needed > 0
        if verdict.have < verdict.needed:
            found.append(_discrepancy(record, verdict, declared or commit))
    return Held(count or None, tuple(found))


def _known(approvals: Approvals, asked: Iterable[tuple[Record, str]]) -> list[tuple[Record, str]]:
    """Return those whose run names a commit that is here; any other is a finding of its own."""
    here = {commit: approvals.gateway.resolve(commit) == commit for commit in {commit for _, commit in asked}}
    return [(record, commit) for record, commit in asked if here[commit]]


def _sent(records: Iterable[Record]) -> Iterator[Record]:
    listed = tuple(records)
    unsent = {
        (item.run, item.change_id)
        for item in listed
        if item.kind is RecordKind.OUTCOME and item.outcome in _NOTHING_SENT
    }
    for item in listed:
        wanted = item.kind is RecordKind.INTENT and item.change is ChangeKind.REQUEST_RECORD_ACCESS
        if wanted and (item.run, item.change_id) not in unsent:
            yield item


class _Line:
    """The branch's own line, on which a run's commit has a place."""

    def __init__(self, approvals: Approvals, chained: Sequence[str]) -> None:
        self._approvals = approvals
        self._history = load_history(approvals.gateway, Asked(approvals.branch, chained[0]), VersionReader())
        self._order = {commit: number for number, commit in enumerate(reversed(chained))}
        self._places = [self._order[commit.id] for commit in self._history.commits]

    def verdict(self, record: Record, commit: str, needed: int) -> tuple[Verdict, str | None]:
        """Return whether what declared the request was approved, and that commit."""
        number = self._order.get(commit)
        if number is None or record.practice is None or record.email is None:
            return Verdict(needed, obstacle="beside"), None
        place = bisect_right(self._places, number) - 1
        declared = record_declared(self._history, record.practice, record.email, place)
        if declared is None:
            return Verdict(needed), None
        return self._approvals.of(declared, needed).about(record.email), declared


def _discrepancy(record: Record, verdict: Verdict, commit: str) -> Discrepancy:
    unclear = verdict.obstacle in _UNVERIFIABLE
    return Discrepancy(
        code="approval-unverifiable" if unclear else "approval-missing",
        commit=commit,
        params={
            "practice": record.practice or "",
            "email": record.email or "",
            "run": record.run,
            "needed": verdict.needed,
            "have": verdict.have,
        },
        severity=Severity.WARNING if unclear else Severity.ERROR,
    )
