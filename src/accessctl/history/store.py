"""The cache on disk: one file under the git directory, for its owner alone, safe to delete at any time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from accessctl.history.chronicle import History
from accessctl.history.codec import decode, encode

LARGEST = 512 * 1024 * 1024


def cache_file(folder: Path, prefix: str, ref: str) -> Path:
    """Return where the history of a branch is kept, for the directory `prefix` of its repository."""
    name = hashlib.sha256(f"{prefix}\0{ref}".encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return folder / f"history-{name}.json"


def read_cache(path: Path) -> History | None:
    """Return the history that was kept; `None` where there is none, or none that can be used."""
    data = read_whole(path)
    return None if data is None else decode(data)


def write_cache(path: Path, history: History) -> None:
    """Keep the history: whole or not at all; a place that cannot be written only costs time."""
    write_whole(path, encode(history))


def read_whole(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none, or something else than a file, or too much."""
    try:
        if not path.is_file():  # opening a pipe would wait for ever
            return None
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        return None
    return data if len(data) <= LARGEST else None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file for its owner alone, all of it or nothing."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # made with mode 0600
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
