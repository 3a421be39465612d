"""A history as bytes and back: JSON under a head that names the format and seals the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from accessctl import __version__
from accessctl.history.chronicle import Blank, History, Life, Span, Turn
from accessctl.model.event import Approval, Commit, Grant
from accessctl.model.identity import Address

FORMAT = f"accessctl.history/2 {__version__}"
"""Another version of the program may read the same files otherwise: its results are not ours."""


def encode(history: History) -> bytes:
    """Return the history as bytes."""
    grants = _Numbered()
    lives = [_life_value(life, grants) for life in history.lives]
    value = {
        "tip": history.tip,
        "commits": [_commit_value(commit) for commit in history.commits],
        "holds_from": [int(moment.timestamp()) for moment in history.holds_from],
        "lives": lives,
        "grants": [_grant_value(grant) for grant in grants.known],
    }
    body = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return f"{FORMAT} {hashlib.sha256(body).hexdigest()}\n".encode("ascii") + body


def decode(data: bytes) -> History | None:
    """Return the history; `None` for what this version of the program did not write, or not to its end."""
    head, _, body = data.partition(b"\n")
    if head != f"{FORMAT} {hashlib.sha256(body).hexdigest()}".encode("ascii"):
        return None
    try:
        return _history(json.loads(body))
    except _WRONG:  # sealed, and yet of another shape: it is read anew like one that is not there
        return None


def _history(value: Any) -> History:
    grants = [_grant(fields) for fields in value["grants"]]
    return History(
        tip=value["tip"],
        commits=tuple([_commit(fields) for fields in value["commits"]]),
        holds_from=tuple([_moment(seconds) for seconds in value["holds_from"]]),
        lives=tuple([_life(fields, grants) for fields in value["lives"]]),
    )


_WRONG = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, OSError, RecursionError)
"""What values of another shape lead to."""


class _Numbered:
    """Grants with their numbers: most are told of many times."""

    def __init__(self) -> None:
        self.known: dict[Grant, int] = {}

    def of(self, grant: Grant | None) -> int:
        if grant is None:
            return -1
        return self.known.setdefault(grant, len(self.known))


def _life_value(life: Life, grants: _Numbered) -> list[Any]:
    return [
        [[span.place, span.slug, span.name, span.time_zone, span.organization] for span in life.spans],
        {
            email: [number for turn in turns for number in (turn.place, grants.of(turn.grant))]
            for email, turns in life.people.items()
        },
        [[blank.start, blank.end, blank.email, blank.code, blank.line] for blank in life.blanks],
    ]


def _life(fields: Sequence[Any], grants: Sequence[Grant]) -> Life:
    spans, people, blanks = fields
    return Life(
        spans=tuple([Span(*span) for span in spans]),
        people={Address(email): tuple(_turns(numbers, grants)) for email, numbers in people.items()},
        blanks=tuple([Blank(*blank) for blank in blanks]),
    )


def _turns(numbers: Sequence[int], grants: Sequence[Grant]) -> Iterable[Turn]:
    for index in range(0, len(numbers), 2):
        number = numbers[index + 1]
        yield Turn(numbers[index], None if number < 0 else grants[number])


def _commit_value(commit: Commit) -> list[Any]:
    named = [[item.by, item.trailer] for item in commit.approvals]
    at = int(commit.at.timestamp())
    return [commit.id, at, commit.author, commit.author_email, commit.pull_request, named]


def _commit(fields: Sequence[Any]) -> Commit:
    name, seconds, author, email, number, named = fields
    return Commit(name, _moment(seconds), author, email, number, tuple(Approval(*item) for item in named))


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _grant_value(grant: Grant) -> list[Any]:
    days = [
        None if day is None else day.isoformat() for day in (grant.starts, grant.ends, grant.record_until)
    ]
    return [
        grant.clinics,
        grant.record_access,
        grant.billing,
        grant.name,
        grant.surnames,
        *days,
        grant.record_reason,
        grant.previously,
    ]


def _grant(fields: Sequence[Any]) -> Grant:
    clinics, record_access, billing, name, surnames, starts, ends, record_until, reason, previously = fields
    return Grant(
        clinics=tuple(clinics),
        record_access=record_access,
        billing=billing,
        name=name,
        surnames=tuple(surnames),
        starts=_day(starts),
        ends=_day(ends),
        record_reason=reason,
        record_until=_day(record_until),
        previously=tuple(previously),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
