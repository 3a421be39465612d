"""Files that only save time: sealed, for their owner alone, whole or not there, safe to delete.

The first line names the format and the program and seals the rest, so that what another program wrote, or did
not write to its end, is nobody's. The seal finds damage, not malice: only the owner can have written it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from accessctl import __version__

LARGEST = 256 * 1024 * 1024
_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


def read_sealed(path: Path, name: str) -> bytes | None:
    """Return what was kept; None where there is nothing that `name` wrote for this user.

    `name` is the format and the program's digest: one line without its end.
    """
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            ours = status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
            if not ours or not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
                return None
            head, body = file.readline(256), file.read(LARGEST)
    except OSError:
        return None
    return body if head == _head(name, body) else None


def write_sealed(path: Path, name: str, body: bytes) -> None:
    """Keep the body, whole or not at all; a place that cannot be written only costs time."""
    if len(body) > LARGEST:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, temporary = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # made with mode 0600
        try:
            with os.fdopen(number, "wb") as file:
                file.write(_head(name, body))
                file.write(body)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _head(name: str, body: bytes) -> bytes:
    return f"{name} {hashlib.sha256(body).hexdigest()}\n".encode("ascii")


def program_digest(rooms: Iterable[str], libraries: Iterable[str] = ()) -> str:
    """Return a digest of what reads and judges: a change of any of it may read the same bytes otherwise."""
    package = Path(__file__).parent.parent
    said: list[object] = [__version__]
    for room in rooms:
        with os.scandir(package / room) as entries:
            modules = [entry for entry in entries if entry.name.endswith(".py")]
            said += sorted(_stamp(module.name, module.stat()) for module in modules)
    for name in libraries:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            said.append(_stamp(spec.origin, Path(spec.origin).stat()))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def _stamp(name: str, status: os.stat_result) -> tuple[str, int, int]:
    return name, status.st_size, status.st_mtime_ns
