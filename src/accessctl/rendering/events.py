"""The log for people and for spreadsheets: one line an event, newest first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from accessctl.model.change import Access
from accessctl.model.event import AccessEvent, Clock, Commit, EventKind, Gap, Grant, Step
from accessctl.model.review import ReviewEvent
from accessctl.rendering import style
from accessctl.rendering.csv_cells import csv_text
from accessctl.rendering.json_values import instant
from accessctl.rendering.lines import INDENT, person
from accessctl.rendering.texts import say, say_count
from accessctl.rendering.voice import UNKNOWN, Voice

HEAD = [
    "at",
    "practice",
    "email",
    "kind",
    "clock",
    "step",
    "clinics_before",
    "clinics_after",
    "record_access_before",
    "record_access_after",
    "billing_before",
    "billing_after",
    "commit",
    "author",
    "pull_request",
    "approvals",
    "run",
    "by",
    "recipient",
]

_ALONE = frozenset(
    {
        Step.INVITED,
        Step.RESENT,
        Step.ADOPTED,
        Step.FOUND,
        Step.DRIFT,
        Step.ACCEPTED,
        Step.LEFT,
        Step.REMOVED,
        Step.EMERGENCY,
    }
)
"""Steps that say what they are about themselves."""

_PAINT = {
    EventKind.GRANTED: style.green,
    EventKind.REVOKED: style.red,
    EventKind.RECORD_GRANTED: style.yellow,
    EventKind.BILLING_GRANTED: style.yellow,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the log tells, each newest first."""

    events: Sequence[AccessEvent]
    reviews: Sequence[ReviewEvent] = ()


def log_text(told: Told, gaps: Sequence[Gap], voice: Voice, *, color: bool, verbose: bool = False) -> str:
    """Return the log as text; events and reviews stand where their times are."""
    lines: list[str] = []
    waiting = deque(told.reviews)
    for event in told.events:
        while waiting and waiting[0].at > event.at:
            lines += _review_lines(voice, waiting.popleft(), color=color)
        lines += _event_lines(voice, event, color=color, verbose=verbose)
    for review in waiting:
        lines += _review_lines(voice, review, color=color)
    if not lines:
        lines.append(voice.say("history", "log.nothing"))
    lines += gap_lines(voice, gaps, color=color)
    return "\n".join(lines) + "\n"


def _event_lines(voice: Voice, event: AccessEvent, *, color: bool, verbose: bool) -> Iterator[str]:
    paint = _PAINT.get(event.kind, style.bold)
    yield f"{style.dim(voice.at(event.at), color)}  {voice.data(event.practice)}  {_person(event)}"
    yield f"{INDENT}{paint(event_phrase(voice, event), color)}{_source(voice, event)}"
    if verbose and event.between is not None:
        yield f"{INDENT}{_between(voice, event)}"


def _review_lines(voice: Voice, review: ReviewEvent, *, color: bool) -> Iterator[str]:
    key = "review.signed" if review.signed else "review.begun"
    phrase = voice.say("history", key, {"by": review.by or UNKNOWN})
    people = say_count(voice.language, "history", "review.people", review.people)
    run = voice.say("history", "source.run", {"run": review.run})
    yield f"{style.dim(voice.at(review.at), color)}  {voice.data(review.practice)}"
    yield f"{INDENT}{style.bold(phrase, color)}  ({people}, {run})"


def event_phrase(voice: Voice, event: AccessEvent) -> str:
    """Return what happened, in words."""
    params = {
        "recipient": voice.value(event.recipient),
        "by": voice.value(event.by),
        "before": _said(voice, event.before, event.kind) or UNKNOWN,
        "after": _said(voice, event.after, event.kind) or UNKNOWN,
    }  # said already: nothing is to be escaped twice
    if event.clock is Clock.DECLARED:
        return say(voice.language, "history", f"declared.{event.kind}", params)
    step = say(voice.language, "history", f"step.{event.step}", params)
    if event.step in _ALONE:
        return step
    return f"{voice.say('history', f'about.{event.kind}')}: {step}"


def _said(voice: Voice, side: Grant | Access | None, kind: EventKind) -> str | None:
    """Return as much of one side as the kind of event is about."""
    if side is None:
        return None
    match kind:
        case EventKind.NAME if isinstance(side, Grant):
            return voice.data(" ".join(filter(None, (side.name, *side.surnames))))
        case EventKind.DATES if isinstance(side, Grant):
            return _dates(voice, side)
        case EventKind.CLINICS:
            return voice.listing(side.clinics or ())
        case _:
            return reach(voice, side)


def reach(voice: Voice, side: Grant | Access) -> str:
    """Return clinics and flags in one phrase."""
    flags = [
        voice.say("history", f"flag.{name}")
        for name, on in (("record-access", side.record_access), ("billing", side.billing))
        if on
    ]
    clinics = voice.say("history", "clinics-unknown") if side.clinics is None else voice.listing(side.clinics)
    return ", ".join((clinics, *flags))


def _dates(voice: Voice, grant: Grant) -> str:
    days: tuple[tuple[str, date | None], ...] = (
        ("from", grant.starts),
        ("until", grant.ends),
        ("record-until", grant.record_until if grant.record_access else None),
    )
    said = [voice.say("history", f"dates.{name}", {"day": day}) for name, day in days if day is not None]
    return ", ".join(said) or voice.say("history", "dates.none")


def _person(event: AccessEvent) -> str:
    side = event.after if isinstance(event.after, Grant) else event.before
    name = " ".join(filter(None, (side.name, *side.surnames))) if isinstance(side, Grant) else ""
    return person(name, event.email)


def _source(voice: Voice, event: AccessEvent) -> str:
    if event.commit is not None:
        return f"  ({commit_phrase(voice, event.commit)})"
    said = [voice.say("history", "source.run", {"run": event.run})] if event.run else []
    if event.reason:
        said.append(f"“{voice.data(event.reason)}”")
    return f"  ({', '.join(said)})" if said else ""


def commit_phrase(voice: Voice, commit: Commit) -> str:
    """Return who declared something, in which pull request, and who is said to have approved it."""
    said = [voice.say("history", "source.commit", {"author": commit.author, "commit": commit.id[:10]})]
    if commit.pull_request is not None:
        said.append(voice.say("history", "source.pull-request", {"number": commit.pull_request}))
    for word in ("verified", "claimed"):
        names = [item.by for item in commit.approvals if item.verified == (word == "verified")]
        if names:
            said.append(voice.say("history", f"source.approved-{word}", {"by": tuple(names)}))
    return ", ".join(said)


def _between(voice: Voice, event: AccessEvent) -> str:
    after, before = event.between or (None, event.at)
    key = "between" if after is not None else "between.before"
    return voice.say("history", key, {"after": after, "before": before})


def gap_lines(voice: Voice, gaps: Iterable[Gap], *, color: bool) -> list[str]:
    """Return what could not be read, each on a line, under a heading."""
    lines = []
    for gap in gaps:
        key = f"gap.{'person' if gap.email else 'practice'}.{'open' if gap.until is None else 'closed'}"
        params = {
            "practice": gap.practice,
            "email": gap.email,
            "rule": gap.code,
            "line": gap.line,
            "commit": gap.commit.id[:10],
            "at": gap.commit.at,
            "until": None if gap.until is None else gap.until.at,
        }
        lines.append(style.yellow(f"{INDENT}{voice.say('history', key, params)}", color))
    return ["", style.bold(voice.say("history", "gap.title"), color), *lines] if lines else []


def log_csv(events: Iterable[AccessEvent]) -> str:
    """Return the log as CSV."""
    return csv_text(HEAD, (_row(event) for event in events))


def _row(event: AccessEvent) -> list[object]:
    commit = event.commit
    sides = (event.before, event.after)
    return [
        instant(event.at),
        event.practice,
        event.email,
        event.kind,
        event.clock,
        event.step,
        *(None if side is None or side.clinics is None else " ".join(side.clinics) for side in sides),
        *(None if side is None else _flag(side.record_access) for side in sides),
        *(None if side is None else _flag(side.billing) for side in sides),
        None if commit is None else commit.id,
        None if commit is None else commit.author,
        None if commit is None else commit.pull_request,
        None if commit is None else "; ".join(item.by for item in commit.approvals),
        event.run,
        event.by,
        event.recipient,
    ]


def _flag(value: bool | None) -> str | None:  # noqa: FBT001 - a facet's value
    return None if value is None else str(value).lower()
