"""A hand-off: a change that only a person elsewhere can carry out, tracked to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accessctl.model.change import Access, ChangeKind
from accessctl.model.identity import Address


class HandoffState(StrEnum):
    """How far a hand-off has come."""

    OPEN = "open"  # to be sent
    SENT = "sent"  # its mail is in the outbox, or a server took it
    REMINDED = "reminded"  # once more, since nobody answered
    ESCALATED = "escalated"  # and once more, with a copy to others
    DONE_OBSERVED = "done:observed"
    DONE_ATTESTED = "done:attested"
    REFUSED = "refused"  # they said no
    CANCELLED = "cancelled"  # if still wanted, it is planned anew
    SUPERSEDED = "superseded"


PENDING = frozenset({HandoffState.OPEN, HandoffState.SENT, HandoffState.REMINDED, HandoffState.ESCALATED})
"""The states in which somebody still has to act."""


REMINDERS = frozenset({HandoffState.REMINDED, HandoffState.ESCALATED})
"""The states that say that nobody answered the first mail."""

BY_MAIL = {"mail": "smtp"}
"""What the journal notes of a letter that goes to a mail server, and is not left in the outbox."""

NOT_DELIVERED = "not-delivered"
"""The code of a record that takes back a reminder which certainly did not go out."""

UNCERTAIN = "uncertain"
"""The code of a record that says of a mail sent once more that nobody knows whether it arrived."""


@dataclass(frozen=True, slots=True)
class Handoff:
    """One request to one person, as the journal has it."""

    id: str
    change_id: str
    kind: ChangeKind
    practice: str
    email: Address
    recipient: Address | None
    before: Access
    after: Access
    state: HandoffState
    opened_at: datetime
    changed_at: datetime
    centre: str | None = None
    entry: str | None = None
    requester: Address | None = None
    message_id: str | None = None
    """The mail that asked first; reminders answer to it."""
    sent_at: datetime | None = None
    """When it was asked; anew where a person had the mail sent once more."""
    mailed: bool = False
    """Whether a mail server has the mail; else it lies in the outbox."""
    uncertain: bool = False
    """Whether nobody knows if its mail arrived: it is not sent again unless a person says so."""
    tried_at: datetime | None = None
    """When a reminder was tried last that certainly did not go out."""
    by: str | None = None
    evidence: str | None = None
    reason: str | None = None

    @property
    def pending(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in PENDING
