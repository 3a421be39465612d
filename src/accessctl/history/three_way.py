"""Pure: whether a merge has anything in it that neither of its sides had."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from accessctl.history.reading import Trouble, Version

T = TypeVar("T")
Files = Mapping[str, str]
"""The declared files of a commit: path → mode and blob."""

ReadFile = Callable[[str, str], Version | Trouble | None]
"""Reads a practice's file: its path, and its mode and blob."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Where two lines parted, what each came to, and what was made of both."""

    parted: Files
    ours: Files
    theirs: Files
    merged: Files


def adds_something(sides: Sides, read: ReadFile) -> bool:
    """Say whether the merge is not what its two sides alone give.

    A file that both sides changed is compared person by person; one that is no practice's, not at all.
    """
    paths = sides.parted.keys() | sides.ours.keys() | sides.theirs.keys() | sides.merged.keys()
    for path in sorted(paths):
        four = [files.get(path) for files in (sides.parted, sides.ours, sides.theirs, sides.merged)]
        agreed, expected = _three_way(*four[:3])
        if agreed and four[3] == expected:
            continue
        if not path.startswith("practices/") or not _same_people([_read(read, path, item) for item in four]):
            return True
    return False


def _three_way(parted: T, ours: T, theirs: T) -> tuple[bool, T]:
    """Return whether the sides agree on one outcome, and that outcome."""
    if theirs in (parted, ours):
        return True, ours
    return ours == parted, theirs


def _read(read: ReadFile, path: str, file: str | None) -> Version | Trouble | None:
    return None if file is None else read(path, file)


def _same_people(four: Sequence[Version | Trouble | None]) -> bool:
    """Say whether the merged file has account and people as the sides have them; unreadable ones are not."""
    versions = [item for item in four if isinstance(item, Version) and not item.held]
    if len(versions) != 4:
        return False
    parted, ours, theirs, merged = (item.people for item in versions)
    for email in parted.keys() | ours.keys() | theirs.keys() | merged.keys():
        agreed, expected = _three_way(parted.get(email), ours.get(email), theirs.get(email))
        if not agreed or merged.get(email) != expected:
            return False
    accounts = [item.organization for item in versions]
    if _three_way(*accounts[:3]) != (True, accounts[3]):
        return False
    return versions[3].previously in (versions[1].previously, versions[2].previously)
