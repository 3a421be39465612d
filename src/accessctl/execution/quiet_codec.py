"""What is remembered of practices in which nothing is to be done, as JSON values and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from accessctl.model.change import ChangeKind
from accessctl.model.identity import Address
from accessctl.model.plan import Notice
from accessctl.reconcile.effects import NOTHING, Effects
from accessctl.reconcile.quiet import Quiet

WRONG = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What values of another shape lead to, and values that have no plain one."""

_SECTIONS = ("waiting", "blocked", "unmanaged", "unverified")
Remembered = Mapping[str, tuple[str, Quiet]]
"""By slug: the digest of what it was taken from, and what it came to."""


def encode(remembered: Remembered) -> bytes:
    """Return what is remembered as bytes."""
    plain = {slug: [digest, *_plain_quiet(quiet)] for slug, (digest, quiet) in remembered.items()}
    return json.dumps(plain, separators=(",", ":")).encode("ascii")


def decode(body: bytes) -> dict[str, tuple[str, Quiet]]:
    """Return what was remembered; nothing for what has another shape."""
    try:
        return {slug: (str(digest), _quiet(rest)) for slug, (digest, *rest) in json.loads(body).items()}
    except WRONG:
        return {}


def keepable(quiet: Quiet) -> bool:
    """Say whether all of it has plain values."""
    try:
        return _quiet(json.loads(json.dumps(_plain_quiet(quiet)))) == quiet
    except WRONG:
        return False


def _plain_quiet(quiet: Quiet) -> list[Any]:
    until, due = (None if at is None else at.isoformat() for at in (quiet.until, quiet.review_due))
    sections = [[_plain_notice(item) for item in getattr(quiet.effects, name)] for name in _SECTIONS]
    return [quiet.at.isoformat(), until, due, quiet.ours, sections if any(sections) else None]


def _quiet(plain: Sequence[Any]) -> Quiet:
    at, until, due, ours, sections = plain
    effects = NOTHING
    if sections is not None:
        found = [tuple([_notice(item) for item in section]) for section in sections]
        effects = Effects((), *found)
    ends, looked = (None if said is None else datetime.fromisoformat(said) for said in (until, due))
    return Quiet(datetime.fromisoformat(at), ends, effects, int(ours), looked)


def _plain_notice(notice: Notice) -> list[Any]:
    return [
        notice.practice,
        notice.code,
        notice.email,
        notice.kind,
        {name: _plain(value) for name, value in notice.params.items()},
        _plain(notice.until),
        notice.remedy,
    ]


def _notice(plain: Sequence[Any]) -> Notice:
    practice, code, email, kind, params, until, remedy = plain
    return Notice(
        practice,
        code,
        None if email is None else Address(email),
        None if kind is None else ChangeKind(kind),
        {name: _value(value) for name, value in params.items()},
        _value(until),
        remedy,
    )


def _plain(value: object) -> Any:
    """Return a parameter as JSON has it: times and days are told from texts."""
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(value)


def _value(plain: Any) -> Any:
    match plain:
        case {"time": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
    return plain
