"""Which of a repository's files are part of the declaration, judged by their names alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from accessctl.declarations.source_files import (
    LOCAL_SCHEMAS,
    PAGE_MAP,
    POLICY,
    PRACTICES,
    SCHEMA_NAMES,
    SETTINGS,
    SIGNERS,
    TEMPLATES,
    stem_of,
)
from accessctl.model.finding import Finding, Location, Severity, Stops
from accessctl.model.identity import SLUG

OTHERS = re.compile(f"{SIGNERS.pattern}|{TEMPLATES.pattern}")
"""What else of `access/` is read."""

_LOOKS_LIKE_OURS = re.compile(r"(settings|policy|page[-_]?map)\.(ya?ml|json)", re.IGNORECASE)
_LOOKS_LIKE_A_PRACTICE = (".yml", ".yaml", ".json")


def judge_names(paths: Iterable[str]) -> tuple[list[str], list[Finding]]:
    """Return the paths to read, sorted, and what is wrong with the names; a directory's ends in a slash."""
    known = sorted(paths)
    alike = Counter(path.casefold() for path in known)
    accepted: list[str] = []
    findings: list[Finding] = []
    for path in known:
        if path in {SETTINGS, POLICY, PAGE_MAP} or path in SCHEMA_NAMES or OTHERS.fullmatch(path):
            accepted.append(path)
        elif path.startswith(f"{PRACTICES}/"):
            finding = _practice_finding(path, twice=alike[path.casefold()] > 1)
            findings += [finding] if finding else []
            if finding is None or finding.text == "file-name.case":
                accepted += [path] if _is_practice(path) else []
        elif (finding := _other_finding(path)) is not None:
            findings.append(finding)
    return accepted, findings


def stops_of(path: str) -> tuple[Stops, tuple[str, ...]]:
    """Return what an unreadable file stops, and the practices concerned."""
    if path.startswith(f"{PRACTICES}/"):
        return Stops.PRACTICE, (stem_of(path),)
    return Stops.APPLY, ()


def _is_practice(path: str) -> bool:
    name = path.removeprefix(f"{PRACTICES}/")
    return name.endswith(".yaml") and SLUG.fullmatch(name.removesuffix(".yaml")) is not None


def _practice_finding(path: str, *, twice: bool) -> Finding | None:
    name, inside, _ = path.removeprefix(f"{PRACTICES}/").partition("/")
    if name.startswith(".") or name.lower().endswith(".md"):
        return None
    if inside:
        return _finding(f"{PRACTICES}/{name}", "file-name.directory", Stops.NOTHING)
    slug = stem_of(name)
    if not name.lower().endswith(_LOOKS_LIKE_A_PRACTICE):
        return _finding(path, "file-name.stray", Stops.NOTHING, severity=Severity.WARNING)
    if twice:  # which of the two a checkout shows depends on its file system: neither can be trusted
        slugs = tuple(dict.fromkeys((slug, slug.casefold())))
        return _finding(path, "file-name.case", Stops.PRACTICE, practices=slugs)
    if not name.endswith(".yaml"):
        return _finding(path, "file-name.ending", Stops.PRACTICE, practices=(slug,))
    if not _is_practice(path):
        return _finding(path, "file-name", Stops.PRACTICE, practices=(slug,))
    return None


def _other_finding(path: str) -> Finding | None:
    folder, _, name = path.rpartition("/")
    if folder == "access" and _LOOKS_LIKE_OURS.fullmatch(name):
        return _finding(path, "file-name.access", Stops.APPLY)
    if folder == LOCAL_SCHEMAS and not name.startswith(".") and not name.lower().endswith(".md"):
        return _finding(path, "file-name.local-schema", Stops.NOTHING, severity=Severity.WARNING)
    return None


def _finding(
    path: str,
    text: str,
    stops: Stops,
    *,
    practices: tuple[str, ...] = (),
    severity: Severity = Severity.ERROR,
) -> Finding:
    params = {"name": path.rpartition("/")[2]}
    return Finding("file-name", severity, Location(path), params, text=text, stops=stops, practices=practices)
