"""Pure: who stands where in which practice at a moment, by the files, the journal and what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from accessctl.history.chronicle import Life
from accessctl.model.change import ChangeKind
from accessctl.model.event import Holding
from accessctl.model.fact import Fact, Source, newest
from accessctl.model.handoff import PENDING, Handoff, HandoffState
from accessctl.model.identity import Address
from accessctl.model.journal_view import NOBODY, UNKNOWN_PRACTICE, JournalView, Person, PracticeView
from accessctl.model.live import INVITATION_LIFE, Observation, Presence, Unobserved
from accessctl.model.report import Seat, SeatState

T = TypeVar("T")

_GIVEN = PENDING | {HandoffState.DONE_OBSERVED, HandoffState.DONE_ATTESTED}
_ENDED = frozenset({HandoffState.DONE_OBSERVED, HandoffState.DONE_ATTESTED})
_STATES = {
    Presence.ABSENT: SeatState.ABSENT,
    Presence.INVITED: SeatState.INVITED,
    Presence.EXPIRED: SeatState.EXPIRED,
    Presence.ACTIVE: SeatState.ACTIVE,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known at a moment: the journal as it was then, and what was read of the live system."""

    moment: datetime
    view: JournalView
    lives: Mapping[str, Life]
    """Each practice by every slug that it ever had."""
    observations: Mapping[str, Observation | Unobserved] = field(default_factory=dict)

    def practice(self, slug: str) -> PracticeView:
        """Return what the journal knows of a practice, under any of its slugs."""
        known = self.view.practices
        if slug in known:
            return known[slug]
        life = self.lives.get(slug)
        slugs = life.slugs if life is not None else frozenset()
        return next((known[name] for name in slugs if name in known), UNKNOWN_PRACTICE)

    def slug_now(self, slug: str) -> str:
        """Return what the practice that had this slug is called at the moment, as far as it has a file."""
        life = self.lives.get(slug)
        if life is None or slug in self.observations:
            return slug
        return next(span.slug for span in reversed(life.spans) if span.slug is not None)


def seats(scene: Scene, declared: Iterable[Holding]) -> tuple[Seat, ...]:
    """Return everybody who is declared, and everybody else who is or may be there."""
    by_person = {(item.practice, item.email): item for item in declared}
    found = [_seat(scene, whose, holding) for whose, holding in by_person.items()]
    found += [
        seat
        for whose in sorted({*_journalled(scene), *_observed(scene)} - by_person.keys())
        if (seat := _seat(scene, whose, None)).may_be_there
    ]
    return tuple(sorted(found, key=lambda seat: (seat.practice, seat.email)))


def strangers(scene: Scene) -> tuple[Seat, ...]:
    """Return everybody whom journal or live system know, gone ones too."""
    return tuple(_seat(scene, whose, None) for whose in sorted({*_journalled(scene), *_observed(scene)}))


def _journalled(scene: Scene) -> Iterator[tuple[str, Address]]:
    for slug, practice in scene.view.practices.items():
        for email in practice.people:
            yield scene.slug_now(slug), email


def _observed(scene: Scene) -> Iterator[tuple[str, Address]]:
    for slug, seen in scene.observations.items():
        if isinstance(seen, Observation):
            for email in seen.assistants:
                yield slug, email


def _seat(scene: Scene, whose: tuple[str, Address], holding: Holding | None) -> Seat:
    slug, email = whose
    practice = scene.practice(slug)
    person = practice.person(email)
    seen = scene.observations.get(slug)
    live = seen.assistants.get(email) if isinstance(seen, Observation) else None
    read = _presence(seen, email, person)
    presence = newest(person.presence, read)
    sent_at = live.sent_at if live is not None and live.sent_at is not None else person.sent_at
    looked = seen.at if isinstance(seen, Observation) else None
    record = newest(person.record_access, _fact(looked, None if live is None else live.record_access))
    billing = newest(person.billing, _fact(looked, None if live is None else live.billing))
    return Seat(
        practice=slug,
        email=email,
        state=_STATES[read.value]
        if read is not None and read is presence
        else _state(scene.moment, person, presence, sent_at),
        declared=holding,
        presence=presence,
        record_access=record,
        billing=billing,
        clinics=newest(person.clinics, _fact(looked, None if live is None else live.clinics)),
        sent_at=sent_at,
        attempts=None if live is None else live.attempts,
        drift_since=person.drift_since,
        unmanaged=person.unmanaged,
        asked_record=_asked(practice, email, ChangeKind.REQUEST_RECORD_ACCESS),
        asked_billing=_asked(practice, email, ChangeKind.REQUEST_BILLING),
        live_name=None if live is None else " ".join(filter(None, (live.name, *live.surnames))) or None,
    )


def _presence(seen: Observation | Unobserved | None, email: Address, person: Person) -> Fact[Presence] | None:
    if not isinstance(seen, Observation):
        return None
    if email in seen.assistants:
        return Fact(seen.assistants[email].presence, seen.at, Source.OBSERVED)
    absent = seen.shows_absent(email, person.invited_at)
    return Fact(Presence.ABSENT, seen.at, Source.OBSERVED) if absent else None


def _fact(at: datetime | None, value: T | None) -> Fact[T] | None:
    return None if at is None or value is None else Fact(value, at, Source.OBSERVED)


def _state(
    moment: datetime, person: Person, presence: Fact[Presence] | None, sent_at: datetime | None
) -> SeatState:
    """Say how somebody stands: an invitation that nobody looked at since its 48 hours is anybody's guess."""
    if presence is None:
        return SeatState.NEVER if person == NOBODY or not person.seen else SeatState.UNKNOWN
    lapses = (sent_at or presence.at) + INVITATION_LIFE
    if presence.value is Presence.INVITED and moment >= lapses:
        looked = presence.source is Source.OBSERVED and presence.at >= lapses
        return SeatState.EXPIRED if looked else SeatState.UNKNOWN
    return _STATES[presence.value]


def _asked(practice: PracticeView, email: Address, kind: ChangeKind) -> bool:
    """Say whether the facet was asked for and may be there: no end of it is known since."""
    opposite = {
        ChangeKind.REQUEST_RECORD_ACCESS: ChangeKind.REQUEST_RECORD_REMOVAL,
        ChangeKind.REQUEST_BILLING: ChangeKind.REQUEST_BILLING_REMOVAL,
    }[kind]
    asked = False
    for handoff in _of(practice, email):
        if handoff.kind is kind and handoff.state in _GIVEN:
            asked = True
        elif handoff.kind is opposite and handoff.state in _ENDED:
            asked = False
    return asked


def _of(practice: PracticeView, email: Address) -> list[Handoff]:
    return sorted(
        (item for item in practice.handoffs if item.email == email), key=lambda item: item.opened_at
    )
