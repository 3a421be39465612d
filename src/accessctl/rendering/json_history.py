"""History's answers as `accessctl.log/1`, `accessctl.who/1` and `accessctl.diff/1`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from accessctl.model.change import Access
from accessctl.model.event import AccessEvent, Clock, Commit, Gap, Grant, Holding
from accessctl.model.review import ReviewEvent
from accessctl.rendering.json_values import access_json, instant, instant_or_none

LOG, WHO, DIFF = "accessctl.log/1", "accessctl.who/1", "accessctl.diff/1"


def log_json(
    events: Iterable[AccessEvent], gaps: Iterable[Gap], reviews: Iterable[ReviewEvent] = ()
) -> dict[str, object]:
    """Return events, gaps and reviews."""
    commits = _Commits()
    return {
        "format": LOG,
        "events": [event_json(event, commits) for event in events],
        "gaps": [gap_json(gap) for gap in gaps],
        "reviews": [_review_json(review) for review in reviews],
    }


def _review_json(review: ReviewEvent) -> dict[str, object]:
    return {
        "at": instant(review.at),
        "practice": review.practice,
        "step": "signed" if review.signed else "begun",
        "by": review.by,
        "people": review.people,
        "digest": review.digest,
        "run": review.run,
    }


def who_json(
    on: date | datetime, moment: datetime, clock: Clock, holdings: Iterable[Holding], gaps: Iterable[Gap]
) -> dict[str, object]:
    """Return who had access; `on` is what was asked, `moment` the instant that it stands for."""
    commits = _Commits()
    return {
        "format": WHO,
        "on": instant(on) if isinstance(on, datetime) else on.isoformat(),
        "moment": instant(moment),
        "clock": str(clock),
        "access": [holding_json(item, commits) for item in holdings],
        "gaps": [gap_json(gap) for gap in gaps],
    }


class _Commits:
    """Commits as JSON, each written once: many events share one."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, object]] = {}

    def of(self, commit: Commit | None) -> dict[str, object]:
        """Return the commit."""
        name = "" if commit is None else commit.id
        if name not in self._known:
            self._known[name] = commit_json(commit)
        return self._known[name]


def event_json(event: AccessEvent, commits: _Commits | None = None) -> dict[str, object]:
    """Return one event."""
    between, known = event.between, commits or _Commits()
    return {
        "at": instant(event.at),
        "practice": event.practice,
        "email": event.email,
        "kind": str(event.kind),
        "clock": str(event.clock),
        "step": str(event.step),
        "before": _side(event.before),
        "after": _side(event.after),
        **known.of(event.commit),
        "run": event.run,
        "between": None if between is None else [instant_or_none(between[0]), instant(between[1])],
        "by": event.by,
        "recipient": event.recipient,
        "reason": event.reason,
    }


def _side(side: Grant | Access | None) -> dict[str, object] | None:
    if side is None:
        return None
    if isinstance(side, Access):
        return access_json(side)
    return {
        **access_json(side.access),
        "name": side.name,
        "surnames": list(side.surnames),
        "from": _day(side.starts),
        "until": _day(side.ends),
        "record_access_reason": side.record_reason,
        "record_access_until": _day(side.record_until),
    }


def commit_json(commit: Commit | None) -> dict[str, object]:
    """Return where something was declared; approvals are claims until they are verified."""
    if commit is None:
        return dict.fromkeys(("commit", "author", "author_email", "pull_request")) | {"approvals": []}
    return {
        "commit": commit.id,
        "author": commit.author,
        "author_email": commit.author_email,
        "pull_request": commit.pull_request,
        "approvals": [
            {"by": item.by, "trailer": item.trailer, "status": "verified" if item.verified else "claimed"}
            for item in commit.approvals
        ],
    }


def holding_json(item: Holding, commits: _Commits | None = None) -> dict[str, object]:
    """Return one person's access; null is unknown."""
    known = commits or _Commits()
    return {
        "practice": item.practice,
        "email": item.email,
        "name": item.name,
        "surnames": list(item.surnames),
        **access_json(item.access),
        "since": instant_or_none(item.since),
        **known.of(item.commit),
        "changed": instant_or_none(item.changed),
        "certainty": str(item.certainty),
        "declared": item.declared,
        "from": _day(item.starts),
        "until": _day(item.ends),
        "record_access_reason": item.record_reason,
        "record_access_until": _day(item.record_until),
        "run": item.run,
    }


def gap_json(gap: Gap) -> dict[str, object]:
    """Return what could not be read."""
    return {
        "practice": gap.practice,
        "email": gap.email,
        "rule": gap.code,
        "line": gap.line,
        "commit": gap.commit.id,
        "at": instant(gap.commit.at),
        "until_commit": None if gap.until is None else gap.until.id,
        "until": None if gap.until is None else instant(gap.until.at),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
