"""Pure: what was done follows from what was intended, and what was intended from a commit or a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from accessctl.journal.paths import CLOSE, OPEN
from accessctl.journal.verifying_files import ReadFile
from accessctl.model.change import Change, ChangeKind, Reason, Route
from accessctl.model.finding import Severity
from accessctl.model.record import Record, RecordKind
from accessctl.model.verification import Discrepancy

RULES = frozenset(
    {
        "acceptance-unknown",
        "attestation-denied",
        "billing-declared",
        "billing-given-by-hand",
        "billing-not-declared",
        "centre-declared",
        "centre-not-declared",
        "clinics-changed",
        "clinics-changed-by-hand",
        "declared",
        "declared-from",
        "drift",
        "emergency",
        "invitation-expired",
        "leftover-billing",
        "leftover-record",
        "not-declared",
        "record-declared",
        "record-given-by-hand",
        "record-not-declared",
        "record-unconfirmed",
        "record-until-passed",
        "replaced",
        "replaced-by-another",
        "restored",
        "revoke-unmanaged",
        "taken-back",
        "until-passed",
    }
)
"""The named rules from which a change can follow; a test holds them against those that the core gives."""

_SAME = (
    "practice",
    "email",
    "change",
    "route",
    "before",
    "after",
    "entry",
    "recipient",
    "requester",
    "centre",
    "replaces",
)
"""What an outcome says as its intent did."""

Whereabouts = Callable[[str], str | None]
"""Says what is wrong with a commit that is called declared, as a code; None where nothing is."""


@dataclass(slots=True)
class _Effects:
    heads: dict[str, Record] = field(default_factory=dict)
    intents: dict[str, dict[str, Record]] = field(default_factory=dict)
    ended: dict[str, set[str]] = field(default_factory=dict)
    handoffs: set[str] = field(default_factory=set)


def check_effects(files: Iterable[ReadFile], judge: Whereabouts) -> Iterator[Discrepancy]:
    """Yield the outcomes, hand-offs and intents that do not follow from anything."""
    state = _Effects()
    for file in files:
        for line, record in file.records:
            match record.kind:
                case RecordKind.RUN:
                    yield from _head(state, file, line, record, judge)
                case RecordKind.INTENT:
                    yield from _intent(state, file, line, record)
                    yield from _cause(state, file, line, record, judge)
                case RecordKind.OUTCOME:
                    yield from _outcome(state, file, line, record)
                case RecordKind.HANDOFF if record.handoff not in state.handoffs:
                    yield file.wrong("handoff-unknown", line, handoff=record.handoff)
                case _:
                    pass
        if file.part == CLOSE and file.whole:
            yield from _left_over(state, file)


def _head(
    state: _Effects, file: ReadFile, line: int, record: Record, judge: Whereabouts
) -> Iterator[Discrepancy]:
    state.heads.setdefault(file.run, record)
    if record.commit is not None:
        yield from _judged(file, line, record.commit, judge, applied=True)


def _judged(
    file: ReadFile, line: int, commit: str, judge: Whereabouts, *, applied: bool
) -> Iterator[Discrepancy]:
    """Yield what is wrong with a declared commit; one beside the branch's own line was merged into it."""
    code = judge(commit)
    if code == "declared-beside-branch":
        if applied:
            found = file.wrong(code, line, declared=commit)
            yield replace(found, severity=Severity.WARNING)
    elif code is not None:
        yield file.wrong(code, line, declared=commit)


def _intent(state: _Effects, file: ReadFile, line: int, record: Record) -> Iterator[Discrepancy]:
    own = state.intents.setdefault(file.run, {})
    name = record.change_id or ""
    if name in own:
        yield file.wrong("intent-twice", line, change=name)
    expected = _change_id(record)
    if expected != name:
        yield file.wrong("change-id-differs", line, found=name, expected=expected)
    own[name] = record
    if record.handoff is not None:
        state.handoffs.add(record.handoff)


def _change_id(record: Record) -> str | None:
    """Return the id that a change as the record tells it has."""
    if None in (record.change, record.email, record.before, record.after):
        return None
    return Change(
        kind=record.change or ChangeKind.INVITE,
        practice=record.practice or "",
        email=record.email,  # type: ignore[arg-type]
        route=Route.DIRECT,
        before=record.before,  # type: ignore[arg-type]
        after=record.after,  # type: ignore[arg-type]
        reason=Reason(""),
        recipient=record.recipient,
        centre=record.centre,
    ).id


def _cause(
    state: _Effects, file: ReadFile, line: int, record: Record, judge: Whereabouts
) -> Iterator[Discrepancy]:
    """Yield an intent that follows from no declared commit and from no rule."""
    if record.code not in RULES:
        yield file.wrong("effect-without-rule", line, rule=record.code, change=record.change_id)
    origin = record.origin or {}
    commit, head = origin.get("commit"), state.heads.get(file.run)
    if isinstance(commit, str):
        yield from _judged(file, line, commit, judge, applied=False)
    elif head is not None and head.commit is None and not origin.get("drift_since"):
        emergencies = {
            (other.practice, other.email) for _, other in file.records if other.kind is RecordKind.EMERGENCY
        }
        if (record.practice, record.email) not in emergencies:
            yield file.wrong("effect-without-commit", line, rule=record.code, change=record.change_id)


def _outcome(state: _Effects, file: ReadFile, line: int, record: Record) -> Iterator[Discrepancy]:
    """Hold an outcome against its intent: its own run's, or that of a dead run taken over in this file."""
    run = file.run
    if file.part == OPEN:
        run = str((record.params or {}).get("run", ""))
        taken = {other.reference for _, other in file.records if other.kind is RecordKind.TAKEOVER}
        if run not in taken:
            yield file.wrong("outcome-of-another-run", line, run=run, change=record.change_id)
            return
    name = record.change_id or ""
    if record.handoff is not None:
        state.handoffs.add(record.handoff)
    intent = state.intents.get(run, {}).get(name)
    if intent is None:
        yield file.wrong("outcome-without-intent", line, change=name, run=run)
        return
    differing = [key for key in _SAME if getattr(intent, key) != getattr(record, key)]
    if differing:
        yield file.wrong("outcome-differs", line, change=name, fields=tuple(differing))
    ended = state.ended.setdefault(f"{run}/{file.added.place.path}", set())
    if name in ended:
        yield file.wrong("outcome-twice", line, change=name)
    ended.add(name)


def _left_over(state: _Effects, file: ReadFile) -> Iterator[Discrepancy]:
    ended = state.ended.get(f"{file.run}/{file.added.place.path}", set())
    for name, intent in state.intents.get(file.run, {}).items():
        if name not in ended:
            yield file.wrong("intent-without-outcome", change=name, practice=intent.practice)
