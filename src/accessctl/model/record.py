"""A journal record: one line of an immutable file on the journal branch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accessctl.model.change import Access, ChangeKind
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.identity import Address
from accessctl.model.live import Presence
from accessctl.model.outcome import Status


class RecordKind(StrEnum):
    """What a record says."""

    RUN = "run"  # the head of an open file: who, from which commit, until when the lock holds
    TAKEOVER = "takeover"  # a dead run's lock is taken over
    INTENT = "intent"  # what the run is about to do
    OUTCOME = "outcome"  # what became of it
    RENEWAL = "renewal"  # the run is alive and keeps its lock
    CLOSED = "closed"  # the head of a close file
    OBSERVATION = "observation"  # a practice was read (the first one, or another set of people)
    ADOPTED = "adopted"  # declared and found live
    UNMANAGED = "unmanaged"  # live at the first complete observation, undeclared
    DRIFT = "drift"  # live and undeclared since: first seen
    SEEN = "seen"  # a person's live facts are others than the journal's
    GONE = "gone"  # was live, is no longer
    BLOCKED = "blocked"  # a block that a later commit lifts: first seen
    RESTORED = "restored"  # a person lifted what blocks somebody
    RELEASED = "released"  # the practice's file is gone
    HANDOFF = "handoff"  # a hand-off's new state
    EMERGENCY = "emergency"  # revoked at once, outside a pull request
    REVIEW = "review"  # a review of a practice's access begins: the digest of what is to be looked at
    REVIEWED = "reviewed"  # signed off, by whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line; which fields are set follows from its kind. Addresses, no names; no secret."""

    kind: RecordKind
    at: datetime
    run: str = ""
    seq: int = 0
    practice: str | None = None
    email: Address | None = None
    change: ChangeKind | None = None
    change_id: str | None = None
    route: str | None = None
    before: Access | None = None
    after: Access | None = None
    declared: Access | None = None
    presence: Presence | None = None
    sent_at: datetime | None = None
    attempts: int | None = None
    outcome: Status | None = None
    reference: str | None = None
    code: str | None = None
    params: Mapping[str, object] | None = None
    entry: str | None = None
    origin: Mapping[str, object] | None = None
    handoff: str | None = None
    state: HandoffState | None = None
    recipient: Address | None = None
    requester: Address | None = None
    centre: str | None = None
    replaces: Address | None = None
    by: str | None = None
    evidence: str | None = None
    provider: str | None = None
    account: str | None = None
    complete: bool | None = None
    count: int | None = None
    digest: str | None = None
    observed_between: tuple[datetime | None, datetime] | None = None
    command: str | None = None
    commit: str | None = None
    actor: str | None = None
    holder: Mapping[str, object] | None = None
    expires_at: datetime | None = None
    flags: tuple[str, ...] | None = None

    @classmethod
    def of_handoff(cls, handoff: Handoff, at: datetime, state: HandoffState) -> Record:
        """Return that a hand-off came into a state."""
        return cls(
            kind=RecordKind.HANDOFF,
            at=at,
            practice=handoff.practice,
            email=handoff.email,
            change=handoff.kind,
            change_id=handoff.change_id,
            handoff=handoff.id,
            state=state,
        )
