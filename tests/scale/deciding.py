"""The real decisions: what the program's own difference, learning and folding say of a wish, look by look."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from wishes import MOST_ATTEMPTS, Act, Kind, Wish

from accessctl.execution.records import outcome_record
from accessctl.journal.folding import fold
from accessctl.model.capabilities import Capabilities
from accessctl.model.change import Change, ChangeKind, Route
from accessctl.model.finding import Holds, Location
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.journal_view import JournalView
from accessctl.model.live import Facet, LiveAssistant, Observation, Presence, presence_of_invitation
from accessctl.model.outcome import Outcome, Status
from accessctl.model.practice import Clinic, Entry, Practice, RecordAccess
from accessctl.model.record import Record
from accessctl.model.rules import Rules
from accessctl.model.settings import SendWindow, Settings
from accessctl.reconcile.case import Situation
from accessctl.reconcile.diff import Difference, diff
from accessctl.reconcile.learning import learn

START = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
"""A Monday at midnight in Costa Rica."""
RULES = Rules(
    Settings(max_attempts=MOST_ATTEMPTS, send_window=SendWindow(frozenset({0, 1, 2, 3}), time(8), time(17)))
)
SUPPORT = Address("soporte@hulipractice.example")
IN_BROWSER = Capabilities(
    frozenset({ChangeKind.INVITE, ChangeKind.RESEND}), frozenset({Facet.PRESENCE, Facet.CLINICS}), SUPPORT
)
OVER_API = Capabilities(frozenset(), frozenset({Facet.PRESENCE}), SUPPORT)
ACTS = {
    (ChangeKind.INVITE, Route.DIRECT): Act.INVITE,
    (ChangeKind.INVITE, Route.HANDOFF): Act.ASK_TO_INVITE,
    (ChangeKind.RESEND, Route.DIRECT): Act.RESEND,
    (ChangeKind.REVOKE, Route.HANDOFF): Act.ASK_TO_REMOVE,
    (ChangeKind.REQUEST_RECORD_ACCESS, Route.HANDOFF): Act.ASK_SUPPORT,
}


def instant(at: float) -> datetime:
    """Return the time of day that a simulated clock shows."""
    return START + timedelta(seconds=at)


class RealCase:
    """One wish among colleagues, as values of the program."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self.slug = f"consultorio-{wish.practice:06d}"
        self.colleagues = tuple(_entry(self.slug, number) for number in range(9))
        self.person = _entry(self.slug, 9)
        self.records: list[Record] = []
        self.change: Change | None = None
        before = self.colleagues if wish.kind is Kind.COME else (*self.colleagues, self.person)
        self._look(_practice(wish, self.slug, before), -86400.0)  # adopted the day before

    def decide(self, now: float) -> tuple[Act | None, bool]:
        """Return what the program does now, and whether it has given up until somebody decides."""
        self._hear(now)
        found = self._look(_practice(self.wish, self.slug, self._declared()), now)
        changes = [change for change in found.effects.changes if change.email == self.person.email]
        assert len(changes) == len(found.effects.changes) <= 1, found.effects.changes
        self.change = changes[0] if changes else None
        blocked = any(notice.email == self.person.email for notice in found.effects.blocked)
        return (None if self.change is None else ACTS[self.change.kind, self.change.route]), blocked

    def carried_out(self, now: float) -> None:
        """Journal the change that was decided last."""
        change = self.change
        if change is None:
            return  # the program would not have done it: that is told already
        status = Status.DONE if change.route is Route.DIRECT else Status.HANDED_OFF
        record = outcome_record(Outcome(change, status, instant(now)), f"h-{change.id}")
        self.records.append(record)

    def _hear(self, now: float) -> None:
        """Journal that an owner or support says it is done, where nobody can see that."""
        wish = self.wish
        if wish.kind is Kind.LEAVE or wish.answered > now:
            return
        pending = [item for item in self._view().of(self._any()).handoffs if item.pending]
        self.records += [
            replace(
                Record.of_handoff(item, instant(wish.answered), HandoffState.DONE_ATTESTED), by="the owner"
            )
            for item in pending
        ]

    def _any(self) -> Practice:
        return _practice(self.wish, self.slug, self.colleagues)

    def _view(self) -> JournalView:
        return fold(self.records)

    def _declared(self) -> tuple[Entry, ...]:
        match self.wish.kind:
            case Kind.COME:
                return (*self.colleagues, self.person)
            case Kind.LEAVE:
                return self.colleagues
            case Kind.RECORD:
                access = RecordAccess("Prepara los expedientes", date(2027, 1, 31))
                return (*self.colleagues, replace(self.person, record_access=access))

    def _look(self, practice: Practice, now: float) -> Difference:
        found = diff(self._situation(practice, now, self._view()))
        self.records += learn(found)
        return found

    def situation(self, now: float, view: JournalView) -> Situation:
        """Return all that the program knows of the practice at a time."""
        return self._situation(_practice(self.wish, self.slug, self._declared()), now, view)

    def _situation(self, practice: Practice, now: float, view: JournalView) -> Situation:
        return Situation(
            practice=practice,
            observed=self._seen(now),
            view=view.of(practice),
            rules=RULES,
            capabilities=IN_BROWSER if self.wish.web else OVER_API,
            holds=Holds(),
            now=instant(now),
        )

    def _seen(self, now: float) -> Observation:
        """Return what the reader of that kind of practice would show."""
        there = [_live(entry, Presence.ACTIVE, self.wish) for entry in self.colleagues]
        presence = self._presence(now)
        if presence is not None and (self.wish.web or presence is Presence.ACTIVE):
            there.append(_live(self.person, presence, self.wish))
        return Observation(
            practice=self.slug,
            at=instant(now),
            complete=True,
            assistants={row.email: row for row in there},
            knowable=None if self.wish.web else frozenset(entry.email for entry in self._declared_ever()),
            shows_invitations=self.wish.web,
        )

    def _declared_ever(self) -> tuple[Entry, ...]:
        return (*self.colleagues, self.person)

    def _presence(self, now: float) -> Presence | None:
        """Return how the person stands in the simulated live system."""
        wish = self.wish
        if wish.kind is Kind.LEAVE:
            return Presence.ACTIVE if now < wish.answered else None
        if wish.kind is Kind.RECORD:
            return Presence.ACTIVE
        if wish.accepted <= now:
            return Presence.ACTIVE
        return None if wish.sent > now else presence_of_invitation(instant(wish.sent), instant(now))


def _entry(slug: str, number: int) -> Entry:
    email = Address(f"p{number}@{slug}.example")
    where = Location(f"practices/{slug}.yaml", 10 + number, 5)
    return Entry(email, where, where.line, email, "Ana", ("Mora", "Coto"), ("centro",))


def _practice(wish: Wish, slug: str, people: tuple[Entry, ...]) -> Practice:
    where = Location(f"practices/{slug}.yaml")
    return Practice(
        slug=slug,
        name=slug,
        owner=Address(f"titular@{slug}.example"),
        owner_name="Elena Rojas",
        where=where,
        provider="huli",
        organization=str(1_000_000 + wish.practice),
        web=wish.web,
        clinics=(Clinic("centro", "Centro", where),),
        assistants=people,
    )


def _live(entry: Entry, presence: Presence, wish: Wish) -> LiveAssistant:
    if not wish.web:
        return LiveAssistant(entry.email, presence)
    return LiveAssistant(entry.email, presence, entry.name, entry.surnames, clinics=frozenset(entry.clinics))
