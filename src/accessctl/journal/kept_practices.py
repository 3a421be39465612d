"""A practice of the folded journal as plain JSON values, both ways; values of another shape raise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from accessctl.journal.codec_fields import FIELDS, moment
from accessctl.journal.folding_people import PersonDraft
from accessctl.journal.folding_practices import PracticeDraft
from accessctl.model.change import Access
from accessctl.model.fact import Fact, Source
from accessctl.model.handoff import Handoff
from accessctl.model.identity import Address
from accessctl.model.journal_view import Block
from accessctl.model.review import ReviewState

T = TypeVar("T")

WRONG = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
"""What values of another shape lead to."""

text, number, truth, instant, address = (FIELDS[name] for name in ("run", "seq", "complete", "at", "email"))
change, _presence, _state, _texts = (FIELDS[name] for name in ("change", "presence", "state", "flags"))
_SOURCES = {source.value: source for source in Source}


def said(read: Callable[[Any], T], value: Any) -> T | None:
    """Return the value read, where there is one."""
    return None if value is None else read(value)


def when(value: datetime | None) -> str | None:
    """Return the time as text, where there is one."""
    return None if value is None else moment(value)


def plain_practice(practice: PracticeDraft) -> list[Any]:
    """Return a practice as plain values."""
    review = practice.review
    return [
        practice.provider,
        practice.account,
        when(practice.observed_at),
        practice.people_digest,
        practice.released,
        when(practice.adopted_at),
        [when(review.started_at), review.started, when(review.signed_at), review.signed, review.by],
        {email: _plain_person(person) for email, person in practice.people.items()},
        [_plain_handoff(handoff) for handoff in practice.handoffs.values()],
    ]


def practice_draft(plain: Any) -> PracticeDraft:
    """Return the practice, to go on from."""
    provider, account, observed, digest, released, adopted, review, people, handoffs = plain
    started_at, started, signed_at, signed, by = review
    found = [_handoff(item) for item in handoffs]
    return PracticeDraft(
        provider=said(text, provider),
        account=said(text, account),
        observed_at=said(instant, observed),
        people_digest=said(text, digest),
        released=truth(released),
        adopted_at=said(instant, adopted),
        review=ReviewState(
            said(instant, started_at),
            said(text, started),
            said(instant, signed_at),
            said(text, signed),
            said(text, by),
        ),
        people={Address(email): _person(person) for email, person in people.items()},
        handoffs={handoff.id: handoff for handoff in found},
    )


def _plain_person(person: PersonDraft) -> list[Any]:
    clinics = None if person.clinics is None else sorted(person.clinics.value)
    return [
        [
            person.managed,
            person.unmanaged,
            when(person.drift_since),
            person.seen,
            _plain_fact(person.presence),
            when(person.sent_at),
            _plain_fact(person.clinics, clinics),
            _plain_fact(person.record_access),
            _plain_fact(person.billing),
        ],
        [
            None if person.settled_clinics is None else sorted(person.settled_clinics),
            person.settled_record_access,
            person.settled_billing,
        ],
        [
            person.replaces,
            [[entry, moment(at)] for entry, at in person.sendings],
            person.attempts_seen,
            {code: _plain_block(block) for code, block in person.blocks.items()},
            None if person.emergency is None else _plain_block(person.emergency),
        ],
    ]


def _person(plain: Any) -> PersonDraft:
    (
        (managed, unmanaged, drift_since, seen, presence, sent_at, clinics, record_access, billing),
        (settled_clinics, settled_record_access, settled_billing),
        (replaces, sendings, attempts_seen, blocks, emergency),
    ) = plain
    return PersonDraft(
        managed=truth(managed),
        unmanaged=truth(unmanaged),
        drift_since=said(instant, drift_since),
        seen=truth(seen),
        presence=_fact(_presence, presence),
        sent_at=said(instant, sent_at),
        clinics=_fact(_clinics, clinics),
        record_access=_fact(truth, record_access),
        billing=_fact(truth, billing),
        settled_clinics=said(_clinics, settled_clinics),
        settled_record_access=said(truth, settled_record_access),
        settled_billing=said(truth, settled_billing),
        replaces=said(address, replaces),
        sendings=[(said(text, entry), instant(at)) for entry, at in sendings],
        attempts_seen=[(said(text, entry), number(count)) for entry, count in attempts_seen],
        blocks={code: _block(block) for code, block in blocks.items()},
        emergency=said(_block, emergency),
    )


def _plain_fact(fact: Fact[Any] | None, value: Any = None) -> list[Any] | None:
    if fact is None:
        return None
    return [fact.value if value is None else value, moment(fact.at), fact.source]


def _fact(read: Callable[[Any], T], plain: Any) -> Fact[T] | None:
    if plain is None:
        return None
    value, at, source = plain
    return Fact(read(value), instant(at), _SOURCES[source])


def _clinics(plain: Any) -> frozenset[str]:
    return frozenset(_texts(plain))


def _plain_block(block: Block) -> list[Any]:
    return [moment(block.at), block.entry]


def _block(plain: Any) -> Block:
    at, entry = plain
    return Block(instant(at), said(text, entry))


def _plain_handoff(handoff: Handoff) -> list[Any]:
    return [
        [
            handoff.id,
            handoff.change_id,
            handoff.kind,
            handoff.practice,
            handoff.email,
            handoff.recipient,
            _plain_access(handoff.before),
            _plain_access(handoff.after),
            handoff.state,
            moment(handoff.opened_at),
            moment(handoff.changed_at),
        ],
        [
            handoff.centre,
            handoff.entry,
            handoff.requester,
            handoff.message_id,
            handoff.by,
            handoff.evidence,
            handoff.reason,
        ],
        [when(handoff.sent_at), handoff.mailed, handoff.uncertain, when(handoff.tried_at)],
    ]


def _handoff(plain: Any) -> Handoff:
    (
        (name, change_id, kind, practice, email, recipient, before, after, state, opened_at, changed_at),
        (centre, entry, requester, message_id, by, evidence, reason),
        (sent_at, mailed, uncertain, tried_at),
    ) = plain
    return Handoff(
        id=text(name),
        change_id=text(change_id),
        kind=change(kind),
        practice=text(practice),
        email=address(email),
        recipient=said(address, recipient),
        before=_access(before),
        after=_access(after),
        state=_state(state),
        opened_at=instant(opened_at),
        changed_at=instant(changed_at),
        centre=said(text, centre),
        entry=said(text, entry),
        requester=said(address, requester),
        message_id=said(text, message_id),
        by=said(text, by),
        evidence=said(text, evidence),
        reason=said(text, reason),
        sent_at=said(instant, sent_at),
        mailed=truth(mailed),
        uncertain=truth(uncertain),
        tried_at=said(instant, tried_at),
    )


def _plain_access(access: Access) -> list[Any]:
    """Return the access with its clinics in their order: that of the record, whoever wrote it."""
    return [access.clinics, access.record_access, access.billing]


def _access(plain: Any) -> Access:
    clinics, record_access, billing = plain
    return Access(said(_texts, clinics), said(truth, record_access), said(truth, billing))
