"""The declarations that were applied last: read from their commits, whatever the work tree holds meanwhile.

An apply about some practices leaves the others at an earlier commit, so there may be several.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from accessctl.declarations.discovery import Found, sift
from accessctl.declarations.loading import declaration_of
from accessctl.errors import AccessctlError
from accessctl.execution.base_revision import PRACTICES, slug_of
from accessctl.execution.reading import Reading
from accessctl.execution.repository import DECLARED, regular_files
from accessctl.execution.workplace import Surroundings, Workplace, open_workplace
from accessctl.journal.gateway import Gateway
from accessctl.journal.objects import read_blobs
from accessctl.model.journal_view import JournalView
from accessctl.model.rules import Loosened
from accessctl.model.watching import Part


def parts_of(gateway: Gateway, view: JournalView) -> tuple[Part, ...]:
    """Return what was applied last, commit by commit; the one that was about all practices comes first."""
    by_commit: dict[str, list[str]] = {}
    for slug, commit in sorted(view.narrow_commits.items()):
        by_commit.setdefault(commit, []).append(slug)
    narrow = tuple(Part(commit, tuple(slugs)) for commit, slugs in by_commit.items())
    whole = view.whole_commit
    if whole is None:
        return narrow
    if not narrow:
        return (Part(whole),)
    _check_here(gateway, whole)
    listed = {slug_of(path) for path in regular_files(gateway, whole, (PRACTICES,))}
    left = listed - view.narrow_commits.keys() - _renamed(gateway, narrow)
    return (Part(whole, tuple(sorted(left))), *narrow)


def open_at(around: Surroundings, part: Part) -> Workplace:
    """Open the repository with the files of a commit. Nothing of the work tree's declarations is read."""
    with Gateway(around.root) as gateway:
        _check_here(gateway, part.commit)
        found = _found_at(gateway, part.commit)
    reading = Reading(around.root, found, remembering=False)
    surroundings = replace(around, base=None, reading=reading, commit=part.commit)
    # newer commits are apply's: that there are some is no reason not to look after these
    return open_workplace(surroundings, reading.declaration, found.files, loosened=Loosened(not_tip=True))


def _found_at(gateway: Gateway, commit: str, wanted: Iterable[str] | None = None) -> Found:
    """Return the files of a commit, or some of them; links are not followed."""
    listed = regular_files(gateway, commit, DECLARED)
    if wanted is not None:
        chosen = frozenset(wanted)
        listed = {path: blob for path, blob in listed.items() if path in chosen}
    contents = read_blobs(gateway, tuple(listed.values()))
    files: Mapping[str, bytes] = dict(zip(listed, contents, strict=True))
    return sift({path: data for path, data in files.items() if _is_declaration(path)})


def _is_declaration(path: str) -> bool:
    """Say whether a path is read at all: the generated schemas are for editors."""
    return not path.startswith("schemas/") or path.startswith("schemas/local/")


def _renamed(gateway: Gateway, narrow: Iterable[Part]) -> set[str]:
    """Return the earlier slugs of practices that were applied on their own."""
    names: set[str] = set()
    for part in narrow:
        _check_here(gateway, part.commit)
        files = [f"{PRACTICES}/{slug}.yaml" for slug in part.practices or ()]
        found = declaration_of(_found_at(gateway, part.commit, files))
        names |= {slug for practice in found.practices.values() for slug in practice.previously}
    return names


def _check_here(gateway: Gateway, commit: str) -> None:
    if gateway.resolve(commit) != commit:
        raise AccessctlError("applied-commit-missing", commit=commit[:12])
