"""The outbox: a directory of mails, each named after its Message-ID, so that its fate is always known.

A mail lies at the top until it is handed to a server, in `sending/` from the moment before it may be taken,
and in `sent/` once the server said that it has it. Where a person sends the mails, all stay at the top.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from pathlib import Path

from accessctl.handoffs.letter import Letter, content_of

NOTICE = "accessctl.notice."
"""How the names of letters begin that the journal does not follow."""

SENDING, SENT = "sending", "sent"


class Outbox:
    """Mails that wait to be sent, or were handed to whoever sends them."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def holds(self, message_id: str, part: str = "") -> bool:
        """Say whether the mail of that Message-ID waits here, or lies in a part of the outbox."""
        return self.path(message_id, part).exists()

    def path(self, message_id: str, part: str = "") -> Path:
        """Return where the mail of that Message-ID lies."""
        name = re.sub(r"[^A-Za-z0-9._@-]", "_", message_id.strip("<> ")).lstrip(".")
        return self.directory / part / f"{name or '_'}.eml"

    def put(self, letter: Letter) -> Path:
        """Write the mail, whole or not at all; one that is here already is left as it is."""
        path = self.path(letter.message_id)
        if not path.exists():
            self.write(letter.message_id, content_of(letter))
            _sync(path.parent)
        return path

    def write(self, message_id: str, content: bytes) -> None:
        """Write a mail; its name may be lost with the machine's power until it is moved to a part."""
        _make(self.directory)
        _write(self.path(message_id), content)

    def move(self, message_id: str, part: str) -> None:
        """Move the mail to a part of the outbox, wherever it lies; a run that dies now must find it there.

        That it was sent is noted elsewhere too: a name lost there leaves it in `sending/`, which is safe.
        `FileNotFoundError` where it lies nowhere: another run took it back, and asks anew.
        """
        path = self.path(message_id, part)
        _make(path.parent)
        lies = (self.path(message_id, other) for other in ("", SENDING, SENT) if other != part)
        found = next((other for other in lies if other.exists()), None)
        if found is not None:
            found.replace(path)
            if part != SENT:
                _sync(path.parent)
        elif not path.exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))

    def drop(self, message_id: str) -> None:
        """Remove a mail that no server took: what it asks is asked anew."""
        for part in ("", SENDING):
            self.path(message_id, part).unlink(missing_ok=True)

    def notices(self) -> tuple[str, ...]:
        """Return the Message-IDs of the letters that wait here and belong to no hand-off."""
        return tuple(f"<{path.stem}>" for path in self.waiting() if path.name.startswith(NOTICE))

    def waiting(self) -> tuple[Path, ...]:
        """Return the mails that were given to no server, oldest first."""
        if not self.directory.is_dir():
            return ()
        found = [path for path in self.directory.iterdir() if path.suffix == ".eml" and path.is_file()]
        return tuple(sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name)))


def _make(folder: Path) -> None:
    """Make a directory for its owner alone; the mode that `mkdir` is given is not the parents'."""
    for each in (folder.parent, folder):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)


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


def _sync(directory: Path) -> None:
    """Make the new name last: a run that dies now must find the mail again."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
