"""Digests of the sandbox's state, practice by practice, from its rows as they are stored."""

# ruff: noqa: S608 - what is put into the SQL is a constant of another module

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter

from accessctl.providers.sandbox.rows import ASSISTANT, PRACTICE, Row, everybody_registered


def fingerprints(state: sqlite3.Connection) -> Mapping[str, str]:
    """Return the digests by slug; in each is who is registered, since any address may be looked up."""
    rows = state.execute(f"SELECT practice, {ASSISTANT} FROM assistants ORDER BY practice, email")  # nosec B608 # our column names
    people = {slug: _said(group) for slug, group in groupby(rows, itemgetter(0))}
    registered = hashlib.sha256(_said(sorted(everybody_registered(state)))).hexdigest()
    practices = state.execute(f"SELECT {PRACTICE} FROM practices ORDER BY slug")  # nosec B608 # our column names
    return {
        row[0]: hashlib.sha256(_said([row]) + people.get(row[0], b"")).hexdigest() + registered
        for row in practices
    }


def _said(rows: Iterable[Row]) -> bytes:
    """Return the rows as bytes from which they could be read back: other rows are other bytes."""
    return repr(list(rows)).encode("utf-8", "surrogatepass")
