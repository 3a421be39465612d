"""Gathers from git what a commit brought onto the branch: its own writing, and all that it merged."""

from __future__ import annotations

from collections.abc import Sequence

from accessctl.errors import AccessctlError
from accessctl.history.approving import Brought, Merged
from accessctl.history.reading import Reader, Trouble, Version
from accessctl.history.signed_commits import StoredCommit, stored_commit
from accessctl.history.three_way import Files, Sides, adds_something
from accessctl.journal.gateway import Gateway
from accessctl.journal.hardening import checked_revision
from accessctl.journal.objects import read_blobs
from accessctl.model.signer import Signers

DECLARED = ("practices", "access")
AT_MOST = 5000
"""A merge of more commits has no approvals."""

Trees = tuple[str, ...]


class Bringing:
    """What commits brought, asked one by one; what was read is kept."""

    def __init__(self, gateway: Gateway, read: Reader) -> None:
        self._gateway = gateway
        self._read = read
        self._prefix = gateway.run("rev-parse", "--show-prefix").text
        self._commits: dict[str, StoredCommit] = {}
        self._trees: dict[str, Trees] = {}

    def commit(self, name: str) -> StoredCommit:
        """Return a commit as it is stored."""
        return self._stored([name])[0]

    def brought(self, name: str, signers: Signers) -> Brought:
        """Return what came onto the branch with the commit; `signers` are those before it."""
        commit = self.commit(name)
        if not commit.parents:
            return Brought(commit, writes=True, signers=Signers(), base_at=commit.at)
        base = self.commit(commit.parents[0])
        merged = self._merged(commit) if len(commit.parents) > 1 else ()
        if merged is None:
            return Brought(commit, writes=True, signers=signers, base_at=base.at)
        return Brought(commit, self._writes(commit), signers, base.at, merged)

    def _merged(self, commit: StoredCommit) -> tuple[Merged, ...] | None:
        """Return what was merged; None: too much of it to say who wrote it."""
        base, *others = commit.parents
        limit = f"--max-count={AT_MOST + 1}"
        names = self._gateway.run("rev-list", limit, *others, f"^{base}").text.split()
        if len(names) > AT_MOST or len(others) > 1:
            return None
        found = self._stored(names)
        self._load_trees([name for item in found for name in (item.id, *item.parents)])
        final = self._trees_of(others[0])
        return tuple(Merged(item, self._writes(item), self._trees_of(item.id) == final) for item in found)

    def _writes(self, commit: StoredCommit) -> bool:
        """Say whether a commit changes declarations itself."""
        trees = self._trees_of(commit.id)
        if not commit.parents:
            return any(trees)
        before = [self._trees_of(parent) for parent in commit.parents]
        if len(before) == 1:
            return trees != before[0]
        if len(before) > 2:
            return any(trees != item for item in before)
        return self._adds(commit)

    def _adds(self, commit: StoredCommit) -> bool:
        ours, theirs = commit.parents
        answer = self._gateway.ask("merge-base", "--all", ours, theirs)
        parted = answer.text.split()
        if len(parted) != 1:
            return True  # nothing in common, or no single point: nobody can tell
        if self._trees_of(parted[0]) == self._trees_of(ours):
            return self._trees_of(commit.id) != self._trees_of(theirs)
        sides = Sides(*(self._files(name) for name in (parted[0], ours, theirs, commit.id)))
        return adds_something(sides, self._version)

    def _version(self, path: str, file: str) -> Version | Trouble | None:
        mode, blob = file.split()
        if not mode.startswith("100"):
            return Trouble("symlink")
        (data,) = read_blobs(self._gateway, [blob])
        return self._read(path, data)

    def _files(self, name: str) -> Files:
        listed = self._gateway.run("ls-tree", "-r", "-z", checked_revision(name), "--", *DECLARED).text
        entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
        return {path: " ".join(fields.split()[::2]) for fields, _, path in entries}

    def _stored(self, names: Sequence[str]) -> list[StoredCommit]:
        fresh = [name for name in dict.fromkeys(names) if name not in self._commits]
        contents = read_blobs(self._gateway, fresh, "commit")
        for name, raw in zip(fresh, contents, strict=True):
            self._commits[name] = stored_commit(name, raw)
        return [self._commits[name] for name in names]

    def _trees_of(self, name: str) -> Trees:
        if name not in self._trees:
            self._load_trees([name])
        return self._trees[name]

    def _load_trees(self, names: Sequence[str]) -> None:
        """Read which trees of declarations the commits have: an id each, or nothing."""
        fresh = [name for name in dict.fromkeys(names) if name not in self._trees]
        wanted = [f"{checked_revision(name)}:{self._prefix}{folder}" for name in fresh for folder in DECLARED]
        answer = self._gateway.run(
            "cat-file", "--batch-check", stdin="".join(f"{line}\n" for line in wanted).encode()
        )
        found = [line.split() for line in answer.text.split("\n")] if wanted else []
        if len(found) != len(wanted):
            raise AccessctlError("git-object-missing", object=fresh[0])
        ids = [words[0] if len(words) == 3 and words[1] in ("tree", "blob") else "" for words in found]
        self._trees |= {
            name: tuple(ids[at * len(DECLARED) : (at + 1) * len(DECLARED)]) for at, name in enumerate(fresh)
        }
