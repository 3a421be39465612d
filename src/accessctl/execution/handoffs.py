"""What people say of hand-offs: found by id, and written into the journal as their word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.apply import Orders
from accessctl.execution.workplace import Workplace
from accessctl.journal.folding import fold
from accessctl.journal.reading import Journal, read_journal
from accessctl.journal.runs import Head, write_note
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.identity import normalise_address
from accessctl.model.journal_view import JournalView
from accessctl.model.record import Record
from accessctl.rendering.texts import say

ADDRESS = re.compile(r"[^\s<>\"]+@[^\s<>\"]+")
EVIDENCE = re.compile(
    r"https?://[\x21-\x7e]{1,300}|<[\x21-\x7e]{1,200}@[\x21-\x7e]{1,200}>|(sha256:)?[0-9a-f]{7,64}"
)


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
    check_evidence(word.evidence)
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
            replace(
                Record.of_handoff(item, place.now, word.state),
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
    if place.rules.policy.attested_by_another and word.state is HandoffState.DONE_ATTESTED:
        _check_another(found, word.by)
    return found


def _check_another(handoff: Handoff, by: str) -> None:
    """Raise unless it is another than the requester who gives their word; addresses can be compared."""
    address = ADDRESS.search(by)
    if address is None:
        raise UsageError("handoff-by-address", by=by)
    if handoff.requester is not None and normalise_address(address[0]) == handoff.requester:
        raise AccessctlError("handoff-own-word", handoff=handoff.id, by=by)


def check_evidence(evidence: str | None) -> None:
    """Raise unless the evidence is a link, a Message-ID or a hash: words could be a patient's data."""
    if evidence is not None and EVIDENCE.fullmatch(evidence) is None:
        raise UsageError("handoff-evidence", evidence=evidence)
