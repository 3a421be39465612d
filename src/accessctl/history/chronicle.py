"""A folded history: who was declared in which practice from which commit to which.

Places are indexes into `commits`, which holds the first-parent commits that changed something, oldest first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from accessctl.model.event import Commit, Gap, Grant
from accessctl.model.identity import Address


@dataclass(frozen=True, slots=True)
class Span:
    """What a practice is called from a place on; without a slug its file is gone."""

    place: int
    slug: str | None
    name: str = ""
    time_zone: str | None = None
    organization: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person is declared to have from a place on; `None`: nothing any more."""

    place: int
    grant: Grant | None


@dataclass(frozen=True, slots=True)
class Life:
    """One practice through all its slugs, and through the times when its file was gone."""

    spans: tuple[Span, ...]
    people: Mapping[Address, tuple[Turn, ...]] = field(default_factory=dict)
    blanks: tuple[Blank, ...] = ()

    @property
    def slugs(self) -> frozenset[str]:
        """Every slug that the practice ever had."""
        return frozenset(span.slug for span in self.spans if span.slug is not None)

    def span(self, place: int) -> Span | None:
        """Return what the practice was called at a place; `None` before its first commit."""
        found = bisect_right(self.spans, place, key=lambda span: span.place) - 1
        return self.spans[found] if found >= 0 else None


@dataclass(frozen=True, slots=True)
class Blank:
    """From one place up to another nothing could be read of a practice, or of one person's entry."""

    start: int
    end: int | None
    email: Address | None
    code: str
    line: int


@dataclass(frozen=True, slots=True)
class History:
    """Everything that the branch's history declares, up to a tip."""

    tip: str
    commits: tuple[Commit, ...] = ()
    holds_from: tuple[datetime, ...] = ()
    """For each commit the earliest date among it and those after it that change nothing, up to the next."""
    lives: tuple[Life, ...] = ()

    def place_at(self, moment: datetime) -> int:
        """Return the place whose state holds at a time; -1 before the first commit.

        It is that of the last commit, in the order of history, whose committer date is not later. Dates can
        run backwards: a commit that is dated earlier brings the state of all before it along.
        """
        places = range(len(self.commits) - 1, -1, -1)
        return next((place for place in places if self.holds_from[place] <= moment), -1)

    def lives_of(self, slugs: Iterable[str]) -> tuple[Life, ...]:
        """Return the lives of the practices that ever had one of the slugs; all, where none is named."""
        wanted = frozenset(slugs)
        return tuple(life for life in self.lives if not wanted or wanted & life.slugs)

    def gaps(self, life: Life) -> Iterator[Gap]:
        """Yield what could not be read of a practice."""
        for blank in life.blanks:
            span = life.span(blank.start)
            yield Gap(
                practice=(span.slug if span is not None else None) or "",
                email=blank.email,
                code=blank.code,
                line=blank.line,
                commit=self.commits[blank.start],
                until=None if blank.end is None else self.commits[blank.end],
            )


def turn_at(turns: Sequence[Turn], place: int) -> int:
    """Return the index of the turn that holds at a place; -1 before the first."""
    return bisect_right(turns, place, key=lambda turn: turn.place) - 1


def same_person(lives: Iterable[Life], email: Address) -> frozenset[Address]:
    """Return the address and all that `previously` ever tied to it, over every practice."""
    ties: dict[Address, set[Address]] = {}
    for life in lives:
        for address, turns in life.people.items():
            for earlier in {name for turn in turns if turn.grant for name in turn.grant.previously}:
                ties.setdefault(address, set()).add(earlier)
                ties.setdefault(earlier, set()).add(address)
    found, waiting = {email}, [email]
    while waiting:
        fresh = ties.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return frozenset(found)
