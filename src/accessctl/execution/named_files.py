"""The files that somebody named to be checked → the paths that the declaration knows them by."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from accessctl.declarations.source_files import LOCAL_SCHEMAS, PRACTICES
from accessctl.errors import AccessctlError, UsageError
from accessctl.model.identity import SLUG
from accessctl.validation.nearness import nearest

_EVERYTHING = ("access", LOCAL_SCHEMAS)
"""By these every file is judged: whoever changes one of them is told everything."""


def named_practices(root: Path, given: Iterable[Path]) -> frozenset[str] | None:
    """Return the practices' files among those named, a deleted one too; None: every file is concerned.

    A hook passes what changed, and a person what they mean: a name that is no part of the declaration, or
    that neither the directory nor the last commit knows, is a mistake and never a silent "no problem".
    """
    found: set[str] = set()
    everything = False
    for path in given:
        name = _of_slug(root, path) or _name(root, path)
        if not (root / name).exists() and not _is_committed(root, name):
            raise _no_such_file(root, path)
        if name == PRACTICES:
            everything = True
        elif name.startswith(f"{PRACTICES}/"):
            found.add(name)
        else:
            everything |= any(name == folder or name.startswith(f"{folder}/") for folder in _EVERYTHING)
    return None if everything else frozenset(found)


def _of_slug(root: Path, path: Path) -> str | None:
    """Return the practice's file where a slug is named; a file or folder of that name comes first."""
    name = f"{PRACTICES}/{path}.yaml"
    is_one = SLUG.fullmatch(str(path)) is not None and not (Path.cwd() / path).exists()
    return name if is_one and ((root / name).exists() or _is_committed(root, name)) else None


def _no_such_file(root: Path, path: Path) -> UsageError:
    known = [file.stem for file in (root / PRACTICES).glob("*.yaml")]
    near = nearest(path.stem, known)
    if near is None:
        return UsageError("no-such-file", file=str(path))
    return UsageError("no-such-file.near", file=str(path), near=f"{PRACTICES}/{near}.yaml")


def _name(root: Path, path: Path) -> str:
    """Return the path in the repository, with slashes; links on the way are followed, the file's own not."""
    top, given = Path(os.path.realpath(root)), Path.cwd() / path
    real = Path(os.path.realpath(given.parent), given.name) if given.name else given
    try:
        name = PurePosixPath(real.relative_to(top)).as_posix()
    except ValueError:
        raise UsageError("file-outside", file=str(path), root=str(top)) from None
    if name.partition("/")[0] not in (PRACTICES, "access", "schemas"):
        if SLUG.fullmatch(str(path)) and not real.exists():
            raise _no_such_file(root, path)
        raise UsageError("file-not-declared", file=str(path))
    return name


def _is_committed(root: Path, name: str) -> bool:
    """Say whether the last commit has the file: then it was deleted, and that is what is to be checked."""
    from accessctl.journal.gateway import Gateway  # noqa: PLC0415 - git, for a deleted file alone

    try:
        return Gateway(root).ask("cat-file", "-e", f"HEAD:./{name}").status == 0
    except AccessctlError:
        return False
