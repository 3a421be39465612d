"""Reads versions of practices' files for the history; in a large file no unchanged entry is parsed again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from accessctl.declarations.practice_loading import LoadedPractice, load_practice
from accessctl.declarations.source_files import SIZE_AT_MOST, SourceFile
from accessctl.execution.entry_texts import Cut, cut_text
from accessctl.history.reading import Trouble, Version
from accessctl.model.event import Grant
from accessctl.model.finding import Location
from accessctl.model.identity import Address
from accessctl.model.practice import Entry, Practice
from accessctl.model.settings import Settings

LARGE = 16 * 1024
"""From this size on a file is cut at its entries; below, parsing it whole is as quick."""

DUPLICATE = "duplicate-assistant"
_DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class _Said:
    """What one entry's text says: a grant, or under which addresses it is held and why."""

    email: Address | None
    grant: Grant | None
    held: tuple[Address | None, ...] = ()
    code: str = ""
    offset: int = 0
    """How many lines below the entry's first one the trouble is."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a file says around its entries, and the clinics of an entry that names none."""

    head: bytes
    tail: bytes
    version: Version
    clinics: tuple[str, ...]


@dataclass(slots=True)
class VersionReader:
    """Reads one version after the other; it remembers the entries of large files."""

    large: int = LARGE
    frames: dict[str, _Frame] = field(default_factory=dict)
    said: dict[tuple[str, bytes, tuple[str, ...]], dict[bytes, _Said]] = field(default_factory=dict)

    def __call__(self, path: str, data: bytes) -> Version | Trouble:
        """Return what a version of the file says."""
        if len(data) > SIZE_AT_MOST:
            return Trouble("file-too-large")
        cut = cut_text(data) if len(data) >= self.large else None
        found = None if cut is None else self._pieced(path, cut)
        return read_whole(path, data) if found is None else found

    def _pieced(self, path: str, cut: Cut) -> Version | None:
        """Return the version put together from its pieces; `None` where the parser sees others."""
        frame = self._frame(path, cut)
        if frame is None:
            return None
        known = self.said.setdefault((path, cut.mark, frame.clinics), {})
        fresh = [entry for entry in dict.fromkeys(cut.entries) if entry not in known]
        if fresh:
            parsed = _parsed(path, cut, fresh)
            if parsed is None:
                return None
            known.update(zip(fresh, parsed, strict=False))
        return _version(frame.version, [known[entry] for entry in cut.entries], cut)

    def _frame(self, path: str, cut: Cut) -> _Frame | None:
        known = self.frames.get(path)
        if known is not None and known.head == cut.head and known.tail == cut.tail:
            return known
        loaded = load_practice(SourceFile(path, cut.text([])), _DEFAULTS)
        practice = loaded.practice
        lines = cut.first_lines([])
        if practice is None or practice.held or [item.where.line for item in practice.assistants] != lines:
            return None
        frame = _Frame(cut.head, cut.tail, _around(practice), practice.assistants[0].clinics)
        self.frames[path] = frame
        return frame


def read_whole(path: str, data: bytes) -> Version | Trouble:
    """Return what a version says, parsed as a whole."""
    if len(data) > SIZE_AT_MOST:
        return Trouble("file-too-large")
    loaded = load_practice(SourceFile(path, data), _DEFAULTS)
    practice = loaded.practice
    if practice is None:
        first = min(loaded.findings, key=lambda finding: finding.order)
        return Trouble(first.rule, first.where.line)
    places = _places(practice)
    return _version(_around(practice), _said(loaded, practice), [place.line for place in places])


def _parsed(path: str, cut: Cut, fresh: list[bytes]) -> Sequence[_Said] | None:
    """Return what each text says, and last the sentinel; `None` where the parser does not find just these."""
    loaded = load_practice(SourceFile(path, cut.text(fresh)), _DEFAULTS)
    practice = loaded.practice
    if practice is None or [place.line for place in _places(practice)] != cut.first_lines(fresh):
        return None
    return _said(loaded, practice)


def _places(practice: Practice) -> list[Location]:
    """Return where the entries begin, the held ones too."""
    return sorted({entry.where for entry in practice.assistants} | {item.where for item in practice.held})


def _said(loaded: LoadedPractice, practice: Practice) -> list[_Said]:
    """Return what the entries say, in the order of their places."""
    said = {entry.where: _Said(entry.email, _grant(entry)) for entry in practice.assistants}
    held: dict[Location, list[Address | None]] = {}
    for item in practice.held:
        held.setdefault(item.where, []).append(item.email)
    places = _places(practice)
    found = sorted((finding.where, finding.rule) for finding in loaded.findings) if held else []
    for place, emails in held.items():
        after = next((other for other in places if other > place), None)
        own = (pair for pair in found if pair[0] >= place and (after is None or pair[0] < after))
        at, rule = next(own, (place, "entry"))
        said[place] = _Said(emails[0], None, tuple(emails), rule, at.line - place.line)
    return [said[place] for place in places]


def _version(around: Version, said: Sequence[_Said], where: Sequence[int] | Cut) -> Version:
    """Return the version of these entries; an address that two of them claim is held like a bad entry."""
    people: dict[Address, Grant] = {}
    for item in said:
        if item.grant is not None and item.email is not None:
            people[item.email] = item.grant
    if len(people) == len(said):
        return replace(around, people=people)
    lines = where.first_lines(where.entries) if isinstance(where, Cut) else where
    return replace(around, people=people, held=_held(said, lines))


def _held(said: Iterable[_Said], lines: Sequence[int]) -> dict[Address | None, Trouble]:
    held: dict[Address | None, Trouble] = {}
    seen: set[Address] = set()
    for line, item in zip(lines, said, strict=False):
        if item.grant is None or item.email is None:
            for email in item.held:
                held.setdefault(email, Trouble(item.code, line + item.offset))
        elif item.email in seen:
            held.setdefault(item.email, Trouble(DUPLICATE, line))
        else:
            seen.add(item.email)
    return held


def _around(practice: Practice) -> Version:
    zone = practice.time_zone if "time_zone" in practice.keys else None
    return Version(practice.name, zone, practice.previously, organization=practice.organization)


def _grant(entry: Entry) -> Grant:
    access = entry.record_access
    return Grant(
        clinics=tuple(sorted(set(entry.clinics))),
        record_access=access is not None,
        billing=entry.billing,
        name=entry.name,
        surnames=entry.surnames,
        starts=entry.starts,
        ends=entry.ends,
        record_reason=None if access is None else access.reason,
        record_until=None if access is None else access.until,
        previously=entry.previously,
    )
