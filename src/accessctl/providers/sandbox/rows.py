"""Values to rows and back: the only place that speaks SQL about people and practices."""

# ruff: noqa: S608 - what is put into the SQL is a constant of this module; values are parameters

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from accessctl.model.identity import Address
from accessctl.model.live import LiveClinic, Registration
from accessctl.model.practice import Practice
from accessctl.providers.sandbox.instants import from_number, to_number
from accessctl.providers.sandbox.state import (
    NOT_REGISTERED,
    Assistant,
    Mail,
    StoredPractice,
    User,
)

ASSISTANT = "email, accepted, name, surnames, sent_at, attempts, clinics, record_access, billing"
PRACTICE = "slug, owner, clinics, billing_issuer"
AMONG = "IN (SELECT value FROM json_each(?))"  # a whole list as one parameter, however long

Row = tuple[Any, ...]


def slugs_of(slug: str, declared: Practice | None) -> tuple[str, ...]:
    """Return the slugs under which a practice's state may stand, the present one first."""
    return (slug, *(declared.previously if declared else ()))


def find_practice(state: sqlite3.Connection, slugs: Iterable[str]) -> StoredPractice | None:
    """Return the practice that stands under the first of the slugs that has one."""
    found = practices_among(state, slugs := tuple(slugs))
    return next((found[slug] for slug in slugs if slug in found), None)


def practices_among(state: sqlite3.Connection, slugs: Iterable[str]) -> dict[str, StoredPractice]:
    """Return the practices of those slugs."""
    rows = state.execute(f"SELECT {PRACTICE} FROM practices WHERE slug {AMONG}", (as_list(slugs),))  # nosec B608 # our column names
    return {row[0]: _practice(row) for row in rows}


def all_practices(state: sqlite3.Connection) -> Iterator[StoredPractice]:
    """Return every practice, by slug."""
    return map(_practice, state.execute(f"SELECT {PRACTICE} FROM practices ORDER BY slug"))  # nosec B608 # our column names


def put_practices(state: sqlite3.Connection, practices: Iterable[StoredPractice]) -> None:
    """Write the practices, whether they exist or not."""
    state.executemany(
        f"INSERT INTO practices ({PRACTICE}) VALUES (?, ?, ?, ?) ON CONFLICT (slug) DO UPDATE SET"  # nosec B608 # our column names
        " owner = excluded.owner, clinics = excluded.clinics, billing_issuer = excluded.billing_issuer",
        ((item.slug, item.owner, _clinics_text(item.clinics), item.billing_issuer) for item in practices),
    )


def delete_practices(state: sqlite3.Connection, slugs: Iterable[str]) -> None:
    """Forget the practices with all that happened in them."""
    wanted = as_list(slugs)
    state.execute(f"DELETE FROM practices WHERE slug {AMONG}", (wanted,))  # nosec B608 # our column names
    for table in ("mails", "receipts"):
        state.execute(f"DELETE FROM {table} WHERE practice {AMONG}", (wanted,))  # nosec B608 # our column names


def find_assistant(state: sqlite3.Connection, slug: str, email: Address) -> Assistant | None:
    """Return one assistant of a practice."""
    row = state.execute(
        f"SELECT {ASSISTANT} FROM assistants WHERE practice = ? AND email = ?",  # nosec B608 # our column names
        (slug, email),
    ).fetchone()
    return _assistant(row) if row else None


def assistants_among(state: sqlite3.Connection, slugs: Iterable[str]) -> dict[str, dict[Address, Assistant]]:
    """Return the assistants of those practices, by slug and address."""
    rows = state.execute(
        f"SELECT practice, {ASSISTANT} FROM assistants WHERE practice {AMONG} ORDER BY practice, email",  # nosec B608 # our column names
        (as_list(slugs),),
    )
    found: dict[str, dict[Address, Assistant]] = {}
    for slug, *row in rows:
        found.setdefault(slug, {})[row[0]] = _assistant(tuple(row))
    return found


def put_assistants(state: sqlite3.Connection, slug: str, assistants: Iterable[Assistant]) -> None:
    """Write assistants of a practice, whether they exist or not."""
    state.executemany(
        f"REPLACE INTO assistants (practice, {ASSISTANT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                slug,
                item.email,
                item.accepted,
                item.name,
                as_list(item.surnames),
                None if item.sent_at is None else to_number(item.sent_at),
                item.attempts,
                None if item.clinics is None else as_list(sorted(item.clinics)),
                item.record_access,
                item.billing,
            )
            for item in assistants
        ),
    )


def delete_assistant(state: sqlite3.Connection, slug: str, email: Address) -> None:
    """Take one assistant out of a practice."""
    state.execute("DELETE FROM assistants WHERE practice = ? AND email = ?", (slug, email))


def registrations(state: sqlite3.Connection, emails: Iterable[Address]) -> dict[Address, Registration]:
    """Say for every address whether it belongs to a user, and under which name.

    Somebody who accepted anywhere is registered, whether or not the table of users has them.
    """
    wanted = as_list(emails := tuple(emails))
    found: dict[Address, Registration] = dict.fromkeys(emails, NOT_REGISTERED)
    accepted = state.execute(
        f"SELECT email, name, surnames FROM assistants WHERE accepted AND email {AMONG}"  # nosec B608 # our column names
        " ORDER BY name IS NOT NULL, practice DESC",
        (wanted,),
    )
    users = state.execute(f"SELECT email, name, surnames FROM users WHERE email {AMONG}", (wanted,))  # nosec B608 # our column names
    for rows in (accepted, users):
        for email, name, surnames in rows:
            found[email] = Registration(True, name, _texts(surnames))
    return found


def everybody_registered(state: sqlite3.Connection) -> Iterator[tuple[str, str | None, str]]:
    """Yield the address of each user with the name and surnames as they are stored: all `registrations`."""
    names: dict[str, tuple[str | None, str]] = {}
    for email, name, surnames in state.execute(
        "SELECT email, name, surnames FROM assistants WHERE accepted ORDER BY name IS NOT NULL, practice DESC"
    ):
        names[email] = (name, surnames)
    for email, name, surnames in state.execute("SELECT email, name, surnames FROM users"):
        names[email] = (name, surnames)
    return ((email, *said) for email, said in names.items())


def all_users(state: sqlite3.Connection) -> Iterator[User]:
    """Return every user, by address."""
    rows = state.execute("SELECT email, name, surnames FROM users ORDER BY email")
    return (User(email, name, _texts(surnames)) for email, name, surnames in rows)


def register(state: sqlite3.Connection, person: Assistant) -> None:
    """Make somebody who accepted a user under the name shown here, unless the address has one."""
    if person.accepted:
        state.execute(
            "INSERT OR IGNORE INTO users VALUES (?, ?, ?)",
            (person.email, person.name, as_list(person.surnames)),
        )


def put_users(state: sqlite3.Connection, users: Iterable[User]) -> None:
    """Write the users, whether they exist or not."""
    state.executemany(
        "REPLACE INTO users VALUES (?, ?, ?)",
        ((user.email, user.name, as_list(user.surnames)) for user in users),
    )


def all_mails(state: sqlite3.Connection) -> Iterator[Mail]:
    """Return every mail, oldest first."""
    rows = state.execute(
        "SELECT at, recipient, practice, kind FROM mails ORDER BY at, recipient, practice, kind, id"
    )
    return (Mail(from_number(at), to, practice, kind) for at, to, practice, kind in rows)


def numbered_mails(state: sqlite3.Connection, after: int = 0) -> Iterator[tuple[int, Mail]]:
    """Return the mails that were written down after one, each with its number."""
    rows = state.execute(
        "SELECT id, at, recipient, practice, kind FROM mails WHERE id > ? ORDER BY id", (after,)
    )
    return ((number, Mail(from_number(at), to, practice, kind)) for number, at, to, practice, kind in rows)


def last_mail(state: sqlite3.Connection, slug: str, email: Address) -> int | None:
    """Return the number of the last mail to somebody about a practice."""
    (number,) = state.execute(
        "SELECT max(id) FROM mails WHERE practice = ? AND recipient = ?", (slug, email)
    ).fetchone()
    return None if number is None else int(number)


def add_mails(state: sqlite3.Connection, mails: Iterable[Mail]) -> None:
    """Write mails beside those that are there."""
    state.executemany(
        "INSERT INTO mails (at, recipient, practice, kind) VALUES (?, ?, ?, ?)",
        ((to_number(mail.at), mail.to, mail.practice, mail.kind) for mail in mails),
    )


def find_receipt(state: sqlite3.Connection, slug: str, email: Address, change_id: str) -> str | None:
    """Return the reference of a change, if it is the last thing that happened to this person here."""
    row = state.execute(
        "SELECT reference FROM receipts WHERE practice = ? AND email = ? AND change_id = ?",
        (slug, email, change_id),
    ).fetchone()
    return row[0] if row else None


def put_receipt(state: sqlite3.Connection, slug: str, email: Address, change_id: str, reference: str) -> None:
    """Remember the last change that was carried out for a person."""
    state.execute("REPLACE INTO receipts VALUES (?, ?, ?, ?)", (slug, email, change_id, reference))


def forget_receipt(state: sqlite3.Connection, slug: str, email: Address) -> None:
    """Somebody acted by hand: what we did last for this person no longer says how things stand."""
    state.execute("DELETE FROM receipts WHERE practice = ? AND email = ?", (slug, email))


def _practice(row: Row) -> StoredPractice:
    slug, owner, clinics, issuer = row
    return StoredPractice(slug, owner, _clinics(clinics), issuer)


def _assistant(row: Row) -> Assistant:
    email, accepted, name, surnames, sent_at, attempts, clinics, record_access, billing = row
    return Assistant(
        email=email,
        accepted=bool(accepted),
        name=name,
        surnames=_texts(surnames),
        sent_at=None if sent_at is None else from_number(sent_at),
        attempts=attempts,
        clinics=None if clinics is None else frozenset(_texts(clinics)),
        record_access=None if record_access is None else bool(record_access),
        billing=None if billing is None else bool(billing),
    )


def as_list(texts: Iterable[str]) -> str:
    """Return the texts as one parameter, for `AMONG` or for a column."""
    return json.dumps(list(texts))


@lru_cache(maxsize=4096)
def _texts(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _clinics_text(clinics: tuple[LiveClinic, ...] | None) -> str | None:
    if clinics is None:
        return None
    return json.dumps([[clinic.id, clinic.name, clinic.single_record] for clinic in clinics])


@lru_cache(maxsize=4096)
def _clinics(text: str | None) -> tuple[LiveClinic, ...] | None:
    if text is None:
        return None
    return tuple(LiveClinic(*clinic) for clinic in json.loads(text))
