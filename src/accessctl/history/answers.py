"""Pure: who was declared in which practice at a time, since when, and because of which commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from accessctl.errors import UsageError
from accessctl.history.changes import kinds
from accessctl.history.chronicle import History, Life, Span, Turn, same_person, turn_at
from accessctl.model.change import Access
from accessctl.model.event import AccessEvent, Certainty, Commit, Gap, Grant, Holding
from accessctl.model.identity import Address


@dataclass(frozen=True, slots=True)
class When:
    """A moment that is asked about; `day` where a whole local day is meant, whose end the moment is."""

    moment: datetime
    day: date | None = None

    def day_in(self, zone: str) -> date:
        """Return the local day: the one that was named, wherever the practice is."""
        return self.day or local_day(self.moment, zone)


@dataclass(frozen=True, slots=True)
class Question:
    """Whose access is asked about; nothing named means everybody's everywhere."""

    slugs: tuple[str, ...] = ()
    email: Address | None = None
    record_access: bool = False
    whole_term: bool = False
    """Also whose first day is still ahead, or whose last one has passed."""


def local_day(moment: datetime, zone: str) -> date:
    """Return the day that it is in the zone; in UTC where there is no such zone."""
    return moment.astimezone(zone_of(zone)).date()


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of that name; UTC where there is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError):  # a declared name can be any text
        return ZoneInfo("UTC")


def lives_asked(history: History, slugs: Iterable[str]) -> tuple[Life, ...]:
    """Return the practices of these slugs, or all; a slug that never was is an error."""
    wanted = tuple(slugs)
    known = frozenset(slug for life in history.lives for slug in life.slugs)
    for slug in wanted:
        if slug not in known:
            raise UsageError("history-no-practice", practice=slug)
    return history.lives_of(wanted)


def people_asked(history: History, email: Address | None) -> frozenset[Address] | None:
    """Return the addresses of the person asked about, earlier and later ones too; `None` for everybody."""
    return None if email is None else same_person(history.lives, email)


def who(history: History, question: Question, when: When, zone: str) -> tuple[Holding, ...]:
    """Return who is declared at the moment, by practice and address; `zone` is the settings' time zone.

    A slug that was not yet, or no longer, has nobody.
    """
    lives = lives_asked(history, question.slugs)
    place = history.place_at(when.moment)
    people = people_asked(history, question.email)
    wanted = frozenset(question.slugs)
    found = [
        holding
        for life in lives
        if (span := _open_span(life, place)) is not None and (not wanted or span.slug in wanted)
        for holding in _of_practice(_Asked(history, question, when, place), life, span, zone)
        if people is None or holding.email in people
    ]
    return tuple(sorted(found, key=lambda holding: (holding.practice, holding.email)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question at a place of a history."""

    history: History
    question: Question
    when: When
    place: int


def _open_span(life: Life, place: int) -> Span | None:
    span = life.span(place) if place >= 0 else None
    return span if span is not None and span.slug is not None else None


def _of_practice(asked: _Asked, life: Life, span: Span, default_zone: str) -> Iterator[Holding]:
    zone = span.time_zone or default_zone
    day = asked.when.day_in(zone)
    for email, turns in life.people.items():
        index = turn_at(turns, asked.place)
        grant = turns[index].grant if index >= 0 else None
        if grant is None or not (asked.question.whole_term or grant.covers(day)):
            continue
        opens = grant.record_access if asked.question.whole_term else grant.opens_record(day)
        if asked.question.record_access and not opens:
            continue
        opened = _opened(asked.history, turns, index, lambda commit: local_day(commit.at, zone))
        commit = asked.history.commits[turns[opened].place]
        changed = asked.history.commits[_last_change(turns, index)].at
        yield _holding(
            (span.slug or "", email), grant, Access(grant.clinics, opens, grant.billing), (commit, changed)
        )


def _holding(
    whose: tuple[str, Address], grant: Grant, access: Access, told: tuple[Commit, datetime]
) -> Holding:
    """Return the holding that a grant declares, with the commit that opened it and its last change."""
    practice, email = whose
    commit, changed = told
    return Holding(
        practice=practice,
        email=email,
        access=access,
        certainty=Certainty.DECLARED,
        name=grant.name,
        surnames=grant.surnames,
        starts=grant.starts,
        ends=grant.ends,
        record_reason=grant.record_reason,
        record_until=grant.record_until,
        since=commit.at,
        commit=commit,
        changed=changed,
    )


def _opened(history: History, turns: Sequence[Turn], index: int, day: Callable[[Commit], date]) -> int:
    """Return the turn that opened the unbroken interval which the turn at `index` belongs to.

    Being undeclared breaks it, and so does a term that had ended before the next commit gave another, or a
    first day that was moved ahead for somebody whose term had begun.
    """
    while index > 0:
        before, after = turns[index - 1].grant, turns[index].grant
        if before is None or after is None:
            break
        today = day(history.commits[turns[index].place])
        if before.ends is not None and before.ends < today:
            break
        if before.covers(today) and after.starts is not None and after.starts > today:
            break
        index -= 1
    return index


def _last_change(turns: Sequence[Turn], index: int) -> int:
    """Return the place of the last turn up to `index` that was an event."""
    while index > 0 and not kinds(turns[index - 1].grant, turns[index].grant):
        index -= 1
    return turns[index].place


def gaps_at(history: History, question: Question, when: When) -> tuple[Gap, ...]:
    """Return what could not be read at the moment, of the practices and the person asked about."""
    place = history.place_at(when.moment)
    people = people_asked(history, question.email)
    found = [
        gap
        for life in lives_asked(history, question.slugs)
        for blank, gap in zip(life.blanks, history.gaps(life), strict=True)
        if blank.start <= place and (blank.end is None or blank.end > place)
        if people is None or gap.email is None or gap.email in people
    ]
    return tuple(sorted(found, key=lambda gap: (gap.practice, gap.email or "", gap.commit.at)))


def newest_first(events: Iterable[AccessEvent]) -> tuple[AccessEvent, ...]:
    """Return events in the order of history newest first; what one commit did stays in its order."""
    blocks: list[list[AccessEvent]] = []
    for event in events:
        if blocks and blocks[-1][0].commit == event.commit and event.commit is not None:
            blocks[-1].append(event)
        else:
            blocks.append([event])
    backwards = [event for block in reversed(blocks) for event in block]
    return tuple(sorted(backwards, key=lambda event: event.at.astimezone(UTC), reverse=True))
