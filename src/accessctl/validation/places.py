"""Where things stand: the place of a key in an entry, a practice, the settings or the policy."""

from __future__ import annotations

from collections.abc import Mapping

from accessctl.model.finding import Location
from accessctl.model.practice import Declaration, Entry, Practice

SETTINGS = "access/settings.yaml"
POLICY = "access/policy.yaml"


def entry_place(entry: Entry, key: str) -> Location:
    """Return where the entry's key, or an item of it (`clinics.0`), stands, else where the entry begins."""
    found = entry.keys.get(key) or entry.keys.get(key.partition(".")[0])
    return entry.where if found is None else Location(entry.where.file, *found)


def practice_place(practice: Practice, key: str) -> Location:
    """Return where the practice's key stands, else its nearest parent, else the file's beginning."""
    return _nearest_key(practice.keys, key) or practice.where


def settings_place(declaration: Declaration, key: str) -> Location:
    """Return where a key of the settings stands."""
    return _nearest_key(declaration.places.get(SETTINGS, {}), key) or Location(SETTINGS)


def policy_place(declaration: Declaration, key: str) -> Location:
    """Return where a key of the policy stands."""
    return _nearest_key(declaration.places.get(POLICY, {}), key) or Location(POLICY)


def _nearest_key(keys: Mapping[str, Location], key: str) -> Location | None:
    while key:
        if key in keys:
            return keys[key]
        key = key.rpartition(".")[0]
    return None
