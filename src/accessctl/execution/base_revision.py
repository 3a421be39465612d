"""A change that nobody has reviewed, planned by the rules of the revision it is to be merged into.

Where credentials, mails and records go is not a change's to say: settings, policy, schemas and templates are
read from the base's commit, the practices alone from the work tree, and no link is followed there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from accessctl.declarations.discovery import Found, discover, sift
from accessctl.declarations.loading import declaration_of
from accessctl.errors import AccessctlError
from accessctl.execution.repository import RULES, regular_files
from accessctl.journal.gateway import Gateway
from accessctl.journal.objects import read_blobs
from accessctl.model.practice import Declaration

PRACTICES = "practices"


@dataclass(frozen=True, slots=True)
class Base:
    """The revision whose rules hold, and where the change parted from it."""

    commit: str
    parted: str
    altered: tuple[str, ...]
    """The files of settings, policy, schemas and templates that the change alters."""


def base_of(gateway: Gateway, revision: str) -> Base:
    """Return the base that a revision names."""
    commit = commit_named(gateway, revision)
    parted = parted_from(gateway, commit, revision)
    altered = {path for point in parted for path in altered_paths(gateway, point, RULES)}
    return Base(commit, parted[0], tuple(sorted(altered)))


def found_at(gateway: Gateway, commit: str, paths: tuple[str, ...]) -> Found:
    """Return the declaration's files that a commit has at some paths or under them; no link is followed."""
    listed = regular_files(gateway, commit, paths)
    contents = read_blobs(gateway, tuple(listed.values()))
    return sift(dict(zip(listed, contents, strict=True)))


def found_on(gateway: Gateway, root: Path, base: Base) -> Found:
    """Return the base's rules and the change's practices."""
    rules = found_at(gateway, base.commit, RULES)
    practices = discover(root, (PRACTICES,), follow_links=False)
    return Found(
        dict(sorted({**rules.files, **practices.files}.items())),
        (*rules.findings, *practices.findings),
    )


def own_rules(root: Path) -> Declaration:
    """Return the change's own settings and policy, to say what they would alter; nothing is done by them."""
    return declaration_of(discover(root, ("access",), follow_links=False))


def commit_named(gateway: Gateway, revision: str) -> str:
    """Return the commit of a revision; a clone that was cut short may lack it."""
    found = gateway.resolve(revision)
    if found is None:
        code = "revision-missing.shallow" if gateway.is_shallow() else "revision-missing"
        raise AccessctlError(code, revision=revision)
    return found


def parted_from(gateway: Gateway, commit: str, revision: str) -> tuple[str, ...]:
    """Return the commits at which HEAD and the revision parted: several, where each merged the other."""
    answer = gateway.ask("merge-base", "--all", commit, "HEAD")
    if answer.status or not answer.text:
        code = "nothing-in-common.shallow" if gateway.is_shallow() else "nothing-in-common"
        raise AccessctlError(code, revision=revision)
    return tuple(answer.text.split())


def altered_paths(gateway: Gateway, commit: str, folders: Iterable[str]) -> set[str]:
    """Return the paths in some folders that the work tree has otherwise than the commit."""
    wanted = tuple(folders)
    changed = gateway.run("diff", "--name-only", "--relative", "-z", "--no-renames", commit, "--", *wanted)
    others = gateway.run("ls-files", "--others", "-z", "--", *wanted)
    return {name for answer in (changed, others) for name in answer.text.split("\0") if name}


def slug_of(path: str) -> str:
    """Return the practice that a file of `practices/` is about."""
    return path.removeprefix(f"{PRACTICES}/").removesuffix(".yaml")
