"""Pure: the access-review pack, gathered from the history, the journal and what was read of what is live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from accessctl.history.answers import Question, When, gaps_at, lives_asked, local_day, newest_first, who
from accessctl.history.changes import declared_events
from accessctl.history.chronicle import History, Life, turn_at
from accessctl.history.curves import points
from accessctl.history.endings import by_practice, has, terms, told_of
from accessctl.history.journal_events import journal_events
from accessctl.history.seats import Scene, seats
from accessctl.journal.folding import fold
from accessctl.model.event import AccessEvent, Commit, Step
from accessctl.model.handoff import Handoff, HandoffState
from accessctl.model.live import Observation, Unobserved
from accessctl.model.record import Record
from accessctl.model.report import (
    DriftSeen,
    Duration,
    Ending,
    Facet,
    FacetGrant,
    NextEnd,
    Pack,
    Period,
    PracticeSource,
    ReviewDue,
    Seat,
)

SOON = timedelta(days=30)
_DONE = frozenset({HandoffState.DONE_OBSERVED, HandoffState.DONE_ATTESTED})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that a report is made from."""

    history: History
    records: tuple[Record, ...]
    zone: str
    observations: Mapping[str, Observation | Unobserved] = field(default_factory=dict)
    """What was read just now; empty where the report is of a past moment."""
    review_every: timedelta | None = None
    """How often the policy wants access looked at."""


def scene_of(evidence: Evidence, moment: datetime) -> Scene:
    """Return what was known at the moment: no later record, and no later look."""
    records = tuple(record for record in evidence.records if record.at <= moment)
    lives = {slug: life for life in evidence.history.lives for slug in life.slugs}
    return Scene(moment, fold(records), lives, evidence.observations)


def pack_of(evidence: Evidence, slugs: tuple[str, ...], period: Period) -> Pack:
    """Return the pack for a period, of all practices or of those named."""
    history, zone = evidence.history, evidence.zone
    when = When(period.until, period.day)
    lives = lives_asked(history, slugs)
    scene = scene_of(evidence, period.until)
    # a practice is asked for under any of its names: the holdings carry the one of the moment
    here = frozenset(slug for life in lives for slug in life.slugs)
    everybody = who(history, Question(whole_term=True), when, zone)
    declared = tuple(item for item in everybody if item.practice in here)
    today = frozenset((item.practice, item.email) for item in who(history, Question(), when, zone))
    found = tuple(seat for seat in seats(scene, declared) if not slugs or seat.practice in here)
    current = tuple(
        seat
        for seat in found
        if seat.may_be_there or seat.declared is None or (seat.practice, seat.email) in today
    )
    told = tuple(event for event in journal_events(evidence.records) if event.practice in here or not slugs)
    handoffs = tuple(_handoffs(scene, here, everywhere=not slugs))
    practices = sources(scene, lives)
    return Pack(
        period=period,
        zone=zone,
        slugs=slugs,
        live=bool(evidence.observations),
        practices=practices,
        seats=current,
        record_access=facet_grants(evidence, lives, current, Facet.RECORD, when),
        billing=facet_grants(evidence, lives, current, Facet.BILLING, when),
        invitations=tuple(seat for seat in current if seat.pending),
        ends_next=tuple(_ends_next(found, when, zone)),
        events=_in_period((*declared_events(history, lives), *told), period),
        drift=_drift(found, told, period),
        open_handoffs=tuple(item for item in handoffs if item.pending),
        durations=durations(item for item in handoffs if item.changed_at >= period.since),
        endings=_endings(evidence, lives, told, period),
        points=points(history, lives, period, zone),
        reviews=tuple(_reviews(scene, practices, evidence.review_every)),
        gaps=gaps_at(history, Question(slugs), when),
    )


def sources(scene: Scene, lives: Iterable[Life]) -> tuple[PracticeSource, ...]:
    """Return the practices that have a file, or whom the journal still knows, with their last look."""
    found = []
    for life in lives:
        span = life.spans[-1]
        slug = next((item.slug for item in reversed(life.spans) if item.slug is not None), "")
        seen = scene.observations.get(slug)
        view = scene.practice(slug)
        if span.slug is None and not view.people:
            continue
        found.append(
            PracticeSource(
                slug=slug,
                name=next((item.name for item in reversed(life.spans) if item.name), slug),
                observed_at=seen.at if isinstance(seen, Observation) else view.observed_at,
                failure=seen.code if isinstance(seen, Unobserved) else None,
            )
        )
    return tuple(sorted(found, key=lambda item: item.slug))


def _reviews(
    scene: Scene, practices: Iterable[PracticeSource], every: timedelta | None
) -> Iterator[ReviewDue]:
    for source in practices:
        view = scene.practice(source.slug)
        begun = view.review_counts_from
        due = None if every is None or begun is None else begun + every
        yield ReviewDue(source.slug, view.review, due, due is not None and scene.moment >= due)


def facet_grants(
    evidence: Evidence, lives: Iterable[Life], found: Iterable[Seat], facet: Facet, when: When
) -> tuple[FacetGrant, ...]:
    """Return who has the facet by declaration, or is known or said to have it, with its commit."""
    by_slug = {slug: life for life in lives for slug in life.slugs}
    record = facet is Facet.RECORD
    history = evidence.history
    place = history.place_at(when.moment)
    today = when.day or local_day(when.moment, evidence.zone)
    grants = []
    for seat in found:
        access = None if seat.declared is None else seat.declared.access
        declared = access is not None and bool(access.record_access if record else access.billing)
        fact, asked = (
            (seat.record_access, seat.asked_record) if record else (seat.billing, seat.asked_billing)
        )
        life = by_slug.get(seat.practice)
        lapsed = _lapsed(seat, facet, today)
        if declared and life is not None and not lapsed:
            commit = _opened(history, life, seat, facet, place)
            grants.append(FacetGrant(seat, facet, None if commit is None else commit.at, commit))
        elif (fact is not None and fact.value) or (fact is None and asked):
            grants.append(FacetGrant(seat, facet, None, None, lapsed=lapsed))
    return tuple(grants)


def _lapsed(seat: Seat, facet: Facet, today: date) -> bool:
    if seat.declared is None:
        return False
    ends = (seat.declared.ends, seat.declared.record_until if facet is Facet.RECORD else None)
    return any(day is not None and day < today for day in ends)


def _opened(history: History, life: Life, seat: Seat, facet: Facet, place: int) -> Commit | None:
    """Return the commit from which on the facet has been declared without a break."""
    turns = life.people.get(seat.email, ())
    index = turn_at(turns, place)
    if index < 0:
        return None
    while index > 0 and has(turns[index - 1].grant, facet):
        index -= 1
    return history.commits[turns[index].place]


def _ends_next(found: Iterable[Seat], when: When, zone: str) -> Iterator[NextEnd]:
    today = when.day or local_day(when.moment, zone)
    ends = []
    for seat in found:
        if seat.declared is None:
            continue
        days = ((Facet.ACCESS, seat.declared.ends), (Facet.RECORD, seat.declared.record_until))
        for facet, day in days:
            if day is not None and today <= day <= today + SOON:
                ends.append(NextEnd(seat, facet, day, (day - today).days))
    yield from sorted(ends, key=lambda end: (end.on, end.seat.practice, end.seat.email))


def _in_period(events: Iterable[AccessEvent], period: Period) -> tuple[AccessEvent, ...]:
    return tuple(event for event in newest_first(events) if period.since <= event.at <= period.until)


def _drift(found: Iterable[Seat], told: Iterable[AccessEvent], period: Period) -> tuple[DriftSeen, ...]:
    """Return who came by hand and is there, or was in the period; those from before anybody looked too."""
    there = [
        DriftSeen(seat.practice, seat.email, seat.drift_since, unmanaged=seat.unmanaged)
        for seat in found
        if seat.may_be_there and seat.declared is None
    ]
    known = {(item.practice, item.email) for item in there}
    gone: dict[tuple[str, str], DriftSeen] = {}
    for event in told:
        whose = (event.practice, event.email)
        if event.at > period.until or whose in known:
            continue
        if event.step is Step.DRIFT:
            gone[whose] = DriftSeen(event.practice, event.email, event.at)
        elif whose in gone and event.step in (Step.LEFT, Step.REMOVED, Step.ADOPTED):
            before = gone[whose]
            gone[whose] = DriftSeen(event.practice, event.email, before.since, event.at)
    ended = (item for item in gone.values() if (item.ended_at or period.until) >= period.since)
    return (*there, *sorted(ended, key=lambda item: (item.practice, item.email)))


def _handoffs(scene: Scene, here: frozenset[str], *, everywhere: bool) -> Iterator[Handoff]:
    found = [
        item
        for slug, view in scene.view.practices.items()
        if everywhere or slug in here
        for item in view.handoffs
    ]
    yield from sorted(found, key=lambda item: item.opened_at)


def durations(handoffs: Iterable[Handoff]) -> tuple[Duration, ...]:
    """Return how long requests took from asked to done, by their kind, the slowest kind first."""
    took: dict[str, list[timedelta]] = {}
    kinds = {}
    for item in handoffs:
        if item.state in _DONE:
            took.setdefault(item.kind, []).append(item.changed_at - item.opened_at)
            kinds[str(item.kind)] = item.kind
    found = [
        Duration(kinds[kind], len(lengths), _median(lengths), max(lengths)) for kind, lengths in took.items()
    ]
    return tuple(sorted(found, key=lambda item: (-item.longest, item.kind)))


def _median(lengths: Iterable[timedelta]) -> timedelta:
    return timedelta(seconds=median(length.total_seconds() for length in lengths))


def _endings(
    evidence: Evidence, lives: Iterable[Life], told: Iterable[AccessEvent], period: Period
) -> tuple[Ending, ...]:
    """Return what ended in the period, and what ended before and is still open; the newest first."""
    events = by_practice(told)
    found = [
        ending
        for life in lives
        for term in terms(evidence.history, life, told_of(events, life.slugs), evidence.zone, period.until)
        for ending in term.endings
        if ending.at >= period.since or ending.is_open
    ]
    return tuple(sorted(found, key=lambda item: (item.at, item.practice, item.email), reverse=True))
