"""Pure: hand-offs from their records, opened by an outcome and moved on by answers."""

from __future__ import annotations

from dataclasses import replace

from accessctl.journal.folding_people import Attested, PersonDraft, attest, deny_acceptance
from accessctl.model.change import Access, ChangeKind
from accessctl.model.handoff import BY_MAIL, NOT_DELIVERED, PENDING, UNCERTAIN, Handoff, HandoffState
from accessctl.model.outcome import Status
from accessctl.model.record import Record

UNSAID = Access(None, None, None)


def opened(record: Record) -> Handoff | None:
    """Return the hand-off that an outcome opened: sent, unless its mail could not be."""
    name = record.handoff or record.change_id
    if name is None or record.change is None or record.practice is None or record.email is None:
        return None
    return Handoff(
        id=name,
        change_id=record.change_id or name,
        kind=record.change,
        practice=record.practice,
        email=record.email,
        recipient=record.recipient,
        before=record.before or UNSAID,
        after=record.after or UNSAID,
        state=HandoffState.OPEN if record.code == "open" else HandoffState.SENT,
        opened_at=record.at,
        changed_at=record.at,
        centre=record.centre,
        entry=record.entry,
        requester=record.requester,
        message_id=record.reference,
        sent_at=record.at,
        mailed=(record.params or {}).get("mail") == BY_MAIL["mail"],
        uncertain=record.outcome is Status.FATE_UNKNOWN,
    )


def moved(handoff: Handoff, record: Record) -> Handoff:
    """Return the hand-off in the state that a record says."""
    if record.state in PENDING:
        return _sent_again(handoff, record)
    said = (record.params or {}).get("reason", record.code)
    return replace(
        handoff,
        state=record.state or handoff.state,
        changed_at=record.at,
        by=record.by or handoff.by,
        evidence=record.evidence or handoff.evidence,
        reason=str(said) if said is not None else handoff.reason,
        message_id=record.reference or handoff.message_id,
    )


def _sent_again(handoff: Handoff, record: Record) -> Handoff:
    """Return the hand-off after a mail about it: a reminder, one that was not taken, or the first once more.

    The first mail stays the one that all others answer to.
    """
    state = record.state or handoff.state
    if record.code == NOT_DELIVERED:
        return replace(handoff, state=state, tried_at=record.at)
    if state is not HandoffState.SENT:
        return replace(handoff, state=state, changed_at=record.at)
    return replace(
        handoff,
        state=state,
        changed_at=record.at,
        sent_at=record.at,
        mailed=(record.params or {}).get("mail") == BY_MAIL["mail"],
        uncertain=record.code == UNCERTAIN,
        message_id=record.reference or handoff.message_id,
    )


def believe(person: PersonDraft, handoff: Handoff) -> None:
    """Let the person have what a finished hand-off says.

    What was observed carries its facts in a record of its own; only who invited does not show there.
    """
    if handoff.state is HandoffState.DONE_ATTESTED:
        attest(
            person,
            Attested(handoff.kind, handoff.after, handoff.changed_at, handoff.centre, handoff.entry),
        )
    elif handoff.state is HandoffState.REFUSED and handoff.kind is ChangeKind.CONFIRM_ACCEPTANCE:
        deny_acceptance(person, handoff.changed_at)
    elif handoff.state is HandoffState.DONE_OBSERVED and handoff.kind is ChangeKind.INVITE:
        person.managed = True
