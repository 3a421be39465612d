"""What the writer and the humans share: meeting a practice, and settling a person's new state."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from accessctl.errors import ProviderError
from accessctl.model.live import LiveClinic
from accessctl.model.practice import Practice
from accessctl.providers.sandbox.rows import (
    assistants_among,
    delete_assistant,
    find_practice,
    put_assistants,
    put_practices,
    register,
    slugs_of,
)
from accessctl.providers.sandbox.rules import clinics_of
from accessctl.providers.sandbox.state import Assistant, StoredPractice, practice_from


def meet(state: sqlite3.Connection, slug: str, declared: Practice | None) -> StoredPractice:
    """Return the practice; at first contact it comes into being from its declaration.

    Clinics that nobody listed are written down now: otherwise they would come and go with whoever
    mentions them.
    """
    stored = find_practice(state, slugs_of(slug, declared))
    if stored is not None and stored.clinics is not None:
        return stored
    if stored is None:
        if declared is None:
            raise ProviderError("sandbox-practice-unknown", practice=slug)
        stored = practice_from(declared)
    people = assistants_among(state, [stored.slug]).get(stored.slug, {})
    known: tuple[LiveClinic, ...] | None = clinics_of(stored, people.values(), declared) or None
    settled = replace(stored, clinics=known)
    put_practices(state, [settled])
    return settled


def settle(state: sqlite3.Connection, slug: str, before: Assistant | None, after: Assistant | None) -> None:
    """Write a person's new state; who accepted once stays a registered user."""
    for person in (before, after):
        if person is not None:
            register(state, person)
    if after is not None:
        put_assistants(state, slug, [after])
    elif before is not None:
        delete_assistant(state, slug, before.email)
