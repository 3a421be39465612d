"""The fields of a record as JSON values, both ways."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from accessctl.model.change import Access, ChangeKind, access_value
from accessctl.model.days import has_room
from accessctl.model.handoff import HandoffState
from accessctl.model.identity import Address
from accessctl.model.live import Presence
from accessctl.model.outcome import Status
from accessctl.model.record import Record, RecordKind

NAMES: tuple[str, ...] = tuple(field.name for field in fields(Record))


def moment(value: datetime) -> str:
    """Return a time as RFC 3339 in UTC, with microseconds only where there are some."""
    if value.tzinfo is None:
        raise ValueError(value)
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _plain(value: object) -> object:
    """Return any value as plain JSON: what has no form of its own is written as its text."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return whole(value)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Access):
        return access_value(value)
    if isinstance(value, Mapping):
        return {whole(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return whole(str(value))


def whole(text: str) -> str:
    """Return the text without halves of characters, which no reader would take back."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _between(value: tuple[datetime | None, datetime]) -> list[str | None]:
    return [None if time is None else moment(time) for time in value]


def _sorted_items(value: Mapping[str, object]) -> object:
    plain = _plain(value)
    return dict(sorted(plain.items())) if isinstance(plain, dict) else plain


WRITERS: Mapping[str, Callable[[Any], object]] = {
    "at": moment,
    "sent_at": moment,
    "expires_at": moment,
    "before": access_value,
    "after": access_value,
    "declared": access_value,
    "params": _sorted_items,
    "origin": _sorted_items,
    "holder": _sorted_items,
    "observed_between": _between,
    "flags": list,
}
"""The fields that JSON cannot take as they are."""


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError(value)
    if not value.isascii():
        value.encode()  # half a character raises
    return value


def _address(value: object) -> Address:
    return Address(_text(value))


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _truth(value: object) -> bool:
    if type(value) is not bool:
        raise TypeError(value)
    return value


def _mapping(value: object) -> Mapping[str, object]:
    if type(value) is not dict:
        raise TypeError(value)
    json.dumps(value, ensure_ascii=False).encode()  # half a character raises
    return value


def _time(value: object) -> datetime:
    return _instant(_text(value))


@lru_cache(maxsize=4096)
def _instant(text: str) -> datetime:
    """Return the instant; one run writes the same few again and again."""
    if len(text) not in {20, 27} or text[10] != "T" or text[-1] != "Z":
        raise ValueError(text)
    found = datetime.fromisoformat(text)
    if not has_room(found):
        raise ValueError(text)
    return found


def _times(value: object) -> tuple[datetime | None, datetime]:
    if type(value) is not list:
        raise TypeError(value)
    before, first = value
    return (None if before is None else _time(before), _time(first))


def _texts(value: object) -> tuple[str, ...]:
    if type(value) is not list:
        raise TypeError(value)
    return tuple(_text(item) for item in value)


def _access(value: object) -> Access:
    if type(value) is not dict or len(value) != 3:
        raise TypeError(value)
    clinics, record_access, billing = value["clinics"], value["record_access"], value["billing"]
    return Access(
        None if clinics is None else _texts(clinics),
        None if record_access is None else _truth(record_access),
        None if billing is None else _truth(billing),
    )


def _one_of(kind: type[Enum]) -> Callable[[object], Any]:
    members = {member.value: member for member in kind}
    return members.__getitem__


_SPECIAL: Mapping[str, Callable[[Any], object]] = {
    "kind": _one_of(RecordKind),
    "change": _one_of(ChangeKind),
    "presence": _one_of(Presence),
    "outcome": _one_of(Status),
    "state": _one_of(HandoffState),
    "at": _time,
    "sent_at": _time,
    "expires_at": _time,
    "observed_between": _times,
    "seq": _number,
    "attempts": _number,
    "count": _number,
    "complete": _truth,
    "before": _access,
    "after": _access,
    "declared": _access,
    "params": _mapping,
    "origin": _mapping,
    "holder": _mapping,
    "flags": _texts,
    "email": _address,
    "recipient": _address,
    "requester": _address,
    "replaces": _address,
}

FIELDS: Mapping[str, Callable[[Any], Any]] = {name: _SPECIAL.get(name, _text) for name in NAMES}
"""How each field is read; a value of another shape raises."""
