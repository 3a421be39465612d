"""Pure: what a review of a practice has to look at, and whether it is overdue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from accessctl.model.change import Access, ChangeKind, access_value
from accessctl.model.fact import Source
from accessctl.model.finding import Holds
from accessctl.model.identity import Address
from accessctl.model.journal_view import Person, PracticeView
from accessctl.model.policy import Policy
from accessctl.model.practice import Practice
from accessctl.model.review import PracticeReview, ReviewItem
from accessctl.reconcile.desired import Desired, replaced_addresses, resolve


def review_of(practice: Practice, view: PracticeView, policy: Policy, now: datetime) -> PracticeReview:
    """Return everybody who is declared today or known to be there, with what makes them worth a look.

    The digest is of what people have, not of the marks: time alone makes no review another one.
    """
    desired = resolve(practice, Holds(), now)
    wanted = {email: item for email, item in desired.items() if item.wanted}
    there = {
        email for email, person in view.people.items() if person.seen or person.managed or person.unmanaged
    }
    moved = {old: wanted[new] for old, new in replaced_addresses(practice).items() if new in wanted}
    items = tuple(
        _item(email, wanted.get(email), view, moved.get(email)) for email in sorted({*wanted, *there})
    )
    due = due_at(view, policy)
    return PracticeReview(
        practice=practice.slug,
        items=items,
        digest=_digest(practice.slug, items),
        state=view.review,
        due=due,
        overdue=due is not None and now >= due,
    )


def due_at(view: PracticeView, policy: Policy) -> datetime | None:
    """Return when the practice has to be looked at again; nothing is due before its adoption."""
    since = view.review_counts_from
    return None if since is None or policy.reviews is None else since + policy.reviews.every


def confirmed_alone(
    desired: Mapping[Address, Desired], view: PracticeView, policy: Policy, now: datetime
) -> Mapping[Address, Desired]:
    """Return what is desired, without the record access that the policy withholds as unconfirmed."""
    limits = dict(confirmation_ends(desired.values(), view, policy))
    return {
        email: replace(item, record_access=False, unconfirmed=True) if _is_over(limits, email, now) else item
        for email, item in desired.items()
    }


def _is_over(limits: Mapping[Address, datetime], email: Address, now: datetime) -> bool:
    return email in limits and limits[email] <= now


def confirmation_ends(
    desired: Iterable[Desired], view: PracticeView, policy: Policy
) -> Iterator[tuple[Address, datetime]]:
    """Yield until when each declared record access counts as confirmed, where the policy removes the rest.

    A signed review confirms all that is there, and so does the request itself: whoever approved it looked.
    What was never asked for, nor found there, has nothing to confirm yet.
    """
    due = due_at(view, policy)
    if policy.reviews is None or policy.reviews.unconfirmed_record_access != "remove" or due is None:
        return
    for item in desired:
        if item.record_access and item.held is None:
            requests = [request for request in view.handoffs if request.email == item.email]
            granted = [
                request.opened_at for request in requests if request.kind is ChangeKind.REQUEST_RECORD_ACCESS
            ]
            withdrawn = any(request.kind is ChangeKind.REQUEST_RECORD_REMOVAL for request in requests)
            known = view.person(item.email).record_access
            if granted or withdrawn or (known is not None and known.value):
                yield item.email, max([due, *(at + policy.reviews.every for at in granted)])


def _item(
    email: Address, desired: Desired | None, view: PracticeView, moved_to: Desired | None
) -> ReviewItem:
    """Return one address to be looked at; `moved_to` is the entry that names it as an earlier one."""
    access = None if desired is None else desired.access
    shown = desired or moved_to
    entry = None if shown is None else shown.entry
    name = "" if entry is None else " ".join((entry.name or "", *entry.surnames)).strip()
    moved = desired is None and moved_to is not None
    marks = tuple(_marks(access, view.person(email), view, moved=moved))
    now = moved_to.email if moved and moved_to is not None else None
    return ReviewItem(email=email, name=name, declared=access, marks=marks, now=now)


def _marks(access: Access | None, person: Person, view: PracticeView, *, moved: bool) -> Iterator[str]:
    last = view.review.signed_at
    if access is None:
        yield "earlier-address" if moved else "not-declared"
    elif last is not None and any(at > last for _, at in person.sendings):
        yield "new"
    if person.drift_since is not None:
        yield "drift"
    known = person.record_access
    if access is not None and access.record_access:
        yield "record-access"
        sure = known is not None and known.value and known.source in (Source.OBSERVED, Source.ATTESTED)
        if not sure:
            yield "record-not-seen"
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
