"""What git history and the journal say of somebody's access: declared grants, and the events between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accessctl.model.change import Access
from accessctl.model.identity import Address


class EventKind(StrEnum):
    """What an event changes."""

    GRANTED = "granted"
    REVOKED = "revoked"
    CLINICS = "clinics"
    RECORD_GRANTED = "record-access-granted"
    RECORD_WITHDRAWN = "record-access-withdrawn"
    BILLING_GRANTED = "billing-granted"
    BILLING_WITHDRAWN = "billing-withdrawn"
    DATES = "dates"
    NAME = "name"


class Clock(StrEnum):
    """By which of three clocks something holds."""

    DECLARED = "declared"  # merged
    APPLIED = "applied"  # the invitation or the request went out
    EFFECTIVE = "effective"  # accepted, confirmed


class Certainty(StrEnum):
    """How an answer is known."""

    DECLARED = "declared"  # the files say so
    APPLIED = "applied"  # we did it
    OBSERVED = "observed"  # a provider read it
    ATTESTED = "attested"  # a person said so
    UNKNOWN = "unknown"  # it happened between two observations, or was never looked at


class Step(StrEnum):
    """What exactly happened: a life reads as a row of these."""

    DECLARED = "declared"
    INVITED = "invited"
    RESENT = "resent"
    ADOPTED = "adopted"  # declared and found there
    FOUND = "found"  # there before, and declared by nobody
    DRIFT = "drift"  # came by hand
    ACCEPTED = "accepted"
    LEFT = "left"  # seen gone
    REMOVED = "removed"  # taken out, or the invitation taken back
    CHANGED = "changed"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    ATTESTED = "attested"
    REFUSED = "refused"
    TAKEN_BACK = "taken-back"
    SEEN = "seen"
    EMERGENCY = "emergency"
    FATE_UNKNOWN = "fate-unknown"


@dataclass(frozen=True, slots=True)
class Grant:
    """What the files say that somebody has in a practice."""

    clinics: tuple[str, ...] = ()
    record_access: bool = False
    billing: bool = False
    name: str | None = None
    surnames: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None
    record_reason: str | None = None
    record_until: date | None = None
    previously: tuple[Address, ...] = ()

    def covers(self, day: date) -> bool:
        """Say whether the day lies between the first and the last one, both included."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)

    def opens_record(self, day: date) -> bool:
        """Say whether record access is declared and not over on the day."""
        return self.record_access and (self.record_until is None or day <= self.record_until)

    @property
    def access(self) -> Access:
        """The three facets alone."""
        return Access(self.clinics, self.record_access, self.billing)


@dataclass(frozen=True, slots=True)
class Approval:
    """Who is named in a commit's message as having looked at it: a claim, until somebody verifies it."""

    by: str
    trailer: str
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that brought something onto the branch; a merge stands for what it merged."""

    id: str
    at: datetime
    author: str
    author_email: str
    pull_request: int | None = None
    approvals: tuple[Approval, ...] = ()


@dataclass(frozen=True, slots=True)
class AccessEvent:
    """One change of one person's access in one practice, by one clock."""

    at: datetime
    practice: str
    email: Address
    kind: EventKind
    clock: Clock
    step: Step = Step.DECLARED
    before: Grant | Access | None = None
    after: Grant | Access | None = None
    commit: Commit | None = None
    run: str | None = None
    between: tuple[datetime | None, datetime] | None = None
    """When it happened, where it was only seen afterwards: after the one time, before the other."""
    by: str | None = None
    """Who asked for it or attested it, as they claim; whom it was asked of stands in `recipient`."""
    recipient: Address | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A version that could not be read, wholly or for one person: what was known before holds meanwhile."""

    practice: str
    email: Address | None
    code: str
    line: int
    commit: Commit
    until: Commit | None = None
    """The commit that could be read again; `None`: still not."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One person's access in one practice at a time, and where it comes from."""

    practice: str
    email: Address
    access: Access
    certainty: Certainty
    name: str | None = None
    surnames: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None
    record_reason: str | None = None
    record_until: date | None = None
    since: datetime | None = None
    commit: Commit | None = None
    changed: datetime | None = None
    declared: bool = True
    run: str | None = None
