"""The declarations that were applied last: read from their commits, whatever the work tree holds meanwhile.

An apply about some practices leaves the others at an earlier commit, so there may be several.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from accessctl.declarations.loading import declaration_of
from accessctl.declarations.source_files import SETTINGS
from accessctl.errors import AccessctlError
from accessctl.execution.base_revision import PRACTICES, found_at, slug_of
from accessctl.execution.reading import Reading
from accessctl.execution.repository import DECLARED, is_declaration, regular_files
from accessctl.execution.workplace import Surroundings, Workplace, open_workplace
from accessctl.journal.gateway import Gateway
from accessctl.model.journal_view import JournalView
from accessctl.model.rules import Loosened
from accessctl.model.watching import Part


def parts_of(gateway: Gateway, view: JournalView) -> tuple[Part, ...]:
    """Return what was applied last, commit by commit; the one that was about all practices comes first."""
    if not view.narrow_commits:
        return () if view.whole_commit is None else (Part(view.whole_commit),)
    earlier = _earlier_names(gateway, view.narrow_commits)
    by_commit: dict[str, list[str]] = {}
    for slug, commit in sorted(view.narrow_commits.items()):
        if not _goes_on_elsewhere(slug, earlier):
            by_commit.setdefault(commit, []).append(slug)
    narrow = tuple(Part(commit, tuple(slugs)) for commit, slugs in by_commit.items())
    whole = view.whole_commit
    if whole is None:
        return narrow
    _check_here(gateway, whole)
    files = regular_files(gateway, whole, (PRACTICES,))
    listed = {slug_of(path) for path in files if is_declaration(path)}
    left = listed - earlier.keys() - {name for names in earlier.values() for name in names}
    return (Part(whole, tuple(sorted(left))), *narrow) if left else narrow


def open_at(around: Surroundings, part: Part) -> Workplace:
    """Open the repository with the files of a commit. Nothing of the work tree's declarations is read."""
    with around.edges.git(around.root) as gateway:
        _check_here(gateway, part.commit)
        found = found_at(gateway, part.commit, DECLARED)
    reading = Reading(around.root, found, remembering=False)
    surroundings = replace(around, base=None, reading=reading, commit=part.commit)
    # newer commits are apply's: that there are some is no reason not to look after these
    return open_workplace(surroundings, reading.declaration, found.files, loosened=Loosened(not_tip=True))


def check_pinned_here(place: Workplace, tip: str | None) -> None:
    """Raise where these settings pin no journal and the branch's do: the wrong one would be read."""
    if tip is None or place.rules.settings.journal.root is not None:
        return
    if declaration_of(found_at(place.gateway, tip, (SETTINGS,))).settings.journal.root is not None:
        raise AccessctlError("journal-pinned-on-branch", file=SETTINGS, branch=place.rules.settings.branch)


def _earlier_names(gateway: Gateway, narrow: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """Return the earlier slugs of each practice that was applied on its own, in the order of `narrow`."""
    by_commit: dict[str, list[str]] = {}
    for slug, commit in narrow.items():
        by_commit.setdefault(commit, []).append(slug)
    names: dict[str, frozenset[str]] = {}
    for commit, slugs in by_commit.items():
        _check_here(gateway, commit)
        files = tuple(f"{PRACTICES}/{slug}.yaml" for slug in slugs)
        found = declaration_of(found_at(gateway, commit, files))
        names |= {slug: frozenset(practice.previously) for slug, practice in found.practices.items()}
    return {slug: names.get(slug, frozenset()) for slug in narrow}


def _goes_on_elsewhere(slug: str, earlier: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a practice applied on its own was so again, later, under another slug."""
    order = list(earlier)
    later = order[order.index(slug) + 1 :]
    return any(slug in earlier[other] or other in earlier[slug] for other in later)


def _check_here(gateway: Gateway, commit: str) -> None:
    if gateway.resolve(commit) != commit:
        if gateway.is_shallow():  # it may well be on the branch
            raise AccessctlError("history-shallow")
        raise AccessctlError("applied-commit-missing", commit=commit[:12])
