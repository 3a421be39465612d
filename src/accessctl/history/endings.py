"""Pure: what ended by its declaration, and when its end was asked for and confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from accessctl.history.answers import zone_of
from accessctl.history.chronicle import History, Life, Turn
from accessctl.model.event import AccessEvent, Clock, Commit, EventKind, Grant, Step
from accessctl.model.identity import Address
from accessctl.model.report import EndedBy, Ending, Facet, Mark, Term

_GIVES = {
    Facet.ACCESS: EventKind.GRANTED,
    Facet.RECORD: EventKind.RECORD_GRANTED,
    Facet.BILLING: EventKind.BILLING_GRANTED,
}
_TAKES = {
    Facet.ACCESS: EventKind.REVOKED,
    Facet.RECORD: EventKind.RECORD_WITHDRAWN,
    Facet.BILLING: EventKind.BILLING_WITHDRAWN,
}
_ASKING = frozenset({Step.ASKED, Step.REMOVED, Step.CHANGED, Step.EMERGENCY})
_DOING = frozenset({Step.REMOVED, Step.CHANGED})
"""What we did ourselves needs nobody's word."""

_FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Told:
    """The journal's events of each person of one practice, oldest first."""

    events: Mapping[Address, tuple[AccessEvent, ...]] = field(default_factory=dict)

    def of(self, email: Address) -> tuple[AccessEvent, ...]:
        """Return one person's events."""
        return self.events.get(email, ())


def by_practice(events: Iterable[AccessEvent]) -> Mapping[str, Sequence[AccessEvent]]:
    """Return events by the slug that they were journalled under."""
    found: dict[str, list[AccessEvent]] = {}
    for event in events:
        found.setdefault(event.practice, []).append(event)
    return found


def told_of(events: Mapping[str, Sequence[AccessEvent]], slugs: Iterable[str]) -> Told:
    """Return the journal's events of a practice that had these slugs, by person."""
    found: dict[Address, list[AccessEvent]] = {}
    for slug in slugs:
        for event in events.get(slug, ()):
            found.setdefault(event.email, []).append(event)
    return Told({email: tuple(sorted(said, key=lambda item: item.at)) for email, said in found.items()})


def terms(history: History, life: Life, told: Told, default_zone: str, moment: datetime) -> Iterator[Term]:
    """Yield every unbroken declared grant up to the moment, each with what of it ended and what followed."""
    place = history.place_at(moment)
    for email, turns in life.people.items():
        known = [turn for turn in turns if turn.place <= place]
        for run in _runs(known):
            yield _term(_Case(history, life, email, default_zone, moment), run, told.of(email))


@dataclass(frozen=True, slots=True)
class _Case:
    """One person in one practice, up to a moment."""

    history: History
    life: Life
    email: Address
    default_zone: str
    moment: datetime

    def commit(self, turn: Turn) -> Commit:
        return self.history.commits[turn.place]

    def slug(self, place: int) -> str | None:
        span = self.life.span(place)
        return None if span is None else span.slug

    def over(self, day: date, place: int) -> datetime:
        """Return the end of a local day of the practice."""
        span = self.life.span(place)
        zone = zone_of((span.time_zone if span is not None else None) or self.default_zone)
        if day >= date(9999, 12, 30):
            return _FOREVER
        return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def _runs(turns: Sequence[Turn]) -> Iterator[list[Turn]]:
    """Yield unbroken stretches of grants, each with the turn that ended it as its last, if one did."""
    run: list[Turn] = []
    for turn in turns:
        if run or turn.grant is not None:
            run.append(turn)
        if turn.grant is None and run:
            yield run
            run = []
    if run:
        yield run


def _term(case: _Case, run: Sequence[Turn], told: Sequence[AccessEvent]) -> Term:
    first, last = run[0], [turn for turn in run if turn.grant is not None][-1]
    grant = last.grant
    assert grant is not None  # noqa: S101 - a run begins with a grant
    slug = case.slug(last.place) or case.slug(first.place) or ""
    endings = [
        replace(ending, practice=slug, name=_name(grant))
        for facet in Facet
        for ending in _endings(case, run, facet)
    ]
    return Term(
        practice=slug,
        email=case.email,
        name=_name(grant),
        clinics=grant.clinics,
        record_access=any(turn.grant is not None and turn.grant.record_access for turn in run),
        billing=any(turn.grant is not None and turn.grant.billing for turn in run),
        since=case.commit(first).at,
        commit=case.commit(first),
        endings=tuple(_followed(ending, told, case.moment) for ending in endings),
    )


def _name(grant: Grant) -> str:
    return " ".join(filter(None, (grant.name, *grant.surnames)))


def _endings(case: _Case, run: Sequence[Turn], facet: Facet) -> Iterator[Ending]:
    """Yield the ends of a facet: taken out of the file, or its last day passed, whichever came first."""
    had, lapses = False, _FOREVER
    for turn in run:
        at = case.commit(turn).at
        if had and lapses <= min(at, case.moment):
            yield Ending("", case.email, facet, lapses, EndedBy.UNTIL)
            had = False
        declared = has(turn.grant, facet)
        if had and not declared:
            released = case.slug(turn.place) is None
            how = EndedBy.RELEASED if released else EndedBy.REMOVED
            yield Ending("", case.email, facet, at, how, commit=case.commit(turn))
        had, lapses = declared, _lapses(case, turn, facet)
    if had and lapses <= case.moment:
        yield Ending("", case.email, facet, lapses, EndedBy.UNTIL)


def has(grant: Grant | None, facet: Facet) -> bool:
    """Say whether a grant declares the facet."""
    if grant is None:
        return False
    return {Facet.ACCESS: True, Facet.RECORD: grant.record_access, Facet.BILLING: grant.billing}[facet]


def _lapses(case: _Case, turn: Turn, facet: Facet) -> datetime:
    if turn.grant is None:
        return _FOREVER
    days = [turn.grant.ends, turn.grant.record_until if facet is Facet.RECORD else None]
    return min((case.over(day, turn.place) for day in days if day is not None), default=_FOREVER)


def _followed(ending: Ending, told: Sequence[AccessEvent], moment: datetime) -> Ending:
    """Return the end with when it was asked for and confirmed.

    What was done before (an emergency, a hand in the live system) counts, unless access was given again.
    """
    seen = [event for event in told if event.at <= moment]
    given = [event for event in seen if _gives(event, ending.facet)]
    begins = max((event.at for event in given if event.at <= ending.at), default=None)
    stops = min((event.at for event in given if event.at > ending.at and _anew(event)), default=_FOREVER)
    kind = _TAKES[ending.facet]
    here = [event for event in seen if event.kind is kind and _within(event, begins, stops)]
    asked = _mark(event for event in here if event.clock is Clock.APPLIED and event.step in _ASKING)
    confirmed = _mark(
        event
        for event in here
        if (event.clock is Clock.EFFECTIVE or event.step in _DOING) and event.step is not Step.ASKED
    )
    return replace(ending, asked=asked, confirmed=confirmed, needed=begins is not None or _late(given))


def _anew(event: AccessEvent) -> bool:
    """Say whether something is given again; that it was seen later only tells of what was given before."""
    return event.step in (Step.INVITED, Step.RESENT, Step.ASKED, Step.ADOPTED)


def _late(given: Iterable[AccessEvent]) -> bool:
    """Say whether something was only seen afterwards to have been given."""
    return any(not _anew(event) for event in given)


def _within(event: AccessEvent, begins: datetime | None, stops: datetime) -> bool:
    return (begins is None or event.at >= begins) and event.at < stops


def _gives(event: AccessEvent, facet: Facet) -> bool:
    if event.step in (Step.REFUSED, Step.TAKEN_BACK):
        return False
    if event.kind is _GIVES[facet]:
        return True
    if facet is Facet.ACCESS or event.step not in (Step.ADOPTED, Step.FOUND, Step.DRIFT, Step.SEEN):
        return False
    after = event.after
    return after is not None and bool(after.record_access if facet is Facet.RECORD else after.billing)


def _mark(events: Iterable[AccessEvent]) -> Mark | None:
    found = next(iter(events), None)
    return None if found is None else Mark(found.at, found.step, found.by, found.recipient)
