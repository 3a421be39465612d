"""Git objects: read in bulk, written without touching work tree or index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from accessctl.errors import AccessctlError
from accessctl.journal.gateway import Gateway, Identity
from accessctl.journal.hardening import checked_revision

FILE = "100644"
DIRECTORY = "40000"

_ASKED_AT_ONCE = 90  # ids that fit into the smallest pipe: neither side ever waits for the other


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One line of a git tree; `path` is relative to the tree that was listed."""

    mode: str
    kind: str
    id: str
    path: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit to be made."""

    tree: str
    parent: str | None
    message: str
    by: Identity
    at: datetime


def read_blobs(gateway: Gateway, ids: Sequence[str], kind: str = "blob") -> Iterator[bytes]:
    """Yield the contents of the blobs (or of commits, as they are stored), in the order asked for.

    A reading that is not carried to its end leaves answers in the pipe, so the process is given up then.
    """
    batch = gateway.batch()
    finished = False
    try:
        for start in range(0, len(ids), _ASKED_AT_ONCE):
            asked = ids[start : start + _ASKED_AT_ONCE]
            batch.stdin.write("".join(f"{checked_revision(name)}\n" for name in asked).encode())
            batch.stdin.flush()
            for name in asked:
                yield _content(batch.stdout, name, kind)
        finished = True
    except BrokenPipeError:
        raise AccessctlError("git-failed", command="cat-file", message="") from None
    finally:
        if not finished:
            gateway.close()


def _content(stream: IO[bytes], name: str, kind: str) -> bytes:
    head = stream.readline().split()
    if len(head) != 3 or head[1] != kind.encode():
        raise AccessctlError("git-object-missing", object=name)
    size = int(head[2])
    data = stream.read(size + 1)
    if len(data) != size + 1:
        raise AccessctlError("git-object-missing", object=name)
    return data[:-1]


def list_tree(gateway: Gateway, tree: str, *, recursive: bool = False) -> tuple[TreeEntry, ...]:
    """Return the entries of a tree (or of a commit's tree)."""
    options = ("-z", "--full-tree", *(("-r",) if recursive else ()))
    answer = gateway.run("ls-tree", *options, checked_revision(tree))
    entries = []
    for line in answer.out.decode("utf-8", "surrogateescape").split("\0"):
        if line:
            about, path = line.split("\t", 1)
            mode, kind, name = about.split()
            entries.append(TreeEntry(mode, kind, name, path))
    return tuple(entries)


def write_blob(gateway: Gateway, data: bytes) -> str:
    """Store a file's content and return its id."""
    return gateway.run("hash-object", "-w", "-t", "blob", "--stdin", stdin=data).text


def write_tree(gateway: Gateway, base: str | None, path: str, blob: str) -> str | None:
    """Return the tree of `base` with one file more, or None where the path exists already.

    Only the directories on the way to the file are written anew.
    """
    name, _, rest = path.partition("/")
    entries = {} if base is None else {entry.path: entry for entry in list_tree(gateway, base)}
    found = entries.get(name)
    if not rest:
        if found is not None:
            return None
        return _make_tree(gateway, {**entries, name: TreeEntry(FILE, "blob", blob, name)})
    if found is not None and found.kind != "tree":
        return None
    below = write_tree(gateway, found.id if found else None, rest, blob)
    if below is None:
        return None
    return _make_tree(gateway, {**entries, name: TreeEntry(DIRECTORY, "tree", below, name)})


def replace_blob(gateway: Gateway, tree: str, path: str, blob: str) -> str | None:
    """Return the tree with another content of one file, or None where it has no such file."""
    name, _, rest = path.partition("/")
    entries = {entry.path: entry for entry in list_tree(gateway, tree)}
    found = entries.get(name)
    if found is None or found.kind != ("tree" if rest else "blob"):
        return None
    if not rest and not found.mode.startswith("100"):  # a link: its blob is where it leads
        return None
    below = replace_blob(gateway, found.id, rest, blob) if rest else blob
    if below is None:
        return None
    return _make_tree(gateway, {**entries, name: TreeEntry(found.mode, found.kind, below, name)})


def _make_tree(gateway: Gateway, entries: Mapping[str, TreeEntry]) -> str:
    lines = "".join(f"{entry.mode} {entry.kind} {entry.id}\t{name}\0" for name, entry in entries.items())
    return gateway.run("mktree", "-z", stdin=lines.encode("utf-8", "surrogateescape")).text


def write_commit(gateway: Gateway, commit: Commit) -> str:
    """Store a commit and return its id; no branch is moved."""
    when = f"@{int(commit.at.timestamp())} +0000"
    by = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", commit.by.name), ("EMAIL", commit.by.email), ("DATE", when))
    }
    parents = () if commit.parent is None else ("-p", checked_revision(commit.parent))
    tree = checked_revision(commit.tree)
    return gateway.run("commit-tree", tree, *parents, "-F", "-", stdin=commit.message.encode(), env=by).text
