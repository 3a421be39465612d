"""Letters about hand-offs that were asked for already: reminders, and the first letter once more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accessctl.handoffs.composing import Occasion, Sender, Writing, letter_of, message_id
from accessctl.handoffs.item import item_of_handoff
from accessctl.handoffs.letter import Letter
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.identity import Address
from accessctl.model.practice import Practice
from accessctl.model.reminder import Reminder


@dataclass(frozen=True, slots=True)
class Known:
    """What a letter about earlier requests is made from."""

    practice: Practice
    all_handoffs: tuple[Handoff, ...]
    """Every hand-off of the practice, ended ones too: the first letter's subject came from them."""
    sender: Sender


def compose_reminder(reminder: Reminder, known: Known) -> Letter:
    """Return the reminder: it answers the first mails, and the escalating one has its witnesses in copy."""
    practice, escalated = known.practice, reminder.state is HandoffState.ESCALATED
    firsts = tuple(dict.fromkeys(item.message_id for item in reminder.handoffs if item.message_id))
    witnesses = _requesters(reminder, practice) if escalated else ()
    occasion = Occasion(
        state=str(reminder.state),
        since=min(item.sent_at or item.opened_at for item in reminder.handoffs),
        witnesses=witnesses,
    )
    letter = letter_of(
        Writing(reminder.recipient, practice, replace(known.sender, run=_key(known.sender.run, reminder))),
        tuple(item_of_handoff(item, practice) for item in reminder.handoffs),
        occasion,
    )
    thread = tuple(item for item in known.all_handoffs if firsts and item.message_id == firsts[0])
    first = _first_letter(thread or reminder.handoffs, known)
    return replace(
        letter,
        subject=f"Re: {first.subject}",
        cc=(*letter.cc, *witnesses),
        spared=witnesses,
        replies_to=firsts,
    )


def compose_again(handoffs: Iterable[Handoff], known: Known) -> Letter:
    """Return the first letter of pending hand-offs once more, under its own Message-ID."""
    return _first_letter(tuple(handoffs), known)


def _first_letter(handoffs: tuple[Handoff, ...], known: Known) -> Letter:
    recipient = handoffs[0].recipient or known.practice.owner
    items = tuple(item_of_handoff(item, known.practice) for item in handoffs)
    letter = letter_of(Writing(recipient, known.practice, known.sender), items, Occasion())
    return replace(letter, message_id=handoffs[0].message_id or letter.message_id)


def _key(run: str, reminder: Reminder) -> str:
    return f"{run}/{reminder.state}"


def reminder_id(reminder: Reminder, run: str, sender: Address) -> str:
    """Return the reminder's Message-ID."""
    return message_id(_key(run, reminder), reminder.recipient, reminder.practice, sender)


def _requesters(reminder: Reminder, practice: Practice) -> tuple[Address, ...]:
    """Return those who declared the changes, save whom the letter reaches anyway."""
    reached = {reminder.recipient, practice.owner}
    asked = (item.requester for item in reminder.handoffs)
    return tuple(dict.fromkeys(item for item in asked if item is not None and item not in reached))
