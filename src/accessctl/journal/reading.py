"""The branch, read: where it stands, whether it is the pinned one, and every record in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from accessctl.errors import JournalError
from accessctl.journal.codec import FileName, decode_file
from accessctl.journal.gateway import Gateway
from accessctl.journal.hardening import branch_ref
from accessctl.journal.objects import FILE, list_tree, read_blobs
from accessctl.journal.paths import FOLDER, Place, place_of
from accessctl.journal.remotes import Remote, fetch_branch, find_remote, remote_tip
from accessctl.model.record import Record
from accessctl.model.settings import JournalSettings


@dataclass(frozen=True, slots=True)
class Branch:
    """Which branch of which repository; `readme` is what its first commit tells whoever finds it."""

    gateway: Gateway
    settings: JournalSettings
    readme: str

    @property
    def ref(self) -> str:
        """The branch's full name."""
        return branch_ref(self.settings.branch)

    @property
    def remote(self) -> Remote | None:
        """Where the branch really lives; without a pinned root it is local."""
        return find_remote(self.gateway, self.settings.remote) if self.settings.root else None

    @property
    def known_ref(self) -> str:
        """The private ref that remembers how far the branch of this root was seen."""
        return f"refs/accessctl/journal/{self.settings.root}"


@dataclass(frozen=True, slots=True)
class JournalFile:
    """One immutable file of the branch."""

    place: Place
    blob: str
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Journal:
    """The branch at a tip; empty where it does not exist yet (which only a sandbox may start from)."""

    tip: str | None = None
    root: str | None = None
    read: Callable[[], tuple[JournalFile, ...]] = field(default=tuple, compare=False, repr=False)
    """Gives the files at the tip; what is remembered of them is often enough."""

    @cached_property
    def files(self) -> tuple[JournalFile, ...]:
        """The files, in the order of the journal."""
        return self.read()

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """All records in order: by run number, then open, renewals, close, then sequence; never by clock."""
        return tuple(chain.from_iterable(file.records for file in self.files))

    @cached_property
    def paths(self) -> Mapping[str, JournalFile]:
        """The files by path."""
        return {file.place.path: file for file in self.files}

    @property
    def next_number(self) -> int:
        """The number of the next run."""
        return max((file.place.number for file in self.files), default=0) + 1


EMPTY = Journal()


def read_journal(branch: Branch, known: Journal = EMPTY) -> Journal:
    """Read the branch; files that `known` holds already are immutable and not read again.

    A pinned root without a branch, another root, or a branch that lost commits since it was last seen is
    an error: never a fresh start.
    """
    tip = locate(branch)
    if tip is None:
        return EMPTY
    if tip == known.tip:
        return known
    root = checked_root(branch, tip)
    files = read_files(branch.gateway, tip, known)
    return Journal(tip, root, lambda: files)


def locate(branch: Branch) -> str | None:
    """Return the tip, fetched; the remote's where there is a remote and a pinned root, else the local one."""
    gateway, settings = branch.gateway, branch.settings
    remote = branch.remote
    if remote is None:
        tip = gateway.resolve(branch.ref)
        place = "."
    else:
        tip = remote_tip(gateway, remote, settings.branch)
        place = remote.name
        # not "is the commit here": a fetch that was killed may have left it here without its files
        if tip is not None and tip != gateway.resolve(branch.known_ref):
            fetch_branch(gateway, remote, settings.branch)
    if tip is None and settings.root:
        raise JournalError("journal-missing", branch=settings.branch, remote=place, root=settings.root)
    return tip


def checked_root(branch: Branch, tip: str) -> str:
    """Return the branch's one first commit; it is the pinned one, and nothing seen before is gone.

    How far it was seen is noted.
    """
    gateway, settings = branch.gateway, branch.settings
    root = root_of(branch, tip)
    seen = gateway.resolve(branch.known_ref) if settings.root else None
    known = seen is not None and gateway.is_ancestor(seen, tip)
    _check_immutable(branch, seen if seen is not None and known else root, tip)
    if seen is not None and seen != tip and not gateway.is_ancestor(seen, tip):
        if branch.remote is not None and gateway.is_ancestor(tip, seen):
            # a mirror behind the place we pushed to, or commits taken back: both must not be built upon
            raise JournalError("journal-behind", branch=settings.branch, seen=seen, found=tip)
        raise JournalError("journal-rewritten", branch=settings.branch, seen=seen, found=tip)
    if settings.root:
        remember(branch, tip)
    return root


def root_of(branch: Branch, tip: str) -> str:
    """Return the one first commit that a tip descends from; another than the pinned one is an error."""
    settings = branch.settings
    roots = branch.gateway.run("rev-list", "--max-parents=0", tip).text.splitlines()
    if settings.root is not None and roots != [settings.root]:
        raise JournalError(
            "journal-root-mismatch", branch=settings.branch, root=settings.root, found=", ".join(roots)
        )
    if len(roots) != 1:
        raise JournalError("journal-several-roots", branch=settings.branch, found=", ".join(roots))
    return roots[0]


def _check_immutable(branch: Branch, since: str, tip: str) -> None:
    """Raise where a commit since then changed, renamed or deleted a file: each is written once."""
    if since == tip:
        return
    options = ("--format=%H", "--name-only", "-m", "-z", "--no-renames", "--diff-filter=MDT")
    found = branch.gateway.run("log", *options, f"{since}..{tip}", "--", FOLDER).text
    changed = [part.strip() for part in found.split("\0") if part.strip()]
    if changed:
        raise JournalError(
            "journal-altered", branch=branch.settings.branch, commit=changed[0], file=changed[-1]
        )


def remember(branch: Branch, tip: str) -> None:
    """Note how far the branch was seen; another process may have noted more meanwhile."""
    gateway = branch.gateway
    seen = gateway.resolve(branch.known_ref)
    if seen != tip and (seen is None or gateway.is_ancestor(seen, tip)):
        gateway.update_ref(branch.known_ref, tip, seen)


def read_files(gateway: Gateway, tip: str, known: Journal = EMPTY) -> tuple[JournalFile, ...]:
    """Return the files at the tip, reading those that are new."""
    places: list[tuple[Place, str]] = []
    for entry in list_tree(gateway, tip, recursive=True):
        if not entry.path.startswith(FOLDER):
            continue
        place = place_of(entry.path)
        if place is None or entry.mode != FILE:
            raise JournalError("journal-path-unknown", file=entry.path)
        places.append((place, entry.id))
    places.sort()
    found = {place.path: blob for place, blob in places}
    for path, file in known.paths.items():
        if found.get(path) != file.blob:
            raise JournalError("journal-file-changed", file=path)
    fresh = [(place, blob) for place, blob in places if place.path not in known.paths]
    contents = read_blobs(gateway, [blob for _, blob in fresh])
    read = {
        place.path: JournalFile(place, blob, decode_file(FileName(place.path, place.run, place.part), data))
        for (place, blob), data in zip(fresh, contents, strict=True)
    }
    return tuple(known.paths.get(place.path) or read[place.path] for place, _ in places)
