"""What history needs to know of one version of a practice's file; whoever reads the file fills it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from accessctl.model.event import Grant
from accessctl.model.identity import Address


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be read, as the rule that says so, and where."""

    code: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a file, as far as it could be read."""

    name: str
    time_zone: str | None = None
    previously: tuple[str, ...] = ()
    people: Mapping[Address, Grant] = field(default_factory=dict)
    held: Mapping[Address | None, Trouble] = field(default_factory=dict)
    """People whose entry could not be read; `None` where not even the address could."""
    organization: str | None = None
    """Which live account the practice is, where the file says so."""


Reader = Callable[[str, bytes], Version | Trouble]
"""Reads the version of a file: its path in the repository and its bytes."""
