"""The history of a repository, asked: the log of events, and who had access at a time."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from accessctl.declarations.source_files import SIGNERS
from accessctl.execution.practice_versions import VersionReader
from accessctl.history.answers import (
    Question,
    When,
    gaps_at,
    lives_asked,
    newest_first,
    people_asked,
    who,
)
from accessctl.history.changes import declared_events
from accessctl.history.chronicle import History
from accessctl.history.engine import Asked, load_history
from accessctl.history.facts import holdings
from accessctl.history.journal_events import journal_events, review_events
from accessctl.journal.gateway import Gateway
from accessctl.journal.reading import Branch, read_journal
from accessctl.model.event import AccessEvent, Clock, EventKind, Gap, Grant, Holding
from accessctl.model.record import Record
from accessctl.model.review import ReviewEvent
from accessctl.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Archive:
    """What a repository remembers: its folded history, and the journal's records where they are wanted."""

    history: History
    records: tuple[Record, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Which events are wanted; nothing named means all of them."""

    question: Question
    since: datetime | None = None
    until: datetime | None = None
    kinds: tuple[EventKind, ...] = ()
    clocks: tuple[Clock, ...] = ()


@dataclass(frozen=True, slots=True)
class Log:
    """Events and reviews, newest first, and the versions in between that could not be read."""

    events: tuple[AccessEvent, ...]
    gaps: tuple[Gap, ...]
    reviews: tuple[ReviewEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Roll:
    """Who had access at a time, by one clock."""

    when: When
    clock: Clock
    holdings: tuple[Holding, ...]
    gaps: tuple[Gap, ...]


def open_archive(root: Path, settings: Settings, asked: Asked, *, with_journal: bool) -> Archive:
    """Read the history of the branch, and the journal if it is wanted."""
    with Gateway(root) as gateway:
        history = load_history(gateway, asked, VersionReader())
        if history.commits and _has_signers(gateway, history.tip):
            from accessctl.execution.verified_history import with_verified  # noqa: PLC0415 - where one signs

            history = with_verified(gateway, history, asked.branch)
        records: tuple[Record, ...] = ()
        if with_journal:
            records = read_journal(Branch(gateway, settings.journal, "")).records
    return Archive(history, records, settings.time_zone)


def _has_signers(gateway: Gateway, tip: str) -> bool:
    """Say whether the branch says whose signature counts; elsewhere nothing is read for it."""
    listed = gateway.run("ls-tree", "-z", "--name-only", tip, "--", "access/").text
    return any(SIGNERS.fullmatch(name) for name in listed.split("\0"))


def log(archive: Archive, sought: Sought) -> Log:
    """Return the events that are sought."""
    history, question = archive.history, sought.question
    lives = lives_asked(history, question.slugs)
    people = people_asked(history, question.email)
    slugs = {slug for life in lives for slug in life.slugs} if question.slugs else None
    told = (event for event in journal_events(archive.records) if slugs is None or event.practice in slugs)
    events = newest_first((*declared_events(history, lives), *told))
    gaps = [gap for life in lives for gap in history.gaps(life)]
    return Log(
        tuple(
            event
            for event in events
            if (people is None or event.email in people) and _is_sought(event, sought)
        ),
        tuple(
            gap
            for gap in sorted(gaps, key=lambda gap: gap.commit.at, reverse=True)
            if (people is None or gap.email is None or gap.email in people)
            and (sought.until is None or gap.commit.at <= sought.until)
            and (sought.since is None or gap.until is None or gap.until.at > sought.since)
        ),
        tuple(_reviews(archive, sought, slugs)),
    )


def _reviews(archive: Archive, sought: Sought, slugs: Container[str] | None) -> Iterable[ReviewEvent]:
    """Return the reviews; whoever seeks a person or a kind of event seeks none: they are of practices."""
    if sought.kinds or sought.clocks or sought.question.record_access or sought.question.email is not None:
        return ()
    found = [
        review
        for review in review_events(archive.records)
        if (slugs is None or review.practice in slugs) and _is_in_period(review.at, sought)
    ]
    return sorted(found, key=lambda review: review.at)[::-1]


def _is_in_period(at: datetime, sought: Sought) -> bool:
    return (sought.since is None or at >= sought.since) and (sought.until is None or at <= sought.until)


def _is_sought(event: AccessEvent, sought: Sought) -> bool:
    return (
        _is_in_period(event.at, sought)
        and (not sought.kinds or event.kind in sought.kinds)
        and (not sought.clocks or event.clock in sought.clocks)
        and (not sought.question.record_access or _is_about_record(event))
    )


def _is_about_record(event: AccessEvent) -> bool:
    """Say whether record access came, went or had its dates changed, with a grant or by itself."""
    before, after = (side is not None and bool(side.record_access) for side in (event.before, event.after))
    if event.kind in {EventKind.RECORD_GRANTED, EventKind.RECORD_WITHDRAWN}:
        return True
    if event.kind is EventKind.DATES:
        return before and after and _until(event.before) != _until(event.after)
    return event.kind in {EventKind.GRANTED, EventKind.REVOKED} and (before or after)


def _until(side: object) -> object:
    return side.record_until if isinstance(side, Grant) else None


def roll(archive: Archive, question: Question, when: When, clock: Clock) -> Roll:
    """Return who had access at the moment by the clock.

    By the clock *declared* a single person is shown with every practice where they may still be live.
    """
    history = archive.history
    gaps = gaps_at(history, question, when)
    declared = who(history, question, when, archive.zone)
    if clock is Clock.DECLARED:
        leavers = _leavers(archive, question, when, declared) if question.email is not None else ()
        found = sorted((*declared, *leavers), key=lambda item: (item.practice, item.email))
        return Roll(when, clock, tuple(found), gaps)
    told = _by_journal(archive, question, when, clock)
    return Roll(
        when, clock, tuple(_with_names(told, who(history, _everybody(question), when, archive.zone))), gaps
    )


def _everybody(question: Question) -> Question:
    return replace(question, record_access=False, whole_term=True)


def _by_journal(archive: Archive, question: Question, when: When, clock: Clock) -> tuple[Holding, ...]:
    lives = lives_asked(archive.history, question.slugs)
    slugs = {slug for life in lives for slug in life.slugs} if question.slugs else None
    people = people_asked(archive.history, question.email)
    return tuple(
        holding
        for holding in holdings(archive.records, clock, when.moment)
        if (slugs is None or holding.practice in slugs)
        and (people is None or holding.email in people)
        and (not question.record_access or holding.access.record_access is not False)
    )


def _leavers(
    archive: Archive, question: Question, when: When, declared: Iterable[Holding]
) -> tuple[Holding, ...]:
    """Return where the person is or may be live without being declared."""
    known = {(item.practice, item.email) for item in declared}
    told = _by_journal(archive, question, when, Clock.EFFECTIVE)
    return tuple(replace(item, declared=False) for item in told if (item.practice, item.email) not in known)


def _with_names(told: Iterable[Holding], declared: Iterable[Holding]) -> Iterable[Holding]:
    """Yield what the journal knows with the names that the files say: the journal has addresses alone."""
    by_person = {(item.practice, item.email): item for item in declared}
    for item in told:
        named = by_person.get((item.practice, item.email))
        if named is None:
            yield replace(item, declared=False)
        else:
            yield replace(item, name=named.name, surnames=named.surnames, commit=named.commit)
