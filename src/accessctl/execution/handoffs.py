"""What people say of hand-offs: found by id, and written into the journal as their word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.apply import Orders
from accessctl.execution.workplace import Workplace
from accessctl.journal.folding import fold
from accessctl.journal.reading import Journal, read_journal
from accessctl.journal.runs import Head, write_note
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.journal_view import JournalView
from accessctl.model.record import Record, RecordKind
from accessctl.rendering.texts import say


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody says of a hand-off: its new state, who says so, and on what evidence or why."""

    state: HandoffState
    by: str
    evidence: str | None = None
    reason: str | None = None


def all_handoffs(view: JournalView) -> tuple[Handoff, ...]:
    """Return every hand-off, those still waited for first, oldest first."""
    found = [item for practice in view.practices.values() for item in practice.handoffs]
    return tuple(sorted(found, key=lambda item: (not item.pending, item.opened_at, item.id)))


def find(view: JournalView, wished: str) -> Handoff:
    """Return the hand-off of an id, or of the beginning of one."""
    matching = [item for item in all_handoffs(view) if item.id.startswith(wished)]
    if not wished or not matching:
        raise AccessctlError("handoff-unknown", handoff=wished)
    if len(matching) > 1:
        raise UsageError("handoff-ambiguous", handoff=wished, ids=", ".join(item.id for item in matching))
    return matching[0]


def take_word(place: Workplace, wished: str, word: Word, orders: Orders) -> tuple[Handoff, str]:
    """Write somebody's word about a hand-off into the journal; return the hand-off and the journal's tip."""
    journal = read_journal(place.branch)
    found = _checked(place, fold(journal.records), wished, word)
    state = say(place.rules.settings.language, "handoffs", f"state.{word.state}")
    head = Head(
        command="handoff",
        actor=orders.actor,
        at=place.now,
        nonce=orders.nonce,
        summary=say(
            place.rules.settings.language,
            "workflow",
            "note.handoff",
            {"handoff": found.id, "state": state},
        ),
    )

    def tell(current: Journal) -> Sequence[Record]:
        item = _checked(place, fold(current.records), wished, word)
        return (
            Record(
                kind=RecordKind.HANDOFF,
                at=place.now,
                practice=item.practice,
                email=item.email,
                change=item.kind,
                change_id=item.change_id,
                handoff=item.id,
                state=word.state,
                by=word.by,
                evidence=word.evidence,
                code=None if word.reason is None else "said",
                params=None if word.reason is None else {"reason": word.reason},
            ),
        )

    appended = write_note(place.branch, head, tell, journal)
    return found, appended.commit


def _checked(place: Workplace, view: JournalView, wished: str, word: Word) -> Handoff:
    """Return the hand-off if this word may be said of it."""
    found = find(view, wished)
    if not found.pending:
        raise AccessctlError("handoff-ended", handoff=found.id, state=found.state)
    another = place.rules.policy.attested_by_another
    if another and word.state is HandoffState.DONE_ATTESTED and _same(word.by, found.requester):
        raise AccessctlError("handoff-own-word", handoff=found.id, by=word.by)
    return found


def _same(by: str, requester: str | None) -> bool:
    """Say whether a claimed name holds the requester's address."""
    return requester is not None and requester.casefold() in by.casefold()
