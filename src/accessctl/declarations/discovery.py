"""The repository's directory → the bytes of the files that make up its declaration.

Only regular files inside the repository are opened, and none beyond a size: a commit can carry links,
and a working directory pipes.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from accessctl.declarations.file_names import judge_names, stops_of
from accessctl.declarations.misplaced import misplaced
from accessctl.declarations.source_files import LOCAL_SCHEMAS, PRACTICES, SIZE_AT_MOST, TEMPLATES_FOLDER
from accessctl.model.finding import Finding, Location, Severity, Stops

_FOLDERS = ("access", PRACTICES, LOCAL_SCHEMAS)
_DEEPEST = 3
"""Slashes in `access/templates/es/steps`, below which no letter is looked for."""
_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, by path and in its order, and what is wrong with the others."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


class _UnusableError(Exception):
    """A file that is not to be read, with the code that says why."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def discover(root: Path, folders: Iterable[str] = _FOLDERS, *, follow_links: bool = True) -> Found:
    """Find and read the declaration's files under the repository's root, or those of some folders.

    Links within the repository are followed, unless the files are of a change that nobody has reviewed.
    """
    top = os.path.realpath(root)
    findings: list[Finding] = []
    paths: list[str] = []
    for folder in folders:
        try:
            paths += _listed(top, folder, follow_links=follow_links)
        except _UnusableError as error:
            findings.append(_refused(folder, error, Stops.APPLY))
    pending = _template_folders(paths)
    for folder in pending:  # it grows: a letter where none is looked for is found, and a rule says so
        try:
            listed = list(_listed(top, folder, follow_links=False))
        except _UnusableError as error:
            findings.append(_refused(folder, error, Stops.APPLY))
            continue
        paths += listed
        below = (path.rstrip("/") for path in listed if path.endswith("/"))
        pending += [path for path in below if path not in pending and path.count("/") <= _DEEPEST]
    accepted, name_findings = judge_names(paths)
    files: dict[str, bytes] = {}
    for path in accepted:
        try:
            files[path] = _contents(top, path, follow_links=follow_links)
        except _UnusableError as error:
            stops, practices = stops_of(path)
            findings.append(_refused(path, error, stops, practices))
    stray = misplaced(top) if PRACTICES in folders else ()
    return Found(files, (*name_findings, *findings, *stray))


def sift(files: Mapping[str, bytes]) -> Found:
    """Judge files that are in memory already by the same rules."""
    accepted, findings = judge_names(files)
    kept: dict[str, bytes] = {}
    for path in accepted:
        if len(files[path]) <= SIZE_AT_MOST:
            kept[path] = files[path]
        else:
            findings.append(_refused(path, _too_large(), *stops_of(path)))
    return Found(kept, tuple(findings))


def _template_folders(paths: Iterable[str]) -> list[str]:
    """Return the directories under `access/` that can hold an organisation's own letters."""
    folders = [path.rstrip("/") for path in paths if path.endswith("/")]
    return [
        f"{folder}{part}"
        for folder in folders
        if TEMPLATES_FOLDER.fullmatch(folder)
        for part in ("", "/es", "/es/steps", "/en", "/en/steps")
    ]


def _listed(top: str, folder: str, *, follow_links: bool) -> Iterable[str]:
    """Return the paths in the folder, a directory's with a slash at its end."""
    try:
        real = _inside(top, folder, follow_links=follow_links)
        with os.scandir(real) as entries:
            return [
                f"{folder}/{_shown(entry.name)}{'/' if entry.is_dir(follow_symlinks=False) else ''}"
                for entry in entries
            ]
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        raise _UnusableError("not-a-file.folder") from None
    except OSError as error:
        raise _UnusableError("not-a-file.unreadable", reason=error.strerror or "") from None


def _contents(top: str, path: str, *, follow_links: bool) -> bytes:
    try:
        real = f"{top}/{path}"
        mode = os.lstat(real).st_mode
        if stat.S_ISLNK(mode):
            real = _inside(top, path, follow_links=follow_links)
            mode = os.lstat(real).st_mode
        if not stat.S_ISREG(mode):
            raise _UnusableError("not-a-file")  # opening a pipe or a device can hang or act
        with os.fdopen(os.open(real, _FLAGS), "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):  # it became another between the look and the opening
                raise _UnusableError("not-a-file")
            if status.st_size > SIZE_AT_MOST:
                raise _too_large()
            return file.read(status.st_size) or b""
    except OSError as error:
        raise _UnusableError("not-a-file.unreadable", reason=error.strerror or "") from None


def _inside(top: str, path: str, *, follow_links: bool) -> str:
    """Return where the path really is; it must be in the repository, and not in git's own directory."""
    straight = f"{top}/{path}"
    real = os.path.realpath(straight)
    if real == straight:
        return real
    if not follow_links:
        raise _UnusableError("symlink.any")
    git = f"{top}/.git"
    if not real.startswith(f"{top}/") or real == git or real.startswith(f"{git}/"):
        raise _UnusableError("symlink")
    return real


def _too_large() -> _UnusableError:
    return _UnusableError("file-too-large", limit=SIZE_AT_MOST // 1024)


def _shown(name: str) -> str:
    """Return the name, or how it is written down where it has bytes that cannot be; such are never ours."""
    return name if name.isprintable() else ascii(name)[1:-1]


def _refused(path: str, error: _UnusableError, stops: Stops, practices: tuple[str, ...] = ()) -> Finding:
    rule = error.code.partition(".")[0]
    params = {"name": path, **error.params}
    return Finding(
        rule,
        Severity.ERROR,
        Location(path),
        params,
        text=error.code,
        stops=stops,
        practices=practices,
    )
