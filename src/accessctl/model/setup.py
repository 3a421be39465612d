"""What a new repository is begun with, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from accessctl.model.identity import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What `init` was told, or what an existing repository says of itself."""

    language: str
    time_zone: str
    provider: str
    slug: str
    name: str
    owner: Address
    owner_name: str
    hosts: frozenset[str]
    """`github`, `gitlab`, both or none."""
    admin: Address
    """Who answers for settings, policy and CI, and receives the answers to letters."""
    branch: str = "main"
    journal: str = "access-journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineNeeds:
    """What CI has to bring, for what the files declare, beyond the program itself."""

    extras: tuple[str, ...] = ()
    """The parts of the program that are installed on request."""
    reading: tuple[str, ...] = ()
    """The variables with which the live system is read, and worked on in a browser."""
    mail: str
    """The variable that says which server takes the letters."""
    browser: bool = False
    approvals: bool = False
    """Whether the host is asked who approved a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """What `init` did: each file by what became of it, and the commits that it made."""

    root: str
    began: bool
    """Whether git was begun here."""
    written: tuple[str, ...] = ()
    refreshed: tuple[str, ...] = ()
    """Files that are generated, and were not as they ought to be."""
    kept: tuple[str, ...] = ()
    """Files that are there already, with other contents: never overwritten."""
    journal_root: str | None = None
    """The journal's first commit, where it was made or pinned now."""
    commit: str | None = None
    """The repository's first commit, where it was made now."""
