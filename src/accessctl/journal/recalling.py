"""The folded journal, remembered from one command to the next; only time is lost with what is remembered.

What is remembered is of one commit, and what a commit holds never changes. After the branch went on, what
came since is folded onto it; where that would not be the same as folding everything, everything is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path

from accessctl.journal.codec import FileName, decode_file
from accessctl.journal.folding import begin, fold, go_on
from accessctl.journal.folding_practices import PracticeDraft
from accessctl.journal.gateway import Gateway
from accessctl.journal.kept_codec import Memory, decode, digests, encode
from accessctl.journal.objects import FILE, read_blobs
from accessctl.journal.paths import FOLDER, Place, place_of
from accessctl.journal.reading import (
    EMPTY,
    Branch,
    Journal,
    checked_root,
    locate,
    read_files,
    read_journal,
)
from accessctl.journal.sealed_files import program_digest, read_sealed, write_sealed
from accessctl.model.journal_view import JournalView
from accessctl.model.record import Record

FORMAT = "accessctl.folded/1"
FEW = 500
"""Records up to which reading them takes no longer than remembering them."""


@dataclass(frozen=True, slots=True)
class Told:
    """The journal, and what it says: folded."""

    journal: Journal
    view: JournalView
    digest_of: Callable[[str], str] | None = field(default=None, compare=False)
    """Gives a digest of what the journal says of a practice, by slug; None where nobody remembers."""


Tell = Callable[[Branch], Told]
"""Reads and folds the journal: `tell` from the branch alone, `recall` with a memory."""


def tell(branch: Branch) -> Told:
    """Read and fold the journal without a memory, as whoever writes to it must."""
    journal = read_journal(branch)
    return Told(journal, fold(journal.records))


def recall(branch: Branch) -> Told:
    """Read and fold as much of the journal as is not remembered, and remember it."""
    tip = locate(branch)
    if tip is None:
        return Told(EMPTY, fold(()), lambda _: "")
    store = _store(branch)
    known = _known(branch, store)
    if known is None or not _holds(branch, known, tip):
        return _told_anew(branch, tip, store)
    if known.tip == tip:
        return _told(branch, known)
    later = _gone_on(branch.gateway, known, tip)
    if later is None:
        return _told_anew(branch, tip, store)
    _keep(store, later)
    return _told(branch, later)


def _store(branch: Branch) -> Path:
    """Return where the memory of this branch is kept; all work trees share it."""
    about = f"{branch.ref}\0{branch.settings.root or ''}"
    name = hashlib.sha256(about.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return branch.gateway.common_dir() / "accessctl" / f"journal-{name}.cache"


def _name() -> str:
    return f"{FORMAT} {_program()}"


@cache
def _program() -> str:
    return program_digest(("journal", "model"))


def _known(branch: Branch, store: Path) -> Memory | None:
    """Return what is remembered; a practice in it that cannot be read is taken from the journal then."""
    body = read_sealed(store, _name())
    if body is None:
        return None

    @cache
    def whole() -> dict[str, PracticeDraft]:
        files = () if known is None else read_files(branch.gateway, known.tip)
        shelf = begin(chain.from_iterable(file.records for file in files)).shelf
        return {slug: shelf.take(slug) for slug in [*shelf.items]}

    known = decode(body, lambda slug: whole().get(slug) or PracticeDraft())
    return known


def _holds(branch: Branch, known: Memory, tip: str) -> bool:
    """Say whether the memory is of this branch and not ahead of it; raise where the branch is not to be read.

    What was proved of a commit when it was remembered, or when it was noted as seen, is not proved again.
    """
    gateway, pinned = branch.gateway, branch.settings.root
    if pinned is not None and known.root != pinned:
        return False
    proved = known.tip == tip and (pinned is None or gateway.resolve(branch.known_ref) == tip)
    if not proved and checked_root(branch, tip) != known.root:
        return False
    return known.tip == tip or gateway.is_ancestor(known.tip, tip)


def _told(branch: Branch, memory: Memory) -> Told:
    tip, gateway = memory.tip, branch.gateway
    return Told(
        Journal(tip, memory.root, lambda: read_files(gateway, tip)),
        memory.draft.frozen(),
        digests(memory.draft),
    )


def _told_anew(branch: Branch, tip: str, store: Path) -> Told:
    """Read and fold everything, and remember it where that is worth it."""
    root = checked_root(branch, tip)
    files = read_files(branch.gateway, tip)
    journal = Journal(tip, root, lambda: files)
    draft = begin(journal.records)
    if files and len(journal.records) > FEW:
        _keep(store, Memory(tip, root, files[-1].place, draft))
    return Told(journal, draft.frozen(), digests(draft))


def _gone_on(gateway: Gateway, known: Memory, tip: str) -> Memory | None:
    """Return the memory with what the branch added since; None where everything has to be folded anew."""
    added = _added(gateway, known.tip, tip)
    if added is None or (added and added[0][0] <= known.last):
        return None
    contents = read_blobs(gateway, [blob for _, blob in added])
    records: list[Record] = []
    for (place, _), data in zip(added, contents, strict=True):
        records += decode_file(FileName(place.path, place.run, place.part), data)
    if not go_on(known.draft, records):
        return None
    last = added[-1][0] if added else known.last
    return Memory(tip, known.root, last, known.draft)


def _added(gateway: Gateway, since: str, tip: str) -> list[tuple[Place, str]] | None:
    """Return the files that were added, in the order of the journal; None where anything else was done."""
    answer = gateway.run("diff-tree", "-r", "-z", "--raw", "--no-renames", since, tip, "--", FOLDER)
    parts = answer.out.decode("utf-8", "surrogateescape").split("\0")
    found = []
    for about, path in zip(parts[::2], parts[1::2], strict=False):
        _, mode, _, blob, status = about.split()
        place = place_of(path)
        if status != "A" or mode != FILE or place is None:
            return None
        found.append((place, blob))
    return sorted(found)


def _keep(store: Path, memory: Memory) -> None:
    """Remember it, unless a run is open: what that means to do is in its file alone."""
    if not memory.draft.runs.open:
        write_sealed(store, _name(), encode(memory))
