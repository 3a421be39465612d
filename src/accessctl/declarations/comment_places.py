"""Which part of a file each comment belongs to.

A comment behind something belongs to that. One on a line of its own belongs to what stands below it; to what
stands above it where it is indented deeper than what follows, or where it touches an entry above and a blank
line parts it from the one below. What stands above the first key is the file's, and what a blank line parts
from a list's first item is the list's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from accessctl.declarations.commented import BLANK, Spot, Surveyed, Unit, closed_of, survey
from accessctl.declarations.source_text import SourceText

_COMMENT = re.compile("#[^\n\x85\u2028\u2029]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, and the lines around it."""

    start: int
    text: str
    before: str
    """What stands before it on its line."""
    line: int
    after_blank: bool
    before_blank: bool

    @property
    def alone(self) -> bool:
        """Whether the line holds nothing else."""
        return not self.before.strip()

    @property
    def column(self) -> int:
        """The column, from 0."""
        return len(self.before)


def commented(source: SourceText) -> Unit:
    """Return what the file says with every comment at its place."""
    surveyed = survey(source.root, source.text)
    if "#" in source.text:
        found = [*_comments(source.text, surveyed.closed)]
        _Attaching(source, surveyed, found).attach()
    _note_gaps(source, surveyed)
    return surveyed.root


def comments_of(source: SourceText) -> list[str]:
    """Return the comments of a text, sorted: what must be there still when it was written anew."""
    if "#" not in source.text:
        return []
    return sorted(comment.text for comment in _comments(source.text, closed_of(source.root, source.text)))


def _comments(text: str, closed: list[tuple[int, int]]) -> Iterator[Comment]:
    starts = [start for start, _ in closed]
    at = 0
    while (at := text.find("#", at)) >= 0:
        index = bisect_right(starts, at) - 1
        if index >= 0 and at < closed[index][1]:
            at = closed[index][1]
            continue
        match = _COMMENT.match(text, at)
        assert match is not None  # noqa: S101 - it begins with the sign that was found
        line = text.rfind("\n", 0, at) + 1
        above = text[text.rfind("\n", 0, line - 1) + 1 : line] if line else "#"
        end = text.find("\n", at)
        below = text[end + 1 : text.find("\n", end + 1) + 1 or None] if end >= 0 else ""
        yield Comment(
            at, match[0].rstrip(), text[line:at], line, not above.strip(), bool(below) and not below.strip()
        )
        at = match.end()


@dataclass(slots=True)
class _Attaching:
    source: SourceText
    surveyed: Surveyed
    found: list[Comment]
    closers: dict[int, Spot] = field(default_factory=dict)

    def attach(self) -> None:
        """Put each comment to its unit."""
        self.closers = {spot.last: spot for spot in self.surveyed.spots if spot.flow}
        starts = [spot.start for spot in self.surveyed.spots]
        for number, comment in enumerate(self.found):
            index = bisect_right(starts, comment.start)
            last = self.surveyed.spots[index - 1] if index else None
            following = self.surveyed.spots[index] if index < len(starts) else None
            if last is None:
                _add(self.surveyed.root.inside, comment, closing=comment.before_blank)
            elif not comment.alone:
                self.beside(comment, last)
            elif comment.start < last.first and (last.item or last.flow or last.inner is None):
                _add(last.unit.above, comment)
            else:
                self.between(number, last, following)

    def beside(self, comment: Comment, last: Spot) -> None:
        """Attach a comment that ends a line: to what is closed there, else to the latest key or item."""
        bare = comment.before.rstrip(" \t,")
        end = comment.start - len(comment.before) + len(bare)
        if bare.endswith(("}", "]")):
            closed = self.closers.get(end)
            if closed is not None:
                closed.unit.beside.append(comment.text)
                return
            if self.source.root.end is not None and end >= last.last:
                self.surveyed.root.below.append(comment.text)
                return
        if last.item and comment.start < last.first:
            last.unit.above.append(comment.text)
        else:
            last.unit.beside.append(comment.text)

    def between(self, number: int, last: Spot, following: Spot | None) -> None:
        """Attach a comment on a line of its own that stands between two units."""
        comment = self.found[number]
        around = _open_brackets(last, comment.start)
        if around is not None:
            within = following is not None and following.start < around.last
            _add(following.unit.above if within and following else around.unit.below, comment)
            return
        if following is None:
            above = None if comment.column == 0 else _above(last, None, comment.column)
            _add((above.unit if above is not None else self.surveyed.root).below, comment)
        elif following.owner is last:
            unit = last.unit if following.item and self.closes(number, following) else following.unit
            _add(unit.inside if unit is last.unit else unit.above, comment, closing=comment.before_blank)
        elif (above := self.touched(number, last, following)) is not None:
            _add(above.unit.below, comment)
        else:
            _add(following.unit.above, comment, closing=comment.before_blank)

    def closes(self, number: int, following: Spot) -> bool:
        """Say whether a blank line parts the comment, or one below it, from what follows."""
        return any(comment.before_blank for comment in self.found[number:] if comment.start < following.start)

    def touched(self, number: int, last: Spot, following: Spot) -> Spot | None:
        """Return the unit above that the comment belongs to, if it does not belong to what follows."""
        comment = self.found[number]
        if comment.column > following.column:
            return _above(last, following.owner, comment.column)
        entry = _entry_beside(last, following)
        if entry is None or entry.flow:
            return None
        first = final = number
        while self.found[first - 1 : first] and _adjoin(
            self.found[first - 1], self.found[first], self.source
        ):
            first -= 1
            if (
                self.found[first].column > following.column
            ):  # that one belongs to the entry, this one does not
                return None
        while self.found[final + 1 : final + 2] and _adjoin(
            self.found[final], self.found[final + 1], self.source
        ):
            final += 1
        parted = self.found[final].before_blank and not self.found[first].after_blank
        return entry if parted else None


def _add(lines: list[str], comment: Comment, *, closing: bool = False) -> None:
    if comment.after_blank and lines[-1:] != [BLANK]:
        lines.append(BLANK)
    lines.append(comment.text)
    if closing:
        lines.append(BLANK)


def _open_brackets(last: Spot, start: int) -> Spot | None:
    """Return the innermost collection in brackets or braces that is still open there."""
    spot: Spot | None = last
    while spot is not None:
        if spot.flow and spot.first < start < spot.last:
            return spot
        spot = spot.owner
    return None


def _above(last: Spot, owner: Spot | None, column: int) -> Spot | None:
    """Return the collection above, inside of `owner`, that a comment in that column is part of."""
    candidates: list[Spot] = []
    spot: Spot | None = last
    while spot is not None and spot is not owner:
        if spot.inner is not None:
            candidates.append(spot)
        spot = spot.owner
    fitting = [spot for spot in candidates if (spot.inner or 0) <= column]
    return fitting[0] if fitting else next(reversed(candidates), None)


def _entry_beside(last: Spot, following: Spot) -> Spot | None:
    """Return the item before that one in the same list, if it is written on lines."""
    if not following.item:
        return None
    spot: Spot | None = last
    while spot is not None and spot.owner is not following.owner:
        spot = spot.owner
    return spot if spot is not None and spot.inner is not None else None


def _adjoin(one: Comment, other: Comment, source: SourceText) -> bool:
    """Say whether two comments stand on lines of their own, one right below the other."""
    return one.alone and other.alone and source.line_end(one.start) == other.line


def _note_gaps(source: SourceText, surveyed: Surveyed) -> None:
    """Note the blank lines between the file's own keys where no comment has noted them."""
    text = source.text
    for spot in surveyed.spots:
        if spot.owner is None and not spot.unit.above:
            line = source.line_start(spot.start)
            if line and not text[source.line_start(line - 1) : line].strip():
                spot.unit.above.append(BLANK)
