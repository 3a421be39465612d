from __future__ import annotations

from datetime import UTC, datetime, timedelta

from accessctl.journal.folding_people import Attested, PersonDraft, attest, observe
from accessctl.model.change import Access, ChangeKind
from accessctl.model.identity import Address
from accessctl.model.live import Presence
from accessctl.model.record import Record, RecordKind

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def seen(presence: Presence, access: Access, at: datetime, sent_at: datetime | None = None) -> Record:
    """Return what an observation taught."""
    return Record(
        kind=RecordKind.SEEN,
        at=at,
        practice="santa-lucia",
        email=Address("ana@santalucia.example"),
        presence=presence,
        after=access,
        sent_at=sent_at,
    )


def said(kind: ChangeKind, at: datetime) -> Attested:
    """Return somebody's word."""
    after = Access(("heredia",), record_access=kind is ChangeKind.REQUEST_RECORD_ACCESS)
    return Attested(kind, after, at, None, None)


def test_observation_older_than_a_word_leaves_the_word_standing() -> None:
    """A list is often older than the answer that came in meanwhile."""
    person = PersonDraft()
    attest(person, said(ChangeKind.REQUEST_RECORD_ACCESS, NOON))
    attest(person, said(ChangeKind.CHANGE_CLINICS, NOON))
    observe(
        person, seen(Presence.ACTIVE, Access(("escazu",), record_access=False, billing=True), NOON - HOUR)
    )
    assert person.record_access is not None
    assert person.record_access.value is True
    assert person.clinics is not None
    assert person.clinics.value == {"heredia"}
    assert person.billing is not None
    assert person.billing.value is True  # nothing newer was known of it


def test_observation_newer_than_a_word_replaces_it() -> None:
    """The newest fact wins."""
    person = PersonDraft()
    attest(person, said(ChangeKind.REQUEST_RECORD_ACCESS, NOON))
    observe(person, seen(Presence.ACTIVE, Access(("escazu",), record_access=False), NOON + HOUR))
    assert person.record_access is not None
    assert person.record_access.value is False


def test_older_observation_of_an_invitation_does_not_date_the_resent_one_back() -> None:
    """The 48 hours count from the sending that somebody told of."""
    person = PersonDraft()
    attest(person, said(ChangeKind.RESEND, NOON))
    observe(person, seen(Presence.EXPIRED, Access(("escazu",)), NOON - HOUR, sent_at=NOON - 50 * HOUR))
    assert person.presence is not None
    assert person.presence.value is Presence.INVITED
    assert person.sent_at == NOON


def test_word_that_somebody_was_removed_takes_the_person_off_the_last_list() -> None:
    """The next list may lack everybody of whom that was said."""
    person = PersonDraft()
    observe(person, seen(Presence.ACTIVE, Access(("escazu",)), NOON - HOUR))
    attest(person, said(ChangeKind.REVOKE, NOON))
    assert person.seen is False
