"""Pure: what a review of a practice has to look at, and whether it is overdue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from accessctl.model.change import Access, access_value
from accessctl.model.fact import Source
from accessctl.model.finding import Holds
from accessctl.model.identity import Address
from accessctl.model.journal_view import Person, PracticeView
from accessctl.model.policy import Policy
from accessctl.model.practice import Practice
from accessctl.model.review import PracticeReview, ReviewItem
from accessctl.reconcile.desired import Desired, resolve


def review_of(practice: Practice, view: PracticeView, policy: Policy, now: datetime) -> PracticeReview:
    """Return everybody who is declared today or known to be there, with what makes them worth a look.

    The digest is of what people have, not of the marks: time alone makes no review another one.
    """
    desired = resolve(practice, Holds(), now)
    wanted = {email: item for email, item in desired.items() if item.wanted}
    there = {
        email for email, person in view.people.items() if person.seen or person.managed or person.unmanaged
    }
    items = tuple(_item(email, wanted.get(email), view) for email in sorted({*wanted, *there}))
    due = None
    if policy.reviews is not None:
        since = view.review.signed_at or view.adopted_at or view.observed_at
        due = None if since is None else since + policy.reviews.every
    return PracticeReview(
        practice=practice.slug,
        items=items,
        digest=_digest(practice.slug, items),
        state=view.review,
        due=due,
        overdue=due is not None and now >= due,
    )


def _item(email: Address, desired: Desired | None, view: PracticeView) -> ReviewItem:
    access = None if desired is None else desired.access
    entry = None if desired is None else desired.entry
    name = "" if entry is None else " ".join((entry.name or "", *entry.surnames)).strip()
    marks = tuple(_marks(access, view.person(email), view))
    return ReviewItem(email=email, name=name, declared=access, marks=marks)


def _marks(access: Access | None, person: Person, view: PracticeView) -> Iterator[str]:
    last = view.review.signed_at
    if access is None:
        yield "not-declared"
    elif last is not None and any(at > last for _, at in person.sendings):
        yield "new"
    if person.drift_since is not None:
        yield "drift"
    known = person.record_access
    if access is not None and access.record_access:
        yield "record-access"
        sure = known is not None and known.value and known.source in (Source.OBSERVED, Source.ATTESTED)
        if not sure:
            yield "record-unconfirmed"
    elif known is not None and known.value:
        yield "record-not-declared"
    if access is not None and access.billing:
        yield "billing"


def _digest(slug: str, items: tuple[ReviewItem, ...]) -> str:
    said = [
        slug,
        [[item.email, None if item.declared is None else access_value(item.declared)] for item in items],
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
