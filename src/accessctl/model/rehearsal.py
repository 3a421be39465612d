"""A rehearsal: what would be clicked for one change, up to before the click that counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from accessctl.model.change import Change


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One change's way: steps as a code and what each was done to, or the code of what was in the way."""

    change: Change
    steps: tuple[tuple[str, str], ...] = ()
    code: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)
