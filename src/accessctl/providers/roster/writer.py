"""The roster's writer: it carries nothing out, since a list is no live system."""

from __future__ import annotations

from accessctl.errors import ProviderError
from accessctl.model.change import Change
from accessctl.model.practice import Practice
from accessctl.providers.interface import Receipt


class RosterWriter:
    """Refuses every change: the plan hands them to people."""

    def carry_out(self, practice: Practice, change: Change) -> Receipt:
        """Refuse."""
        raise ProviderError("roster-cannot", kind=str(change.kind), practice=practice.slug)
