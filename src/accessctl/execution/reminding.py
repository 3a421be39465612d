"""Reminders: noted in the journal first, so that two runners do not both write, and then delivered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from accessctl.errors import AccessctlError
from accessctl.execution.apply import Orders
from accessctl.execution.effects import Hands
from accessctl.execution.posting import STATUS, posting, sender_of
from accessctl.execution.workplace import Workplace
from accessctl.handoffs.post import Post
from accessctl.handoffs.reminding import Known, compose_reminder, reminder_id
from accessctl.journal.folding import fold
from accessctl.journal.reading import Journal, read_journal
from accessctl.journal.runs import Head, write_note
from accessctl.model.handoff import NOT_DELIVERED
from accessctl.model.journal_view import JournalView
from accessctl.model.outcome import Status
from accessctl.model.record import Record
from accessctl.model.reminder import Reminded, Reminder
from accessctl.reconcile.reminding import due_reminders
from accessctl.rendering.texts import say_count

_NOT_SENT = frozenset({Status.FAILED, Status.SKIPPED})


class _NothingDueError(Exception):
    """Another runner wrote the reminders meanwhile."""


def remind(hands: Hands, orders: Orders, practices: Collection[str] | None = None) -> tuple[Reminded, ...]:
    """Remind those who did not answer, of some practices (None: all); each reminder is written once.

    What certainly could not be delivered is noted back, and due again a while later. What may have been
    delivered stays noted as written.
    """
    place = hands.place
    journal = read_journal(place.branch)
    if not _due(place, fold(journal.records), practices):
        return ()
    with posting(place, hands.pause) as post:
        noted = _note(place, orders, practices, journal)
        if noted is None:
            return ()
        due, journal = noted
        view = fold(journal.records)
        done = tuple(_deliver(post, orders, item, _known(place, orders, item, view)) for item in due)
    _take_back(place, orders, [item for item in done if item.status in _NOT_SENT], journal)
    return done


def _due(place: Workplace, view: JournalView, practices: Collection[str] | None) -> tuple[Reminder, ...]:
    """Return what is due in the practices that are applied: not of those planned only, or released."""
    declared = (
        practice
        for slug, practice in place.declaration.practices.items()
        if (practices is None or slug in practices) and practice.mode == "apply"
    )
    handoffs = (
        replace(item, practice=practice.slug) for practice in declared for item in view.of(practice).handoffs
    )
    return due_reminders(handoffs, place.rules.settings.handoffs, place.now)


def _note(
    place: Workplace, orders: Orders, practices: Collection[str] | None, journal: Journal
) -> tuple[tuple[Reminder, ...], Journal] | None:
    """Write down what is about to be reminded of, by the journal as it is then."""
    due: tuple[Reminder, ...] = ()

    def tell(current: Journal) -> Sequence[Record]:
        nonlocal due
        due = _due(place, fold(current.records), practices)
        if not due:
            raise _NothingDueError
        return [
            replace(
                Record.of_handoff(item, place.now, reminder.state),
                recipient=reminder.recipient,
                reference=reminder_id(reminder, orders.nonce, place.sender),
            )
            for reminder in due
            for item in reminder.handoffs
        ]

    count = len(_due(place, fold(journal.records), practices))
    try:
        appended = write_note(place.branch, _head(place, orders, "note.remind", count), tell, journal)
    except _NothingDueError:
        return None
    return due, appended.journal


def _known(place: Workplace, orders: Orders, reminder: Reminder, view: JournalView) -> Known:
    practice = place.declaration.practices[reminder.practice]
    return Known(practice, view.of(practice).handoffs, sender_of(place, orders.nonce))


def _deliver(post: Post, orders: Orders, reminder: Reminder, known: Known) -> Reminded:
    name = reminder_id(reminder, known.sender.run, known.sender.address)
    if orders.stop():
        return Reminded(reminder, Status.SKIPPED, name, "interrupted")
    try:
        letter = compose_reminder(reminder, known)
    except AccessctlError as error:
        return Reminded(reminder, Status.FAILED, name, error.code, error.params)
    found = post.deliver(letter)
    return Reminded(reminder, STATUS[found.fate], letter.message_id, found.code, found.params)


def _take_back(place: Workplace, orders: Orders, failed: Sequence[Reminded], journal: Journal) -> None:
    """Note that reminders did not go out: the hand-offs are as before, where nobody answered meanwhile."""
    if not failed:
        return
    before = {item.id: one for one in failed for item in one.reminder.handoffs}

    def tell(current: Journal) -> Sequence[Record]:
        return list(_returned(place, fold(current.records), before.values()))

    head = _head(place, orders, "note.not-reminded", len(failed))
    write_note(place.branch, head, tell, journal)


def _returned(place: Workplace, view: JournalView, failed: Iterable[Reminded]) -> Iterator[Record]:
    now = {item.id: item for practice in view.practices.values() for item in practice.handoffs}
    for one in {id(item): item for item in failed}.values():
        for item in one.reminder.handoffs:
            current = now.get(item.id)
            if current is not None and current.state is one.reminder.state:
                yield replace(
                    Record.of_handoff(item, place.now, item.state),
                    code=NOT_DELIVERED,
                    params={"reason": one.code or ""},
                )


def _head(place: Workplace, orders: Orders, key: str, count: int) -> Head:
    language = place.rules.settings.language
    return Head(
        command="remind",
        actor=orders.actor,
        at=place.now,
        nonce=orders.nonce,
        summary=say_count(language, "workflow", key, count),
    )
