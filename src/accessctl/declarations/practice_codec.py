"""A `Practice` as plain values (lists, texts, numbers) and back: what a file said, without its text.

Every place in a practice is in its own file, so lines and columns suffice. Entries that have the same keys
share one list of their names.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.practice import Clinic, Entry, HeldEntry, Practice, RecordAccess

Plain = list[Any]


def plain_practice(practice: Practice) -> Plain:
    """Return the practice as plain values."""
    names: dict[tuple[str, ...], int] = {}
    entries = [_plain_entry(entry, names) for entry in practice.assistants]
    where = practice.assistants_where
    return [
        practice.slug,
        practice.name,
        practice.owner,
        practice.owner_name,
        _spot(practice.where),
        practice.previously,
        practice.time_zone,
        practice.language,
        practice.provider,
        practice.organization,
        practice.mode,
        [_plain_clinic(clinic) for clinic in practice.clinics],
        practice.billing_issuer,
        entries,
        [[held.email, *_spot(held.where)] for held in practice.held],
        None if where is None else _spot(where),
        {key: _spot(place) for key, place in practice.keys.items()},
        list(names),
        practice.web,
    ]


def practice_of(file: str, plain: Sequence[Any]) -> Practice:
    """Return the practice that the file declared."""
    names = plain[17]
    return Practice(
        slug=plain[0],
        name=plain[1],
        owner=Address(plain[2]),
        owner_name=plain[3],
        where=Location(file, *plain[4]),
        previously=tuple(plain[5]),
        time_zone=plain[6],
        language=plain[7],
        provider=plain[8],
        organization=plain[9],
        mode=plain[10],
        clinics=tuple([_clinic(file, fields) for fields in plain[11]]),
        billing_issuer=plain[12],
        assistants=tuple([_entry(file, fields, names) for fields in plain[13]]),
        held=tuple([HeldEntry(email, Location(file, *spot)) for email, *spot in plain[14]]),
        assistants_where=None if plain[15] is None else Location(file, *plain[15]),
        keys={key: Location(file, *spot) for key, spot in plain[16].items()},
        web=plain[18],
    )


def _spot(where: Location) -> tuple[int, int]:
    return where.line, where.column


def _plain_clinic(clinic: Clinic) -> Plain:
    return [clinic.id, clinic.name, *_spot(clinic.where), clinic.label, clinic.administrator]


def _clinic(file: str, fields: Sequence[Any]) -> Clinic:
    identifier, name, line, column, label, administrator = fields
    return Clinic(identifier, name, Location(file, line, column), label, administrator)


def _plain_entry(entry: Entry, names: dict[tuple[str, ...], int]) -> Plain:
    access = entry.record_access
    return [
        entry.email,
        *_spot(entry.where),
        entry.end_line,
        None if entry.written == entry.email else entry.written,
        entry.name,
        entry.surnames,
        entry.clinics,
        None if access is None else [access.reason, _plain_day(access.until)],
        entry.billing,
        _plain_day(entry.starts),
        _plain_day(entry.ends),
        entry.previously,
        entry.note,
        names.setdefault(tuple(entry.keys), len(names)),
        [number for line, column in entry.keys.values() for number in (line - entry.where.line, column)],
    ]


def _entry(file: str, fields: Sequence[Any], names: Sequence[Sequence[str]]) -> Entry:
    (
        email,
        line,
        column,
        end_line,
        written,
        name,
        surnames,
        clinics,
        access,
        billing,
        starts,
        ends,
        previously,
        note,
        shape,
        spots,
    ) = fields
    it = iter(spots)
    keys = {name: (line + next(it), next(it)) for name in names[shape]}
    return Entry(
        email,
        Location(file, line, column),
        end_line,
        email if written is None else written,
        name,
        tuple(surnames),
        tuple(clinics),
        None if access is None else RecordAccess(access[0], _day(access[1])),
        billing,
        _day(starts),
        _day(ends),
        tuple(previously),
        note,
        keys,
    )


def _plain_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
