"""Where read declarations are kept: under the git directory, for its owner alone, safe to delete."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from accessctl.journal.sealed_files import program_digest, read_sealed, write_sealed

FORMAT = "accessctl.declarations/1"
_ROOMS = ("declarations", "validation", "model", "execution")
_LIBRARIES = ("yaml", "pydantic", "jsonschema", "email_validator", "confusable_homoglyphs", "idna", "tzdata")


def store_file(root: Path) -> Path | None:
    """Return where the declarations of a directory are kept; None outside of a repository of our own.

    Found without git, which takes longer to start than everything else here.
    """
    top = Path(os.path.realpath(root))
    for folder in (top, *top.parents):
        git = folder / ".git"
        if git.exists():
            directory = _directory(git)
            if directory is None or not _is_ours(directory):
                return None
            prefix = hashlib.sha256(os.fsencode(top.relative_to(folder))).hexdigest()[:16]
            return directory / "accessctl" / f"declarations-{prefix}.cache"
    return None


def _directory(git: Path) -> Path | None:
    """Return the git directory; that of a further work tree is its own and goes with it."""
    if git.is_dir():
        return git if (git / "HEAD").is_file() else None
    try:
        word, _, path = git.read_text(encoding="utf-8").strip().partition(": ")
    except (OSError, ValueError):
        return None
    directory = git.parent / path
    return directory if word == "gitdir" and (directory / "HEAD").is_file() else None


def _is_ours(path: Path) -> bool:
    return path.stat().st_uid == os.geteuid()


def read_store(path: Path) -> bytes | None:
    """Return what was kept; None where there is nothing that this program wrote for this user."""
    return read_sealed(path, f"{FORMAT} {_program()}")


def write_store(path: Path, body: bytes) -> None:
    """Keep the body, whole or not at all; a place that cannot be written only costs time."""
    write_sealed(path, f"{FORMAT} {_program()}", body)


@cache
def _program() -> str:
    return program_digest(_ROOMS, _LIBRARIES)
