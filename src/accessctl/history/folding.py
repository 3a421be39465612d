"""Pure: versions of files, commit by commit, folded into a history.

What cannot be read keeps the state before it: a version the whole practice's, a bad entry that person's,
an entry without a readable address that of everybody who would otherwise have left with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from accessctl.history.chronicle import Blank, History, Life, Span, Turn
from accessctl.history.reading import Trouble, Version
from accessctl.model.event import Commit, Grant
from accessctl.model.identity import Address

Read = Mapping[str, Version | Trouble | None]
"""What a commit makes of each practice that it touches: a version, one that cannot be read, or nothing."""


@dataclass(slots=True)
class _LifeDraft:
    """A practice as the commits are gone through."""

    spans: list[Span] = field(default_factory=list)
    people: dict[Address, list[Turn]] = field(default_factory=dict)
    now: dict[Address, Grant] = field(default_factory=dict)
    """Who is declared at the last commit so far."""
    blanks: list[Blank] = field(default_factory=list)

    def turn(self, place: int, people: Mapping[Address, Grant]) -> None:
        """Note who is declared from a place on."""
        before = self.now
        for email in before.keys() - people.keys():
            self.people[email].append(Turn(place, None))
        for email, grant in people.items():
            known = before.get(email)
            if known is not grant and known != grant:
                self.people.setdefault(email, []).append(Turn(place, grant))
        self.now = dict(people)

    def enter(self, span: Span) -> None:
        """Note what the practice is called from a place on."""
        last = self.spans[-1] if self.spans else None
        if last is None or replace(last, place=span.place) != span:
            self.spans.append(span)

    def blank(self, place: int, troubles: Mapping[Address | None, Trouble]) -> None:
        """Note what cannot be read from a place on, and that the rest can be again."""
        open_now = set()
        for index, blank in enumerate(self.blanks):
            if blank.end is not None:
                continue
            if blank.email in troubles and troubles[blank.email].code == blank.code:
                open_now.add(blank.email)
            else:
                self.blanks[index] = replace(blank, end=place)
        for email, trouble in troubles.items():
            if email not in open_now:
                self.blanks.append(Blank(place, None, email, trouble.code, trouble.line))

    def frozen(self) -> Life:
        people = {email: tuple(turns) for email, turns in self.people.items()}
        return Life(tuple(self.spans), people, tuple(self.blanks))


class Folding:
    """A history that is still being told: commits are added at its end."""

    def __init__(self, known: History | None = None) -> None:
        self._commits: list[Commit] = list(known.commits) if known else []
        self._holds_from: list[datetime] = list(known.holds_from) if known else []
        self._lives = [_thawed(life) for life in known.lives] if known else []
        self._live: dict[str, _LifeDraft] = {}
        self._ended: dict[str, _LifeDraft] = {}
        for life in sorted(self._lives, key=lambda life: life.spans[-1].place):
            self._settle(life)

    def add(self, commit: Commit, read: Read) -> None:
        """Take the next commit in the order of history."""
        touched = {slug: found for slug, found in read.items() if found is not None or slug in self._live}
        if not touched:
            if self._holds_from:
                self._holds_from[-1] = min(self._holds_from[-1], commit.at)
            return
        place = len(self._commits)
        self._commits.append(commit)
        self._holds_from.append(commit.at)
        gone = {slug for slug, found in touched.items() if found is None}
        for slug in sorted(touched.keys() - gone):
            found = touched[slug]
            assert found is not None  # noqa: S101 - told apart just above
            life = self._life(slug, found, gone)
            _take(life, place, slug, found)
        for slug in sorted(gone):
            self._end(place, slug)

    def frozen(self, tip: str) -> History:
        """Return the history as a value."""
        lives = tuple(life.frozen() for life in self._lives)
        return History(tip, tuple(self._commits), tuple(self._holds_from), lives)

    def _life(self, slug: str, found: Version | Trouble, gone: set[str]) -> _LifeDraft:
        """Return whose life goes on: the file's own, that of an earlier slug that goes now, or a new one."""
        if slug in self._live:
            return self._live[slug]
        earlier = found.previously if isinstance(found, Version) else ()
        renamed = next((name for name in earlier if name in gone and name in self._live), None)
        if renamed is not None:
            gone.discard(renamed)
            life = self._live.pop(renamed)
        elif slug in self._ended:
            life = self._ended.pop(slug)
        else:
            life = _LifeDraft()
            self._lives.append(life)
        self._live[slug] = life
        return life

    def _end(self, place: int, slug: str) -> None:
        life = self._live.pop(slug)
        life.turn(place, {})
        life.blank(place, {})
        life.enter(Span(place, None))
        self._ended[slug] = life

    def _settle(self, life: _LifeDraft) -> None:
        """Find out under which slug a life that is told already goes on."""
        named = [span.slug for span in life.spans if span.slug is not None]
        if life.spans[-1].slug is not None:
            self._live[named[-1]] = life
        else:
            self._ended[named[-1]] = life


def _take(life: _LifeDraft, place: int, slug: str, found: Version | Trouble) -> None:
    if isinstance(found, Trouble):
        last = life.spans[-1] if life.spans else Span(place, slug)
        life.enter(replace(last, place=place, slug=slug))
        life.blank(place, {None: found})
        return
    life.enter(Span(place, slug, found.name, found.time_zone, found.organization))
    life.turn(place, _people(life.now, found))
    life.blank(place, found.held)


def _people(before: Mapping[Address, Grant], found: Version) -> Mapping[Address, Grant]:
    """Return who is declared, those whose entry cannot be read as they were before."""
    if not found.held:
        return found.people
    people = {email: grant for email, grant in found.people.items() if email not in found.held}
    kept: Iterable[Address] = before if None in found.held else (before.keys() & found.held.keys())
    return people | {email: before[email] for email in kept if email not in people}


def _thawed(life: Life) -> _LifeDraft:
    people = {email: list(turns) for email, turns in life.people.items()}
    now = {email: turns[-1].grant for email, turns in people.items() if turns[-1].grant is not None}
    return _LifeDraft(list(life.spans), people, now, list(life.blanks))


def cut(history: History, count: int) -> History:
    """Return the history as its first commits told it."""
    lives = tuple(life for life in (_cut_life(life, count) for life in history.lives) if life is not None)
    return History(
        tip=history.commits[count - 1].id,
        commits=history.commits[:count],
        holds_from=(*history.holds_from[: count - 1], history.commits[count - 1].at),
        lives=lives,
    )


def _cut_life(life: Life, count: int) -> Life | None:
    spans = tuple(span for span in life.spans if span.place < count)
    if not spans:
        return None
    people = {
        email: kept
        for email, turns in life.people.items()
        if (kept := tuple(turn for turn in turns if turn.place < count))
    }
    blanks = tuple(
        replace(blank, end=blank.end if blank.end is not None and blank.end < count else None)
        for blank in life.blanks
        if blank.start < count
    )
    return Life(spans, people, blanks)
