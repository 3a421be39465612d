"""`journal init`: the branch is made where it really lives, and its root is written into the settings."""

from __future__ import annotations

from pathlib import Path

from accessctl.declarations.editing import set_nested
from accessctl.declarations.replacing import replace_file
from accessctl.declarations.source_files import SETTINGS
from accessctl.errors import AccessctlError
from accessctl.execution.workplace import Workplace
from accessctl.journal.initialising import journal_init

ANY_ROOT = "0" * 40


def init_journal(place: Workplace) -> tuple[str, bool]:
    """Make the journal branch; return its root and whether the settings had to be changed.

    That the settings can be edited is found out first: a branch that nothing pins would be a trap.
    """
    path = place.root / SETTINGS
    before = _read(path)
    pinned = place.rules.settings.journal.root
    if pinned is None:
        with_root(before, ANY_ROOT)
    root = journal_init(place.branch, place.clock())
    if pinned == root:
        return root, False
    replace_file(place.root, SETTINGS, before, with_root(before, root))
    return root, True


def with_root(settings: bytes, root: str) -> bytes:
    """Return the settings with the journal's root in them, everything else as it was."""
    return set_nested(settings.decode("utf-8"), "journal", "root", root).encode("utf-8")


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise AccessctlError("settings-missing", file=SETTINGS)
    return path.read_bytes()
