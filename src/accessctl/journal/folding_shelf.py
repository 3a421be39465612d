"""Pure: the practices of a folded journal; a remembered one stays as it was until somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from accessctl.journal.folding_practices import PracticeDraft
from accessctl.model.journal_view import PracticeView


@dataclass(frozen=True, slots=True)
class Kept:
    """A practice as it was remembered, and how many people are managed in it."""

    managed: int
    data: bytes | memoryview
    read: Callable[[], PracticeDraft]
    """Makes the draft of the data."""


@dataclass(slots=True)
class Shelf:
    """The practices by slug, in the order in which the journal came to them."""

    items: dict[str, PracticeDraft | Kept] = field(default_factory=dict)

    def __contains__(self, slug: str) -> bool:
        return slug in self.items

    def get(self, slug: str) -> PracticeDraft | None:
        """Return a practice to be gone on with; None where there is none."""
        found = self.items.get(slug)
        if isinstance(found, Kept):
            found = self.items[slug] = found.read()
        return found

    def put(self, slug: str, practice: PracticeDraft) -> None:
        """Let a slug be this practice's."""
        self.items[slug] = practice

    def take(self, slug: str) -> PracticeDraft:
        """Take a practice off the shelf."""
        found = self.get(slug)
        if found is None:
            raise KeyError(slug)
        del self.items[slug]
        return found

    @property
    def managed(self) -> int:
        """How many people are managed in all practices that were not released."""
        return sum(item.managed for item in self.items.values())

    def frozen(self) -> Mapping[str, PracticeView]:
        """Return the practices as values."""
        if any(isinstance(item, Kept) for item in self.items.values()):
            return KeptPractices(self.items)
        return {slug: item.frozen() for slug, item in self.items.items() if isinstance(item, PracticeDraft)}


@dataclass(slots=True, eq=False)
class KeptPractices(Mapping[str, PracticeView]):
    """Practices as values, each made when it is looked at."""

    shelf: Mapping[str, PracticeDraft | Kept]
    made: dict[str, PracticeView] = field(default_factory=dict)

    def __getitem__(self, slug: str) -> PracticeView:
        found = self.made.get(slug)
        if found is None:
            item = self.shelf[slug]
            draft = item.read() if isinstance(item, Kept) else item
            found = self.made[slug] = draft.frozen()
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.shelf)

    def __len__(self) -> int:
        return len(self.shelf)

    def __contains__(self, slug: object) -> bool:
        return slug in self.shelf
