"""The repository's files → a `Declaration`: everything that can be read, and every finding at once."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from accessctl.declarations.discovery import Found, discover, sift
from accessctl.declarations.local_schemas import Checker, check_locally, read_local_schemas
from accessctl.declarations.policy_loading import policy_from
from accessctl.declarations.practice_loading import LoadedPractice, load_practice
from accessctl.declarations.problem_findings import findings_of
from accessctl.declarations.settings_loading import settings_from
from accessctl.declarations.signers import signers_of
from accessctl.declarations.source_files import (
    POLICY,
    PRACTICES,
    SETTINGS,
    SIGNERS,
    SIGNERS_USUAL,
    SourceFile,
)
from accessctl.declarations.yaml_nodes import MappingNode, Node, SequenceNode, place_of
from accessctl.declarations.yaml_reader import Tree, read_yaml
from accessctl.model.finding import Finding, Location, Severity, Stops
from accessctl.model.policy import Policy
from accessctl.model.practice import Declaration, Practice
from accessctl.model.settings import Settings
from accessctl.model.signer import Signers


def load(root: Path) -> Declaration:
    """Read the declaration of the repository at the root."""
    return declaration_of(discover(root))


def load_files(files: Mapping[str, bytes]) -> Declaration:
    """Read a declaration whose files are in memory: contents by path in the repository, with slashes."""
    return declaration_of(sift(files))


@dataclass(slots=True)
class _Gathered:
    """What the files gave so far."""

    findings: list[Finding]
    checkers: Mapping[str, Checker]
    places: dict[str, Mapping[str, Location]] = field(default_factory=dict)


def declaration_of(found: Found) -> Declaration:
    """Read the declaration of the files that were found; their bytes can be quoted beside its findings."""
    with _without_garbage_collection():
        checkers, broken = read_local_schemas(found.files)
        gathered = _Gathered([*found.findings, *broken], checkers)
        settings = _settings(found, gathered)
        policy = _policy(found, gathered)
        loaded = (
            load_practice(SourceFile(path, data), settings)
            for path, data in found.files.items()
            if path.startswith(f"{PRACTICES}/")
        )
        practices = _practices(loaded, gathered)
        return replace(_joined(gathered, settings, policy, practices), signers=_signers(found, policy))


def _practices(loaded: Iterable[LoadedPractice], gathered: _Gathered) -> dict[str, Practice]:
    """Return the practices by slug; a second one that claims a slug stands under its file's path.

    The trees are let go one by one: they are ten times as large as what is made of them.
    """
    practices: dict[str, Practice] = {}
    for one in loaded:
        gathered.findings += _practice_findings(one, gathered.checkers)
        if one.practice is None:
            continue
        slug, other = one.practice.slug, practices.get(one.practice.slug)
        if other is None:
            practices[slug] = one.practice
        elif one.file.stem == slug:
            practices |= {slug: one.practice, other.where.file: other}
        else:
            practices[one.file.path] = one.practice
    return practices


def _joined(
    gathered: _Gathered, settings: Settings, policy: Policy, practices: Mapping[str, Practice]
) -> Declaration:
    stopped = {
        slug for finding in gathered.findings if finding.stops is Stops.PRACTICE for slug in finding.practices
    }
    return Declaration(
        settings,
        policy,
        practices,
        findings=tuple(sorted(gathered.findings, key=lambda finding: finding.order)),
        unreadable=frozenset(stopped - practices.keys()),
        places=gathered.places,
    )


def _settings(found: Found, gathered: _Gathered) -> Settings:
    if SETTINGS not in found.files:
        if not any(finding.where.file.startswith("access") for finding in found.findings):
            gathered.findings.append(_missing(found))
        return Settings()
    tree = read_yaml(found.files[SETTINGS])
    settings, problems = settings_from(tree)
    gathered.findings += findings_of(problems, SETTINGS, Stops.APPLY)
    _add_part(gathered, "settings", SETTINGS, tree)
    return settings


def _policy(found: Found, gathered: _Gathered) -> Policy:
    if POLICY not in found.files:
        return Policy()
    tree = read_yaml(found.files[POLICY])
    policy, problems = policy_from(tree)
    gathered.findings += findings_of(problems, POLICY, Stops.APPLY)
    _add_part(gathered, "policy", POLICY, tree)
    return policy


def _signers(found: Found, policy: Policy) -> Signers | None:
    named = None if policy.approvals is None else policy.approvals.signers
    data = found.files.get(named or SIGNERS_USUAL)
    return None if data is None or not SIGNERS.fullmatch(named or SIGNERS_USUAL) else signers_of(data)


def _add_part(gathered: _Gathered, about: str, path: str, tree: Tree) -> None:
    if tree.root is not None:
        gathered.places[path] = dict(_places(path, tree.root))
    if about in gathered.checkers:
        gathered.findings += check_locally(gathered.checkers[about], about, tree, path)


def _practice_findings(loaded: LoadedPractice, checkers: Mapping[str, Checker]) -> list[Finding]:
    findings = list(loaded.findings)
    if "practice" in checkers and loaded.practice is not None:
        findings += check_locally(
            checkers["practice"], "practice", loaded.tree, loaded.file.path, loaded.practice.slug
        )
    return findings


def _missing(found: Found) -> Finding:
    """Return that there are no settings: a warning, since every setting has a default."""
    if found.files:
        return Finding("missing-file", Severity.WARNING, Location(SETTINGS), {"file": SETTINGS})
    text, where = "missing-file.everything", Location(PRACTICES)
    return Finding("missing-file", Severity.ERROR, where, {"file": SETTINGS}, text=text, stops=Stops.APPLY)


def _places(path: str, node: Node, before: str = "") -> Iterator[tuple[str, Location]]:
    """Yield where each key stands, the inner ones with dots and list items by number."""
    if isinstance(node, MappingNode):
        for key, child in node.nodes.items():
            yield f"{before}{key}", Location(path, *place_of(node.keys[key]))
            yield from _places(path, child, f"{before}{key}.")
    elif isinstance(node, SequenceNode):
        for index, child in enumerate(node.nodes):
            yield f"{before}{index}", Location(path, *place_of(child))
            yield from _places(path, child, f"{before}{index}.")


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Load without the collector: it costs a quarter of a large load and finds nothing there."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
