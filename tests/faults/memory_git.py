"""Git for the simulator: the journal's branch in memory, everything about declarations from real git, once.

It stands in place of the gateway's processes alone: what the program asks, and what it makes of the answers,
is the program's own code. `test_memory_git.py` shows that real git answers the same.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from memory_objects import Repository, commit_data, tree_data
from seam import Seam

from accessctl.errors import AccessctlError
from accessctl.journal.gateway import Answer, Gateway

_OK = Answer(0, b"", "")
_BRANCH = "refs/heads/access-journal"
REMOTE = "/simulated/remote.git"
NO_SPACE = "error: unable to write file: No space left on device"
READ_ONLY = "error: unable to write file: Read-only file system"


@dataclass
class Book:
    """Real work trees of the declared repository, one a commit, and what git answered about them."""

    trees: tuple[Path, ...]
    commits: tuple[str, ...]
    answers: dict[tuple[Any, ...], Answer] = field(default_factory=dict)
    gateways: dict[int, Gateway] = field(default_factory=dict)

    def ask(self, at: int, arguments: tuple[str, ...], stdin: bytes, env: Mapping[str, str] | None) -> Answer:
        """Return what git answers in a work tree; it never changes, so git is asked once."""
        key = (at, arguments, stdin)
        if key not in self.answers:
            if at not in self.gateways:
                self.gateways[at] = Gateway(self.trees[at])
            self.answers[key] = self.gateways[at].ask(*arguments, stdin=stdin, env=env)
        return self.answers[key]


@dataclass
class Clone:
    """One clone: where its git directory is, which commit of the book it has, and its objects."""

    directory: Path
    book: Book
    at: int
    remote: Repository | None
    main: list[int]
    """Where the remote's main branch stands, as the only element."""
    here: Repository = field(default_factory=Repository)

    def lose(self) -> None:
        """Lose the disk: objects and refs are gone."""
        self.here = Repository()


class MemoryGateway(Gateway):
    """Git in one simulated clone; `seam` is asked before anything is written or goes over the network."""

    def __init__(self, clone: Clone, seam: Seam) -> None:
        self._clone = clone
        self._seam = seam
        self.root = clone.book.trees[clone.at]
        self.git_dir = clone.directory
        self.network_seconds = 90.0

    def close(self) -> None:
        """Nothing is held."""

    def start(self, *arguments: str, env: Mapping[str, str] | None = None, login: object = None) -> Any:
        """Refuse: no process is started here."""
        raise NotImplementedError(arguments, login)

    def batch(self) -> Any:
        """Return what `cat-file --batch` would be."""
        return _Batch(self)

    def ask(
        self,
        *arguments: str,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        seconds: float = 0,
        login: object = None,
    ) -> Answer:
        """Answer one git command."""
        del seconds, login
        name = arguments[0].replace("-", "_")
        known = getattr(self, f"_{name}", None)
        answer = None if known is None else known(arguments[1:], stdin, env or {})
        return answer or self._clone.book.ask(self._clone.at, arguments, stdin, env)

    def read(self, name: str) -> tuple[str, bytes] | None:
        """Return an object of this clone, or one that came with the book."""
        found = self._clone.here.objects.get(name)
        if found is not None:
            return found
        book, at = self._clone.book, self._clone.at
        kind = book.ask(at, ("cat-file", "-t", name), b"", None)
        if kind.status:
            return None
        return kind.text, book.ask(at, ("cat-file", kind.text, name), b"", None).out

    # What is the same everywhere

    def _rev_parse(self, said: tuple[str, ...], *_: Any) -> Answer | None:
        if said in {("--git-common-dir",), ("--absolute-git-dir",)}:
            return _told(str(self._clone.directory))
        if said[0] == "--is-shallow-repository" and len(said) > 1:
            return _told(f"false\n{self._clone.directory}\n")
        if said[0] != "--verify":
            return None
        name = said[-1].partition("^{")[0]
        found = self._clone.here.commit_of(name)
        if found is not None:
            return _told(found)
        return Answer(1, b"", "") if name.startswith(("refs/accessctl/", _BRANCH)) else None

    def _config(self, said: tuple[str, ...], *_: Any) -> Answer | None:
        if said[-1].endswith("pushurl"):
            return Answer(1, b"", "")
        if said[-1] == "remote.origin.url":
            return Answer(1, b"", "") if self._clone.remote is None else Answer(0, f"{REMOTE}\0".encode(), "")
        return None

    def _remote(self, *_: Any) -> Answer:
        return _told("" if self._clone.remote is None else "origin")

    def _for_each_ref(self, said: tuple[str, ...], *_: Any) -> Answer | None:
        return _OK if "worktreepath" in said[0] else None

    # Objects and refs of this clone

    def _write(self, what: str, kind: str, data: bytes) -> Answer:
        return self._seam.git(f"{what} {kind}", lambda: _told(self._clone.here.store(kind, data)))

    def _hash_object(self, _said: tuple[str, ...], stdin: bytes, *_: Any) -> Answer:
        return self._write("object", "blob", stdin)

    def _mktree(self, _said: tuple[str, ...], stdin: bytes, *_: Any) -> Answer:
        return self._write("object", "tree", tree_data(stdin))

    def _commit_tree(self, said: tuple[str, ...], stdin: bytes, env: Mapping[str, str]) -> Answer:
        parent = said[2] if said[1] == "-p" else None
        return self._write("object", "commit", commit_data(said[0], parent, stdin, dict(env)))

    def _update_ref(self, said: tuple[str, ...], *_: Any) -> Answer:
        _, ref, new, old = said

        def move() -> Answer:
            refs = self._clone.here.refs
            if refs.get(ref, "0" * 40) != old:
                return Answer(1, b"", "cannot lock ref")
            refs[ref] = new
            return _OK

        return self._seam.git("ref " + ref.split("/")[1], move)

    def _ls_tree(self, said: tuple[str, ...], *_: Any) -> Answer | None:
        here, name = self._clone.here, said[-1]
        if "--full-tree" not in said or name not in here.objects:
            return None
        tree = here.tree_of(name)
        if "-r" in said:
            listed = [f"{mode} blob {found}\t{path}\0" for mode, found, path in here.files(tree)]
        else:
            listed = [
                f"{'040000 tree' if mode == '40000' else f'{mode} blob'} {found}\t{path}\0"
                for mode, found, path in here.entries(tree)
            ]
        return Answer(0, "".join(listed).encode(), "")

    def _merge_base(self, said: tuple[str, ...], *_: Any) -> Answer | None:
        here = self._clone.here
        if said[0] != "--is-ancestor" or not {said[1], said[2]} & here.objects.keys():
            return None
        if said[1] not in here.objects or said[2] not in here.objects:
            return Answer(128, b"", "fatal: Not a valid commit name")
        return Answer(0 if said[1] in here.line_of(said[2]) else 1, b"", "")

    def _rev_list(self, said: tuple[str, ...], *_: Any) -> Answer | None:
        here = self._clone.here
        if said[0] != "--max-parents=0" or said[-1] not in here.objects:
            return None
        *_, root = here.line_of(said[-1])
        return _told(root)

    def _log(self, said: tuple[str, ...], *_: Any) -> Answer | None:
        here = self._clone.here
        if "--diff-filter=MDT" not in said:
            return None
        since, _, tip = said[said.index("--") - 1].partition("..")
        told = []
        for commit in here.line_of(tip):
            parent = here.parent_of(commit)
            if commit == since or parent is None:
                break
            now = {path: found for _, found, path in here.files(here.tree_of(commit))}
            before = {path: found for _, found, path in here.files(here.tree_of(parent))}
            told += [f"{commit}\n{path}\0" for path, found in before.items() if now.get(path) != found]
        return Answer(0, "".join(told).encode(), "")

    # The network

    def _ls_remote(self, said: tuple[str, ...], *_: Any) -> Answer:
        ref, remote = said[-1], self._clone.remote
        assert remote is not None

        def look() -> Answer:
            tip = remote.refs.get(ref) if ref == _BRANCH else self._clone.book.commits[self._clone.main[0]]
            return _OK if tip is None else _told(f"{tip}\t{ref}")

        return self._seam.network("ls-remote " + ref.rpartition("/")[2], look)

    def _fetch(self, said: tuple[str, ...], *_: Any) -> Answer:
        ref, remote = said[-1], self._clone.remote
        assert remote is not None

        def bring() -> Answer:
            if ref == _BRANCH:
                self._clone.here.take(remote, remote.refs[ref])
            return _OK

        return self._seam.network("fetch " + ref.rpartition("/")[2], bring)

    def _push(self, said: tuple[str, ...], *_: Any) -> Answer:
        commit, _, ref = said[-1].partition(":")
        lease = next(word for word in said if word.startswith("--force-with-lease=")).rpartition(":")[2]
        remote, here = self._clone.remote, self._clone.here
        assert remote is not None

        def move() -> Answer:
            if remote.refs.get(ref, "") != lease:
                return Answer(1, f"!\t{commit}:{ref}\t[rejected] (stale info)\nDone\n".encode(), "")
            remote.take(here, commit)  # as it was when it was sent, though the disk may be gone since
            remote.refs[ref] = commit
            return _OK

        return self._seam.network("push", move)


class _Batch:
    """What `cat-file --batch` is to who reads objects: ids in, contents out."""

    def __init__(self, gateway: MemoryGateway) -> None:
        self._gateway = gateway
        self._asked = b""
        self.stdout = io.BytesIO()
        self.stdin = SimpleNamespace(write=self._ask, flush=self._answer)

    def _ask(self, data: bytes) -> None:
        self._asked += data

    def _answer(self) -> None:
        told = b""
        for name in self._asked.decode().split():
            found = self._gateway.read(name)
            if found is None:
                told += f"{name} missing\n".encode()
            else:
                told += f"{name} {found[0]} {len(found[1])}\n".encode() + found[1] + b"\n"
        self._asked = b""
        rest = self.stdout.read()
        self.stdout = io.BytesIO(rest + told)


def _told(text: str) -> Answer:
    return Answer(0, f"{text}\n".encode(), "")


def timed_out(command: str) -> AccessctlError:
    """Return what the gateway raises where git was not done in time."""
    return AccessctlError("git-timeout", command=command, seconds=90)
