"""Rows → assistants, with every problem noted; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from accessctl.model.identity import Address, normalise_address
from accessctl.model.live import LiveAssistant, Presence, presence_of_invitation
from accessctl.providers.roster.clinic_names import ClinicNames
from accessctl.providers.roster.headings import ANSWERS, STATES, fold, nearest
from accessctl.providers.roster.moments import read_moment
from accessctl.providers.roster.sheet import Column, Row, Trouble

_ADDRESS = re.compile(r"[^\s@,;:<>()\"\\]+@[^\s@,;:<>()\"\\]+\.[^\s@,;:<>()\"\\]+")
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Basis:
    """What the rows are read with: the list's own date, the practice's time zone and its clinics."""

    as_of: datetime | None
    zone: str
    clinics: ClinicNames


def read_people(rows: Iterable[Row], basis: Basis, trouble: Trouble) -> Mapping[Address, LiveAssistant]:
    """Return the assistants by address."""
    people: dict[Address, LiveAssistant] = {}
    for row in rows:
        email = _email(row, trouble)
        person = _person(row, email, basis, trouble)
        if email in people:
            trouble.note("roster-twice", row.at(Column.EMAIL), email=email)
        elif email:
            people[email] = person
    return people


def _person(row: Row, email: Address, basis: Basis, trouble: Trouble) -> LiveAssistant:
    sent_at = _sent_at(row, basis, trouble)
    return LiveAssistant(
        email=email,
        presence=_presence(row, sent_at, basis, trouble),
        name=" ".join(row.text(Column.NAME).split()) or None,
        surnames=_surnames(row, trouble),
        sent_at=sent_at,
        clinics=_clinics(row, basis.clinics, trouble),
        record_access=_answer(row, Column.RECORD_ACCESS, trouble),
        billing=_answer(row, Column.BILLING, trouble),
    )


def _email(row: Row, trouble: Trouble) -> Address:
    """Return the address, or an empty one where there is none to be read."""
    text = row.text(Column.EMAIL)
    if not text:
        trouble.note("roster-email-missing", row.at(Column.EMAIL))
    elif len(text) > 254 or _ADDRESS.fullmatch(text) is None:
        trouble.note("roster-email-wrong", row.at(Column.EMAIL), value=text)
    else:
        return normalise_address(text)
    return Address("")


def _surnames(row: Row, trouble: Trouble) -> tuple[str, ...]:
    apart = tuple(
        filter(None, (_line(row.text(Column.FIRST_SURNAME)), _line(row.text(Column.SECOND_SURNAME))))
    )
    listed = [_line(line) for line in row.text(Column.SURNAMES).split("\n") if line.strip()]
    if apart and listed:
        trouble.note("roster-surnames-twice", row.at(Column.SURNAMES))
    if apart or len(listed) > 1:
        return apart or tuple(listed)
    words = listed[0].split() if listed else []
    return tuple(words) if len(words) == 2 else tuple(listed)  # which of three belong together, nobody knows


def _line(text: str) -> str:
    return " ".join(text.split())


def _presence(row: Row, sent_at: datetime | None, basis: Basis, trouble: Trouble) -> Presence:
    state = STATES.get(fold(row.text(Column.STATE)))
    if state is None:
        trouble.note("roster-state-unknown", row.at(Column.STATE), value=row.text(Column.STATE))
        return Presence.ACTIVE
    if state is Presence.INVITED and sent_at is not None and basis.as_of is not None:
        return presence_of_invitation(sent_at, basis.as_of)
    return state


def _sent_at(row: Row, basis: Basis, trouble: Trouble) -> datetime | None:
    text = row.text(Column.SENT_AT)
    if not text:
        return None
    try:
        sent_at = read_moment(text, basis.zone)
    except ValueError:
        trouble.note("roster-moment-wrong", row.at(Column.SENT_AT), value=text)
        return None
    if basis.as_of is not None and sent_at > basis.as_of:
        trouble.note("roster-invited-later", row.at(Column.SENT_AT), sent_at=sent_at, as_of=basis.as_of)
    return sent_at


def _clinics(row: Row, names: ClinicNames, trouble: Trouble) -> frozenset[str] | None:
    text = row.text(Column.CLINICS)
    if not text or text == _UNKNOWN:
        return None
    found: set[str] = set()
    for piece, meant in names.find(text):
        if len(meant) == 1:
            found |= meant
        elif meant:
            trouble.note(
                "roster-clinic-ambiguous", row.at(Column.CLINICS), value=piece, ids=tuple(sorted(meant))
            )
        elif (near := nearest(piece, names.spelled)) is not None:
            trouble.note("roster-clinic-unknown.near", row.at(Column.CLINICS), value=piece, suggestion=near)
        else:
            trouble.note("roster-clinic-unknown", row.at(Column.CLINICS), value=piece, known=names.spelled)
    return frozenset(found) or None


def _answer(row: Row, column: Column, trouble: Trouble) -> bool | None:
    text = row.text(column)
    answer = fold(text)
    if answer in ANSWERS and (answer or text in ("", _UNKNOWN)):
        return ANSWERS[answer]
    trouble.note("roster-answer-unknown", row.at(column), column=str(column), value=text)
    return None
