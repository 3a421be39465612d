"""What the journal makes of an invitation of unknown fate, and of the owner's word about it."""

from __future__ import annotations

from datetime import UTC, datetime

from accessctl.journal.folding_fates import Fates
from accessctl.journal.folding_people import PersonDraft, deny_acceptance
from accessctl.model.change import ChangeKind
from accessctl.model.identity import Address
from accessctl.model.live import Presence
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ANA = Address("ana@org.example")


def _outcome(kind: ChangeKind, status: Status) -> Record:
    return Record(
        kind=RecordKind.OUTCOME,
        at=NOON,
        practice="lucia",
        email=ANA,
        change=kind,
        change_id="c",
        outcome=status,
    )


def test_asking_the_owner_leaves_the_fate_unknown_until_the_answer() -> None:
    """Else the invitation would go out a second time while the owner is asked about the first."""
    fates = Fates()
    fates.take_outcome(_outcome(ChangeKind.INVITE, Status.FATE_UNKNOWN))
    fates.take_outcome(_outcome(ChangeKind.CONFIRM_ACCEPTANCE, Status.HANDED_OFF))
    assert [fate.kind for fate in fates.unknown()] == [ChangeKind.INVITE]
    fates.settle("lucia", ANA, ChangeKind.CONFIRM_ACCEPTANCE)
    assert fates.unknown() == ()


def test_a_no_about_an_invitation_that_nobody_is_known_to_have_sent_means_absent() -> None:
    """What was never sent cannot be sent again; it is sent."""
    never, once = PersonDraft(), PersonDraft(sendings=[(None, NOON)])
    for person in (never, once):
        deny_acceptance(person, NOON)
    assert never.presence is not None
    assert never.presence.value is Presence.ABSENT
    assert once.presence is not None
    assert once.presence.value is Presence.EXPIRED
