"""Git's objects and refs in memory: as git stores and names them, without its processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha1


@dataclass
class Repository:
    """One repository: objects by id, refs by name."""

    objects: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)

    def store(self, kind: str, data: bytes) -> str:
        """Keep an object; return its id."""
        name = object_id(kind, data)
        self.objects[name] = (kind, data)
        return name

    def commit_of(self, name: str) -> str | None:
        """Return the commit of a ref or an id, if it is here."""
        found = self.refs.get(name, name)
        return found if self.objects.get(found, ("", b""))[0] == "commit" else None

    def tree_of(self, name: str) -> str:
        """Return the tree of a commit, or the tree itself."""
        kind, data = self.objects[name]
        return data[5:45].decode() if kind == "commit" else name

    def parent_of(self, commit: str) -> str | None:
        """Return a commit's parent: on this branch there is at most one."""
        for line in self.objects[commit][1].split(b"\n"):
            if line.startswith(b"parent "):
                return line[7:].decode()
            if not line:
                break
        return None

    def line_of(self, tip: str) -> Iterator[str]:
        """Yield a commit and all before it."""
        commit: str | None = tip
        while commit is not None:
            yield commit
            commit = self.parent_of(commit)

    def entries(self, tree: str) -> Iterator[tuple[str, str, str]]:
        """Yield mode, id and name of a tree's entries."""
        data, at = self.objects[tree][1], 0
        while at < len(data):
            end = data.index(b"\0", at)
            mode, _, name = data[at:end].decode().partition(" ")
            yield mode, data[end + 1 : end + 21].hex(), name
            at = end + 21

    def files(self, tree: str, under: str = "") -> Iterator[tuple[str, str, str]]:
        """Yield mode, id and path of all files below a tree."""
        for mode, name, path in self.entries(tree):
            if mode == "40000":
                yield from self.files(name, f"{under}{path}/")
            else:
                yield mode, name, f"{under}{path}"

    def reach(self, tip: str) -> Iterator[str]:
        """Yield every object that a commit needs."""
        for commit in self.line_of(tip):
            yield commit
            yield from self._below(self.tree_of(commit))

    def _below(self, tree: str) -> Iterator[str]:
        yield tree
        for mode, name, _ in self.entries(tree):
            if mode == "40000":
                yield from self._below(name)
            else:
                yield name

    def take(self, other: Repository, tip: str) -> None:
        """Take over what a commit needs, as a fetch or a push does."""
        for commit in other.line_of(tip):
            if commit in self.objects:
                return
            self.objects[commit] = other.objects[commit]
            for name in other._below(other.tree_of(commit)):
                self.objects[name] = other.objects[name]


def object_id(kind: str, data: bytes) -> str:
    """Return the id that git gives to an object."""
    return sha1(f"{kind} {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()


def tree_data(lines: bytes) -> bytes:
    """Return the tree that `mktree -z` makes of its lines."""
    entries = []
    for line in lines.split(b"\0"):
        if line:
            about, _, name = line.partition(b"\t")
            mode, kind, found = about.split()
            entries.append(
                (name + (b"/" if kind == b"tree" else b""), mode, name, bytes.fromhex(found.decode()))
            )
    return b"".join(
        mode.lstrip(b"0") + b" " + name + b"\0" + found for _, mode, name, found in sorted(entries)
    )


def commit_data(tree: str, parent: str | None, message: bytes, by: dict[str, str]) -> bytes:
    """Return the commit that `commit-tree` makes with the variables that say who and when."""
    lines = [f"tree {tree}"]
    if parent is not None:
        lines.append(f"parent {parent}")
    for role in ("AUTHOR", "COMMITTER"):
        who = f"{by[f'GIT_{role}_NAME']} <{by[f'GIT_{role}_EMAIL']}>"
        lines.append(f"{role.lower()} {who} {by[f'GIT_{role}_DATE'].removeprefix('@')}")
    return "\n".join(lines).encode() + b"\n\n" + message
