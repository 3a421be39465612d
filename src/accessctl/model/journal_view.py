"""What the journal says, folded: the memory that the pure core is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accessctl.model.change import ChangeKind
from accessctl.model.fact import Fact
from accessctl.model.handoff import Handoff
from accessctl.model.identity import Address
from accessctl.model.live import Presence
from accessctl.model.practice import Practice
from accessctl.model.record import Record
from accessctl.model.review import ReviewState


@dataclass(frozen=True, slots=True)
class Block:
    """A block first seen at a time, while the entry meant `entry`."""

    at: datetime
    entry: str | None


REMOVED_BY_HAND = "removed-by-hand"
"""The block of somebody, or of a facet, that was taken away by hand."""

FACET_BLOCKS = {
    kind: f"{REMOVED_BY_HAND}:{kind}"
    for kind in (ChangeKind.CHANGE_CLINICS, ChangeKind.REQUEST_RECORD_ACCESS, ChangeKind.REQUEST_BILLING)
}
"""The same for one facet each, by the kind of change that would give it back."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The declared values that were last applied or seen live as declared; `None`: never."""

    clinics: frozenset[str] | None = None
    record_access: bool | None = None
    billing: bool | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person in one practice, as the journal knows them."""

    managed: bool = False
    unmanaged: bool = False
    drift_since: datetime | None = None
    seen: bool = False
    """In the last journalled observation, and no removal journalled since."""
    presence: Fact[Presence] | None = None
    sent_at: datetime | None = None
    clinics: Fact[frozenset[str]] | None = None
    record_access: Fact[bool] | None = None
    billing: Fact[bool] | None = None
    settled: Settled = field(default_factory=Settled)
    replaces: Address | None = None
    """The earlier address in whose place we invited this one."""
    sendings: tuple[tuple[str | None, datetime], ...] = ()
    """Our sendings of an invitation: the entry's meaning then, and when."""
    attempts_seen: tuple[tuple[str | None, int], ...] = ()
    """The live system's count of sendings when last journalled, by the entry's meaning then, oldest first."""
    blocks: Mapping[str, Block] = field(default_factory=dict)
    emergency: Block | None = None

    @property
    def invited_at(self) -> datetime | None:
        """When the person was invited, where no answer is known."""
        if self.presence is None or self.presence.value is not Presence.INVITED:
            return None
        return self.sent_at or self.presence.at


NOBODY = Person()


@dataclass(frozen=True, slots=True)
class PracticeView:
    """One practice as the journal knows it."""

    provider: str | None = None
    account: str | None = None
    observed_at: datetime | None = None
    """The last journalled observation; `None` before the first complete one (adoption is still ahead)."""
    people_digest: str | None = None
    released: bool = False
    adopted_at: datetime | None = None
    """The first complete observation: from then on reviews are due."""
    review: ReviewState = field(default_factory=ReviewState)
    people: Mapping[Address, Person] = field(default_factory=dict)
    handoffs: tuple[Handoff, ...] = ()
    """All of them, oldest first, ended ones too."""

    @property
    def review_counts_from(self) -> datetime | None:
        """The last review that was signed off; before the first one when the practice was first read."""
        return self.review.signed_at or self.adopted_at or self.observed_at

    def person(self, email: Address) -> Person:
        """Return what is known of a person; nothing is known of a stranger."""
        return self.people.get(email, NOBODY)

    def pending(self, email: Address) -> tuple[Handoff, ...]:
        """Return the person's hand-offs that still wait for somebody."""
        return tuple(item for item in self.handoffs if item.email == email and item.pending)


UNKNOWN_PRACTICE = PracticeView()


def carried_over(people: Mapping[Address, Person]) -> Mapping[Address, Person]:
    """Return what a practice keeps when its file comes back: no deletion undoes an emergency or a block."""
    return {
        email: Person(managed=person.emergency is not None, emergency=person.emergency, blocks=person.blocks)
        for email, person in people.items()
        if person.emergency is not None or person.blocks
    }


def same_account(before: str, now: str, slugs: Iterable[str | None]) -> bool:
    """Say whether a practice is still the same live account.

    One that named none was known by its slug: to name it, or to change the slug, makes it no other.
    """
    return before == now or before in slugs


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run without its close: the lock."""

    run: str
    holder: Mapping[str, object]
    actor: str
    since: datetime
    expires_at: datetime
    intents: tuple[Record, ...] = ()
    command: str = "apply"


@dataclass(frozen=True, slots=True)
class Removal:
    """A journalled removal, for the guard that counts them over a day."""

    at: datetime
    practice: str
    email: Address


@dataclass(frozen=True, slots=True)
class UnknownFate:
    """An effect whose fate nobody could tell; a person decides."""

    at: datetime
    run: str
    practice: str
    email: Address
    kind: ChangeKind
    change_id: str
    handoff: str | None = None
    """The hand-off whose letter it was, for a person to settle."""
    told_by: str = ""
    """The run that told of it: the same, or its heir."""


@dataclass(frozen=True, slots=True)
class JournalView:
    """The whole journal, folded."""

    practices: Mapping[str, PracticeView] = field(default_factory=dict)
    last_commit: str | None = None
    """The declared commit of the last apply."""
    whole_commit: str | None = None
    """The declared commit of the last apply that was about every practice."""
    narrow_commits: Mapping[str, str] = field(default_factory=dict)
    """The declared commit of the last apply about some practices only, by slug, where it came later."""
    applied: frozenset[str] = frozenset()
    """Every commit that an apply has run from."""
    removals: tuple[Removal, ...] = ()
    unknown_fates: tuple[UnknownFate, ...] = ()
    open_run: OpenRun | None = None
    runs: int = 0

    def of(self, practice: Practice) -> PracticeView:
        """Return what is known of a practice, under its slug or an earlier one.

        Another provider or account, or a file that came back after its release, starts anew.
        """
        found = next(
            (
                self.practices[slug]
                for slug in (practice.slug, *practice.previously)
                if slug in self.practices
            ),
            UNKNOWN_PRACTICE,
        )
        if found.released:
            return PracticeView(
                people=carried_over(found.people),
                handoffs=tuple(item for item in found.handoffs if item.pending),
            )
        if found.provider is not None and found.provider != practice.provider:
            return UNKNOWN_PRACTICE
        names = (practice.slug, *practice.previously)
        if found.account is not None and not same_account(found.account, practice.account, names):
            return UNKNOWN_PRACTICE
        return found

    def commit_of(self, slug: str) -> str | None:
        """Return the commit from which a practice was applied last."""
        return self.narrow_commits.get(slug, self.whole_commit)

    @property
    def commits_in_force(self) -> frozenset[str]:
        """Return the commits from which practices were applied last."""
        whole = () if self.whole_commit is None else (self.whole_commit,)
        return frozenset((*whole, *self.narrow_commits.values()))

    def known_as(self, practice: Practice) -> str | None:
        """Return the slug that the journal knows the practice by: its own, or an earlier one."""
        known = [slug for slug in (practice.slug, *practice.previously) if slug in self.practices]
        alive = [slug for slug in known if not self.practices[slug].released]
        return next(iter(alive or known), None)

    @property
    def managed(self) -> int:
        """How many people are managed in the whole repository."""
        return sum(
            person.managed
            for view in self.practices.values()
            if not view.released
            for person in view.people.values()
        )


EMPTY_JOURNAL = JournalView()
