"""Reviews of access: begun and signed off in the journal, practice by practice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from accessctl.declarations.source_files import PRACTICES
from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.apply import Orders
from accessctl.execution.workplace import Workplace, unknown_practice
from accessctl.journal.folding import fold
from accessctl.journal.reading import Journal
from accessctl.journal.recalling import recall
from accessctl.journal.runs import Head, write_note
from accessctl.model.journal_view import JournalView
from accessctl.model.record import Record, RecordKind
from accessctl.model.review import PracticeReview
from accessctl.reconcile.reviewing import review_of
from accessctl.rendering.texts import say, say_count


def reviews(place: Workplace, slugs: Iterable[str] = ()) -> tuple[PracticeReview, ...]:
    """Return what has to be looked at in the practices, or in all of them."""
    return _reviews(place, recall(place.branch).view, tuple(slugs), place.now)


def _reviews(
    place: Workplace, view: JournalView, slugs: Sequence[str], now: datetime
) -> tuple[PracticeReview, ...]:
    policy = place.rules.policy
    return tuple(review_of(practice, view.of(practice), policy, now) for practice in place.practices(slugs))


def start(place: Workplace, slugs: Sequence[str], orders: Orders) -> tuple[tuple[PracticeReview, ...], str]:
    """Begin a review of the practices, or of all; what is to be looked at is journalled as a digest."""
    now = place.now
    language = place.rules.settings.language
    begun = reviews(place, slugs)
    if not begun:
        raise _nothing(place, slugs)

    def tell(journal: Journal) -> Sequence[Record]:
        view = fold(journal.records)
        return [
            _record(place, view, item, RecordKind.REVIEW, now)
            for item in _reviews(place, view, tuple(slugs), now)
        ]

    summary = say_count(language, "workflow", "note.review", len(begun))
    head = Head(command="review", actor=orders.actor, at=now, nonce=orders.nonce, summary=summary)
    return begun, write_note(place.branch, head, tell).commit


def in_conflict(place: Workplace) -> frozenset[str]:
    """Return the practices in whose files git left a conflict."""
    torn = {one.where.file for one in place.findings if one.message == "yaml-syntax.conflict"}
    return frozenset(slug for slug in place.declaration.unreadable if f"{PRACTICES}/{slug}.yaml" in torn)


def _nothing(place: Workplace, slugs: Sequence[str]) -> AccessctlError:
    """Return the error of a review that would look at nobody."""
    unread = sorted(place.declaration.unreadable & set(slugs or place.declaration.unreadable))
    if not unread:
        return AccessctlError("review-nothing")
    code = "review-in-conflict" if unread[0] in in_conflict(place) else "review-unreadable"
    return AccessctlError(code, practice=unread[0])


def sign(place: Workplace, slug: str, by: str, orders: Orders) -> str:
    """Sign a practice's review off; it must have been begun, and nothing may have changed since."""
    if slug in place.declaration.unreadable:
        raise _nothing(place, (slug,))
    if slug not in place.declaration.practices:
        raise unknown_practice(slug, place.declaration.practices)
    if not by.strip():
        raise UsageError("review-by")
    now = place.now
    summary = say(place.rules.settings.language, "workflow", "note.reviewed", {"practice": slug})
    head = Head(command="review", actor=orders.actor, at=now, nonce=orders.nonce, summary=summary)

    def tell(journal: Journal) -> Sequence[Record]:
        view = fold(journal.records)
        (item,) = _reviews(place, view, (slug,), now)
        if not item.state.open:
            raise AccessctlError("review-not-begun", practice=slug)
        if item.state.started != item.digest:
            raise AccessctlError("review-moved", practice=slug)
        return [replace(_record(place, view, item, RecordKind.REVIEWED, now), by=by.strip())]

    return write_note(place.branch, head, tell).commit


def _record(
    place: Workplace, view: JournalView, item: PracticeReview, kind: RecordKind, now: datetime
) -> Record:
    """Return a record under the slug that the journal knows the practice by: a new one would hide it."""
    known = view.known_as(place.declaration.practices[item.practice]) or item.practice
    return Record(kind=kind, at=now, practice=known, count=len(item.items), digest=item.digest)
