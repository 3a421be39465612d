"""`accessctl.live/1`: the sandbox's whole state as a file, in and out."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accessctl.errors import AccessctlError
from accessctl.model.identity import SLUG, Address, normalise_address
from accessctl.model.live import LiveClinic
from accessctl.providers.sandbox.instants import read_instant, show_instant
from accessctl.providers.sandbox.livefile_shape import (
    FORMAT,
    AssistantShape,
    ClinicShape,
    LiveShape,
    PracticeShape,
    read_shape,
)
from accessctl.providers.sandbox.rows import (
    add_mails,
    all_mails,
    all_practices,
    all_users,
    assistants_among,
    delete_practices,
    put_assistants,
    put_practices,
    put_users,
)
from accessctl.providers.sandbox.state import Assistant, Mail, StoredPractice, User
from accessctl.providers.sandbox.store import Store, clock, set_clock

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
INVISIBLE = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class LiveFile:
    """What one file says."""

    now: datetime | None
    users: tuple[User, ...]
    practices: tuple[tuple[StoredPractice, tuple[Assistant, ...]], ...]
    mails: tuple[Mail, ...]


def load(store: Store, content: bytes) -> LiveFile:
    """Replace the practices that the file names and add its users and mails; all of it, or nothing."""
    file = read(content)
    with store.changing() as state:
        delete_practices(state, (practice.slug for practice, _ in file.practices))
        put_practices(state, (practice for practice, _ in file.practices))
        for practice, assistants in file.practices:
            put_assistants(state, practice.slug, assistants)
        put_users(state, file.users)
        add_mails(state, file.mails)
        if file.now is not None:
            set_clock(state, file.now)
    return file


def dump(store: Store) -> str:
    """Return the whole state; the same state always gives the same text."""
    with store.reading() as state:
        document = _document(state)
    text = json.dumps(document, indent=2, ensure_ascii=False)
    # What a terminal would obey and nobody would see is written as JSON's own escape.
    return INVISIBLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def read(content: bytes) -> LiveFile:
    """Return what the file says, or raise the one error that names the wrong element."""
    shape = read_shape(content)
    _refuse_twice("users", "email", [normalise_address(user.email) for user in shape.users])
    _refuse_twice("practices", "practice", [item.practice for item in shape.practices])
    return LiveFile(
        now=None if shape.now is None else _instant(shape.now, "now"),
        users=tuple(_users(shape)),
        practices=tuple(
            _practice(item, f"practices[{number}]") for number, item in enumerate(shape.practices)
        ),
        mails=tuple(_mails(shape)),
    )


def _users(shape: LiveShape) -> Iterator[User]:
    for number, user in enumerate(shape.users):
        yield User(_address(user.email, f"users[{number}].email"), user.name, tuple(user.surnames))


def _mails(shape: LiveShape) -> Iterator[Mail]:
    for number, mail in enumerate(shape.mails):
        path = f"mails[{number}]"
        to = _address(mail.to, f"{path}.to")
        yield Mail(_instant(mail.at, f"{path}.at"), to, _slug(mail.practice, f"{path}.practice"), mail.kind)


def _practice(shape: PracticeShape, path: str) -> tuple[StoredPractice, tuple[Assistant, ...]]:
    emails = [normalise_address(item.email) for item in shape.assistants]
    _refuse_twice(f"{path}.assistants", "email", emails)
    _refuse_twice(f"{path}.clinics", "id", [clinic.id for clinic in shape.clinics or ()])
    practice = StoredPractice(
        slug=_slug(shape.practice, f"{path}.practice"),
        owner=None if shape.owner is None else _address(shape.owner, f"{path}.owner"),
        clinics=None if shape.clinics is None else tuple(map(_clinic, shape.clinics)),
        billing_issuer=(
            None if shape.billing_issuer is None else _address(shape.billing_issuer, f"{path}.billing_issuer")
        ),
    )
    return practice, tuple(
        _assistant(item, f"{path}.assistants[{number}]") for number, item in enumerate(shape.assistants)
    )


def _clinic(shape: ClinicShape) -> LiveClinic:
    return LiveClinic(shape.id, shape.name or shape.id, shape.single_record)


def _assistant(shape: AssistantShape, path: str) -> Assistant:
    sent_at = None if shape.sent_at is None else _instant(shape.sent_at, f"{path}.sent_at")
    if sent_at is None and not shape.accepted:
        raise AccessctlError("live-file-sent-at-missing", path=path)
    _refuse_twice(f"{path}.clinics", "", shape.clinics or ())
    return Assistant(
        email=_address(shape.email, f"{path}.email"),
        accepted=shape.accepted,
        name=shape.name,
        surnames=tuple(shape.surnames),
        sent_at=sent_at,
        attempts=shape.attempts if shape.attempts is not None or shape.accepted else 1,
        clinics=None if shape.clinics is None else frozenset(shape.clinics),
        record_access=shape.record_access,
        billing=shape.billing,
    )


def _instant(text: str, path: str) -> datetime:
    try:
        return read_instant(text)
    except ValueError as error:
        raise AccessctlError("live-file-time", path=path, value=text) from error


def _address(text: str, path: str) -> Address:
    address = normalise_address(text)
    if not ADDRESS.fullmatch(address):
        raise AccessctlError("live-file-address", path=path, value=text)
    return address


def _slug(text: str, path: str) -> str:
    if not SLUG.fullmatch(text):
        raise AccessctlError("live-file-slug", path=path, value=text)
    return text


def _refuse_twice(path: str, key: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for number, value in enumerate(values):
        if value in seen:
            element = f"{path}[{number}].{key}".removesuffix(".")
            raise AccessctlError("live-file-twice", path=element, value=value)
        seen.add(value)


def _document(state: sqlite3.Connection) -> dict[str, Any]:
    practices = list(all_practices(state))
    people = assistants_among(state, (practice.slug for practice in practices))
    return {
        "format": FORMAT,
        "now": show_instant(clock(state)),
        "users": [{"email": user.email, **_name_of(user.name, user.surnames)} for user in all_users(state)],
        "practices": [
            _practice_value(practice, people.get(practice.slug, {}).values()) for practice in practices
        ],
        "mails": [
            {"at": show_instant(mail.at), "to": mail.to, "practice": mail.practice, "kind": mail.kind}
            for mail in all_mails(state)
        ],
    }


def _practice_value(practice: StoredPractice, assistants: Iterable[Assistant]) -> dict[str, Any]:
    clinics = None
    if practice.clinics is not None:
        clinics = [
            {"id": clinic.id, "name": clinic.name, "single_record": clinic.single_record}
            for clinic in sorted(practice.clinics, key=lambda clinic: clinic.id)
        ]
    known = {"owner": practice.owner, "clinics": clinics, "billing_issuer": practice.billing_issuer}
    return {
        "practice": practice.slug,
        **_without_unknown(known),
        "assistants": [_assistant_value(item) for item in assistants],
    }


def _assistant_value(item: Assistant) -> dict[str, Any]:
    known = {
        "sent_at": None if item.sent_at is None else show_instant(item.sent_at),
        "attempts": item.attempts,
        "clinics": None if item.clinics is None else sorted(item.clinics),
        "record_access": item.record_access,
        "billing": item.billing,
    }
    return {
        "email": item.email,
        **_name_of(item.name, item.surnames),
        "accepted": item.accepted,
        **_without_unknown(known),
    }


def _name_of(name: str | None, surnames: tuple[str, ...]) -> dict[str, Any]:
    return {**_without_unknown({"name": name}), "surnames": list(surnames)}


def _without_unknown(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
