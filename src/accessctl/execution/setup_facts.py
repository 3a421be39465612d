"""What is to be found where `init` is called: nothing, or a repository that lacks something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from accessctl.declarations.discovery import discover
from accessctl.declarations.loading import declaration_of
from accessctl.declarations.shapes import PATTERNS
from accessctl.declarations.source_files import SETTINGS
from accessctl.errors import AccessctlError, UsageError
from accessctl.execution.pipeline_needs import needs_of
from accessctl.journal.gateway import NOBODY, Gateway, outside
from accessctl.model.identity import Address, normalise_address
from accessctl.model.policy import Policy
from accessctl.model.settings import Settings
from accessctl.model.setup import PipelineNeeds
from accessctl.rendering.repository_files import CI_FILES


@dataclass(frozen=True, slots=True)
class Facts:
    """What the place says of itself; `settings` is None where it says nothing yet."""

    repository: bool = False
    settings: Settings | None = None
    practices: tuple[str, ...] = ()
    """The practice files that there are, whether or not they can be read."""
    owners: Mapping[str, Address] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    """The hosts whose CI files are there, or whose name is in the remote's address."""
    branch: str | None = None
    """The branch of a repository without commits."""
    identity: Address | None = None
    """Who git says is working here."""
    needs: PipelineNeeds = field(default_factory=lambda: needs_of((), Policy()))
    """What CI has to bring for what is declared."""


def facts_of(root: Path) -> Facts:
    """Look at the place; nothing is written."""
    for folder in (root, *root.absolute().parents):
        if folder.exists() and not folder.is_dir():
            raise UsageError("init-not-a-directory", path=str(folder))
    if all((root / name).exists() for name in ("HEAD", "objects", "refs")):
        raise UsageError("init-bare", path=str(root))  # git itself is told to overlook these
    folder = _nearest(root)
    if not _is_repository(folder):
        return _declared(Facts(identity=_configured(folder)), root)
    with Gateway(folder) as gateway:
        top = gateway.top()
        if top.resolve() != root.resolve():
            raise UsageError("init-inside-repository", path=str(root), top=str(top))
        found = Facts(True, hosts=_hosts(root, gateway), branch=_unborn(gateway), identity=_known(gateway))
        return _declared(found, root)


def _unborn(gateway: Gateway) -> str | None:
    """Return the branch that the first commit will begin, where its name may stand in the settings."""
    if gateway.resolve("HEAD") is not None:
        return None
    name = gateway.ask("symbolic-ref", "--quiet", "--short", "HEAD").text
    return name if re.fullmatch(PATTERNS["branch"], name) else None


def _hosts(root: Path, gateway: Gateway) -> frozenset[str]:
    """Return the hosts whose CI is there already, else the one that the remote's address names."""
    there = frozenset(
        host for host, files in CI_FILES.items() if any((root / file).exists() for file in files)
    )
    address = " ".join(gateway.config("remote.origin.url"))
    return there or frozenset(host for host in CI_FILES if host in address)


def _declared(facts: Facts, root: Path) -> Facts:
    """Add what the files say, as far as they can be read."""
    if not root.exists():
        return facts
    found = discover(root)
    declaration = declaration_of(found)
    return replace(
        facts,
        settings=declaration.settings if SETTINGS in found.files else None,
        practices=tuple(sorted(path for path in found.files if path.startswith("practices/"))),
        owners={practice.slug: practice.owner for practice in declaration.practices.values()},
        needs=needs_of(declaration.practices.values(), declaration.policy),
    )


def _is_repository(folder: Path) -> bool:
    try:
        Gateway(folder).close()
    except AccessctlError as error:
        if error.code == "not-a-git-repository":
            return False
        raise
    return True


def _nearest(root: Path) -> Path:
    """Return the place, or the nearest folder above it that exists."""
    return next(folder for folder in (root, *root.absolute().parents) if folder.is_dir())


def _known(gateway: Gateway) -> Address | None:
    email = gateway.identity().email
    return None if email == NOBODY[1] else normalise_address(email)


def _configured(folder: Path) -> Address | None:
    """Return who git says is working, where there is no repository yet."""
    email = outside(folder, "config", "--get", "user.email").text.strip()
    return normalise_address(email) if email else None
