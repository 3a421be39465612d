"""The digest: once a day, whoever writes the letters hears what is overdue, the oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from accessctl.execution.apply import Orders
from accessctl.execution.effects import Hands
from accessctl.execution.handoffs import all_handoffs
from accessctl.execution.posting import posting, sender_of, server_for
from accessctl.execution.workplace import Workplace
from accessctl.handoffs.delivery import Fate
from accessctl.handoffs.notices import compose_digest
from accessctl.journal.folding import fold
from accessctl.journal.reading import Journal, read_journal
from accessctl.journal.runs import Head, write_note
from accessctl.model.handoff import Handoff
from accessctl.model.journal_view import DIGEST, JournalView
from accessctl.model.record import Record
from accessctl.reconcile.reminding import overdue
from accessctl.rendering.texts import say_count

PERIOD = timedelta(hours=24)


class _NotDueError(Exception):
    """Another runner sent it meanwhile."""


def digest(hands: Hands, orders: Orders) -> bool:
    """Send the digest if it is due; say whether it went. Without a mail server there is none."""
    place = hands.place
    if server_for(place) is None:
        return False
    journal = read_journal(place.branch)
    rows = _rows(place, fold(journal.records))
    if not rows:
        return False

    def tell(current: Journal) -> Sequence[Record]:
        if not _rows(place, fold(current.records)):
            raise _NotDueError
        return ()

    language = place.rules.settings.language
    head = Head(
        command=DIGEST,
        actor=orders.actor,
        at=place.now,
        nonce=orders.nonce,
        summary=say_count(language, "workflow", "note.digest", len(rows)),
    )
    try:
        write_note(place.branch, head, tell, journal)
    except _NotDueError:
        return False
    letter = compose_digest(rows, language, sender_of(place, orders.nonce))
    with posting(place, hands.pause) as post:
        found = post.deliver(letter)  # a digest that was not taken is stale tomorrow: it is not kept
    return found.fate is Fate.SENT


def _rows(place: Workplace, view: JournalView) -> tuple[Handoff, ...]:
    """Return what is overdue, the oldest first; nothing where a digest went within the period."""
    if not _due(view.digest_at, place.now):
        return ()
    settings = place.rules.settings.handoffs
    released = {slug for slug, practice in view.practices.items() if practice.released}
    return tuple(
        item
        for item in all_handoffs(view)
        if item.practice not in released and overdue(item, settings, place.now)
    )


def _due(last: datetime | None, now: datetime) -> bool:
    return last is None or now >= last + PERIOD
