"""The commits of the branch as they are, and what none of them may do: alter, remove, branch off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accessctl.journal.gateway import Gateway, Identity
from accessctl.journal.hardening import checked_revision
from accessctl.journal.objects import FILE
from accessctl.journal.paths import Place, place_of
from accessctl.model.verification import Discrepancy

README = "README.md"

_FORMAT = "--format=%H%x00%P%x00%an%x00%ae%x00%cn%x00%ce%x00%at%x00%ct%x00%B"
_FIELDS = 9


@dataclass(frozen=True, slots=True)
class Touch:
    """What a commit does to a path: added, modified or deleted, as git letters say it."""

    letter: str
    path: str
    mode: str
    blob: str
    before: str


@dataclass(frozen=True, slots=True)
class JournalCommit:
    """One commit of the branch; `touches` has one part for each parent (one for the first commit)."""

    id: str
    parents: tuple[str, ...]
    author: Identity
    committer: Identity
    authored: int
    committed: int
    message: str
    touches: tuple[tuple[Touch, ...], ...]


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A run's file where it was added: its first content is what was written."""

    place: Place
    blob: str
    commit: JournalCommit


@dataclass(slots=True)
class _Walk:
    """The branch as its commits are gone through, oldest first."""

    found: list[Discrepancy] = field(default_factory=list)
    added: list[AddedFile] = field(default_factory=list)
    ever: set[str] = field(default_factory=set)


def read_commits(gateway: Gateway, tip: str) -> tuple[JournalCommit, ...]:
    """Return every commit that the tip contains, parents first."""
    options = ("--topo-order", "--reverse", "-m", "--root", "--raw", "-z", "--no-renames", "--no-abbrev")
    answer = gateway.run("log", *options, "--no-notes", _FORMAT, checked_revision(tip))
    commits: dict[str, JournalCommit] = {}
    for commit in _parsed(answer.out.decode("utf-8", "replace").split("\0")):
        earlier = commits.get(commit.id)  # a merge is told once for each parent
        touches = commit.touches if earlier is None else (*earlier.touches, *commit.touches)
        commits[commit.id] = _with_touches(commit, touches)
    return tuple(commits.values())


def _with_touches(commit: JournalCommit, touches: tuple[tuple[Touch, ...], ...]) -> JournalCommit:
    return JournalCommit(
        commit.id,
        commit.parents,
        commit.author,
        commit.committer,
        commit.authored,
        commit.committed,
        commit.message,
        touches,
    )


def _parsed(parts: Sequence[str]) -> Iterator[JournalCommit]:
    at, end = 0, len(parts) - 1
    while at + _FIELDS <= end:
        head = parts[at : at + _FIELDS]
        at += _FIELDS
        if at < end and not parts[at]:
            at += 1  # what stands between the message and the changes
        touches = []
        while at < end and parts[at].lstrip("\n").startswith(":"):
            before, mode, old, blob, letter = parts[at].lstrip("\n:").split()
            del before
            touches.append(Touch(letter[0], parts[at + 1], mode, blob, old))
            at += 2
        yield JournalCommit(
            id=head[0].lstrip("\n"),
            parents=tuple(head[1].split()),
            author=Identity(head[2], head[3]),
            committer=Identity(head[4], head[5]),
            authored=_number(head[6]),
            committed=_number(head[7]),
            message=head[8],
            touches=(tuple(touches),),
        )


def _number(text: str) -> int:
    return int(text) if text.removeprefix("-").isdigit() else 0


def check_commits(
    commits: Iterable[JournalCommit], pinned: str | None
) -> tuple[tuple[AddedFile, ...], tuple[Discrepancy, ...]]:
    """Return the runs' files, each where it was first added, and what the commits must not have done."""
    walk = _Walk()
    listed = tuple(commits)
    roots = [commit.id for commit in listed if not commit.parents]
    if pinned is not None and pinned not in roots:
        walk.found.append(
            Discrepancy(code="root-not-pinned", commit=roots[0], params={"root": pinned, "found": roots[0]})
        )
    expected = pinned if pinned in roots else roots[0]
    for commit in listed:
        if not commit.parents and commit.id != expected:
            walk.found.append(Discrepancy(code="several-roots", commit=commit.id, params={"root": expected}))
        if len(commit.parents) > 1:
            walk.found.append(
                Discrepancy(code="merge-commit", commit=commit.id, params={"parents": tuple(commit.parents)})
            )
        _take(walk, commit)
    return tuple(walk.added), tuple(walk.found)


def _take(walk: _Walk, commit: JournalCommit) -> None:
    """Take one commit: the files it adds, and what it does to those that were there."""
    altered = {touch.path: touch for part in commit.touches for touch in part if touch.letter != "A"}
    parts = [{touch.path: touch for touch in part if touch.letter == "A"} for part in commit.touches]
    fresh = {path: touch for path, touch in parts[0].items() if all(path in part for part in parts)}
    moved = _moves(altered, fresh)
    for path, touch in altered.items():
        code = "file-deleted" if touch.letter == "D" else "file-modified"
        params: Mapping[str, object] = {}
        if path in moved:
            code, params = "file-moved", {"to": moved[path]}
        walk.found.append(Discrepancy(code=code, commit=commit.id, path=path, params=params))
    counted = 0
    for path, touch in fresh.items():
        if path not in moved.values():
            counted += 1
            _add(walk, commit, touch)
        walk.ever.add(path)
    if counted != 1 and not altered and len(commit.parents) == 1:
        walk.found.append(
            Discrepancy(code="commit-not-one-file", commit=commit.id, params={"count": counted})
        )


def _moves(altered: Mapping[str, Touch], fresh: Mapping[str, Touch]) -> Mapping[str, str]:
    """Return where deleted files turn up again with the same content."""
    by_blob = {touch.blob: path for path, touch in fresh.items()}
    return {
        path: by_blob[touch.before]
        for path, touch in altered.items()
        if touch.letter == "D" and touch.before in by_blob
    }


def _add(walk: _Walk, commit: JournalCommit, touch: Touch) -> None:
    if touch.path in walk.ever:
        walk.found.append(Discrepancy(code="file-added-again", commit=commit.id, path=touch.path))
        return
    place = place_of(touch.path)
    if place is None:
        if commit.parents or touch.path != README:
            walk.found.append(Discrepancy(code="file-unknown", commit=commit.id, path=touch.path))
        return
    if touch.mode != FILE:
        walk.found.append(
            Discrepancy(code="file-mode", commit=commit.id, path=touch.path, params={"mode": touch.mode})
        )
        return
    walk.added.append(AddedFile(place, touch.blob, commit))
