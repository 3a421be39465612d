"""`journal init`: the branch is made where it really lives, and its root is written into the settings."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from accessctl.errors import AccessctlError
from accessctl.execution.workplace import Workplace
from accessctl.journal.initialising import journal_init

SETTINGS = "access/settings.yaml"


def init_journal(place: Workplace) -> tuple[str, bool]:
    """Make the journal branch; return its root and whether the settings had to be changed."""
    root = journal_init(place.branch, place.clock())
    if place.rules.settings.journal.root == root:
        return root, False
    path = place.root / SETTINGS
    if not path.is_file():
        raise AccessctlError("settings-missing", file=SETTINGS)
    _replace(path, with_root(path.read_text(encoding="utf-8"), root))
    return root, True


def with_root(text: str, root: str) -> str:
    """Return the settings' text with the journal's root in it, everything else as it was."""
    flow = re.compile(r"^(journal:\s*\{)(.*?)(\}.*)$", re.MULTILINE)
    found = flow.search(text)
    if found is not None:
        inner = re.sub(r"\s*,?\s*root:\s*[0-9a-f'\"]+", "", found[2]).strip().strip(",")
        new = f"{found[1]}{inner}, root: {root}{found[3]}" if inner else f"{found[1]}root: {root}{found[3]}"
        return text[: found.start()] + new + text[found.end() :]
    block = re.compile(r"^journal:[ \t]*(#.*)?$", re.MULTILINE)
    found = block.search(text)
    if found is not None:
        return text[: found.end()] + f"\n  root: {root}" + text[found.end() :]
    return f"{text.rstrip()}\njournal: {{root: {root}}}\n"


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=".", delete=False, encoding="utf-8"
    ) as file:
        file.write(text)
    Path(file.name).chmod(path.stat().st_mode & 0o777)
    os.replace(file.name, path)  # noqa: PTH105 - the atomic one, by its own name
