"""The outbox: a directory of mails, each named after its Message-ID, so that its fate is always known."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path

from accessctl.handoffs.letter import Letter, message_of


class Outbox:
    """Mails that wait to be sent, or were handed to whoever sends them."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def holds(self, message_id: str) -> bool:
        """Say whether the mail of that Message-ID is here already."""
        return self.path(message_id).exists()

    def path(self, message_id: str) -> Path:
        """Return where the mail of that Message-ID lies."""
        name = re.sub(r"[^A-Za-z0-9._@-]", "_", message_id.strip("<> ")).lstrip(".")
        return self.directory / f"{name or '_'}.eml"

    def put(self, letter: Letter) -> Path:
        """Write the mail, whole or not at all; one that is here already is left as it is."""
        path = self.path(letter.message_id)
        if path.exists():
            return path
        content = message_of(letter).as_bytes()
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, content)
        return path


def _write(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    _sync(path.parent)


def _sync(directory: Path) -> None:
    """Make the new name last: a run that dies now must find the mail again."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
