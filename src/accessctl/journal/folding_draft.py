"""Pure: the memory while records are gone through, and the value it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field

from accessctl.journal.folding_fates import Fates
from accessctl.journal.folding_practices import PracticeDraft
from accessctl.journal.folding_runs import RunsDraft
from accessctl.journal.folding_shelf import Shelf
from accessctl.model.journal_view import JournalView, Removal


@dataclass(slots=True)
class Draft:
    """The view as the records are gone through."""

    runs: RunsDraft = field(default_factory=RunsDraft)
    shelf: Shelf = field(default_factory=Shelf)
    removals: list[Removal] = field(default_factory=list)
    fates: Fates = field(default_factory=Fates)
    handoffs: dict[str, str] = field(default_factory=dict)
    """Which practice a hand-off belongs to: slugs by hand-off. Every one of them is in its practice's."""

    def practice(self, slug: str) -> PracticeDraft:
        """Return the practice's draft, made where there was none."""
        found = self.shelf.get(slug)
        if found is None:
            found = PracticeDraft()
            self.shelf.put(slug, found)
        return found

    def frozen(self) -> JournalView:
        """Return the view as a value; nothing may be taken afterwards."""
        return JournalView(
            practices=self.shelf.frozen(),
            last_commit=self.runs.last_commit,
            whole_commit=self.runs.whole_commit,
            narrow_commits=dict(self.runs.narrow_commits),
            digest_at=self.runs.digest_at,
            applied=tuple(self.runs.applied),
            removals=tuple(self.removals),
            unknown_fates=self.fates.unknown(),
            open_runs=self.runs.all(),
            runs=self.runs.runs,
            counted=self.shelf.managed,
        )
