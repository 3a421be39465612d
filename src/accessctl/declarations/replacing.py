"""A declaration's file → its next contents: whole or not at all, and never over somebody else's change."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from accessctl.errors import AccessctlError


def replace_file(root: Path, path: str, before: bytes | None, after: bytes) -> None:
    """Put `after` in the place of `before`, which the file must still hold (None: there must be none)."""
    real = Path(os.path.realpath(root / path))
    if not real.is_relative_to(os.path.realpath(root)):
        raise AccessctlError("file-changed", file=path)
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        if (real.read_bytes() if real.exists() else None) != before:
            raise AccessctlError("file-changed", file=path)
        _replace(real, after)
    except OSError as error:
        raise AccessctlError("file-unwritable", file=path, reason=error.strerror) from error


def _replace(real: Path, after: bytes) -> None:
    mode = real.stat().st_mode & 0o7777 if real.exists() else 0o666 & ~_umask()
    number, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(real)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    """Return the process's mask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
