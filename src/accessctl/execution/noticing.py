"""The inviter hears of it when an invitation ran out unanswered: once, when that is first journalled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from accessctl.errors import AccessctlError
from accessctl.execution.observe import Planned
from accessctl.execution.posting import STATUS, sender_of
from accessctl.execution.workplace import Workplace
from accessctl.handoffs.notices import Unanswered, compose_unanswered
from accessctl.handoffs.post import Post
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind
from accessctl.model.reminder import Noticed

UNANSWERED = "invitation-unanswered"


def unanswered(place: Workplace, planned: Planned) -> Mapping[str, tuple[Record, ...]]:
    """Return the blocks that this run is the first to journal, by practice; not where nothing is applied."""
    groups: dict[str, list[Record]] = {}
    for record in planned.learned:
        if record.kind is RecordKind.BLOCKED and record.code == UNANSWERED and record.practice is not None:
            groups.setdefault(record.practice, []).append(record)
    practices = place.declaration.practices
    return {
        slug: tuple(records)
        for slug, records in groups.items()
        if slug in practices and practices[slug].mode == "apply"
    }


def notify(
    place: Workplace, post: Post, planned: Planned, nonce: str, blocks: Mapping[str, tuple[Record, ...]]
) -> tuple[Noticed, ...]:
    """Write to the owners. What does not go out waits in the outbox, for `handoff send`."""
    sender = sender_of(place, nonce)
    found: list[Noticed] = []
    for slug, records in sorted(blocks.items()):
        practice = place.declaration.practices[slug]
        view = planned.view.of(practice)
        people = [
            Unanswered(record.email, record.attempts or 1, view.person(record.email).sent_at)
            for record in records
            if record.email is not None
        ]
        told = Noticed(slug, practice.owner, tuple(person.email for person in people), Status.FAILED)
        try:
            letter = compose_unanswered(practice, people, sender)
        except AccessctlError as error:
            found.append(replace(told, code=error.code, params=error.params))
            continue
        delivery = post.tell(letter)
        status, reference = STATUS[delivery.fate], letter.message_id
        told = replace(told, status=status, reference=reference)
        found.append(replace(told, code=delivery.code, params=delivery.params))
    return tuple(found)
