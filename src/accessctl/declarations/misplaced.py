"""Practices' files that nobody reads, since they lie beside `practices/` instead of in it.

Only the root, `access/` and folders whose name was probably meant are looked at, and of a file of another
name no more than its beginning: a repository may hold anything else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from accessctl.declarations.source_files import POLICY, PRACTICES, SETTINGS, stem_of
from accessctl.model.finding import Finding, Location, Severity, Stops
from accessctl.model.identity import SLUG

_MEANT = {"practices", "practice", "practicas", "prácticas", "consultorios", "consultorio"}
_YAML = (".yaml", ".yml")
_BEGINNING = 16 * 1024
_LOOKED_AT = 100
"""How many files of a folder are opened; a warning need not be whole."""

_SLUG = re.compile(r"^practice\s*:[ \t]*[\"']?([^\s\"'#]*)", re.MULTILINE)
_ITS_KEYS = re.compile(r"^(assistants|clinics|owner)\s*:", re.MULTILINE)
_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW


def misplaced(top: str) -> tuple[Finding, ...]:
    """Return a warning for each practice's file outside `practices/`, and for each folder of such."""
    return tuple(sorted(_misplaced(top), key=lambda finding: finding.order))


def _misplaced(top: str) -> Iterator[Finding]:
    for folder in ("", "access"):
        for path in _yaml_files(top, folder):
            slug = None if path in (SETTINGS, POLICY) else _practice_in(f"{top}/{path}")
            if slug is not None:
                right = f"{PRACTICES}/{slug if SLUG.fullmatch(slug) else stem_of(path)}.yaml"
                yield _finding(path, "file-place", name=path, right=right)
    for entry in _entries(top):
        if _is_meant(entry) and any(
            _practice_in(f"{top}/{path}") is not None for path in _yaml_files(top, entry.name)
        ):
            yield _finding(entry.name, "file-place.folder", name=entry.name)


def _is_meant(entry: os.DirEntry[str]) -> bool:
    named = entry.name != PRACTICES and entry.name.casefold() in _MEANT
    return named and entry.is_dir(follow_symlinks=False)


def _yaml_files(top: str, folder: str) -> Iterable[str]:
    prefix = f"{folder}/" if folder else ""
    found = [
        f"{prefix}{entry.name}"
        for entry in _entries(f"{top}/{folder}")
        if entry.name.lower().endswith(_YAML) and entry.name.isprintable()
    ]
    return sorted(found)[:_LOOKED_AT]


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _practice_in(path: str) -> str | None:
    """Return which practice a file declares, if it looks like one's."""
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb", buffering=0) as file:
            text = (file.read(_BEGINNING) or b"").decode("utf-8", "replace")
    except OSError:  # a link, a directory, or not ours to read
        return None
    named = _SLUG.search(text)
    return named[1] if named is not None and _ITS_KEYS.search(text) else None


def _finding(path: str, text: str, **params: object) -> Finding:
    return Finding("file-place", Severity.WARNING, Location(path), params, text=text, stops=Stops.NOTHING)
