"""Which practices a change touches: those whose file differs from the commit at which the change began."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from accessctl.execution.base_revision import (
    PRACTICES,
    altered_paths,
    commit_named,
    parted_from,
    slug_of,
)
from accessctl.execution.repository import differing
from accessctl.execution.workplace import Workplace
from accessctl.model.finding import Finding, Severity
from accessctl.providers.roster.files import DIRECTORY as ROSTERS

ALL_GO_BY = ("access", "schemas/local")
"""What is about every practice."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What changed since a commit; `practices` is None where it is about all of them."""

    since: str
    practices: tuple[str, ...] | None


def touched(place: Workplace, revision: str) -> Touched:
    """Return which practices differ from where HEAD and the revision parted, as the work tree has them.

    A file that came, went or was renamed touches its practice, under the old name and the new one. So does
    an error that a touched practice shares. Settings, policy and local schemas touch all, unless the plan
    goes by those of a base, on which the change has no hold. Where they parted at several points, what
    differs from any of them counts: the merge may make that of it. An owner's list that differs touches its
    practice: it is what the plan takes for live.
    """
    points = parted_from(place.gateway, commit_named(place.gateway, revision), revision)
    if place.base is None and any(_alters_rules(place, point) for point in points):
        return Touched(points[0], None)
    found = (differing(place.gateway, place.files, point, (PRACTICES,)) for point in points)
    slugs = {slug_of(path) for paths in found for path in paths} | _listed_otherwise(place, points)
    return Touched(points[0], tuple(sorted(slugs | _bound_to(slugs, place.findings))))


def _listed_otherwise(place: Workplace, points: Iterable[str]) -> set[str]:
    """Return the practices whose owner's list differs."""
    folder = place.rules.settings.live.directory or ROSTERS
    altered = {path for point in points for path in altered_paths(place.gateway, point, (folder,))}
    return {PurePosixPath(path).stem for path in altered} & place.declaration.practices.keys()


def _alters_rules(place: Workplace, point: str) -> bool:
    altered = altered_paths(place.gateway, point, ALL_GO_BY)
    return bool(altered or differing(place.gateway, place.files, point, ALL_GO_BY))


def _bound_to(slugs: Iterable[str], findings: Iterable[Finding]) -> set[str]:
    """Return the practices that an error holds together with a touched one."""
    changed = set(slugs)
    groups = (_held(finding) for finding in findings if finding.severity is Severity.ERROR)
    return {slug for group in groups if not changed.isdisjoint(group) for slug in group}


def _held(finding: Finding) -> set[str]:
    """Return the practices that an error is about, those included whose files it names."""
    values = (value if isinstance(value, list | tuple) else (value,) for value in finding.params.values())
    files = {str(item) for value in values for item in value}
    named = {slug_of(file) for file in files if file.startswith(f"{PRACTICES}/") and file.endswith(".yaml")}
    return {*finding.practices, *named}
