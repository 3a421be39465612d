"""Where a practice's list is, and its bytes: only a regular file inside the repository, and no large one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from accessctl.model.practice import Practice
from accessctl.providers.roster.sheet import Trouble, UnreadableError

DIRECTORY = "rosters"
SIZE_AT_MOST = 1024 * 1024
_ENDINGS = (".csv", ".json")
_LOOKS_LIKE_ONE = (*_ENDINGS, ".txt", ".tsv", ".xls", ".xlsx", ".xlsm", ".ods", ".numbers")
_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW


def find_roster(root: Path, directory: str | None, practice: Practice) -> tuple[str, bytes]:
    """Return the practice's list, under its slug or an earlier one: its path in the repository, its bytes.

    Raises `MissingRosterError` with the trouble where it is not to be had.
    """
    top = os.path.realpath(root)
    folder = (directory or DIRECTORY).rstrip("/")
    wanted = f"{folder}/{practice.slug}.csv"
    trouble = Trouble(wanted)
    try:
        names = _names(top, folder, trouble)
        for slug in (practice.slug, *practice.previously):
            found = [f"{slug}{ending}" for ending in _ENDINGS if f"{slug}{ending}" in names]
            if len(found) > 1:
                trouble.give_up("roster-two-files", one=f"{folder}/{found[0]}", other=f"{folder}/{found[1]}")
            if found:
                path = f"{folder}/{found[0]}"
                trouble.file = path
                return path, _contents(top, path, trouble)
        near = _misnamed(names, practice.slug)
        if near is not None:
            trouble.give_up("roster-misnamed", found=f"{folder}/{near}", wanted=wanted)
        trouble.give_up("roster-missing", practice=practice.slug)
    except UnreadableError as error:
        raise MissingRosterError(trouble) from error


class MissingRosterError(Exception):
    """There is no list, or none that may be read; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.file)
        self.trouble = trouble


def read_file(path: Path) -> bytes:
    """Return the bytes of a list that somebody names, wherever it is."""
    trouble = Trouble(str(path))
    try:
        return _read(os.path.realpath(path), trouble)
    except UnreadableError as error:
        raise MissingRosterError(trouble) from error


def _names(top: str, folder: str, trouble: Trouble) -> frozenset[str]:
    try:
        return frozenset(path.name for path in Path(_inside(top, folder, trouble)).iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except OSError as error:
        trouble.give_up("roster-unreadable", reason=error.strerror or "")


def _misnamed(names: Iterable[str], slug: str) -> str | None:
    """Return a file that was probably meant to be the list: of another case, or of another program."""
    wanted = {f"{slug}{ending}" for ending in _LOOKS_LIKE_ONE}
    return next((name for name in sorted(names) if name.casefold() in wanted), None)


def _contents(top: str, path: str, trouble: Trouble) -> bytes:
    return _read(_inside(top, path, trouble), trouble)


def _inside(top: str, path: str, trouble: Trouble) -> str:
    """Return where the path really is; it must be in the repository, and not in git's own directory."""
    real = os.path.realpath(f"{top}/{path}")
    git = f"{top}/.git"
    if (
        Path(path).is_absolute()
        or not real.startswith(f"{top}/")
        or real == git
        or real.startswith(f"{git}/")
    ):
        trouble.give_up("roster-outside")
    return real


def _read(real: str, trouble: Trouble) -> bytes:
    try:
        if not stat.S_ISREG(os.lstat(real).st_mode):
            trouble.give_up("roster-not-a-file")  # opening a pipe or a device can hang or act
        with os.fdopen(os.open(real, _FLAGS), "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):  # it became another between the look and the opening
                trouble.give_up("roster-not-a-file")
            if status.st_size > SIZE_AT_MOST:
                trouble.give_up("roster-too-large", limit=SIZE_AT_MOST // 1024)
            return file.read(status.st_size) or b""
    except OSError as error:
        trouble.give_up("roster-unreadable", reason=error.strerror or "")
