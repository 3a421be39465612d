"""Pure: what the journal's records say about one person in one practice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accessctl.model import journal_view
from accessctl.model.change import Access, ChangeKind
from accessctl.model.fact import Fact, Source, newest
from accessctl.model.identity import Address
from accessctl.model.journal_view import FACET_BLOCKS, REMOVED_BY_HAND, Block, Person, Settled
from accessctl.model.live import Presence
from accessctl.model.record import Record, RecordKind

LIFTED = "lifted"
"""Stands in a block for the entry's meaning once a person lifted it: no entry means that."""


@dataclass(slots=True)
class PersonDraft:
    """A person as the records are gone through; `frozen` gives the value."""

    managed: bool = False
    unmanaged: bool = False
    drift_since: datetime | None = None
    seen: bool = False
    presence: Fact[Presence] | None = None
    sent_at: datetime | None = None
    clinics: Fact[frozenset[str]] | None = None
    record_access: Fact[bool] | None = None
    billing: Fact[bool] | None = None
    settled_clinics: frozenset[str] | None = None
    settled_record_access: bool | None = None
    settled_billing: bool | None = None
    replaces: Address | None = None
    sendings: list[tuple[str | None, datetime]] = field(default_factory=list)
    attempts_seen: list[tuple[str | None, int]] = field(default_factory=list)
    blocks: dict[str, Block] = field(default_factory=dict)
    emergency: Block | None = None

    def frozen(self) -> Person:
        """Return the person as a value."""
        return Person(
            managed=self.managed,
            unmanaged=self.unmanaged,
            drift_since=self.drift_since,
            seen=self.seen,
            presence=self.presence,
            sent_at=self.sent_at,
            clinics=self.clinics,
            record_access=self.record_access,
            billing=self.billing,
            settled=Settled(self.settled_clinics, self.settled_record_access, self.settled_billing),
            replaces=self.replaces,
            sendings=tuple(self.sendings),
            attempts_seen=tuple(self.attempts_seen),
            blocks=self.blocks,
            emergency=self.emergency,
        )


def carried_over(people: Mapping[Address, PersonDraft]) -> dict[Address, PersonDraft]:
    """Return what a practice keeps when its file comes back, to go on from; the view says what that is."""
    kept = journal_view.carried_over({email: person.frozen() for email, person in people.items()})
    return {
        email: PersonDraft(managed=person.managed, blocks=dict(person.blocks), emergency=person.emergency)
        for email, person in kept.items()
    }


def observe(person: PersonDraft, record: Record) -> None:
    """Take a record of a person who was seen live: adopted, unmanaged, drift or seen."""
    match record.kind:
        case RecordKind.ADOPTED:
            person.managed, person.unmanaged, person.drift_since = True, False, None
        case RecordKind.UNMANAGED:
            person.unmanaged = True
        case RecordKind.DRIFT:
            person.drift_since = person.drift_since or record.at
        case _:  # other facts than the journal's, and no more
            pass
    person.seen = True
    if record.presence is not None:
        presence = Fact(record.presence, record.at, Source.OBSERVED)
        person.presence = newest(presence, person.presence)
        if person.presence is presence:
            person.sent_at = record.sent_at or person.sent_at
            if record.presence in {Presence.INVITED, Presence.ACTIVE}:
                person.blocks.pop(REMOVED_BY_HAND, None)
    _count_attempts(person, record)
    if record.after is not None:
        _observe_facets(person, record.after, record.at)
        if record.declared is not None:
            _settle(person, record.declared, record.after)
    if record.kind is RecordKind.SEEN:
        _end_management(person)


def _observe_facets(person: PersonDraft, access: Access, at: datetime) -> None:
    """Take what was read, save where something newer is known: a list can be older than an answer.

    Of two that are as old the later record holds: a sandbox's clock may stand still.
    """
    if access.clinics is not None:
        person.clinics = newest(Fact(frozenset(access.clinics), at, Source.OBSERVED), person.clinics)
    if access.record_access is not None:
        person.record_access = newest(Fact(access.record_access, at, Source.OBSERVED), person.record_access)
    if access.billing is not None:
        person.billing = newest(Fact(access.billing, at, Source.OBSERVED), person.billing)
    if access.record_access:  # given back: if it is taken away again, that is another time
        person.blocks.pop(FACET_BLOCKS[ChangeKind.REQUEST_RECORD_ACCESS], None)
    if access.billing:
        person.blocks.pop(FACET_BLOCKS[ChangeKind.REQUEST_BILLING], None)


def _settle(person: PersonDraft, declared: Access, observed: Access) -> None:
    """Note the declared values that were seen live as declared."""
    if observed.clinics is not None and declared.clinics is not None:
        clinics = frozenset(declared.clinics)
        if clinics == frozenset(observed.clinics):
            person.settled_clinics = clinics
            person.blocks.pop(FACET_BLOCKS[ChangeKind.CHANGE_CLINICS], None)
    if observed.record_access is not None and declared.record_access == observed.record_access:
        person.settled_record_access = declared.record_access
    if observed.billing is not None and declared.billing == observed.billing:
        person.settled_billing = declared.billing


def _count_attempts(person: PersonDraft, record: Record) -> None:
    if record.attempts is not None:
        person.attempts_seen.append((record.entry, record.attempts))


def leave(person: PersonDraft, record: Record) -> None:
    """Take a record of a person who was live and no longer is."""
    person.presence = Fact(Presence.ABSENT, record.at, Source.OBSERVED)
    person.seen = False
    person.drift_since = None
    person.unmanaged = False
    _end_management(person)


def _end_management(person: PersonDraft) -> None:
    """End what was seen to end: somebody who is gone, and has nothing left that was known to be granted."""
    presence = person.presence
    gone = presence is not None and presence.value is Presence.ABSENT and presence.source is Source.OBSERVED
    if gone and not _granted(person.record_access) and not _granted(person.billing):
        person.managed = False


def _granted(fact: Fact[bool] | None) -> bool:
    return fact is not None and fact.value


def block(person: PersonDraft, record: Record) -> None:
    """Take a block; one that was first seen while the entry meant the same keeps its time."""
    code = record.code or ""
    before = person.blocks.get(code)
    if before is None or before.entry != record.entry:
        person.blocks[code] = Block(record.at, record.entry)
    _count_attempts(person, record)


def restore(person: PersonDraft, record: Record) -> None:
    """Take a person's decision to give back: it holds until what was taken away is seen there again."""
    person.emergency = None
    for key in (REMOVED_BY_HAND, *FACET_BLOCKS.values()):
        person.blocks[key] = Block(record.at, LIFTED)


def revoke_at_once(person: PersonDraft, record: Record) -> None:
    """Take an emergency: the entry stays blocked until a later commit touches it."""
    person.emergency = Block(record.at, record.entry)
    person.managed = True


def carry_out(person: PersonDraft, record: Record) -> None:
    """Take a change that we carried out ourselves."""
    after, at = record.after or Access(None, None, None), record.at
    match record.change:
        case ChangeKind.INVITE:
            person.presence = Fact(Presence.INVITED, at, Source.APPLIED)
            _invited(person, record.entry, at)
            _carry_out_clinics(person, after, at)
            person.replaces = record.replaces
            person.settled_record_access, person.settled_billing = after.record_access, after.billing
        case ChangeKind.RESEND:
            person.presence = Fact(Presence.INVITED, at, Source.APPLIED)
            _sent(person, record.entry, at)
        case ChangeKind.CANCEL_INVITATION | ChangeKind.REVOKE:
            person.presence = Fact(Presence.ABSENT, at, Source.APPLIED)
            person.seen = False
        case ChangeKind.CHANGE_CLINICS:
            _carry_out_clinics(person, after, at)
        case _:  # what only people can do is known from their answer, or from being seen
            pass


def _carry_out_clinics(person: PersonDraft, after: Access, at: datetime) -> None:
    if after.clinics is not None:
        clinics = frozenset(after.clinics)
        person.clinics = Fact(clinics, at, Source.APPLIED)
        person.settled_clinics = clinics
        person.blocks.pop(FACET_BLOCKS[ChangeKind.CHANGE_CLINICS], None)


def _invited(person: PersonDraft, entry: str | None, at: datetime) -> None:
    person.managed, person.unmanaged = True, False
    person.blocks.pop(REMOVED_BY_HAND, None)
    if person.emergency is not None and person.emergency.entry != entry:
        person.emergency = None
    _sent(person, entry, at)


def _sent(person: PersonDraft, entry: str | None, at: datetime) -> None:
    person.sent_at = at
    person.sendings.append((entry, at))


@dataclass(frozen=True, slots=True)
class Attested:
    """What a person says to have done for us: the hand-off's change, and when it was said."""

    kind: ChangeKind
    after: Access
    at: datetime
    centre: str | None
    entry: str | None


def attest(person: PersonDraft, said: Attested) -> None:
    """Take a person's word; an observation that is as new or newer stands against it."""
    match said.kind:
        case ChangeKind.INVITE:
            _attest_presence(person, Presence.INVITED, said.at)
            _invited(person, said.entry, said.at)
            _attest_clinics(person, said)
        case ChangeKind.RESEND:
            _attest_presence(person, Presence.INVITED, said.at)
            _sent(person, said.entry, said.at)
        case ChangeKind.CONFIRM_ACCEPTANCE:
            _attest_presence(person, Presence.ACTIVE, said.at)
        case ChangeKind.REVOKE | ChangeKind.CANCEL_INVITATION:
            _attest_presence(person, Presence.ABSENT, said.at)
            person.seen = False
        case ChangeKind.CHANGE_CLINICS:
            _attest_clinics(person, said)
        case ChangeKind.REQUEST_USER_AT_CENTRE | ChangeKind.REQUEST_REMOVAL_AT_CENTRE:
            _attest_centre(person, said)
        case ChangeKind.REQUEST_RECORD_ACCESS | ChangeKind.REQUEST_RECORD_REMOVAL:
            granted = said.kind is ChangeKind.REQUEST_RECORD_ACCESS
            person.record_access = newest(person.record_access, Fact(granted, said.at, Source.ATTESTED))
        case ChangeKind.REQUEST_BILLING | ChangeKind.REQUEST_BILLING_REMOVAL:
            granted = said.kind is ChangeKind.REQUEST_BILLING
            person.billing = newest(person.billing, Fact(granted, said.at, Source.ATTESTED))
    _end_management(person)


def deny_acceptance(person: PersonDraft, at: datetime) -> None:
    """Take a person's word that an invitation was not accepted: it ran out, or was never sent at all."""
    was_sent = person.sendings or person.attempts_seen
    _attest_presence(person, Presence.EXPIRED if was_sent else Presence.ABSENT, at)


def _attest_presence(person: PersonDraft, presence: Presence, at: datetime) -> None:
    person.presence = newest(person.presence, Fact(presence, at, Source.ATTESTED))


def _attest_clinics(person: PersonDraft, said: Attested) -> None:
    if said.after.clinics is not None:
        clinics = frozenset(said.after.clinics)
        person.clinics = newest(person.clinics, Fact(clinics, said.at, Source.ATTESTED))
        person.settled_clinics = clinics


def _attest_centre(person: PersonDraft, said: Attested) -> None:
    """Add or take away the centre, where the other clinics are known."""
    if person.clinics is None or said.centre is None:
        return
    centre = {said.centre}
    known = person.clinics.value
    clinics = known | centre if said.kind is ChangeKind.REQUEST_USER_AT_CENTRE else known - centre
    person.clinics = newest(person.clinics, Fact(clinics, said.at, Source.ATTESTED))
