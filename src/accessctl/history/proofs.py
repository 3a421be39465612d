"""Pure: the dated proof for one person: every grant, its end, what followed, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accessctl.errors import UsageError
from accessctl.history.answers import Question, When, gaps_at, local_day, newest_first, who
from accessctl.history.changes import declared_events
from accessctl.history.chronicle import same_person
from accessctl.history.endings import by_practice, terms, told_of
from accessctl.history.journal_events import journal_events
from accessctl.history.packs import Evidence, scene_of, sources
from accessctl.history.seats import Scene, seats, strangers
from accessctl.model.event import Gap
from accessctl.model.identity import Address
from accessctl.model.report import Loose, LooseEnd, Period, PracticeSource, Proof, Seat, SeatState, Term


def proof_of(evidence: Evidence, email: Address, period: Period) -> Proof:
    """Return the proof for a person under all addresses; somebody nobody ever knew is an error."""
    history, zone = evidence.history, evidence.zone
    when = When(period.until, period.day)
    people = same_person(history.lives, email)
    scene = scene_of(evidence, period.until)
    declared = who(history, Question(email=email, whole_term=True), when, zone)
    known = tuple(seat for seat in strangers(scene) if seat.email in people)
    here = {(seat.practice, seat.email): seat for seat in (*known, *seats(scene, declared))}
    found = tuple(seat for seat in here.values() if seat.email in people)
    told = tuple(event for event in journal_events(evidence.records) if event.email in people)
    lives = tuple(life for life in history.lives if people & life.people.keys())
    events = tuple(event for event in declared_events(history, lives) if event.email in people)
    if not found and not told and not events:
        raise UsageError("report-unknown-person", email=email)
    grouped = by_practice(told)
    grants = tuple(
        term
        for life in lives
        for term in terms(history, life, told_of(grouped, life.slugs), zone, period.until)
        if term.email in people
    )
    slugs = {seat.practice for seat in found} | {term.practice for term in grants}
    looked = tuple(item for item in sources(scene, history.lives) if item.slug in slugs)
    gaps = tuple(gap for gap in gaps_at(history, Question(email=email), when) if _bears(gap, slugs))
    return Proof(
        period=period,
        zone=zone,
        email=email,
        addresses=tuple(sorted(people)),
        live=bool(evidence.observations),
        practices=looked,
        seats=tuple(sorted(found, key=lambda seat: (seat.practice, seat.email))),
        terms=tuple(sorted(grants, key=lambda term: (term.since, term.practice, term.email), reverse=True)),
        loose=tuple(_loose(_Known(scene, found, grants, looked, gaps), when, zone)),
        events=tuple(event for event in newest_first((*events, *told)) if event.at <= period.until),
        gaps=gaps,
    )


def _bears(gap: Gap, slugs: Iterable[str]) -> bool:
    """Say whether what could not be read may hide something of the person."""
    return gap.email is not None or gap.practice in slugs


@dataclass(frozen=True, slots=True)
class _Known:
    """What is looked through for what is still open."""

    scene: Scene
    seats: tuple[Seat, ...]
    terms: tuple[Term, ...]
    looked: tuple[PracticeSource, ...]
    gaps: tuple[Gap, ...]


def _loose(known: _Known, when: When, zone: str) -> Iterator[LooseEnd]:
    """Yield everything that is still open: nothing unknown passes for closed."""
    today = when.day or local_day(when.moment, zone)
    for seat in known.seats:
        ends = None if seat.declared is None else seat.declared.ends
        if seat.declared is not None and not (ends is not None and ends < today):
            yield LooseEnd(seat.practice, seat.email, Loose.DECLARED, seat.declared.since)
        yield from _live(seat)
        for handoff in known.scene.practice(seat.practice).pending(seat.email):
            yield LooseEnd(seat.practice, seat.email, Loose.HANDOFF, handoff.opened_at, handoff)
    yield from _untold(known)


def _untold(known: _Known) -> Iterator[LooseEnd]:
    """Yield what no look at the person can tell: ends that nobody confirmed, and what could not be read."""
    told = {(seat.practice, seat.email) for seat in known.seats}
    for term in known.terms:
        for ending in term.endings:
            if ending.is_open and (term.practice, term.email) not in told:
                yield LooseEnd(term.practice, term.email, Loose.ENDING, ending.at)
    for gap in known.gaps:
        yield LooseEnd(gap.practice, gap.email or Address(""), Loose.GAP, gap.commit.at)
    for source in known.looked:
        if source.failure is not None:
            yield LooseEnd(source.slug, Address(""), Loose.UNOBSERVED, source.observed_at)


def _live(seat: Seat) -> Iterator[LooseEnd]:
    at = None if seat.presence is None else seat.presence.at
    if seat.state in (SeatState.ACTIVE, SeatState.INVITED, SeatState.EXPIRED):
        yield LooseEnd(seat.practice, seat.email, Loose.LIVE, at)
    elif seat.state is SeatState.UNKNOWN:
        yield LooseEnd(seat.practice, seat.email, Loose.UNKNOWN, at)
    facets = (
        (seat.record_access, seat.asked_record, Loose.RECORD, Loose.RECORD_UNKNOWN),
        (seat.billing, seat.asked_billing, Loose.BILLING, Loose.BILLING_UNKNOWN),
    )
    for fact, asked, there, unknown in facets:
        if fact is not None and fact.value:
            yield LooseEnd(seat.practice, seat.email, there, fact.at)
        elif fact is None and asked:
            yield LooseEnd(seat.practice, seat.email, unknown, None)
