"""Pure: what the journal's records say about one practice, its people and its hand-offs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from accessctl.journal.folding_people import PersonDraft
from accessctl.model.handoff import Handoff
from accessctl.model.identity import Address
from accessctl.model.journal_view import PracticeView, same_account
from accessctl.model.record import Record, RecordKind
from accessctl.model.review import ReviewState


@dataclass(slots=True)
class PracticeDraft:
    """A practice as the records are gone through; `frozen` gives the value."""

    provider: str | None = None
    account: str | None = None
    observed_at: datetime | None = None
    people_digest: str | None = None
    released: bool = False
    adopted_at: datetime | None = None
    review: ReviewState = field(default_factory=ReviewState)
    people: dict[Address, PersonDraft] = field(default_factory=dict)
    handoffs: dict[str, Handoff] = field(default_factory=dict)

    def person(self, email: Address) -> PersonDraft:
        """Return the person's draft, made where there was none."""
        found = self.people.get(email)
        if found is None:
            found = self.people[email] = PersonDraft()
        return found

    @property
    def managed(self) -> int:
        """How many people are managed here; none where the practice was released."""
        return 0 if self.released else sum(person.managed for person in self.people.values())

    def frozen(self) -> PracticeView:
        """Return the practice as a value."""
        return PracticeView(
            provider=self.provider,
            account=self.account,
            observed_at=self.observed_at,
            people_digest=self.people_digest,
            released=self.released,
            adopted_at=self.adopted_at,
            review=self.review,
            people={email: person.frozen() for email, person in self.people.items()},
            handoffs=tuple(self.handoffs.values()),
        )


def starts_anew(practice: PracticeDraft, record: Record) -> bool:
    """Say whether an observation is of something else than before: another live account, or a file come back.

    `reference` is the practice's earlier slug.
    """
    if practice.released:
        return True
    if None not in (practice.provider, record.provider) and practice.provider != record.provider:
        return True
    if practice.account is None or record.account is None:
        return False
    return not same_account(practice.account, record.account, (record.practice, record.reference))


def read_anew(practice: PracticeDraft, record: Record) -> None:
    """Take an observation; only a complete one tells who was there."""
    practice.provider = record.provider or practice.provider
    practice.account = record.account or practice.account
    if record.complete is not False:
        practice.observed_at = record.at
        practice.adopted_at = practice.adopted_at or record.at
        practice.people_digest = record.digest


def reviewed(before: ReviewState, record: Record) -> ReviewState:
    """Return a practice's reviews after one more was begun or signed off."""
    if record.kind is RecordKind.REVIEW:
        return replace(before, started_at=record.at, started=record.digest)
    return replace(before, signed_at=record.at, signed=record.digest, by=record.by)


def continued(earlier: PracticeDraft, later: PracticeDraft | None) -> PracticeDraft:
    """Return the earlier practice with what was already recorded under its new slug."""
    if later is not None:
        earlier.people.update(later.people)
        earlier.handoffs.update(later.handoffs)
    return earlier
