"""A roster: the list of a practice's assistants that its owner keeps, as it was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from accessctl.model.live import Observation


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """One thing wrong in a list: its code, and where it stands, as `rosters/santa-lucia.csv:4:2`."""

    code: str
    where: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckedRoster:
    """One list as read: what it says, or all that is wrong with it."""

    practice: str
    file: str
    zone: str
    observation: Observation | None = None
    problems: tuple[RosterProblem, ...] = ()
