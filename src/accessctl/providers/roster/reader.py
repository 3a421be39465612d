"""The roster's reader: one file a practice, each with a date of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from accessctl.model.capabilities import Capabilities
from accessctl.model.identity import Address
from accessctl.model.live import Facet, Observation, Unobserved
from accessctl.model.practice import Practice
from accessctl.model.roster import RosterProblem
from accessctl.providers.interface import VENDOR_SUPPORT
from accessctl.providers.roster.files import MissingRosterError, find_roster
from accessctl.providers.roster.reading import read_roster

CAPABILITIES = Capabilities(does=frozenset(), sees=frozenset(Facet), support=VENDOR_SUPPORT)
"""A list can say everything and do nothing: whatever changes is a hand-off."""


class RosterReader:
    """Reads the lists of a repository; `directory` is relative to its root."""

    def __init__(self, root: Path, directory: str | None, machine_now: datetime) -> None:
        self._root = root
        self._directory = directory
        self._now = machine_now

    @property
    def capabilities(self) -> Capabilities:
        """What a list can see: everything, where the owner filled it in."""
        return CAPABILITIES

    def now(self) -> datetime | None:
        """Return None: a list has a date and no clock."""
        return None

    def observe(
        self, practices: Sequence[Practice], lookups: Mapping[str, frozenset[Address]]
    ) -> Mapping[str, Observation | Unobserved]:
        """Read each practice's list; nobody can look up an address in it."""
        del lookups
        return {practice.slug: self._observe(practice) for practice in practices}

    def _observe(self, practice: Practice) -> Observation | Unobserved:
        try:
            file, data = find_roster(self._root, self._directory, practice)
        except MissingRosterError as error:
            return _unobserved(practice, error.trouble.problems)
        checked = read_roster(file, data, practice, self._now)
        return checked.observation or _unobserved(practice, checked.problems)


def _unobserved(practice: Practice, problems: Sequence[RosterProblem]) -> Unobserved:
    first = problems[0]
    params = {"where": first.where, **first.params, "problems": len(problems)}
    return Unobserved(practice.slug, first.code, params)
