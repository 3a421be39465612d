"""The writer of HuliPractice over its public API: the API has nothing that would change who has access."""

from __future__ import annotations

from accessctl.errors import ProviderError
from accessctl.model.change import Change, ChangeKind
from accessctl.model.practice import Practice
from accessctl.providers.interface import Receipt

DOES: frozenset[ChangeKind] = frozenset()


class HuliWriter:
    """Refuses every change: the plan hands them to people."""

    def carry_out(self, practice: Practice, change: Change) -> Receipt:
        """Refuse."""
        raise ProviderError("huli-cannot", kind=str(change.kind), practice=practice.slug)
