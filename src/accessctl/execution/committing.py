"""Edited files → one commit, on the branch at hand or on a new one; nothing of the repository is run.

Git's own `commit` would run hooks and sign; here objects are written and a ref is moved, and the index learns
of the files that changed and of no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from accessctl.errors import AccessctlError
from accessctl.execution.editing import write_all
from accessctl.journal.gateway import NOBODY, Gateway
from accessctl.journal.hardening import branch_ref
from accessctl.journal.objects import Commit, replace_blob, write_commit
from accessctl.model.edit import FileEdit

_IN_PROGRESS = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


@dataclass(frozen=True, slots=True)
class Made:
    """The commit, and whether the user's git would have signed it."""

    commit: str
    unsigned: bool


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A commit that no ref leads to yet."""

    commit: str
    parent: str
    blobs: Sequence[tuple[str, str]]


def commit_here(gateway: Gateway, edits: Sequence[FileEdit], message: str, at: datetime) -> Made:
    """Write the files and commit them, and nothing else, on the branch that is checked out."""
    found = next((name for name in _IN_PROGRESS if (gateway.git_dir / name).exists()), None)
    if found is not None:
        raise AccessctlError("commit-in-progress", operation=found)
    head = gateway.ask("symbolic-ref", "--quiet", "HEAD")
    if head.status:
        raise AccessctlError("commit-detached")
    prepared = _prepared(gateway, edits, message, at)
    write_all(gateway.root, edits)
    if not gateway.update_ref(head.text, prepared.commit, prepared.parent):
        raise AccessctlError("commit-moved")
    for path, blob in prepared.blobs:
        mode = (
            gateway.run("ls-files", "--stage", "--full-name", "--", path).text.partition(" ")[0] or "100644"
        )
        gateway.run("update-index", "--cacheinfo", f"{mode},{blob},{_full(gateway, path)}")
    return Made(prepared.commit, _signs(gateway))


def commit_on_branch(
    gateway: Gateway, edits: Sequence[FileEdit], message: str, at: datetime, branch: str
) -> Made:
    """Commit the files as they would be on a new branch; work tree and index stay as they are."""
    ref = branch_ref(branch)
    if gateway.resolve(ref) is not None:
        raise AccessctlError("commit-branch-exists", branch=branch)
    prepared = _prepared(gateway, edits, message, at)
    if not gateway.update_ref(ref, prepared.commit, None):
        raise AccessctlError("commit-branch-exists", branch=branch)
    return Made(prepared.commit, _signs(gateway))


def _prepared(gateway: Gateway, edits: Sequence[FileEdit], message: str, at: datetime) -> _Prepared:
    parent = gateway.resolve("HEAD")
    if parent is None:
        raise AccessctlError("commit-nothing-yet")
    _refuse_uncommitted(gateway, edits)
    by = gateway.identity()
    if by.email == NOBODY[1]:
        raise AccessctlError("commit-no-user")
    tree, blobs = gateway.resolve("HEAD", "tree") or "", []
    for edit in edits:
        blob = gateway.run("hash-object", "-w", "--stdin", "--path", edit.file, stdin=edit.after).text
        changed = replace_blob(gateway, tree, _full(gateway, edit.file), blob)
        if changed is None:
            raise AccessctlError("commit-uncommitted", files=edit.file)
        tree = changed
        blobs.append((edit.file, blob))
    return _Prepared(write_commit(gateway, Commit(tree, parent, message, by, at)), parent, blobs)


def _refuse_uncommitted(gateway: Gateway, edits: Iterable[FileEdit]) -> None:
    """Raise where a file has changes of somebody's that are not committed: they would come along unseen."""
    files = [edit.file for edit in edits]
    status = gateway.run(
        "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *files
    )
    dirty = sorted(line[3:] for line in status.text.split("\0") if line)
    if dirty:
        raise AccessctlError("commit-uncommitted", files=", ".join(dirty))


def _full(gateway: Gateway, path: str) -> str:
    """Return the path from the top of the work tree: the declarations may lie in a directory of it."""
    inner = gateway.root.relative_to(gateway.top().resolve()).as_posix()
    return path if inner == "." else f"{inner}/{path}"


def _signs(gateway: Gateway) -> bool:
    return gateway.config("commit.gpgSign")[-1:] == ("true",)
