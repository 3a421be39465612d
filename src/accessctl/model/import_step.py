"""What an import does to a practice's file, step by step; plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from accessctl.model.identity import Address

FileValue = str | bool | Sequence["FileValue"] | Mapping[str, "FileValue"]
"""What a file can say at a key."""

MARK = b"# TODO:"
"""How a comment begins that marks what a person has to complete."""


class Action(StrEnum):
    """What a step does to the file."""

    ADD_ENTRY = "add-entry"
    SET_ENTRY = "set-entry"
    ADD_CLINIC = "add-clinic"
    SET_PRACTICE = "set-practice"
    NOTE = "note"  # nothing: it says why something stays as it is


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment for a person: what has to be looked up or decided at a key."""

    key: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportStep:
    """One step, and why; `values` are by the file's keys, and `None` takes a key out."""

    action: Action
    code: str
    email: Address | None = None
    values: Mapping[str, FileValue | None] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a practice was not imported; `held` where the files have to be mended first."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    held: bool = True


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made of one practice; `before` is `None` for a file that comes into being."""

    practice: str
    file: str
    before: bytes | None = None
    after: bytes | None = None
    steps: tuple[ImportStep, ...] = ()
    obstacle: Obstacle | None = None
    findings: int = 0
    """How many error findings the file has afterwards."""

    @property
    def marks(self) -> int:
        """How many comments were written for a person to act on."""
        return (self.after or b"").count(MARK) - (self.before or b"").count(MARK)

    @property
    def changed(self) -> bool:
        """Whether the file is another afterwards."""
        return self.after is not None and self.after != self.before
