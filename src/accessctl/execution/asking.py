"""Handing changes to people: one letter for each recipient and practice of a run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from accessctl.errors import AccessctlError
from accessctl.execution.posting import STATUS, sender_of
from accessctl.execution.workplace import Workplace
from accessctl.handoffs.composing import Writing, compose, message_id
from accessctl.handoffs.delivery import Fate
from accessctl.handoffs.letter import Letter
from accessctl.handoffs.post import Post
from accessctl.model.change import Change, Route
from accessctl.model.handoff import BY_MAIL
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


def letter_for(
    place: Workplace, group: Request, nonce: str, checkpoint: str | None, view: JournalView
) -> Letter:
    """Return the letter that asks for a group's changes, and says which earlier requests it replaces."""
    practice = place.declaration.practices[group.practice]
    pending = view.of(practice).pending
    return compose(
        Writing(group.recipient, practice, sender_of(place, nonce, checkpoint)),
        group.items,
        {
            handoff: tuple(item.id for item in superseded(change, pending(change.email)))
            for handoff, change in group.items
        },
    )


def ask(
    place: Workplace,
    post: Post,
    group: Request,
    letter: Letter,
    meanwhile: Callable[[], None] = lambda: None,
) -> tuple[Outcome, ...]:
    """Send the letter, or put it into the outbox; every change of it has the same fate."""
    found = post.deliver(letter, meanwhile)
    by_mail = BY_MAIL if found.fate in {Fate.SENT, Fate.UNKNOWN} else {}
    return tuple(
        Outcome(
            change,
            STATUS[found.fate],
            place.now,
            reference=None if found.fate is Fate.FAILED else letter.message_id,
            code=found.code,
            params={**found.params, **by_mail},
        )
        for _, change in group.items
    )


def not_asked(place: Workplace, group: Request, error: AccessctlError) -> tuple[Outcome, ...]:
    """Return that a letter could not be written: nothing was asked."""
    return tuple(
        Outcome(change, Status.FAILED, place.now, code=error.code, params=error.params)
        for _, change in group.items
    )
