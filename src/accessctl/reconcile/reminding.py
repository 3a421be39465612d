"""Pure: which hand-offs nobody answered in time, and so are asked for once more. Once, and once louder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.identity import Address
from accessctl.model.reminder import Reminder
from accessctl.model.settings import HandoffSettings

RETRY_AFTER = timedelta(hours=1)
"""How long a reminder that could not be delivered is left alone."""


def due_reminders(
    handoffs: Iterable[Handoff], settings: HandoffSettings, now: datetime
) -> tuple[Reminder, ...]:
    """Return the reminders that are due: one for each practice, recipient and loudness, oldest first."""
    groups: dict[tuple[str, Address, HandoffState], list[Handoff]] = {}
    for handoff in sorted(handoffs, key=lambda item: (item.opened_at, item.id)):
        state = _due(handoff, settings, now)
        if state is not None and handoff.recipient is not None:
            groups.setdefault((handoff.practice, handoff.recipient, state), []).append(handoff)
    return tuple(
        Reminder(practice, recipient, state, tuple(items))
        for (practice, recipient, state), items in sorted(groups.items())
    )


def overdue(handoff: Handoff, settings: HandoffSettings, now: datetime) -> bool:
    """Say whether somebody should have answered by now."""
    return handoff.pending and _waited(handoff, now) >= min(settings.remind_after, settings.escalate_after)


def _due(handoff: Handoff, settings: HandoffSettings, now: datetime) -> HandoffState | None:
    """Return the state that a hand-off should come to, or None where it may rest.

    Of a mail that may not have arrived a person decides.
    """
    if handoff.uncertain:
        return None
    if handoff.tried_at is not None and now < handoff.tried_at + RETRY_AFTER:
        return None
    waited = _waited(handoff, now)
    if handoff.state in {HandoffState.SENT, HandoffState.REMINDED} and waited >= settings.escalate_after:
        return HandoffState.ESCALATED
    if handoff.state is HandoffState.SENT and waited >= settings.remind_after:
        return HandoffState.REMINDED
    return None


def _waited(handoff: Handoff, now: datetime) -> timedelta:
    return now - (handoff.sent_at or handoff.opened_at)
