"""The file in which read declarations are kept: under the git directory, for its owner alone, safe to delete.

Its first line names format, program and libraries and seals the rest, so that what another program wrote,
or did not write to its end, is nobody's; only its owner can have written it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from accessctl import __version__

FORMAT = "accessctl.declarations/1"
LARGEST = 256 * 1024 * 1024
_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
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
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            ours = status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
            if not ours or not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
                return None
            head, body = file.readline(256), file.read(LARGEST)
    except OSError:
        return None
    return body if head == _head(body) else None


def write_store(path: Path, body: bytes) -> None:
    """Keep the body, whole or not at all; a place that cannot be written only costs time."""
    if len(body) > LARGEST:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # made with mode 0600
        try:
            with os.fdopen(number, "wb") as file:
                file.write(_head(body))
                file.write(body)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _head(body: bytes) -> bytes:
    return f"{FORMAT} {_program()} {hashlib.sha256(body).hexdigest()}\n".encode("ascii")


@cache
def _program() -> str:
    """Return a digest of what reads and judges: a change of any of it may read the same file otherwise."""
    package = Path(__file__).parent.parent
    said: list[object] = [__version__]
    for room in _ROOMS:
        with os.scandir(package / room) as entries:
            modules = [entry for entry in entries if entry.name.endswith(".py")]
            said += sorted(_stamp(module.name, module.stat()) for module in modules)
    for name in _LIBRARIES:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            said.append(_stamp(spec.origin, Path(spec.origin).stat()))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def _stamp(name: str, status: os.stat_result) -> tuple[str, int, int]:
    return name, status.st_size, status.st_mtime_ns
