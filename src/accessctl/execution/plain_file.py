"""A file that somebody named, read whole: no pipe and no device, which may never end."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from accessctl.errors import AccessctlError

LARGEST = 256 * 1024 * 1024
"""Bytes: the saved plan of a hundred thousand people who are all invited at once takes half of it."""
_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK


def read_plain(path: Path) -> bytes:
    """Return a file's bytes. `AccessctlError` where it is no plain file or too large; else `OSError`."""
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:  # not blocked by a pipe that nobody writes to
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise AccessctlError("file-not-plain", file=str(path))
        if status.st_size > LARGEST:
            raise AccessctlError("file-too-large", file=str(path), limit=LARGEST // 2**20)
        return file.read(LARGEST)
