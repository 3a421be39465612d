"""The access-review pack and the dated proof for one person: plain values, for people and for machines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from accessctl.model.change import ChangeKind
from accessctl.model.event import AccessEvent, Commit, Gap, Holding, Step
from accessctl.model.fact import Fact
from accessctl.model.handoff import Handoff
from accessctl.model.identity import Address
from accessctl.model.live import Presence
from accessctl.model.review import ReviewState


class Facet(StrEnum):
    """What of somebody's access is spoken of."""

    ACCESS = "access"
    RECORD = "record_access"
    BILLING = "billing"


@dataclass(frozen=True, slots=True)
class Period:
    """The state at `until`, and what happened since `since`; `now` is when the report is made."""

    since: datetime
    until: datetime
    now: datetime
    day: date | None = None
    """The local day whose end `until` is, where a whole day was asked for."""


@dataclass(frozen=True, slots=True)
class PracticeSource:
    """One practice, and when what is said of it was last read from the live system."""

    slug: str
    name: str
    observed_at: datetime | None = None
    failure: str | None = None
    """The code of why it could not be read just now."""


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """When a practice's access was last looked at, by whom, and when the next look is due."""

    practice: str
    state: ReviewState
    due: datetime | None = None
    overdue: bool = False


class SeatState(StrEnum):
    """How a person stands in a practice at the moment."""

    ACTIVE = "active"
    INVITED = "invited"
    EXPIRED = "expired"
    ABSENT = "absent"  # known not to be there
    NEVER = "never"  # declared, and nothing was done or seen yet
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Seat:
    """One person in one practice at the moment: what is declared, and what is known of the live system.

    A fact that is `None` is unknown: neither yes nor no.
    """

    practice: str
    email: Address
    state: SeatState = SeatState.NEVER
    declared: Holding | None = None
    presence: Fact[Presence] | None = None
    record_access: Fact[bool] | None = None
    billing: Fact[bool] | None = None
    clinics: Fact[frozenset[str]] | None = None
    sent_at: datetime | None = None
    attempts: int | None = None
    drift_since: datetime | None = None
    unmanaged: bool = False
    asked_record: bool = False
    """Record access was asked for and not refused, and nothing is known to have ended it."""
    asked_billing: bool = False
    live_name: str | None = None

    @property
    def name(self) -> str:
        """The declared name in one line, else the live system's."""
        if self.declared is not None:
            return " ".join(filter(None, (self.declared.name, *self.declared.surnames)))
        return self.live_name or ""

    @property
    def may_be_there(self) -> bool:
        """Whether the person is in the practice, is invited, or it is not known that they are not."""
        return self.state not in (SeatState.ABSENT, SeatState.NEVER)

    @property
    def pending(self) -> bool:
        """Whether an invitation waits for its answer, or lapsed without one."""
        return self.state in (SeatState.INVITED, SeatState.EXPIRED)


@dataclass(frozen=True, slots=True)
class FacetGrant:
    """Somebody's declared record access or billing: since when, by which commit."""

    seat: Seat
    facet: Facet
    since: datetime | None
    commit: Commit | None
    lapsed: bool = False
    """Its last day has passed, and it may still be there."""

    def age(self, moment: datetime) -> timedelta | None:
        """Return how long it has been declared without a break."""
        return None if self.since is None else moment - self.since


@dataclass(frozen=True, slots=True)
class NextEnd:
    """Something that ends soon by its declaration; `on` is the last day."""

    seat: Seat
    facet: Facet
    on: date
    days: int


@dataclass(frozen=True, slots=True)
class DriftSeen:
    """Somebody who came by hand: first seen, and gone again or not."""

    practice: str
    email: Address
    since: datetime | None
    ended_at: datetime | None = None
    unmanaged: bool = False


@dataclass(frozen=True, slots=True)
class Duration:
    """How long people took over one kind of request, of those that ended in the period."""

    kind: ChangeKind
    count: int
    median: timedelta
    longest: timedelta


class EndedBy(StrEnum):
    """How access ended by its declaration."""

    REMOVED = "removed"  # a commit took it out
    UNTIL = "until"  # its last day passed
    RELEASED = "released"  # the practice's file went: nobody is removed for that


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that was done about an end, when, and in which way."""

    at: datetime
    step: Step
    by: str | None = None
    recipient: Address | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """The declared end of access or of one facet of it, and what followed."""

    practice: str
    email: Address
    facet: Facet
    at: datetime
    how: EndedBy
    name: str = ""
    commit: Commit | None = None
    asked: Mark | None = None
    confirmed: Mark | None = None
    needed: bool = True
    """Whether anything had to be taken back: nothing was ever given or asked for otherwise."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act or to confirm."""
        return self.needed and self.how is not EndedBy.RELEASED and self.confirmed is None


@dataclass(frozen=True, slots=True)
class Point:
    """How many people were declared on a day, and how many of them with record access."""

    day: date
    people: int
    record_access: int


@dataclass(frozen=True, slots=True)
class Pack:
    """The whole access-review pack."""

    period: Period
    zone: str
    slugs: tuple[str, ...]
    """The practices asked for; none named: all."""
    live: bool
    """Whether the live system was read for it."""
    practices: tuple[PracticeSource, ...] = ()
    seats: tuple[Seat, ...] = ()
    record_access: tuple[FacetGrant, ...] = ()
    billing: tuple[FacetGrant, ...] = ()
    invitations: tuple[Seat, ...] = ()
    ends_next: tuple[NextEnd, ...] = ()
    events: tuple[AccessEvent, ...] = ()
    drift: tuple[DriftSeen, ...] = ()
    open_handoffs: tuple[Handoff, ...] = ()
    durations: tuple[Duration, ...] = ()
    endings: tuple[Ending, ...] = ()
    points: tuple[Point, ...] = ()
    reviews: tuple[ReviewDue, ...] = ()
    gaps: tuple[Gap, ...] = ()


class Loose(StrEnum):
    """What may still be open for a person."""

    DECLARED = "declared"
    LIVE = "live"
    UNKNOWN = "presence-unknown"
    RECORD = "record-access"
    RECORD_UNKNOWN = "record-access-unknown"
    BILLING = "billing"
    BILLING_UNKNOWN = "billing-unknown"
    HANDOFF = "handoff"
    ENDING = "ending"
    GAP = "gap"
    UNOBSERVED = "unobserved"


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """One thing that is still open for a person in a practice."""

    practice: str
    email: Address
    what: Loose
    since: datetime | None = None
    handoff: Handoff | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One unbroken declared grant of a person in a practice, and its end if it has one."""

    practice: str
    email: Address
    name: str
    clinics: tuple[str, ...]
    record_access: bool
    billing: bool
    since: datetime
    commit: Commit
    endings: tuple[Ending, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """The dated proof for one person across all practices and earlier addresses."""

    period: Period
    zone: str
    email: Address
    addresses: tuple[Address, ...]
    live: bool
    practices: tuple[PracticeSource, ...] = ()
    seats: tuple[Seat, ...] = ()
    terms: tuple[Term, ...] = ()
    loose: tuple[LooseEnd, ...] = ()
    events: tuple[AccessEvent, ...] = ()
    gaps: tuple[Gap, ...] = field(default=())
