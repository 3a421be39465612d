"""`handoff send`: what lies in the outbox goes to the mail server; what may have arrived only when named.

The journal has it first that a mail may be on its way: a run that dies leaves none to be sent twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from accessctl.errors import AccessctlError
from accessctl.execution.apply import Orders
from accessctl.execution.handoffs import all_handoffs, find
from accessctl.execution.posting import STATUS, posting, sender_of
from accessctl.execution.workplace import Workplace, unknown_practice
from accessctl.handoffs.delivery import Delivery, Fate
from accessctl.handoffs.outbox import SENDING
from accessctl.handoffs.post import Post, parcel_of
from accessctl.handoffs.reminding import Known, compose_again
from accessctl.handoffs.smtp_url import VARIABLE
from accessctl.journal.folding import fold
from accessctl.journal.reading import Journal, read_journal
from accessctl.journal.runs import Head, write_note
from accessctl.model.handoff import BY_MAIL, UNCERTAIN, Handoff, HandoffState
from accessctl.model.journal_view import JournalView
from accessctl.model.outcome import Status
from accessctl.model.record import Record
from accessctl.model.sending import Sent
from accessctl.rendering.texts import say_count


@dataclass(frozen=True, slots=True)
class _Mail:
    """The pending hand-offs of one mail."""

    message_id: str
    handoffs: tuple[Handoff, ...]

    @property
    def uncertain(self) -> bool:
        return any(item.uncertain for item in self.handoffs)


def send(place: Workplace, wished: Sequence[str], orders: Orders) -> tuple[Sent, ...]:
    """Send the mails of some hand-offs, or (none named) all that wait in the outbox."""
    journal = read_journal(place.branch)
    view = fold(journal.records)
    mails = _named(view, wished) if wished else _waiting(place, view)
    with posting(place) as post:
        if post.mailer is None:
            raise AccessctlError("smtp-url-missing", variable=VARIABLE)
        done: list[Sent] = []
        if mails:
            journal = _note(place, orders, journal, mails)
            found = [(mail, _deliver(place, post, orders, view, mail)) for mail in mails]
            _settle(place, orders, journal, found)
            done += [_sent(mail, delivery) for mail, delivery in found]
        if not wished:
            done += _notices(place, post)
    return tuple(done)


def _named(view: JournalView, wished: Sequence[str]) -> tuple[_Mail, ...]:
    """Return the mails of the hand-offs that somebody named; one that certainly went is not sent again."""
    chosen = {item.id: item for item in (find(view, name) for name in wished)}
    for item in chosen.values():
        if not item.pending:
            raise AccessctlError("handoff-ended", handoff=item.id, state=item.state)
        if item.state not in {HandoffState.OPEN, HandoffState.SENT} or (item.mailed and not item.uncertain):
            raise AccessctlError("handoff-mailed", handoff=item.id, recipient=item.recipient)
    names = {item.message_id for item in chosen.values() if item.message_id is not None}
    return _mails(view, names)


def _waiting(place: Workplace, view: JournalView) -> tuple[_Mail, ...]:
    """Return the mails that lie in the outbox and were given to nobody."""
    sent = {HandoffState.OPEN, HandoffState.SENT}
    names = {
        item.message_id
        for item in all_handoffs(view)
        if item.state in sent and not item.uncertain and item.message_id is not None
    }
    return _mails(view, {name for name in names if place.outbox.holds(name)})


def _mails(view: JournalView, names: set[str]) -> tuple[_Mail, ...]:
    groups: dict[str, list[Handoff]] = {}
    for item in all_handoffs(view):
        if item.pending and item.message_id in names:
            groups.setdefault(item.message_id, []).append(item)
    return tuple(_Mail(name, tuple(items)) for name, items in groups.items())


def _note(place: Workplace, orders: Orders, journal: Journal, mails: Sequence[_Mail]) -> Journal:
    """Write down that the mails may be on their way; raise where somebody else moved one of them."""

    def tell(current: Journal) -> Sequence[Record]:
        now = {item.id: item for item in all_handoffs(fold(current.records))}
        for item in (item for mail in mails for item in mail.handoffs):
            if now.get(item.id) != item:
                raise AccessctlError("handoff-moved", handoff=item.id)
        return [_record(place, item, UNCERTAIN, by_mail=True) for mail in mails for item in mail.handoffs]

    return write_note(place.branch, _head(place, orders, len(mails)), tell, journal).journal


def _deliver(place: Workplace, post: Post, orders: Orders, view: JournalView, mail: _Mail) -> Delivery:
    if not (place.outbox.holds(mail.message_id) or place.outbox.holds(mail.message_id, SENDING)):
        slug = mail.handoffs[0].practice
        practice = place.declaration.practices.get(slug)
        if practice is None:
            error = unknown_practice(slug, place.declaration.practices)
            return Delivery(Fate.FAILED, error.code, error.params)
        known = Known(practice, view.of(practice).handoffs, sender_of(place, orders.nonce))
        try:
            place.outbox.put(compose_again(mail.handoffs, known))
        except AccessctlError as error:
            return Delivery(Fate.FAILED, error.code, error.params)
        except OSError:
            return post.unwritable()
    return post.send(mail.message_id)


def _settle(
    place: Workplace, orders: Orders, journal: Journal, found: Sequence[tuple[_Mail, Delivery]]
) -> None:
    """Write down what became of the mails; where nobody can tell, what was noted before stands."""
    told = [
        (mail, delivery)
        for mail, delivery in found
        if delivery.fate is Fate.SENT or (delivery.fate is Fate.FAILED and not mail.uncertain)
    ]
    if told:
        records = list(_told(place, told))
        write_note(place.branch, _head(place, orders, len(told)), lambda _: records, journal)


def _told(place: Workplace, told: Iterable[tuple[_Mail, Delivery]]) -> Iterator[Record]:
    for mail, delivery in told:
        for item in mail.handoffs:
            yield _record(place, item, None, by_mail=delivery.fate is Fate.SENT)


def _record(place: Workplace, item: Handoff, code: str | None, *, by_mail: bool) -> Record:
    return replace(
        Record.of_handoff(item, place.now, HandoffState.SENT),
        recipient=item.recipient,
        reference=item.message_id,
        code=code,
        params=BY_MAIL if by_mail else None,
    )


def _sent(mail: _Mail, delivery: Delivery) -> Sent:
    first = mail.handoffs[0]
    return Sent(
        mail.message_id,
        first.recipient or first.email,
        tuple(item.id for item in mail.handoffs),
        STATUS[delivery.fate],
        again=mail.uncertain,
        code=delivery.code,
        params=delivery.params,
    )


def _notices(place: Workplace, post: Post) -> Iterator[Sent]:
    """Send the notices that lie in the outbox; the journal does not follow them."""
    for message_id in place.outbox.notices():
        recipient = parcel_of(place.outbox.path(message_id).read_bytes()).recipients[0]
        found = post.send(message_id)
        yield Sent(message_id, recipient, (), STATUS[found.fate], code=found.code, params=found.params)


def unsent(sent: Iterable[Sent]) -> bool:
    """Say whether any of the mails did not go out, or perhaps not."""
    return any(item.status is not Status.HANDED_OFF for item in sent)


def _head(place: Workplace, orders: Orders, count: int) -> Head:
    return Head(
        command="handoff",
        actor=orders.actor,
        at=place.now,
        nonce=orders.nonce,
        summary=say_count(place.rules.settings.language, "workflow", "note.send", count),
    )
