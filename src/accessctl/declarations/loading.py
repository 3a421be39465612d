"""The repository's files → a `Declaration`: everything that can be read, and every finding at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from accessctl.collector import without_collector
from accessctl.declarations.discovery import Found, discover, sift
from accessctl.declarations.local_schemas import Checker, check_locally, read_local_schemas
from accessctl.declarations.policy_loading import policy_from
from accessctl.declarations.practice_loading import LoadedPractice, load_practice
from accessctl.declarations.problem_findings import findings_of
from accessctl.declarations.recalling import Forgetful, Practices, Recall, Recalled
from accessctl.declarations.settings_loading import settings_from
from accessctl.declarations.signers import signers_of
from accessctl.declarations.source_files import (
    PAGE_MAP,
    POLICY,
    PRACTICE_SCHEMA,
    PRACTICES,
    SETTINGS,
    SIGNERS,
    SIGNERS_USUAL,
    SourceFile,
)
from accessctl.declarations.yaml_nodes import MappingNode, Node, SequenceNode, place_of
from accessctl.declarations.yaml_reader import Tree, read_yaml
from accessctl.model.finding import Finding, Location, Severity, Stops
from accessctl.model.page_map import PageMap
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


def declaration_of(found: Found, recall: Recall | None = None) -> Declaration:
    """Read the declaration of the files that were found; their bytes can be quoted beside its findings.

    `recall` remembers practices that were read before.
    """
    with without_collector():  # it costs a quarter of a large load
        checkers, broken = read_local_schemas(found.files)
        gathered = _Gathered([*found.findings, *broken], checkers)
        settings = _settings(found, gathered)
        policy = _policy(found, gathered)
        reader = _Reader(settings, checkers, recall or Forgetful(), manner_of(settings, found))
        read = (
            reader(SourceFile(path, data))
            for path, data in found.files.items()
            if path.startswith(f"{PRACTICES}/")
        )
        practices = _practices(read, gathered)
        page_map = _page_map(found, gathered)
        joined = _joined(gathered, settings, policy, practices)
        return replace(joined, signers=_signers(found, policy), page_map=page_map)


def settings_of(found: Found) -> Settings:
    """Return the settings alone."""
    return _settings(found, _Gathered([], {}))


def manner_of(settings: Settings, found: Found) -> str:
    """Return a digest of what a practice's meaning and findings depend on besides its own file."""
    usual = [settings.time_zone, settings.language, settings.live.provider]
    schema = found.files.get(PRACTICE_SCHEMA)
    said = [*usual, None if schema is None else hashlib.sha256(schema).hexdigest()]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one practice's file after the other, or recalls what it says."""

    settings: Settings
    checkers: Mapping[str, Checker]
    recall: Recall
    manner: str

    def __call__(self, file: SourceFile) -> Recalled:
        """Return what the file says. Its tree is let go: it is ten times as large as what is made of it."""

        def again() -> Practice:
            practice = load_practice(file, self.settings).practice
            assert practice is not None  # noqa: S101 - the same bytes were a practice before
            return practice

        known = self.recall.get(file, self.manner, again)
        if known is not None:
            return known
        loaded = load_practice(file, self.settings)
        findings, practice = _practice_findings(loaded, self.checkers), loaded.practice
        self.recall.keep(file, self.manner, practice, findings)
        if practice is None:
            return Recalled(file, None, again, tuple(findings))
        return Recalled(file, practice.slug, lambda: practice, tuple(findings))


def _practices(read: Iterable[Recalled], gathered: _Gathered) -> Practices:
    """Return the practices by slug; a second one that claims a slug stands under its file's path."""
    practices: dict[str, Recalled] = {}
    for one in read:
        gathered.findings += one.findings
        if one.slug is None:
            continue
        slug, other = one.slug, practices.get(one.slug)
        if other is None:
            practices[slug] = one
        elif one.file.stem == slug:
            practices |= {slug: one, other.file.path: other}
        else:
            practices[one.file.path] = one
    return Practices(practices)


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


def _page_map(found: Found, gathered: _Gathered) -> PageMap | None:
    """Return the organisation's map of the pages; few have one, and its shape is not read for the others."""
    if PAGE_MAP not in found.files:
        return None
    from accessctl.declarations.page_map_loading import page_map_from  # noqa: PLC0415 - as said

    tree = read_yaml(found.files[PAGE_MAP])
    page_map, problems = page_map_from(tree)
    gathered.findings += findings_of(problems, PAGE_MAP, Stops.APPLY)
    return page_map


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
