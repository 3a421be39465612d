"""A review of access: what has to be looked at in a practice, since when, and who signed it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accessctl.model.change import Access
from accessctl.model.identity import Address


@dataclass(frozen=True, slots=True)
class ReviewState:
    """What the journal knows of a practice's reviews; the digests say what was looked at."""

    started_at: datetime | None = None
    started: str | None = None
    signed_at: datetime | None = None
    signed: str | None = None
    by: str | None = None

    @property
    def open(self) -> bool:
        """Whether a review was started that nobody has signed off."""
        return self.started_at is not None and (self.signed_at is None or self.signed_at < self.started_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEvent:
    """A review of a practice was begun or signed off; `by` is who signs, as they claim."""

    at: datetime
    practice: str
    signed: bool
    people: int
    by: str | None = None
    digest: str | None = None
    run: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One person to be looked at; `marks` are codes that say why more than usually."""

    email: Address
    name: str = ""
    declared: Access | None = None
    marks: tuple[str, ...] = ()
    now: Address | None = None
    """The address that is declared for the same person, where this is an earlier one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeReview:
    """A practice's review: its people, its digest, and when it is due."""

    practice: str
    items: tuple[ReviewItem, ...]
    digest: str
    state: ReviewState
    due: datetime | None = None
    overdue: bool = False
