"""Handing changes to people: one letter for each recipient and practice of a run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accessctl.errors import AccessctlError
from accessctl.execution.workplace import Workplace
from accessctl.handoffs.composing import LetterRequest, compose, message_id
from accessctl.model.change import Change, Route
from accessctl.model.identity import Address
from accessctl.model.journal_view import JournalView
from accessctl.model.outcome import Outcome, Status
from accessctl.reconcile.handoff_rows import superseded


@dataclass(frozen=True, slots=True)
class Request:
    """One letter to be: the hand-offs, each with its change, for one recipient in one practice."""

    practice: str
    recipient: Address
    message_id: str
    items: tuple[tuple[str, Change], ...]


def handoff_id(nonce: str, change: Change) -> str:
    """Return the id under which a person finds the hand-off of a change of this run."""
    return hashlib.sha256(f"{nonce}/{change.id}".encode()).hexdigest()[:8]


def requests(place: Workplace, nonce: str, changes: Sequence[Change]) -> tuple[Request, ...]:
    """Group the hand-offs of a run by recipient and practice."""
    groups: dict[tuple[str, Address], list[tuple[str, Change]]] = {}
    for change in changes:
        if change.route is Route.HANDOFF:
            recipient = change.recipient or place.declaration.practices[change.practice].owner
            groups.setdefault((change.practice, recipient), []).append((handoff_id(nonce, change), change))
    return tuple(
        Request(practice, recipient, message_id(nonce, recipient, practice, place.sender), tuple(items))
        for (practice, recipient), items in sorted(groups.items())
    )


def messages(groups: Sequence[Request]) -> Mapping[str, tuple[str, str]]:
    """Return the hand-off's id and its letter's Message-ID, by change id."""
    return {change.id: (handoff, group.message_id) for group in groups for handoff, change in group.items}


def ask(
    place: Workplace, group: Request, nonce: str, checkpoint: str | None, view: JournalView
) -> tuple[Outcome, ...]:
    """Write the letter and put it into the outbox; every change of it has the same fate."""
    practice = place.declaration.practices[group.practice]
    pending = view.of(practice).pending
    letter = compose(
        LetterRequest(
            recipient=group.recipient,
            practice=practice,
            cancels={
                handoff: tuple(item.id for item in superseded(change, pending(change.email)))
                for handoff, change in group.items
            },
            changes=group.items,
            sender=place.sender,
            run=nonce,
            now=place.now,
            checkpoint=checkpoint,
        )
    )
    try:
        place.outbox.put(letter)
    except (OSError, AccessctlError) as error:
        code = error.code if isinstance(error, AccessctlError) else "outbox-unwritable"
        params = error.params if isinstance(error, AccessctlError) else {"path": str(place.outbox.directory)}
        return tuple(
            Outcome(change, Status.FAILED, place.now, code=code, params=params) for _, change in group.items
        )
    return tuple(
        Outcome(change, Status.HANDED_OFF, place.now, reference=letter.message_id)
        for _, change in group.items
    )
