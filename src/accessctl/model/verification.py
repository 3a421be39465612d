"""What became of proving the journal: where it stands, how much was gone through, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accessctl.model.finding import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """One thing that an untouched journal would not show, as a code with its place."""

    code: str
    commit: str | None = None
    path: str | None = None
    line: int | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """An earlier tip of the branch that somebody has kept: on which line of their file."""

    commit: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The branch at a tip, gone through from its first commit."""

    branch: str
    tip: str | None
    root: str | None
    at: datetime
    commits: int = 0
    files: int = 0
    records: int = 0
    checkpoints: int = 0
    approvals: int | None = None
    """How many requests for record access were held against the approvals that the policy asks for."""
    discrepancies: tuple[Discrepancy, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong; a warning is no proof of anything."""
        return all(item.severity is not Severity.ERROR for item in self.discrepancies)
