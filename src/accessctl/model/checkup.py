"""What `doctor` finds: one line for each check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Mark(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, its mark, and the code of what it found, with the values of its sentence."""

    name: str
    mark: Mark
    code: str = "ok"
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checkup:
    """All checks, in the order in which they were made."""

    root: str
    checks: tuple[Check, ...]

    @property
    def well(self) -> bool:
        """Whether nothing has to be mended; warnings may remain."""
        return all(check.mark is not Mark.ERROR for check in self.checks)
